import type { Lang } from '../../../core/lang.ts'
import type { Words } from '../schema.ts'
import { stemOf } from '../text/stem.ts'
import { nounsOf, type ReadText } from '../text/tokens.ts'
import { addWords } from './add-words.ts'
import type { Place } from './claims.ts'
import { readDenials } from './denials.ts'
import type { Draft, Source } from './known.ts'
import { readQuantities } from './quantities.ts'
import { materialsBeside } from './shares.ts'
import { sizesOf } from './sizes.ts'
import { type Name, neighboursOf, surroundingsOf } from './subjects.ts'

/** A text with more numbers is a table; each claim of a text is held against all of them. */
const MOST_NUMBERS = 200

/** What the living description and the title say: a source as well, and a weaker one. */
export function addProse(to: Draft, text: ReadText, source: Source, lang: Lang): void {
  for (const { stem } of text.tokens) to.allStems.add(stem)
  const around = surroundingsOf(text, readQuantities(text, lang))
  const seen = new Set<string>()
  for (const [place, quantity] of around.quantities.slice(0, MOST_NUMBERS).entries()) {
    if (quantity.isOne) continue
    const name = nameInProse(around, place)
    // What is said twice counts once.
    const key = [quantity.low, quantity.high, quantity.unit?.de[0], ...name.stems, ...name.subjects].join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    to.quantities.push({
      source,
      name,
      quantity,
      written: text.plain.slice(quantity.start, quantity.end),
    })
  }
  const written = ({ start, end }: Place): Words => ({ [lang]: text.plain.slice(start, end) })
  addWords(to, text, { source, part: '', written })
  for (const stem of nounsOf(text, readDenials(text))) if (!to.present.has(stem)) to.present.set(stem, source)
  for (const size of sizesOf(text.plain, 'named')) to.sizes.add(size)
}

const NO_PARTS: ReadonlySet<string> = new Set()
/** So near a word has to stand to name a number in running text. */
const NAMING = 6

function nameInProse(around: ReturnType<typeof surroundingsOf>, place: number): Name {
  const quantity = around.quantities[place]
  const stems = new Set<string>()
  const subjects = new Set<string>()
  for (const near of neighboursOf(around, place)) {
    if (near.distance > NAMING) break
    const isNoun = near.token.isCapital || around.text.langs[near.token.sentence] === 'en'
    if (isNoun && near.token.stem.length > 1 && !/\d/.test(near.token.stem)) stems.add(near.token.stem)
    const fits = near.dimensions.length === 0 || near.dimensions.includes(quantity?.unit?.dimension ?? 'count')
    if (near.subject !== '' && fits) subjects.add(near.subject)
  }
  if (quantity !== undefined) for (const id of materialsBeside(around.text, quantity)) subjects.add(id)
  if (quantity !== undefined && quantity.counted !== '') stems.add(stemOf(quantity.counted))
  return { stems, subjects, parts: NO_PARTS }
}
