/** The second stage: a claim held against what is known of the product, by one rule whatever its kind. */
import type { Lang, Text } from '../../../core/lang.ts'
import { countryName } from '../../../language/grammar/country.ts'
import type { Words } from '../schema.ts'
import { stemOf } from '../text/stem.ts'
import { type ColourClaim, colourOf, type FeatureClaim, featureOf, materialOf, type Place } from './claims.ts'
import type { CodeClaim } from './codes.ts'
import type { NameClaim } from './compatibility.ts'
import type { QuantityClaim, Statement } from './extract.ts'
import { judgeQuantity } from './judge-quantity.ts'
import {
  isRegulated,
  judgeColour,
  judgeDenial,
  judgeFeature,
  judgeMaterial,
  judgeOrigin,
  missingSizes,
} from './judge-words.ts'
import type { Known, Source } from './known.ts'
import type { SizeClaim } from './sizes.ts'
import {
  contradictedBy,
  inflectLike,
  likeCapitals,
  quantityMend,
  quoted,
  UNKNOWN_REASONS,
  wordingIn,
  writeQuantity,
} from './wording.ts'

export type Outcome =
  | { readonly state: 'supported' | 'none' }
  | { readonly state: 'contradicted'; readonly reason: Text; readonly mend: string | null; readonly place?: Place }
  /** Not in the data; `unproven`: may only be said where it is. */
  | { readonly state: 'unknown' | 'unproven'; readonly reason: Text }

const NONE = { state: 'none' } as const
const unknown = (reason: keyof typeof UNKNOWN_REASONS): Outcome => ({
  state: reason === 'regulated' ? 'unproven' : 'unknown',
  reason: UNKNOWN_REASONS[reason],
})

/** What the data says to a claim. */
export function compareClaim(statement: Statement, known: Known): Outcome {
  const { claim } = statement
  switch (claim.kind) {
    case 'quantity':
      return compareQuantity(claim, statement, known)
    case 'material': {
      if (isNamedPart(statement, known)) return NONE
      const mend = ({ claim: { id } }: Known['materials'][number]) =>
        claim.isDenied ? null : firstName(materialOf(id), statement.lang)
      return outcome(judgeMaterial(claim, known), 'word', (fact) => [fact.source, textOf(fact.written), mend(fact)])
    }
    case 'colour':
      return outcome(judgeColour(claim, known), 'word', (fact) => [
        fact.source,
        textOf(fact.written),
        colourMend(claim, colourWords(fact.written, fact.claim.id), statement),
      ])
    case 'feature':
      return compareFeature(claim, statement, known)
    case 'origin':
      return outcome(judgeOrigin(claim, known), 'regulated', ({ country, source }) => {
        // Where the data has a place that is no country, its attribute says which.
        const written = inBoth((lang) => (country === '' ? source.name : countryName(country, lang)))
        return [source, written, country === '' || claim.country === '' ? null : written[statement.lang]]
      })
    case 'size':
      return compareSizes(claim, known)
    case 'denial':
      return outcome(judgeDenial(claim, known), null, ({ source }) => [
        source,
        quoted(statement.here.split(/\s+/).at(-1) ?? ''),
        claim.isWithout ? turnedRound(statement.here) : null,
      ])
    case 'code':
      return compareCode(claim, known)
    case 'name':
      return compareName(claim, known)
  }
}

type Verdict<Fact> =
  | { readonly state: 'supported' | 'none' | 'unknown' }
  | { readonly state: 'contradicted'; readonly fact: Fact }

/** A verdict with its words; `reason` null: what is not in the data is no claim. */
function outcome<Fact>(
  verdict: Verdict<Fact>,
  reason: keyof typeof UNKNOWN_REASONS | null,
  say: (fact: Fact) => readonly [source: Source, written: Text, mend: string | null],
): Outcome {
  if (verdict.state === 'unknown') return reason === null ? NONE : unknown(reason)
  if (verdict.state !== 'contradicted') return { state: verdict.state }
  const [source, written, mend] = say(verdict.fact)
  return { state: 'contradicted', reason: contradictedBy(source, written), mend }
}

const inBoth = (write: (lang: Lang) => string): Text => ({ de: write('de'), en: write('en') })
const textOf = (words: Words): Text => inBoth((lang) => wordingIn(words, lang))
const firstName = (
  entry: { readonly de: readonly string[]; readonly en: readonly string[] } | undefined,
  lang: Lang,
): string => entry?.[lang][0] ?? ''

function compareQuantity({ quantity, around, place }: QuantityClaim, { lang }: Statement, known: Known): Outcome {
  return outcome(judgeQuantity(around, place, known), 'number', (fact) => [
    fact.source,
    inBoth((each) => writeQuantity(fact, quantity, each)),
    quantityMend(fact, quantity, around.text.plain, lang),
  ])
}

/** Whether a word is the name of an attribute, and so of a part: 'die Feder'. */
function isNamedPart({ here }: Statement, { texts }: Known): boolean {
  const stem = stemOf(here)
  return texts.some(({ name, source }) => {
    const { stems } = name.name
    return source.kind === 'attribute' && stems.size === 1 && stems.has(stem)
  })
}

/** A colour's own words in both languages, where the data has them in one only. */
function colourWords(written: Words, id: string): Words {
  const entry = colourOf(id)
  return entry === undefined || written.de !== written.en ? written : inBoth((lang) => firstName(entry, lang))
}

const colourMend = (claim: ColourClaim, words: Words, { here, lang }: Statement): string =>
  inflectLike(words, here, colourOf(claim.id)?.de ?? [], lang)

function compareFeature(claim: FeatureClaim, { here, lang }: Statement, known: Known): Outcome {
  const verdict = judgeFeature(claim, known)
  if (verdict.state === 'unknown') {
    if (claim.isDenied) return NONE
    if (isRegulated(claim.id)) return unknown('regulated')
    return known.allStems.has(claim.id) ? NONE : unknown('word')
  }
  if (verdict.state !== 'contradicted') return { state: verdict.state }
  const { source, claim: fact } = verdict.fact
  const name = inBoth((each) => firstName(featureOf(fact.id), each) || fact.id)
  const written = inBoth(
    (each) => quoted(fact.isDenied ? `${each === 'de' ? 'nicht' : 'not'} ${name[each]}` : name[each])[each],
  )
  const { denial } = claim
  const start = Math.min(denial?.start ?? claim.start, claim.start)
  const end = Math.max(denial?.end ?? claim.end, claim.end)
  const isOfSame = fact.id === claim.id
  const turned = denial?.isWithout === true ? turnedRound(denial.words) : here
  const mend = isOfSame ? (claim.isDenied ? turned : null) : likeCapitals(name[lang], here)
  return { state: 'contradicted', reason: contradictedBy(source, written), mend, place: { start, end } }
}

/** 'ohne Kapuze' -> 'mit Kapuze'. */
const turnedRound = (denied: string): string =>
  denied.replace(/^(?:ohne|without)/i, (word) => likeCapitals(/^o/i.test(word) ? 'mit' : 'with', word))

function compareSizes(claim: SizeClaim, known: Known): Outcome {
  const missing = missingSizes(claim, known)
  if (missing === null) return unknown('size')
  if (missing.length === 0) return { state: 'supported' }
  const [asked, there] = [missing.join(', '), [...known.sizes].join(', ')]
  const reason = {
    de: `Größe ${asked} gibt es nicht; es gibt ${there}.`,
    en: `There is no size ${asked}; there are ${there}.`,
  }
  return { state: 'contradicted', reason, mend: null }
}

function compareCode({ prefix, number, stem }: CodeClaim, known: Known): Outcome {
  if (known.ownNames.has(stem)) return NONE
  const numbers = known.codes.get(prefix)
  if (numbers?.has(number) === true) return { state: 'supported' }
  const [first] = numbers ?? []
  // One letter and a number is more often a name than a grade.
  if (first === undefined) return prefix.length === 1 ? NONE : unknown('number')
  const mend = prefix + first
  return { state: 'contradicted', reason: { de: `In den Daten steht ${mend}.`, en: `The data has ${mend}.` }, mend }
}

function compareName({ names, told }: NameClaim, known: Known): Outcome {
  if (names.every((stem) => known.allStems.has(stem))) return { state: 'supported' }
  const fact = known.texts.find(({ name }) => told.test(name.words))
  if (fact === undefined) return unknown('word')
  return { state: 'contradicted', reason: contradictedBy(fact.source, textOf(fact.written)), mend: null }
}
