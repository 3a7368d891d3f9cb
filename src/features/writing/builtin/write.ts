/**
 * The built-in writer: texts about a product from its facts alone, in German and English, without a language model. The same facts, request
 * and seed give the same texts.
 */

import type { Lang, Text } from '../../../core/lang.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import type { Sentence, WriteRequest, Written } from '../schema.ts'
import { chanceOf } from './chance.ts'
import { anglesFor } from './describe.ts'
import { formSources } from './forms.ts'
import { leaningOf } from './leaning.ts'
import { materialOf } from './material.ts'
import { VERSION_WRITERS } from './short-kinds.ts'
import { type TranslationSource, translationSource } from './translation.ts'
import { differingVersions } from './versions.ts'

export interface WriterOptions {
  /** What an old sentence must pass to be taken over, besides what the writer asks of it; default: nothing more. */
  readonly accepts?: (sentence: string, lang: Lang) => boolean
  /** What a finished text must pass; one that does not is written again with another plan. Default: nothing more. */
  readonly passes?: (text: string, lang: Lang) => boolean
  /** Words the shop likes to use, in their base form: forms that have one are taken first. Default: none. */
  readonly likes?: readonly string[]
}

const NO_NAME: Text = {
  de: 'Das Produkt hat keinen Titel, mit dem sich ein Text beginnen ließe.',
  en: 'The product has no title a text could begin with.',
}
const NOTHING_TO_SAY: Text = {
  de: 'Über das Produkt ist zu wenig bekannt: Ergänze Attribute wie Material, Maße oder Farbe, oder eine Beschreibung in ganzen Sätzen.',
  en: 'Too little is known of the product: add attributes such as material, dimensions or colour, or a description in whole sentences.',
}
const NOTHING_TO_TRANSLATE: Text = {
  de: 'In der anderen Sprache hat das Produkt keine Beschreibung, die sich übertragen ließe.',
  en: 'The product has no description in the other language that could be carried over.',
}

/** Writes about a product. What two versions share is measured; one too near to another is written again with another plan, or not given. */
export function writeBuiltIn(
  product: ProductFacts,
  request: WriteRequest,
  { accepts = () => true, passes = () => true, likes = [] }: WriterOptions = {},
): Written {
  const { lang, address, seed, versions: wanted } = request
  const source = request.kind === 'translation' ? translationSource(product, lang) : null
  if (request.kind === 'translation' && source === null) return { outcome: 'too-little', missing: NOTHING_TO_TRANSLATE }
  const material = materialOf(source?.facts ?? product, { lang, address, accepts })
  if (material === null) return { outcome: 'too-little', missing: NO_NAME }
  const write = VERSION_WRITERS[request.kind]
  const angles = anglesFor(material, chanceOf(seed, `${product.externalId}:angles`))
  const written = differingVersions({
    wanted,
    leaning: leaningOf(lang, likes, () => formSources(lang)),
    passes: (text) => passes(text, lang),
    make({ index, attempt, used }) {
      const angle = angles[(index + attempt) % angles.length] ?? 'overview'
      const chance = chanceOf(seed, `${product.externalId}:${index}:${attempt}`)
      return write(material, request, { angle, index, versions: wanted, attempt, chance, used })
    },
  })
  if (written === null) return { outcome: 'too-little', missing: NOTHING_TO_SAY }
  return source === null ? written : translated(written, source)
}

/** What was read out of the other text rests on that text, and not on an attribute. */
function translated(
  written: Extract<Written, { outcome: 'written' }>,
  { fromText, leftOut }: TranslationSource,
): Written {
  const own = ({ text, sources }: Sentence): Sentence => ({
    text,
    sources: [...new Set(sources.map((source) => (fromText.has(source) ? 'description' : source)))],
  })
  const versions = written.versions.map(({ angle, parts }) => ({
    angle,
    parts: parts.map(({ role, sentences }) => ({ role, sentences: sentences.map(own) })),
  }))
  return { ...written, versions, leftOut }
}
