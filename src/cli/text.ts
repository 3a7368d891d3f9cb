/** Numbers as the command line writes them: English, plain. */
export function countText(value: number): string {
  return value.toLocaleString('en-US')
}

export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown'
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/** Text of several lines, as a message of one. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
