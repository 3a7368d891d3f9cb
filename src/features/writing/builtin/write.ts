/**
 * The built-in writer: texts about a product from its facts alone, in German and English, without a language model. The same facts, request
 * and seed give the same texts.
 */

import type { Lang, Text } from '../../../core/lang.ts'
import { ngramOverlap, wordNgrams } from '../../../ml/text/overlap.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import { OVERLAP_BOUND, plainText, type Version, type WriteRequest, type Written } from '../schema.ts'
import { chanceOf } from './chance.ts'
import { anglesFor } from './describe.ts'
import { materialOf } from './material.ts'
import { VERSION_WRITERS } from './short-kinds.ts'

export interface WriterOptions {
  /** What an old sentence must pass to be taken over, besides what the writer asks of it; default: nothing more. */
  readonly accepts?: (sentence: string, lang: Lang) => boolean
  /** What a finished text must pass; one that does not is written again with another plan. Default: nothing more. */
  readonly passes?: (text: string, lang: Lang) => boolean
}

const NO_NAME: Text = {
  de: 'Das Produkt hat keinen Titel, mit dem sich ein Text beginnen ließe.',
  en: 'The product has no title a text could begin with.',
}
const NOTHING_TO_SAY: Text = {
  de: 'Über das Produkt ist zu wenig bekannt: Ergänze Attribute wie Material, Maße oder Farbe, oder eine Beschreibung in ganzen Sätzen.',
  en: 'Too little is known of the product: add attributes such as material, dimensions or colour, or a description in whole sentences.',
}

/** Plans tried for a version before it is given up. */
const TRIES = 18
/** The first must have something to say by then; the last tries are for versions beside others. */
const FIRST_TRIES = 12

/** Writes about a product. What two versions share is measured; one too near to another is written again with another plan, or not given. */
export function writeBuiltIn(
  product: ProductFacts,
  request: WriteRequest,
  { accepts = () => true, passes = () => true }: WriterOptions = {},
): Written {
  const { lang, address, seed, versions: wanted } = request
  const material = materialOf(product, { lang, address, accepts })
  if (material === null) return { outcome: 'too-little', missing: NO_NAME }
  const write = VERSION_WRITERS[request.kind]
  const angles = anglesFor(material, chanceOf(seed, `${product.externalId}:angles`))
  const used = new Map<string, number>()
  const versions: Version[] = []
  const grams: ReadonlySet<string>[] = []
  let maxOverlap = 0
  for (let index = 0; index < wanted; index++) {
    for (let attempt = 0; attempt < (versions.length === 0 ? FIRST_TRIES : TRIES); attempt++) {
      const angle = angles[(index + attempt) % angles.length] ?? 'overview'
      const chance = chanceOf(seed, `${product.externalId}:${index}:${attempt}`)
      const tried = new Map(used)
      const version = write(material, request, { angle, index, versions: wanted, attempt, chance, used: tried })
      if (version === null) continue
      const text = plainText(version)
      const own = wordNgrams(text, 3)
      const nearest = Math.max(0, ...grams.map((other) => ngramOverlap(own, other)))
      if (nearest >= OVERLAP_BOUND || own.size === 0 || !passes(text, lang)) continue
      versions.push(version)
      grams.push(own)
      maxOverlap = Math.max(maxOverlap, nearest)
      for (const [form, times] of tried) used.set(form, times)
      break
    }
  }
  return versions.length === 0
    ? { outcome: 'too-little', missing: NOTHING_TO_SAY }
    : { outcome: 'written', versions, maxOverlap }
}
