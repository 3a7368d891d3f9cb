/** What is known of several products together: how a measure is spread, how many have what. */
import type { Fact } from '../attribute.ts'
import { inOrder } from '../facts.ts'
import { dimensionOf, inBaseUnit } from '../measure.ts'
import type { Member } from './members.ts'

/** A measure that differs among the products. */
export interface Spread {
  readonly about: string
  readonly rank: number
  readonly low: Held
  readonly high: Held
  /** All that have it, from the lowest. */
  readonly all: readonly Held[]
  readonly sources: readonly string[]
}

/** A product and its fact. */
export interface Held {
  readonly member: Member
  readonly fact: Fact
  /** In the unit of its dimension, for comparing. */
  readonly amount: number
}

/** What the products have, each value with those that have it; the most frequent first. */
export interface Shares {
  readonly about: string
  readonly rank: number
  /** All values as one fact of the topic. */
  readonly fact: Fact
  readonly values: readonly { readonly fact: Fact; readonly members: readonly Member[] }[]
  readonly sources: readonly string[]
}

/** A measure fewer than this share of the products have says little of them. */
const LEAST_SHARE = 0.5

const sourcesOf = (facts: readonly Fact[]): readonly string[] => [...new Set(facts.flatMap(({ sources }) => sources))]

function holders(members: readonly Member[]): ReadonlyMap<string, readonly Omit<Held, 'amount'>[]> {
  const byTopic = new Map<string, Omit<Held, 'amount'>[]>()
  for (const member of members)
    for (const fact of member.material.facts) {
      const known = byTopic.get(fact.about)
      if (known === undefined) byTopic.set(fact.about, [{ member, fact }])
      else known.push({ member, fact })
    }
  return byTopic
}

function spreadOf(about: string, held: readonly Omit<Held, 'amount'>[], least: number): Spread | null {
  const measured = held.flatMap(({ member, fact }): Held[] => {
    const { measure, kind } = fact
    if (measure === null || measure.join !== 'single' || measure.about !== 'exact') return []
    if (kind !== 'measure' && kind !== 'sized') return []
    const amount = inBaseUnit(measure)?.[0] ?? measure.numbers[0]
    return amount === undefined ? [] : [{ member, fact, amount }]
  })
  const dimensions = new Set(measured.map(({ fact }) => (fact.measure === null ? null : dimensionOf(fact.measure))))
  const all = measured.toSorted((a, b) => a.amount - b.amount)
  const [low, high] = [all[0], all.at(-1)]
  if (low === undefined || high === undefined || all.length < least || dimensions.size > 1) return null
  if (low.amount === high.amount) return null
  return { about, rank: low.fact.rank, low, high, all, sources: sourcesOf(all.map(({ fact }) => fact)) }
}

/** The measures in which the products differ, the most telling first. */
export function spreadsOf(members: readonly Member[]): readonly Spread[] {
  const least = Math.max(2, Math.ceil(LEAST_SHARE * members.length))
  return [...holders(members)]
    .flatMap(([about, held]) => spreadOf(about, held, least) ?? [])
    .toSorted((a, b) => b.rank - a.rank)
}

const SHARED: ReadonlySet<string> = new Set([
  'material',
  'colour',
  'size',
  'feature',
  'use',
  'audience',
  'origin',
  'trait',
])

/** Of a material one value is the whole composition ('80 % Wolle, 20 % Seide'); of the others each entry of a list. */
function valuesOf(fact: Fact): readonly string[] {
  return fact.kind === 'material' || fact.kind === 'trait' ? [fact.value] : fact.items
}

function sharesOf(about: string, held: readonly Omit<Held, 'amount'>[]): Shares | null {
  const values = new Map<string, { value: string; members: Member[] }>()
  for (const { member, fact } of held)
    for (const value of valuesOf(fact)) {
      const known = values.get(value.toLowerCase())
      if (known === undefined) values.set(value.toLowerCase(), { value, members: [member] })
      else known.members.push(member)
    }
  const [first] = held
  if (first === undefined || values.size === 0) return null
  const asFact = (items: readonly string[]): Fact => ({ ...first.fact, items, value: items.join(', '), measure: null })
  const sorted = [...values.values()].toSorted((a, b) => b.members.length - a.members.length)
  const all = sorted.map(({ value }) => value)
  return {
    about,
    rank: first.fact.rank,
    fact: asFact(first.fact.kind === 'size' ? inOrder(all) : all),
    values: sorted.map(({ value, members }) => ({ fact: asFact([value]), members })),
    sources: sourcesOf(held.map(({ fact }) => fact)),
  }
}

/** What the products have, by topic; the most telling topic first. */
export function allShares(members: readonly Member[]): readonly Shares[] {
  return [...holders(members)]
    .flatMap(([about, held]) => {
      const shared = held.filter(({ fact }) => SHARED.has(fact.kind) && !fact.items.some((item) => item.length > 60))
      return sharesOf(about, shared) ?? []
    })
    .toSorted((a, b) => b.rank - a.rank)
}

/** Lowest and highest price of all, cents; null where a price is missing everywhere, or there are several currencies. */
export function priceSpan(members: readonly Member[]): { low: number; high: number; currency: string } | null {
  const priced = members.flatMap(({ priceCents, currency }) => (priceCents === null ? [] : [{ priceCents, currency }]))
  const [first] = priced
  if (first === undefined || !/^[A-Z]{3}$/.test(first.currency)) return null
  if (priced.some(({ currency }) => currency !== first.currency)) return null
  return {
    low: Math.min(...priced.map(({ priceCents }) => priceCents[0])),
    high: Math.max(...priced.map(({ priceCents }) => priceCents[1])),
    currency: first.currency,
  }
}
