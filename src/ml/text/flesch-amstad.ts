import type { TextCounts } from './count-text.ts'

/**
 * Reading ease of a German text: about 100 very easy, 60 to 70 plain, below 30 very hard; null for a text without words.
 * Source: Amstad (1978), "Wie verständlich sind unsere Zeitungen?"; after Flesch (1948)
 */
export function fleschAmstad({ sentences, words, syllables }: TextCounts): number | null {
  if (words === 0 || sentences === 0) return null
  return 180 - words / sentences - 58.5 * (syllables / words)
}
