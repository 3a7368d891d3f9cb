/** Holds a number of a text against the numbers known of the product. */

import type { Dimension, Unit } from '../../../language/units.data.ts'
import type { ReadText } from '../text/tokens.ts'
import { agrees } from './agrees.ts'
import type { Known, KnownQuantity, Source } from './known.ts'
import { NEAR, type Quantity } from './quantities.ts'
import { materialsBeside } from './shares.ts'
import { type Stranger, strangerNear } from './strangers.ts'
import { SIDES, USUAL_SUBJECT } from './subjects.data.ts'
import {
  isHeadOfName,
  isOfName,
  isPartOfName,
  type Name,
  type Neighbour,
  neighboursOf,
  type Surroundings,
} from './subjects.ts'

export type Verdict<Fact> =
  | { readonly state: 'supported'; readonly source: Source }
  | { readonly state: 'contradicted'; readonly fact: Fact }
  | { readonly state: 'unknown' }
  /** Nothing is claimed that could be held against anything. */
  | { readonly state: 'none' }

export type QuantityVerdict = Verdict<KnownQuantity>

/** A word as near as this names it beyond doubt. */
const BESIDE = 2.6

/** Spoken of in passing ('nach 10 Minuten', 'drei Tage in den Bergen'): held against facts only by name. */
const PASSING = new Set<Dimension>(['time', 'percent'])
/** Powers of ten between two numbers of which one cannot be a slip for the other. */
const FAR = 2
/** The same where a verb or an adjective says that something else may be meant. */
const CLOSE = 0.5
/** Terms of the shop come in these: 'in 3 Tagen geliefert', 'ab 50 €'. */
const SERVICE = new Set<Dimension>(['money', 'time'])
const isTold = (facts: readonly KnownQuantity[], subject: string): boolean =>
  facts.some(({ name }) => name.subjects.has(subject))
const PER = /(?:^|[^\p{L}])(pro|per|auf)\s+$/iu
/** 'Auf 100 g', but not 'auf 1800 m gewachsen'. */
const ROUND = new Set([1, 10, 100, 1000])

const UNKNOWN = { state: 'unknown' } as const
const NONE = { state: 'none' } as const

/** The verdict on the quantity at a place of a text's quantities. */
export function judgeQuantity(around: Surroundings, place: number, known: Known): QuantityVerdict {
  const quantity = around.quantities[place]
  if (quantity === undefined) return NONE
  const near = neighboursOf(around, place)
  if (quantity.unit === null) return judgeCount(quantity, near, known)
  // 'Pro 100 g' says of how much, not how much.
  const [, per] = PER.exec(around.text.plain.slice(Math.max(0, quantity.start - 10), quantity.start)) ?? []
  const isGiven =
    around.quantities.some((other) => other !== quantity && other.unit !== null) &&
    known.references.some((reference) => isSame(quantity, reference))
  const isReference = isGiven || (per !== undefined && (per !== 'auf' || ROUND.has(rawOf(quantity))))
  const verdict = judgeMeasure(around.text, quantity, near, known)
  // 'Reicht für eine Woche' counts nothing.
  return (quantity.isOne || isReference) && verdict.state !== 'supported' ? NONE : verdict
}

function judgeMeasure(text: ReadText, quantity: Quantity, near: readonly Neighbour[], known: Known): QuantityVerdict {
  const own = known.quantities.filter((fact) => isOfDimension(fact, quantity))
  // '80-Gramm-Papier' weighs that much a square metre.
  const facts = own.length > 0 ? own : known.quantities.filter((fact) => isPer(fact, quantity))
  if (SERVICE.has(quantity.unit?.dimension ?? 'count') && isOfService(text, quantity) && !isTold(facts, 'delivery'))
    return UNKNOWN
  const shares = materialsBeside(text, quantity)
  if (quantity.unit?.dimension === 'percent') return judgeShare(text, quantity, near, { facts, shares })
  const named = nearestNamed(near, facts)
  const other = strangerNear(text, quantity, near, known)
  if (
    named !== null &&
    (other === null ||
      named.distance <= other.distance ||
      (named.distance <= NEAR &&
        (other.isWeak || named.facts.every(({ name }) => isKindOfSubject(name, other.subject)))))
  )
    return judgeNamed(quantity, named, facts)
  if (other !== null && !isOnlyOne(facts, quantity)) {
    const verdict = judgeStranger(quantity, other, near, facts, known)
    return verdict.state === 'unknown' && other.isWeak ? judgeNameless(text, quantity, facts, CLOSE) : verdict
  }
  if (facts.length === 0) return wrongUnit(quantity, near, known)
  return judgeNameless(text, quantity, facts, FAR)
}

/** 'Cable length': the length of a part is a length. */
function isKindOfSubject({ subjects }: Name, subject: string): boolean {
  for (const own of subjects) if (own.startsWith(`${subject}/`)) return true
  return false
}

/** Dimensions of which things have many: a number of them says nothing without its name. */
const COMMON = new Set<Dimension>([
  'length',
  'mass',
  'time',
  'volume',
  'temperature',
  'percent',
  'money',
  'area',
  'energy',
  'power',
  'data',
])

/** Of a rare dimension the data has one number: whatever it is called, it is meant. */
function isOnlyOne(facts: readonly KnownQuantity[], { unit }: Quantity): boolean {
  const strong = facts.filter(({ source }) => isStrong(source))
  return unit !== null && !COMMON.has(unit.dimension) && strong.length === 1
}

/** A number of something the data has no number of by that name. */
function judgeStranger(
  quantity: Quantity,
  other: Stranger,
  near: readonly Neighbour[],
  facts: readonly KnownQuantity[],
  known: Known,
): QuantityVerdict {
  // The side of a thing may stand among its measures without its name.
  const measures = SIDES.has(other.subject)
    ? facts.filter((fact) => fact.quantity.isListed && isStrong(fact.source))
    : []
  if (measures.length > 0)
    return judgeNamed({ ...quantity, isListed: true }, { facts: measures, distance: BESIDE }, facts)
  const slip = facts.find(
    (fact) => isStrong(fact.source) && fact.quantity.unit !== quantity.unit && rawOf(fact.quantity) === rawOf(quantity),
  )
  if (slip !== undefined) return agrees(quantity, slip.quantity) ? UNKNOWN : { state: 'contradicted', fact: slip }
  return facts.length > 0 ? UNKNOWN : wrongUnit(quantity, near, known)
}

const raw = (value: number | undefined, unit: Unit | null): number =>
  Number(((value ?? 0) / (unit?.factor ?? 1)).toPrecision(10))
const isSame = (said: Quantity, reference: Quantity): boolean => reference.unit === said.unit && agrees(said, reference)
/** The number as it is written, whatever its unit. */
const rawOf = ({ low, unit }: Quantity): number => raw(low[0], unit)
const isSlip = (said: Quantity, { quantity: fact }: KnownQuantity): boolean =>
  said.unit !== fact.unit &&
  rawOf(said) === rawOf(fact) &&
  raw(said.high[0], said.unit) === raw(fact.high[0], fact.unit)
/** A range, or a number with two digits and more. */
const isTelling = (said: Quantity): boolean => said.low[0] !== said.high[0] || Math.abs(rawOf(said)) > 20

function isOfDimension({ quantity }: KnownQuantity, { unit }: Quantity): boolean {
  return quantity.unit?.dimension === unit?.dimension && quantity.unit?.currency === unit?.currency
}

const isPer = ({ quantity: { unit } }: KnownQuantity, { unit: said }: Quantity): boolean =>
  unit !== null && said !== null && unit.factor === said.factor && (unit.de[0] ?? '').startsWith(`${said.de[0]}/`)

interface Named {
  readonly facts: readonly KnownQuantity[]
  readonly distance: number
}

/** The facts whose name stands nearest. */
function nearestNamed(near: readonly Neighbour[], facts: readonly KnownQuantity[]): Named | null {
  for (const neighbour of near) {
    const ofName = facts.filter(({ name }) => isOfName(neighbour, name))
    const ofPart = ofName.length > 0 ? ofName : facts.filter(({ name }) => isPartOfName(neighbour, name, near))
    const alike = ofPart.length > 0 ? ofPart : ofHead(neighbour, facts)
    // 'Gesamtgewicht' is meant before any other weight where the data has one of that name.
    const exact = alike.filter(({ name }) => name.stems.has(neighbour.token.stem))
    const named = exact.length > 0 ? exact : alike
    const strong = named.filter(({ source }) => isStrong(source))
    if (named.length > 0) return { facts: strong.length > 0 ? strong : named, distance: neighbour.distance }
  }
  return null
}

/** Facts whose name's last part is a word ('Höhe' of 'Anbauhöhe'), where they are all of one name. */
function ofHead(neighbour: Neighbour, facts: readonly KnownQuantity[]): readonly KnownQuantity[] {
  const headed = facts.filter(({ name }) => isHeadOfName(neighbour, name))
  return new Set(headed.map(({ source }) => source)).size === 1 ? headed : []
}

const isStrong = ({ kind }: Source): boolean => kind === 'attribute' || kind === 'variant'

function judgeNamed(quantity: Quantity, { facts, distance }: Named, all: readonly KnownQuantity[]): QuantityVerdict {
  const agreeing = facts.find((fact) => agrees(quantity, fact.quantity))
  if (agreeing !== undefined && !isBeyondValues(quantity, facts)) return { state: 'supported', source: agreeing.source }
  // A number that is true of something else, with its name far away, was most likely meant so.
  const elsewhere = all.find((fact) => agrees(quantity, fact.quantity))
  const isDoubtful = distance > BESIDE || quantity.isListed
  if (elsewhere !== undefined && (isDoubtful || !isStrong(facts[0]?.source ?? elsewhere.source)))
    return { state: 'supported', source: elsewhere.source }
  return contradiction(quantity, facts)
}

/** 'Weiten 30 bis 40' where the variants have 30 to 36. */
function isBeyondValues({ low, high }: Quantity, facts: readonly KnownQuantity[]): boolean {
  const values = facts.filter(({ source }) => source.kind === 'variant').map(({ quantity }) => quantity.low[0] ?? 0)
  const isRange = low[0] !== high[0]
  return isRange && values.length > 1 && ((low[0] ?? 0) < Math.min(...values) || (high[0] ?? 0) > Math.max(...values))
}

/** What nothing names means what is usually meant, or whatever there is of its kind and about its size. */
function judgeNameless(
  text: ReadText,
  quantity: Quantity,
  facts: readonly KnownQuantity[],
  reach: number,
): QuantityVerdict {
  const agreeing = facts.find((fact) => agrees(quantity, fact.quantity))
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  const strong = facts.filter(({ source }) => isStrong(source))
  // '30 bis 60 Stunden' where the data has as many minutes: nobody says that by chance.
  const slip = strong.find((fact) => isTelling(quantity) && isSlip(quantity, fact))
  if (slip !== undefined) return { state: 'contradicted', fact: slip }
  const isPassing = PASSING.has(quantity.unit?.dimension ?? 'count')
  if (isPassing && isSaidInPassing(text, quantity)) return UNKNOWN
  // Kilometres are not said of what is measured in centimetres, but where only the unit was mistaken.
  const isNear = ({ quantity: fact }: KnownQuantity) =>
    (quantity.unit?.dimension === 'temperature' && reach === FAR) ||
    rawOf(fact) === rawOf(quantity) ||
    Math.abs(Math.log10((fact.high[0] ?? 0) / (quantity.high[0] ?? 0))) < (isPassing ? CLOSE : reach)
  const near = (isPassing ? strong.filter((fact) => fact.quantity.unit === quantity.unit) : facts).filter(isNear)
  if (near.length === 0) return UNKNOWN
  const usual = USUAL_SUBJECT[quantity.unit?.dimension ?? 'count']
  const meant = near.filter(({ name }) => usual !== undefined && name.subjects.has(usual))
  const pool = [meant, near.filter(({ source }) => isStrong(source)), near].find(({ length }) => length > 0)
  return contradiction(quantity, pool ?? near)
}

const PASSING_BEFORE =
  /(?:^|[^\p{L}])(?:nach|in|seit|innerhalb|von|vor|alle|jede[nrs]?|für|nächsten?|letzten?|den|die|within|after|for|since|every|the|next|last|past|take|takes|sich|dauert|hundert|zu)\s+(?:(?:just|nur|about|rund|etwa|über|over)\s+)?$/iu
const CLAIMING_BEFORE = /(?:bis zu|up to|ganze|full)\s+$/iu
/** Of the shop and its customers, not of the product. */
const OF_SERVICE =
  /kund|nutzer|rückgabe|widerruf|liefer|versand|werktag|bestell|spar|rabatt|nachlass|customer|user|return|deliver|shipping|working day|order|save|newsletter|discount|off\b/i

const isOfService = ({ plain }: Pick<ReadText, 'plain'>, { start, end }: Pick<Quantity, 'start' | 'end'>): boolean =>
  OF_SERVICE.test(plain.slice(Math.max(0, start - 60), end + 60))

/** Times and shares of life in general: 'nach 10 Minuten', 'in den nächsten zehn Jahren', '30 days to return it'. */
function isSaidInPassing({ plain }: ReadText, { start, end, low, unit }: Quantity): boolean {
  const before = plain.slice(Math.max(0, start - 24), start)
  if (isOfService({ plain }, { start, end })) return true
  if (unit?.dimension === 'percent') return low[0] === 100
  return !CLAIMING_BEFORE.test(before) && (PASSING_BEFORE.test(before) || /^\s*$/.test(plain.slice(0, start)))
}

function contradiction(quantity: Quantity, facts: readonly KnownQuantity[]): QuantityVerdict {
  // The likeliest slip: the fact whose number is nearest.
  const distance = (fact: KnownQuantity) =>
    Math.abs(Math.log((fact.quantity.low[0] ?? 0) / (quantity.low[0] ?? 1)) || 99)
  const [fact] = [...facts].sort((a, b) => distance(a) - distance(b))
  return fact === undefined ? UNKNOWN : { state: 'contradicted', fact }
}

/** A unit of another kind at the right name ('wiegt 950 ml'), or at the right number. */
function wrongUnit(quantity: Quantity, near: readonly Neighbour[], known: Known): QuantityVerdict {
  // 'Volle Leistung über zehn Jahre' gives no power.
  if (PASSING.has(quantity.unit?.dimension ?? 'count')) return UNKNOWN
  const measured = known.quantities.filter(
    ({ quantity: { unit } }) => unit?.dimension !== 'money' && unit?.dimension !== 'percent',
  )
  const named = nearestNamed(
    near.filter(({ distance }) => distance <= NEAR),
    measured.filter(({ source }) => isStrong(source)),
  )
  const [first] = named?.facts ?? []
  if (first !== undefined) {
    const bare = named?.facts.find((fact) => fact.quantity.unit === null && rawOf(fact.quantity) === rawOf(quantity))
    return bare === undefined ? { state: 'contradicted', fact: first } : { state: 'supported', source: bare.source }
  }
  const same = measured.find(
    (fact) => fact.quantity.unit !== null && isStrong(fact.source) && rawOf(fact.quantity) === rawOf(quantity),
  )
  return same === undefined ? UNKNOWN : { state: 'contradicted', fact: same }
}

/** Shares belong to what they are shares of. */
function judgeShare(
  text: ReadText,
  quantity: Quantity,
  near: readonly Neighbour[],
  { facts, shares }: { readonly facts: readonly KnownQuantity[]; readonly shares: readonly string[] },
): QuantityVerdict {
  const ofMaterial = facts.filter(({ name }) => shares.some((share) => name.subjects.has(share)))
  const named =
    shares.length > 0
      ? { facts: ofMaterial, distance: 1 }
      : nearestNamed(
          near.filter(({ distance }) => distance <= NEAR),
          facts,
        )
  if (named !== null && named.facts.length > 0) return judgeNamed(quantity, named, named.facts)
  return judgeNameless(text, quantity, facts, CLOSE)
}

/** A number without a unit: what it counts has to be named. */
function judgeCount(quantity: Quantity, near: readonly Neighbour[], known: Known): QuantityVerdict {
  const reach = quantity.isOne ? BESIDE - 1 : NEAR
  const close = near.filter(
    ({ distance, isAfter, token }) => distance <= reach && (!quantity.isOne || (isAfter && PERSON.test(token.text))),
  )
  const aged = judgeAge(quantity, close, known)
  if (aged !== null) return aged
  const facts = known.quantities.filter(
    (fact) =>
      fact.quantity.unit === null && (!quantity.isOne || (isStrong(fact.source) && fact.name.subjects.has('persons'))),
  )
  const counted = facts.filter(({ name }) => quantity.counted !== '' && isCounted(quantity.counted, name))
  const named = counted.length > 0 ? { facts: counted, distance: 1 } : nearestNamed(close, facts)
  if (named !== null) return judgeNamed(quantity, named, named.facts)
  if (quantity.isOne) return NONE
  return judgeUnitless(quantity, close, known)
}

const PERSON = /^(?:person|spieler|sitz|gast|gäste|mann|schlaf|people|player|seat|guest)/i

/** 'Aged ten and up': years without their unit. */
function judgeAge(quantity: Quantity, near: readonly Neighbour[], known: Known): QuantityVerdict | null {
  const [named] = near.filter(({ subject }) => subject !== '')
  if (named?.subject !== 'age' || quantity.isOne) return null
  const facts = known.quantities.filter(
    ({ name, quantity: { unit } }) => unit?.dimension === 'time' && name.subjects.has('age'),
  )
  if (facts.length === 0) return null
  const agreeing = facts.find((fact) => rawOf(fact.quantity) === rawOf(quantity))
  return agreeing === undefined ? contradiction(quantity, facts) : { state: 'supported', source: agreeing.source }
}

function isCounted(counted: string, { subjects, stems }: KnownQuantity['name']): boolean {
  const plain = counted.replace(/(?:ig|es|er|en|e)$/, '')
  for (const stem of stems) if (stem.startsWith(plain) || plain.startsWith(stem)) return true
  return COUNTED_SUBJECTS.some(([start, subject]) => counted.startsWith(start) && subjects.has(subject))
}

const COUNTED_SUBJECTS: readonly (readonly [start: string, subject: string])[] = [
  ['lagig', 'layers'],
  ['schicht', 'layers'],
  ['teilig', 'parts'],
  ['tlg', 'parts'],
  ['stufig', 'levels'],
  ['farbig', 'colours'],
  ['turig', 'doors'],
  ['gangig', 'gears'],
  ['person', 'persons'],
  ['mann', 'persons'],
  ['kammer', 'cells'],
  ['sitzer', 'persons'],
  ['erset', 'parts'],
  ['erset', 'pieces'],
  ['erpack', 'pieces'],
  ['er', 'year'],
]

/** A number whose unit was left out ('Wassersäule 10.000'). */
function judgeUnitless(quantity: Quantity, near: readonly Neighbour[], known: Known): QuantityVerdict {
  const measured = known.quantities.filter(({ quantity: { unit } }) => unit !== null && unit.dimension !== 'money')
  // 'Wassersäule 10.000', not '3 Modelle mit hoher Wassersäule': the name stands before it.
  const named = nearestNamed(
    near.filter(({ distance, isAfter }) => distance <= BESIDE && !isAfter),
    measured,
  )
  const agreeing = named?.facts.find((fact) => {
    const { unit, low, high } = fact.quantity
    const bare = (values: readonly number[]) => values.map((value) => value / (unit?.factor ?? 1))
    return agrees(quantity, { ...fact.quantity, unit: null, low: bare(low), high: bare(high) })
  })
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  const [first] = named?.facts ?? []
  if (first !== undefined) return { state: 'contradicted', fact: first }
  const bare = known.quantities.filter((fact) => fact.quantity.unit === null)
  const written = bare.find((fact) => agrees(quantity, fact.quantity))
  if (written !== undefined) return { state: 'supported', source: written.source }
  if (quantity.isListed && bare.some((fact) => fact.quantity.isListed))
    return contradiction(
      quantity,
      bare.filter((fact) => fact.quantity.isListed),
    )
  return UNKNOWN
}
