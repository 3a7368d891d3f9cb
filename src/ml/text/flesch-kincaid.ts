import type { TextCounts } from './count-text.ts'

/**
 * The year of (American) school an English text is fit for; null for a text without words.
 * Source: Kincaid, Fishburne, Rogers & Chissom (1975), Research Branch Report 8-75
 */
export function fleschKincaid({ sentences, words, syllables }: TextCounts): number | null {
  if (words === 0 || sentences === 0) return null
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59
}
