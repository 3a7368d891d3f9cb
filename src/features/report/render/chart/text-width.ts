// Advance widths of U+0020 to U+007E in hundredths of the font size: of Inter (tabular figures) and Roboto the wider,
// so that a label measured here fits in either.
const WIDTHS = [
  27, 29, 47, 63, 64, 98, 64, 30, 39, 39, 65, 65, 27, 65, 27, 41, 65, 65, 65, 65, 65, 65, 65, 65, 65, 65, 27, 27, 65,
  65, 65, 51, 97, 69, 65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64, 65, 74, 69, 99, 68, 68,
  63, 39, 41, 39, 47, 46, 32, 56, 61, 57, 61, 58, 37, 61, 59, 24, 24, 55, 24, 88, 59, 60, 61, 61, 38, 53, 33, 59, 56,
  82, 55, 56, 55, 39, 33, 39, 68,
]
const OTHER = 65
const WIDE = 105

/** Width of a text in the unit of `size`, without a font at hand: letters with marks count as their base letter. */
export function textWidth(text: string, size: number): number {
  let hundredths = 0
  for (const character of text.normalize('NFD')) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x300 && code < 0x370) continue
    if (code === 0xa0 || code === 0x202f) hundredths += 27
    else
      hundredths +=
        WIDTHS[code - 32] ?? (code >= 0x1100 && code < 0x20000 && !(code >= 0x2000 && code < 0x2e80) ? WIDE : OTHER)
  }
  return (hundredths * size) / 100
}

/** The text, cut with an ellipsis where it is wider than `width`; never cut inside a character. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  const room = width - textWidth('…', size)
  let used = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += textWidth(segment, size)
    if (used > room) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The text in at most `lines` lines of at most `width`; what does not fit is cut with an ellipsis. */
export function wrapText(text: string, size: number, width: number, lines: number): string[] {
  const words = text.split(' ')
  const out: string[] = []
  let line = ''
  for (const [place, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || textWidth(longer, size) <= width) {
      line = longer
      continue
    }
    if (out.length === lines - 1) return [...out, fitText([line, ...words.slice(place)].join(' '), size, width)]
    out.push(fitText(line, size, width))
    line = word
  }
  return [...out, fitText(line, size, width)]
}
