/**
 * The built-in writer on a text that is there: shortened by leaving out what says least, lengthened by what the data still has to say.
 * No sentence is changed, so that nothing is said that was not said or known before.
 */
import { ngramOverlap, wordNgrams } from '../../../ml/text/overlap.ts'
import { type Part, plainText, type Sentence, type Version } from '../schema.ts'
import { wordCount } from '../word-count.ts'

/** What is left of a text that is shortened, at most; and how long one may become that is lengthened. */
const SHORTER = 0.65
const LONGER = 1.5
/** A sentence that shares so many of its word pairs with the text says the same. */
const SAID = 0.3

const KEPT_ROLES: ReadonlySet<Part['role']> = new Set(['heading', 'table'])

interface Place {
  readonly part: number
  readonly sentence: Sentence
}

/** Leaves out sentences, those first that rest on nothing the others do not, the later ones before the earlier ones; the first one stays. */
export function shortened(version: Version): Version {
  const places = version.parts.flatMap(({ role, sentences }, part): Place[] =>
    KEPT_ROLES.has(role) ? [] : sentences.map((sentence) => ({ part, sentence })),
  )
  const most = SHORTER * places.reduce((sum, { sentence }) => sum + wordCount(sentence.text), 0)
  const kept = new Set(places)
  const wordsKept = () => [...kept].reduce((sum, { sentence }) => sum + wordCount(sentence.text), 0)
  while (kept.size > 1 && wordsKept() > most) {
    const [, ...others] = kept
    const least = others.reduce((worst, place) => (ownFacts(place, kept) <= ownFacts(worst, kept) ? place : worst))
    kept.delete(least)
  }
  const parts = version.parts.map((part, at) => {
    const own = places.filter((place) => place.part === at && kept.has(place)).map(({ sentence }) => sentence)
    return KEPT_ROLES.has(part.role) ? part : { ...part, sentences: own }
  })
  return { ...version, parts: withoutEmpty(parts) }
}

/** How many things it tells that no other sentence does. */
function ownFacts(place: Place, among: ReadonlySet<Place>): number {
  const others = new Set([...among].filter((other) => other !== place).flatMap(({ sentence }) => sentence.sources))
  return place.sentence.sources.filter((source) => !others.has(source)).length
}

/** A heading with nothing below it goes too. */
function withoutEmpty(parts: readonly Part[]): Part[] {
  const filled = parts.filter(({ sentences }) => sentences.length > 0)
  return filled.filter(({ role }, at) => role !== 'heading' || (filled[at + 1]?.role ?? 'heading') !== 'heading')
}

/**
 * Adds sentences of another text about the same that rest on what is not told yet.
 * @returns null where there is nothing to add
 */
export function lengthened(version: Version, more: Version): Version | null {
  const known = new Set(version.parts.flatMap(({ sentences }) => sentences.flatMap(({ sources }) => sources)))
  const said = wordNgrams(plainText(version), 2)
  const most = LONGER * wordCount(plainText(version))
  let words = wordCount(plainText(version))
  const added: Sentence[] = []
  for (const { role, sentences } of more.parts) {
    if (role !== 'paragraph') continue
    for (const sentence of sentences) {
      const isNew = sentence.sources.some((source) => !known.has(source))
      if (!isNew || words >= most || ngramOverlap(wordNgrams(sentence.text, 2), said) >= SAID) continue
      added.push(sentence)
      words += wordCount(sentence.text)
      for (const source of sentence.sources) known.add(source)
    }
  }
  if (added.length === 0) return null
  // A list of details ends a text.
  const end = version.parts.findIndex(({ role }) => role === 'details')
  const at = end === -1 ? version.parts.length : end
  const part: Part = { role: 'paragraph', sentences: added }
  return { ...version, parts: [...version.parts.slice(0, at), part, ...version.parts.slice(at)] }
}
