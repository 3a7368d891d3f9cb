/** The first stage: a text taken apart into what it claims, whatever product it is about; texts and product data alike. */
import type { Lang } from '../../../core/lang.ts'
import type { ReadText, Token } from '../text/tokens.ts'
import {
  type ColourClaim,
  type FeatureClaim,
  type MaterialClaim,
  type OriginClaim,
  type Place,
  readColours,
  readFeatures,
  readMaterials,
  readOrigins,
} from './claims.ts'
import { type CodeClaim, readCodes } from './codes.ts'
import { type NameClaim, readCompatibility, readMakers } from './compatibility.ts'
import { type DenialClaim, readDenials } from './denials.ts'
import { type Quantity, readQuantities } from './quantities.ts'
import { readSizes, type SizeClaim } from './sizes.ts'
import { type Surroundings, surroundingsOf } from './subjects.ts'

export interface QuantityClaim extends Place {
  readonly kind: 'quantity'
  readonly quantity: Quantity
  /** Its number among the quantities of its text, for the words near it. */
  readonly place: number
  readonly around: Surroundings
}

export type WordClaim = MaterialClaim | ColourClaim | FeatureClaim | OriginClaim | DenialClaim | CodeClaim
type Claim = QuantityClaim | WordClaim | SizeClaim | NameClaim

/** A claim with the words that make it. */
export interface Statement<Kind extends Claim = Claim> {
  readonly claim: Kind
  readonly lang: Lang
  readonly here: string
}

/** The claims of a text that are words: what both a text and an attribute's value may say. */
export function readWords(text: ReadText): readonly WordClaim[] {
  return [
    ...readMaterials(text),
    ...readColours(text),
    ...readFeatures(text),
    ...readOrigins(text),
    ...readDenials(text),
    ...readCodes(text),
  ]
}

/** All claims of a text. Linear in its length. */
export function extractClaims(text: ReadText, lang: Lang): readonly Statement[] {
  const sizes = readSizes(text.plain)
  const claims: Claim[] = [
    ...readWords(text),
    ...sizes,
    ...quantityClaims(text, lang, sizes),
    ...readCompatibility(text),
    ...readMakers(text),
  ]
  return claims.map((claim) => {
    const token = tokenAt(text.tokens, claim.start)
    return {
      claim,
      lang: token === undefined ? lang : (text.langs[token.sentence] ?? lang),
      here: text.plain.slice(claim.start, claim.end),
    }
  })
}

/** The quantities of a text that are no sizes. */
function quantityClaims(text: ReadText, lang: Lang, sizes: readonly SizeClaim[]): readonly QuantityClaim[] {
  const quantities = readQuantities(text, lang)
  const around = surroundingsOf(text, quantities)
  let next = 0
  return quantities.flatMap((quantity, place) => {
    while ((sizes[next]?.end ?? Infinity) <= quantity.start) next++
    if ((sizes[next]?.start ?? Infinity) < quantity.end) return []
    return [{ kind: 'quantity', start: quantity.start, end: quantity.end, quantity, place, around }]
  })
}

function tokenAt(tokens: readonly Token[], at: number): Token | undefined {
  let [low, high] = [0, tokens.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.end ?? 0) > at) high = middle
    else low = middle + 1
  }
  return tokens[low]
}
