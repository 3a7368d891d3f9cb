import type { Lang } from '../../core/lang.ts'

const segmenters: Partial<Record<Lang, Intl.Segmenter>> = {}

/** The sentences of a text, without the space around them (Unicode Standard Annex 29). */
export function splitSentences(text: string, lang: Lang): string[] {
  segmenters[lang] ??= new Intl.Segmenter(lang, { granularity: 'sentence' })
  return [...segmenters[lang].segment(text)].map(({ segment }) => segment.trim()).filter((segment) => segment !== '')
}
