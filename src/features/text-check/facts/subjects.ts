/** What a number is about: the words near it, and the names of the shop's attributes. */

import type { Dimension, Unit } from '../../../language/units.data.ts'
import { readName } from '../attribute.ts'
import { stemOf } from '../text/stem.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import { buildLexicon, findTerms, type Hit } from './lexicon.ts'
import { relatedStems, wordsFor } from './naming.ts'
import type { Quantity } from './quantities.ts'
import { isWithin } from './quantities.ts'
import { SIDES, SUBJECTS, type Subject, TELLING_PARTS } from './subjects.data.ts'

const lexicon = buildLexicon(SUBJECTS, { last: 4 })
const subjectsById: ReadonlyMap<string, Subject> = new Map(SUBJECTS.map((entry) => [entry.id, entry]))

/** What something is called: subjects of the table ('weight', 'weight/pack') and stems of words. */
export interface Name {
  readonly subjects: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  /** Stems of first parts ('Rand' of 'Randhöhe', 'rim'): they name it beside a number of its dimension. */
  readonly parts: ReadonlySet<string>
}

const key = ({ qualifier }: Hit, id: string): string => (TELLING_PARTS.has(qualifier) ? `${id}/${qualifier}` : id)

const NO_NAME = new Set(
  'max min ca bis ab nach je bei auf an ohne up to from without in der die das of the and und mit with pro per inkl zu von for für anzahl number wert value maximal gesamt total produkt product artikel item'
    .split(' ')
    .map(stemOf),
)

export interface AttributeName {
  /** As the shop writes it. */
  readonly written: string
  /** Readable: 'weight kg', 'Gewicht'. */
  readonly words: string
  readonly name: Name
  /** The unit that stands in the name: 'Gewicht (g)', 'weight_kg'; null: none. */
  readonly unit: Unit | null
}

/** What an attribute's name says, however the shop writes it: 'Gewicht (g)', 'weight_kg', 'weightGrams'. */
export function readAttributeName(written: string): AttributeName {
  const { words, unit } = readName(written)
  return { written, words, name: nameOf(words), unit }
}

function nameOf(words: string): Name {
  const subjects = new Set<string>()
  const stems = new Set<string>()
  const parts = new Set<string>()
  // 'Taschenanzahl' counts pockets.
  const spelt = words.replace(/(\p{L}{3,}?)(?:anzahl|zahl|stufen)(?!\p{L})/giu, '$& $1')
  for (const lang of ['de', 'en'] as const) {
    // Names stand without articles and often without capitals.
    const text = readText(
      spelt.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
      lang,
    )
    for (const hit of findTerms(text, lexicon)) {
      for (const id of [hit.id, ...hit.also]) subjects.add(key(hit, id))
      if (TELLING_PARTS.has(hit.qualifier)) for (const part of wordsFor(hit.qualifier)) parts.add(part)
    }
    for (const { stem, text: word } of text.tokens)
      if (stem.length > 1 && !NO_NAME.has(stem)) {
        stems.add(stem)
        const related = relatedStems(word)
        for (const part of [...related.same, ...related.parts]) parts.add(part)
      }
  }
  return { subjects, stems, parts }
}

/** The words around the quantities of a text, ready for asking what each is about. */
export interface Surroundings {
  readonly text: ReadText
  readonly quantities: readonly Quantity[]
  /** Per token: the place of the quantity it lies in, -1: none. */
  readonly quantityAt: Int32Array
  /** Per quantity: the places of its first and its last token. */
  readonly spans: ReadonlyMap<number, readonly [first: number, last: number]>
  /** Per token: the subject it is a word of. */
  readonly subjectAt: ReadonlyMap<number, Hit>
}

export function surroundingsOf(text: ReadText, quantities: readonly Quantity[]): Surroundings {
  const spans = new Map<number, readonly [number, number]>()
  const quantityAt = new Int32Array(text.tokens.length).fill(-1)
  let next = 0
  for (const [at, token] of text.tokens.entries()) {
    while (next < quantities.length && (quantities[next]?.end ?? 0) <= token.start) next++
    const quantity = quantities[next]
    if (quantity === undefined || !isWithin(token, quantity)) continue
    quantityAt[at] = next
    spans.set(next, [spans.get(next)?.[0] ?? at, at])
  }
  const subjectAt = new Map<number, Hit>()
  for (const hit of findTerms(text, lexicon)) for (let at = hit.from; at < hit.to; at++) subjectAt.set(at, hit)
  return { text, quantities, quantityAt, spans, subjectAt }
}

/** A word near a quantity that may say what it is about. */
export interface Neighbour {
  readonly token: Token
  readonly subject: string
  /** Further subjects its word may stand for. */
  readonly also: readonly string[]
  /** Dimensions of the subject; empty: any. */
  readonly dimensions: readonly Dimension[]
  /** 1: next to it; more: farther, across other quantities and clauses much farther. */
  readonly distance: number
  readonly isAfter: boolean
}

/** So many words on either side are looked at: a sentence without an end stays cheap. */
const REACH = 14
const COST = { clause: 3, quantity: 8, and: 1, after: 0.5 }
const AND = new Set(['und', 'and', 'bei', 'oder', 'or', 'sowie'])

const dimensionsOf = (id: string): readonly Dimension[] => subjectsById.get(id)?.dimensions ?? []

/** Of several subjects a word may stand for, the one that is measured as the quantity is. */
function fittingSubject({ id, also }: Hit, quantity: Quantity | undefined): string {
  if (also.length === 0 || quantity === undefined) return id
  const dimension = quantity.unit?.dimension ?? 'count'
  return [id, ...also].find((candidate) => dimensionsOf(candidate).includes(dimension)) ?? id
}

/** The words near a quantity in its sentence, the nearest first. */
export function neighboursOf(around: Surroundings, place: number): readonly Neighbour[] {
  const { tokens } = around.text
  const span = around.spans.get(place)
  if (span === undefined) return []
  const [first, last] = span
  const found: Neighbour[] = []
  for (const step of [-1, 1] as const) {
    let distance = step === 1 ? COST.after : 0
    let clause = tokens[first]?.clause
    for (let at = step === 1 ? last + 1 : first - 1, count = 0; count < REACH; at += step, count++) {
      const token = tokens[at]
      if (token === undefined || token.sentence !== tokens[first]?.sentence) break
      distance += 1
      if (token.clause !== clause) distance += COST.clause
      clause = token.clause
      if (AND.has(token.text.toLowerCase())) distance += COST.and
      if ((around.quantityAt[at] ?? -1) >= 0) {
        distance += COST.quantity
        continue
      }
      const hit = around.subjectAt.get(at)
      const id = hit === undefined ? '' : fittingSubject(hit, around.quantities[place])
      const dimensions = dimensionsOf(id)
      const subject = hit === undefined ? '' : key(hit, id)
      const also = hit === undefined ? [] : hit.also
      found.push({ token, subject, also, dimensions, distance, isAfter: step === 1 })
    }
  }
  return found.sort((a, b) => a.distance - b.distance)
}

/** Words as near as this to a number say which side of a thing it is. */
const SIDE_REACH = 3

/** Whether a neighbour is a part of a name ('Der Rand ist 8 cm hoch' of 'Randhöhe'), and no word says another side of it. */
export function isPartOfName({ token }: Neighbour, { parts, subjects }: Name, near: readonly Neighbour[]): boolean {
  if (!parts.has(token.stem)) return false
  const said = near.find(({ subject, distance }) => distance <= SIDE_REACH && SIDES.has(subject))
  if (said === undefined || subjects.size === 0) return true
  for (const subject of subjects) if (subject.split('/')[0] === said.subject) return true
  return false
}

/** Shortest noun that is looked for at the end of a compound. */
const SHORTEST_HEAD = 4

/** Whether a neighbour is the last part of a compound that a name is. */
export function isHeadOfName({ token: { stem, folded, isCapital } }: Neighbour, { stems }: Name): boolean {
  if (!isCapital || folded.length < SHORTEST_HEAD) return false
  for (const known of stems) if (known.length > stem.length + 1 && known.endsWith(stem)) return true
  return false
}

/** Whether a neighbour is a word of a name: by its subject, its stem, or as the last part of a compound. */
export function isOfName(neighbour: Neighbour, name: Name): boolean {
  if (neighbour.subject !== '' && name.subjects.has(neighbour.subject)) return true
  if (neighbour.also.some((subject) => name.subjects.has(subject))) return true
  const { stem, folded } = neighbour.token
  if (name.stems.has(stem)) return true
  if (stem.length < 8 || TELLING_PARTS.has(folded.slice(0, 4))) return false
  for (const known of name.stems) if (known.length >= 5 && stem.endsWith(known)) return neighbour.subject === ''
  return false
}
