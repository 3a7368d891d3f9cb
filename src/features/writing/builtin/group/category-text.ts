/** A text about a category from its products: how many there are, what they cost, what they are made of, how they differ. */
import type { Sentence, TextLength } from '../../schema.ts'
import { shuffled } from '../chance.ts'
import { paragraphs } from '../describe.ts'
import { type Aspect, aspectsOf, type Group, MOST_NAMED, tellMember } from './aspects.ts'
import type { GroupPlan, GroupWriter } from './plan.ts'

/** Sentences besides the opening, the example and the closing. */
const MOST: Readonly<Record<TextLength, number>> = { short: 3, medium: 6, long: 10 }
/** An aspect far down the order is put before another one at most this far. */
const JITTER = 30

/** Aspects in an order of their own: the version's angle begins, the others by what they are worth. */
function ordered(aspects: readonly Aspect[], { index, chance }: GroupPlan): readonly Aspect[] {
  const leading = aspects.slice(0, 5)
  const first = leading[index % Math.max(1, leading.length)]
  const rest = aspects
    .filter((aspect) => aspect !== first)
    .map((aspect) => ({ aspect, at: aspect.rank + JITTER * chance() }))
    .toSorted((a, b) => b.at - a.at)
    .map(({ aspect }) => aspect)
  return first === undefined ? rest : [first, ...rest]
}

export const categoryText: GroupWriter = (group, { length }, plan) => {
  const { pen } = plan
  const opening = open(group, plan)
  if (opening === null) return null
  const told: Sentence[] = []
  for (const aspect of ordered(aspectsOf(group), plan)) {
    if (told.length === MOST[length]) break
    if (opening.told.includes(aspect.about)) continue
    const sentence = aspect.tell(pen)
    if (sentence !== null) told.push(sentence)
  }
  if (told.length === 0) return null
  const [member] = shuffled(group.members, plan.chance)
  const shown = member === undefined || length === 'short' ? null : tellMember(member, pen)
  const example = shown === null ? null : pen.tell('example', { slots: { told: shown.text }, sources: shown.sources })
  const closing = length === 'short' ? null : pen.tell('closing', { slots: group.slots, sources: ['category'] })
  const sentences = [
    opening.sentence,
    ...told,
    ...(example === null ? [] : [example]),
    ...(closing === null ? [] : [closing]),
  ]
  return { angle: 'overview', parts: paragraphs(sentences) }
}

interface Opening {
  readonly sentence: Sentence
  /** Aspects it has told already. */
  readonly told: readonly string[]
}

function open({ slots, brands }: Group, { pen }: GroupPlan): Opening | null {
  // Brands are named there only where those named are all of them.
  const named = brands.length > MOST_NAMED ? undefined : slots.brands
  const sentence = pen.tell('opening', { slots: { ...slots, brands: named }, sources: [] })
  if (sentence === null) return null
  const says = (slot: string | undefined): boolean => slot !== undefined && sentence.text.includes(slot)
  const price = says(slots.low)
  const brand = says(named) || says(slots['n brands'])
  const sources = ['category', ...(price ? ['variants'] : []), ...(brand ? ['brand'] : [])]
  return { sentence: { ...sentence, sources }, told: [...(price ? ['price'] : []), ...(brand ? ['brand'] : [])] }
}
