/** Holds what a text says in words (materials, colours, features, origin, sizes) against what is known. */
import { stemOf } from '../text/stem.ts'
import {
  type ColourClaim,
  colourOf,
  type FeatureClaim,
  featureOf,
  type MaterialClaim,
  materialLine,
  type OriginClaim,
} from './claims.ts'
import type { DenialClaim } from './denials.ts'
import type { Verdict } from './judge-quantity.ts'
import type { Known, KnownColour, KnownFeature, KnownMaterial, Source } from './known.ts'
import { wordsFor } from './naming.ts'
import type { SizeClaim } from './sizes.ts'

const UNKNOWN = { state: 'unknown' } as const
const NONE = { state: 'none' } as const

const isStrong = ({ kind }: Source): boolean => kind === 'attribute' || kind === 'variant'
/** The facts of the strongest source that has any. */
function strongest<Fact extends { readonly source: Source }>(facts: readonly Fact[]): readonly Fact[] {
  const strong = facts.filter(({ source }) => isStrong(source))
  return strong.length > 0 ? strong : facts
}

/** Whether something made of the first is made of the second: 'Merinowolle' is 'Wolle'. */
const isKindOf = (id: string, of: string): boolean => materialLine(id).includes(of)
/** Names of a material that say nothing against another one. */
const VAGUE = new Set(['blend', 'synthetic', 'jersey', 'canvas', 'terry', 'felt', 'satin', 'velvet', 'foam'])
/** A synthetic fabric by its making, not by its fibre. */
const SAME: readonly (readonly [string, string])[] = [
  ['fleece', 'polyester'],
  ['microfibre', 'polyester'],
  ['microfibre', 'polyamide'],
  ['synthetic', 'polyester'],
  ['synthetic', 'polyamide'],
  ['pet', 'polyester'],
  ['plastic', 'polyamide'],
  ['plastic', 'polyester'],
  ['plastic', 'silicone'],
  ['plastic', 'eva'],
  ['plastic', 'faux-leather'],
]

export function judgeMaterial(claim: MaterialClaim, known: Known): Verdict<KnownMaterial> {
  const said = known.materials.filter((fact) => !fact.claim.isDenied)
  if (claim.isDenied) {
    const present = strongest(said).find(
      (fact) => isKindOf(fact.claim.id, claim.id) && mayBeOne(fact.claim.part, claim.part),
    )
    const isSaid = known.materials.some((fact) => fact.claim.isDenied && fact.claim.id === claim.id)
    return present === undefined || isSaid ? NONE : { state: 'contradicted', fact: present }
  }
  const named = ofNamedPart(claim, known)
  if (named !== null) return judgePart(claim, named)
  const agreeing = said.find((fact) => isKindOf(fact.claim.id, claim.id) && mayBeOne(fact.claim.part, claim.part))
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  // 'Der EVA-Schaum federt' may well be said of the sole that is made of it.
  const isOfSomePart = said.some((fact) => isKindOf(fact.claim.id, claim.id))
  if (claim.part === '' && (isOfSomePart || isElsewhere(claim.thing, known))) return UNKNOWN
  // What an attribute is the name of ('Feder', 'Glas') is a part here.
  const ofPart = strongest(said.filter(({ claim: { part } }) => mayBeOne(part, claim.part)))
  const related = ofPart.some(({ claim: { id } }) => isRelated(id, claim.id))
  const [fact] = ofPart
  return fact === undefined || related ? UNKNOWN : { state: 'contradicted', fact }
}

/** Names that mean the thing as a whole. */
const WHOLE_NAME = /material|stoff|zusammensetzung|composition|fabric|gewebe|pflege|farbe|colou?r|größe|size/i

/** The materials an attribute of the product's own parts has ('Griffbrett: Palisander'), where the text names that part. */
function ofNamedPart({ near, thing }: MaterialClaim, { materials }: Known): readonly KnownMaterial[] | null {
  for (const stem of thing === '' ? near : [thing, ...near]) {
    const named = materials.filter(
      ({ source }) => source.kind === 'attribute' && !WHOLE_NAME.test(source.name) && wordsFor(source.name).has(stem),
    )
    if (named.length > 0) return named
  }
  return null
}

function judgePart(claim: MaterialClaim, facts: readonly KnownMaterial[]): Verdict<KnownMaterial> {
  const agreeing = facts.find((fact) => isKindOf(fact.claim.id, claim.id))
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  const [fact] = facts
  return fact === undefined || facts.some(({ claim: { id } }) => isRelated(id, claim.id))
    ? UNKNOWN
    : { state: 'contradicted', fact }
}

const mayBeOne = (known: string, said: string): boolean => known === said || (isWhole(known) && isWhole(said))
const isWhole = (part: string): boolean => part === '' || part === 'outer'

/** More exact than the data, or another word for it: not known, and not false. */
function isRelated(known: string, said: string): boolean {
  if (isKindOf(said, known) || VAGUE.has(said)) return true
  return SAME.some(([a, b]) => (a === known && b === said) || (b === known && a === said))
}

export function judgeColour(claim: ColourClaim, known: Known): Verdict<KnownColour> {
  if (claim.isDenied || isElsewhere(claim.other, known)) return NONE
  const facts = known.colours.filter(({ claim: { isDenied } }) => !isDenied)
  const agreeing = facts.find(({ claim: fact }) => fact.id === claim.id || (isPlain(claim) && fact.base === claim.base))
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  const main = strongest(facts).filter((fact) => fact.claim.part === claim.part || !isStrong(fact.source))
  const [fact] = main
  if (fact === undefined || (claim.part !== '' && !main.some(({ claim: { part } }) => part === claim.part)))
    return UNKNOWN
  // A shade no table has, of a colour the data has in another language or more plainly.
  const isShade = main.some(
    ({ claim: other }) => other.base === claim.base && (isPlain(other) || isUnlisted(other) || isUnlisted(claim)),
  )
  return isShade ? UNKNOWN : { state: 'contradicted', fact: nearestColour(claim, main) ?? fact }
}

/** Words for the product itself, and for what it is offered as. */
const PLAIN_NOUNS = new Set(
  'modell model variante ausführung version farbe farbton ton töne varianten modelle'.split(' ').map(stemOf),
)

/** Whether a noun is none of the product's own. */
function isElsewhere(noun: string, { allStems, ownNames }: Known): boolean {
  if (noun === '' || PLAIN_NOUNS.has(noun) || allStems.has(noun)) return false
  if (noun.length < SHORTEST_HEAD) return true
  for (const name of ownNames) if (name.endsWith(noun)) return false
  for (const stem of allStems) if (stem.endsWith(noun)) return false
  return true
}

/** Shortest noun that is looked for at the end of a compound: 'Platte' of 'Tischplatte'. */
const SHORTEST_HEAD = 4

const isPlain = ({ id, base }: ColourClaim): boolean => id === base
const isUnlisted = ({ id }: ColourClaim): boolean => colourOf(id) === undefined
const nearestColour = (claim: ColourClaim, facts: readonly KnownColour[]): KnownColour | undefined =>
  facts.find(({ claim: { base } }) => base === claim.base)

export function judgeFeature(claim: FeatureClaim, known: Known): Verdict<KnownFeature> {
  const same = known.features.filter(
    ({ claim: { id, isDenied } }) => id === claim.id || (!isDenied && impliesOf(id).includes(claim.id)),
  )
  const decided = strongest(same)
  const agreeing = decided.find(({ claim: { isDenied } }) => isDenied === claim.isDenied)
  if (agreeing !== undefined) return { state: 'supported', source: agreeing.source }
  const [opposite] = decided
  if (opposite !== undefined) return { state: 'contradicted', fact: opposite }
  if (claim.isDenied) return isRegulated(claim.id) ? UNKNOWN : deniedByGroup(claim, known)
  return freeOf(claim, known) ?? labelled(claim, known) ?? excluded(claim, known)
}

/** 'Glutenfrei' where the data says that there is no gluten, or that there is some; null: it says neither. */
function freeOf({ id }: FeatureClaim, { presences, absent }: Known): Verdict<KnownFeature> | null {
  const thing = /^(.+)-free$/.exec(id)?.[1]
  if (thing === undefined) return null
  const stems = wordsFor(thing)
  const presence = presences.find(
    ({ words }) => words.length === 1 && [...(words[0] ?? [])].some((stem) => stems.has(stem)),
  )
  if (presence !== undefined)
    return presence.isThere
      ? { state: 'contradicted', fact: { source: presence.source, claim: { ...NO_CLAIM, id } } }
      : { state: 'supported', source: presence.source }
  const denied = absent.find((each) => each.stems.some((stem) => stems.has(stem)))
  return denied === undefined ? null : { state: 'supported', source: denied.source }
}

const NO_CLAIM: FeatureClaim = { kind: 'feature', id: '', isDenied: true, denial: null, start: 0, end: 0 }

/** 'Zertifiziert' where the data has a label, 'prämiert' where it has an award. */
function labelled({ id }: FeatureClaim, { features, texts }: Known): Verdict<KnownFeature> | null {
  if (id === 'certified') {
    const label = features.find(({ claim }) => !claim.isDenied && isRegulated(claim.id))
    return label === undefined ? null : { state: 'supported', source: label.source }
  }
  const award = id === 'award' ? texts.find(({ name }) => AWARD.test(name.words)) : undefined
  return award === undefined ? null : { state: 'supported', source: award.source }
}

const AWARD = /preis(?!\p{L}*gestell)|award|auszeichnung|prize|test|medaille|medal/iu

const impliesOf = (id: string): readonly string[] => featureOf(id)?.implies ?? []
export const isRegulated = (id: string): boolean => featureOf(id)?.isRegulated === true

function deniedByGroup(claim: FeatureClaim, known: Known): Verdict<KnownFeature> {
  const group = featureOf(claim.id)?.group ?? ''
  const other =
    group === ''
      ? undefined
      : known.features.find(
          ({ claim: { id, isDenied } }) => !isDenied && id !== claim.id && featureOf(id)?.group === group,
        )
  return other === undefined ? UNKNOWN : { state: 'supported', source: other.source }
}

/** One of a group of which the product has another. */
function excluded(claim: FeatureClaim, known: Known): Verdict<KnownFeature> {
  const group = featureOf(claim.id)?.group ?? ''
  if (group === '') return UNKNOWN
  const others = known.features.filter(({ claim: { id, isDenied } }) => !isDenied && featureOf(id)?.group === group)
  const [fact] = strongest(others)
  return fact === undefined ? UNKNOWN : { state: 'contradicted', fact }
}

interface KnownOrigin {
  readonly country: string
  readonly source: Source
}

/** A place that is no country: false only where the data has another one. */
function judgePlace({ place }: OriginClaim, { allStems, origins, places }: Known): Verdict<KnownOrigin> {
  const [source] = places
  if (source === undefined || allStems.has(place)) return NONE
  return { state: 'contradicted', fact: { country: [...origins.keys()][0] ?? '', source } }
}

/** Pronouns and words for any product. */
const ANYTHING =
  /^(?:er|sie|es|it|they|this|these|dies|all|jed|everything|das|produkt|product|artikel|ware|rohstoff|material)/

/** The country the data names where the text names another. */
export function judgeOrigin(claim: OriginClaim, known: Known): Verdict<KnownOrigin> {
  if (!ANYTHING.test(claim.of) && isElsewhere(claim.of, known)) return NONE
  if (claim.country === '') return judgePlace(claim, known)
  const source = known.origins.get(claim.country)
  if (source !== undefined) return { state: 'supported', source }
  const [first] = known.origins
  return first === undefined ? UNKNOWN : { state: 'contradicted', fact: { country: first[0], source: first[1] } }
}

const systemOf = (size: string): 'letters' | 'numbers' => (/^\d+(?:[.,]\d+)?$/.test(size) ? 'numbers' : 'letters')

/** The sizes a text names that the product is not made in; null: sizes are not known. */
export function missingSizes({ sizes }: SizeClaim, { sizes: known }: Known): readonly string[] | null {
  if (known.size === 0) return null
  const all = new Set([...known].flatMap((size) => [size, ...size.split(/\s*[–/-]\s*/)]))
  // Letters are not held against numbers.
  const systems = new Set([...all].map(systemOf))
  if (!sizes.some((size) => systems.has(systemOf(size)))) return null
  return sizes.filter((size) => !all.has(size))
}

/** What a text says is not there, though it is. */
export function judgeDenial({ stem }: DenialClaim, known: Known): Verdict<{ readonly source: Source }> {
  const source = known.present.get(stem)
  if (known.excepted.has(stem)) return NONE
  const isAbsent = known.absent.some(({ stems }) => stems.length === 1 && stems[0] === stem)
  if (isAbsent)
    return source === undefined || !isStrong(source)
      ? { state: 'supported', source: { kind: 'attribute', name: '' } }
      : NONE
  return source === undefined ? UNKNOWN : { state: 'contradicted', fact: { source } }
}
