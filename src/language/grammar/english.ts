/** English nouns: plural, a and an, counts. */
import { formatCount } from '../numbers.ts'

const IRREGULAR: Readonly<Record<string, string>> = {
  child: 'children',
  foot: 'feet',
  half: 'halves',
  knife: 'knives',
  leaf: 'leaves',
  man: 'men',
  person: 'people',
  scarf: 'scarves',
  series: 'series',
  shelf: 'shelves',
  woman: 'women',
}

/** The plural of a noun or of a phrase by its last word: 'countries', 'new customers'. */
export function englishPlural(phrase: string): string {
  const start = phrase.lastIndexOf(' ') + 1
  const word = phrase.slice(start)
  const front = phrase.slice(0, start)
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined
  if (irregular !== undefined) return front + irregular
  if (/[^aeiou]y$/.test(word)) return `${front}${word.slice(0, -1)}ies`
  return front + word + (/(?:s|x|z|ch|sh)$/.test(word) ? 'es' : 's')
}

/** A number of things: 'no orders', '1 order', '2 orders'; `n` is rounded, zero 'digit' writes '0 orders'. */
export function englishCount(n: number, phrase: string, zero: 'word' | 'digit' = 'word'): string {
  const count = Math.round(n)
  if (count === 0 && zero === 'word') return `no ${englishPlural(phrase)}`
  return `${formatCount(count, { lang: 'en' })} ${count === 1 ? phrase : englishPlural(phrase)}`
}

/** 'a' or 'an' by the sound the next word begins with: 'an hour', 'a user', 'an 8', 'an RFM score', 'an R-value'. */
export function indefiniteArticle(phrase: string): 'a' | 'an' {
  const word = phrase.trimStart()
  if (/^\d/.test(word)) return /^(?:8|11(?!\d)|18(?!\d)|11,|18,)/.test(word) ? 'an' : 'a'
  // Letters read one by one: those whose name begins with a vowel.
  if (/^(?:[A-Z]{2,}(?![a-z])|[A-Z]-)/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a'
  const lower = word.toLowerCase()
  if (/^(?:hour|honest|honou?r|heir)/.test(lower)) return 'an'
  if (/^(?:uni(?![nm])|us[aeiu]|eu|one\b|once\b|ubi)/.test(lower)) return 'a'
  return /^[aeiou]/.test(lower) ? 'an' : 'a'
}
