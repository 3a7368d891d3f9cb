/** The parts of a name and their words in the other language: 'Klingenlänge' is about a 'Klinge', a 'blade'. */
import { SHOP_NOUN_TABLE } from '../../../language/grammar/shop-noun.ts'
import { stemOf } from '../text/stem.ts'
import { THINGS } from './things.data.ts'

const germanOf = new Map<string, string[]>()
for (const [german, { english }] of SHOP_NOUN_TABLE)
  germanOf.set(english.toLowerCase(), [...(germanOf.get(english.toLowerCase()) ?? []), german])

/** Words of the table of things by the stem of each of them. */
const thingsByStem = new Map<string, ReadonlySet<string>>()
for (const [de, en] of THINGS) {
  const stems = [...de, ...en].map(stemOf)
  for (const stem of stems) thingsByStem.set(stem, new Set([...(thingsByStem.get(stem) ?? []), ...stems]))
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
/** Shortest part of a compound that is looked for. */
const SHORTEST = 3
const LONGEST = 40

/** 'Klingen' -> 'Klinge', 'Absatz' -> 'Absatz': the noun a first part of a compound is a form of. */
function nounOfPart(part: string): string {
  const word = capital(part)
  for (const candidate of [word, word.replace(/(?:en|n|s|er)$/, ''), word.replace(/s$/, ''), `${word}e`])
    if (SHOP_NOUN_TABLE.has(candidate)) return candidate
  return word
}

/** The two parts of a German compound whose last part is a noun of the table; null: none. */
function partsOf(word: string): readonly [first: string, last: string] | null {
  for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
    const last = capital(word.slice(at))
    if (SHOP_NOUN_TABLE.has(last)) return [nounOfPart(word.slice(0, at).replace(/-$/, '')), last]
  }
  return null
}

const englishOf = (noun: string): readonly string[] => {
  const english = SHOP_NOUN_TABLE.get(noun)?.english
  return english === undefined ? [] : [english.split(' ').at(-1) ?? '']
}

/**
 * Stems of the words that may stand for a word of an attribute's name in a text: its translation (`same`), and of a compound
 * the first part in both languages (`parts`), which says the same only beside a number of the right kind.
 */
export function relatedStems(word: string): { readonly same: readonly string[]; readonly parts: readonly string[] } {
  if (word.length > LONGEST) return { same: [], parts: [] }
  const same = [...englishOf(nounOfPart(word)), ...(germanOf.get(word.toLowerCase()) ?? [])]
  const compound = partsOf(word)
  const [first = ''] = compound ?? []
  const parts =
    first.length < SHORTEST
      ? []
      : [...englishOf(first).map(stemOf), stemOf(first), ...(thingsByStem.get(stemOf(first)) ?? [])]
  return { same: same.map(stemOf), parts }
}

/** Stems of all words that name a thing as well, itself included: 'Deckel', 'lid'. */
export function wordsFor(word: string): ReadonlySet<string> {
  const stem = stemOf(word)
  // 'Faltbar' is what can be folded.
  const verb = /^(.{4,})bar$/.exec(stem)?.[1]
  return new Set([
    stem,
    ...relatedStems(word).same,
    ...(thingsByStem.get(stem) ?? []),
    ...(verb === undefined ? [] : [verb]),
  ])
}

/** Letters that the two languages write differently in words they share: 'Kategorie', 'category'. */
const shared = (stem: string): string =>
  stem
    .replace(/[kc]/g, 'c')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/(?:ie|y|at|et)+$/, '')
const SHORTEST_COGNATE = 4
/** Share of the longer word that two cognates begin with. */
const ALIKE = 0.7

/** Whether two stems are one word in two languages: 'Varietät' and 'variety', 'Autor' and 'author'. */
export function isCognate(a: string, b: string): boolean {
  const [first, second] = [shared(a), shared(b)]
  const longest = Math.max(first.length, second.length)
  if (longest < SHORTEST_COGNATE || Math.abs(first.length - second.length) > 2) return false
  let same = 0
  while (same < longest && first[same] === second[same]) same++
  return same >= SHORTEST_COGNATE - 1 && same / longest >= ALIKE
}
