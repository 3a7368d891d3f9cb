/** Claims of product data as facts: attributes, variants, title and description say what a text may say, in the same words. */
import type { Words } from '../schema.ts'
import type { ReadText } from '../text/tokens.ts'
import type { Place } from './claims.ts'
import { readWords } from './extract.ts'
import type { Draft, Source } from './known.ts'

export interface Said {
  readonly source: Source
  /** The part of the thing it is about where the words name none; empty: the whole. */
  readonly part: string
  /** How the data has a claim. */
  readonly written: (claim: Place) => Words
  /** What the words are not about: what something smells of, it is not made of. */
  readonly without?: ReadonlySet<'material' | 'colour'>
}

const NOTHING: ReadonlySet<'material' | 'colour'> = new Set()

/** Adds what the words of a source claim; what is said twice counts once. */
export function addWords(to: Draft, text: ReadText, { source, part, written, without = NOTHING }: Said): void {
  const seen = new Set<string>()
  for (const claim of readWords(text)) {
    const key = JSON.stringify({ ...claim, start: 0, end: 0, denial: null })
    if (seen.has(key)) continue
    seen.add(key)
    if (claim.kind === 'feature') to.features.push({ source, claim })
    else if (claim.kind === 'denial') to.absent.push({ stems: [claim.stem], source })
    else if (claim.kind === 'code')
      to.codes.set(claim.prefix, (to.codes.get(claim.prefix) ?? new Set()).add(claim.number))
    else if (claim.kind === 'origin') addOrigin(to, claim.country, source)
    else if (without.has(claim.kind)) continue
    else if (claim.kind === 'material')
      to.materials.push({ source, claim: { ...claim, part: claim.part || part }, written: written(claim) })
    else to.colours.push({ source, claim: { ...claim, part: claim.part || part }, written: written(claim) })
  }
}

/** The stronger source, which is read first, stays. */
function addOrigin(to: Draft, country: string, source: Source): void {
  if (country !== '' && !to.origins.has(country)) to.origins.set(country, source)
}
