import type { TextCounts } from './count-text.ts'

/**
 * The year of school a German text is fit for, 4 (very easy) to 15 (very hard); null for a text without words.
 * Source: Bamberger & Vanecek (1984), "Lesen – Verstehen – Lernen – Schreiben", first formula
 */
export function wienerSachtextformel({
  sentences,
  words,
  longBySound,
  longByLetters,
  short,
}: TextCounts): number | null {
  if (words === 0 || sentences === 0) return null
  const percent = (count: number) => (100 * count) / words
  return (
    0.1935 * percent(longBySound) +
    0.1672 * (words / sentences) +
    0.1297 * percent(longByLetters) -
    0.0327 * percent(short) -
    0.875
  )
}
