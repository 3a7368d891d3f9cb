import type { Lang } from '../core/lang.ts'

const NUMBERS: Readonly<Record<Lang, RegExp>> = {
  de: /[+\u2212]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|[+\u2212]?\d+(?:,\d+)?/g,
  en: /[+\u2212]?(?:\p{Sc})?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|[+\u2212]?(?:\p{Sc})?\d+(?:\.\d+)?/gu,
}

/**
 * The numbers written in a text, in order, with their sign; the words and marks behind them ('Tsd.', 'k', '%') are not
 * applied. So that what a text says can be held against the facts it was made from.
 */
export function readNumbers(text: string, lang: Lang): readonly number[] {
  const found = text.match(NUMBERS[lang]) ?? []
  return found.map((written) => {
    const bare = written.replace(/\p{Sc}/u, '').replace('\u2212', '-')
    return Number(lang === 'de' ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', ''))
  })
}
