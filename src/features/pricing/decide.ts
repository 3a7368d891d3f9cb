/** From what is known of each unit to what is done about its price: guardrails, the choice within them, the week's number. Pure. */

import type { PriceDecision } from '../../ml/pricing/choose-price.ts'
import type { FittedDemand } from '../../ml/pricing/fit-demand.ts'
import { NO_LIMITS } from '../../ml/pricing/price-limits.ts'
import type { PriceQuestion } from '../../ml/pricing/price-question.ts'
import { bandOf, blockedBy, coverDays, type PriceBand } from './guardrails.ts'
import { limitsFor } from './limits.ts'
import type { FigureChange, Guardrail, Limits, Outcome, Plan, Position, PriceEffect, PricingRules } from './schema.ts'
import { isHeldOut, namesOf, type PriceUnit } from './units.ts'

/** Weeks that are looked ahead: what a change brings is told for as long. */
export const AHEAD_WEEKS = 4
/** How far beyond the prices seen so far a curve is believed. */
const LARGEST_REACH = 0.3
/** A change that is expected to bring less than this share more is not worth the unrest. */
const LEAST_GAIN = 0.005
const WEEK_DAYS = 7

export interface Candidate {
  readonly unit: PriceUnit
  readonly currency: string
  readonly position: Position
  readonly demand: FittedDemand
}

/** Answers questions about prices, one choice for each; where they are many, in worker threads. */
export type Choose = (questions: readonly PriceQuestion[]) => Promise<readonly PriceDecision[]>

/** What is asked of the kernel: the guardrails have become the two ends between which it may choose. */
export function questionOf(
  { position, demand }: Pick<Plan, 'position'> & { readonly demand: FittedDemand },
  limits: Limits,
  band: PriceBand,
): PriceQuestion {
  const { fromCents, costCents, taxPercent } = position
  return {
    demand,
    currentCents: fromCents,
    costCents,
    taxRate: taxPercent / 100,
    periods: AHEAD_WEEKS,
    stock: stockOf(position, limits),
    profitWeight: { profit: 1, revenue: 0, mix: 1 - limits.revenueWeight }[limits.objective],
    limits: {
      ...NO_LIMITS,
      lowestCents: band.lowCents,
      highestCents: band.highCents,
      largestReach: LARGEST_REACH,
      endings: limits.endings.length === 0 ? null : limits.endings,
    },
    leastGain: LEAST_GAIN,
  }
}

/** Short stock has to last, long stock has to go; any other is bought again and binds nothing. */
function stockOf(position: Position, { slowBelowDays, clearAboveDays }: Limits): PriceQuestion['stock'] {
  const days = coverDays(position)
  const { stock, costCents } = position
  if (days === null || stock === null || stock < 0) return null
  if (slowBelowDays !== null && days < slowBelowDays)
    return { units: stock, periods: slowBelowDays / WEEK_DAYS, leftoverCents: costCents ?? 0 }
  if (clearAboveDays !== null && days > clearAboveDays)
    return { units: stock, periods: clearAboveDays / WEEK_DAYS, leftoverCents: 0 }
  return null
}

interface Decided {
  readonly outcome: Outcome
  readonly guardrails: readonly Guardrail[]
  readonly toCents: number | null
  readonly effect: PriceEffect | null
}

/** What is done about every unit; those of a family that rises one after the other, so that no two pass each other. */
export async function decidePrices(
  candidates: readonly Candidate[],
  rules: PricingRules,
  choose: Choose,
): Promise<Plan[]> {
  const decided = new Map<string, Decided>()
  const neighbours = neighboursOf(candidates)
  for (const round of roundsOf(candidates)) {
    const asked = round.map((candidate) => {
      const lower = neighbours.get(candidate.unit.key)
      const planned = lower === undefined ? null : (decided.get(lower)?.toCents ?? null)
      return prepare(withNeighbour(candidate, planned), rules)
    })
    const open = asked.flatMap(({ question }) => (question === null ? [] : [question]))
    const choices = (await choose(open)).values()
    for (const [index, { decision, question, band }] of asked.entries()) {
      const key = round[index]?.unit.key ?? ''
      const choice = question === null ? undefined : choices.next().value
      decided.set(key, choice === undefined || band === null ? decision : answered(choice, band))
    }
  }
  return bestOfTheWeek(
    candidates.map((candidate) => planOf(candidate, decided.get(candidate.unit.key) ?? UNDECIDED)),
    rules,
  )
}

const UNDECIDED: Decided = { outcome: 'keep', guardrails: [], toCents: null, effect: null }

/** The unit below each one in its family. */
function neighboursOf(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  const families = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { family } = candidate.unit
    if (family !== null) families.set(family.name, [...(families.get(family.name) ?? []), candidate])
  }
  const below = new Map<string, string>()
  for (const members of families.values()) {
    const sorted = members.toSorted((a, b) => placeOf(a) - placeOf(b))
    for (const [index, { unit }] of sorted.entries()) {
      const lower = sorted[index - 1]
      if (lower !== undefined) below.set(unit.key, lower.unit.key)
    }
  }
  return below
}

const placeOf = ({ unit }: Candidate) => unit.family?.place ?? 0

function roundsOf(candidates: readonly Candidate[]): Candidate[][] {
  const rounds: Candidate[][] = []
  for (const candidate of candidates) {
    const round = rounds[placeOf(candidate)] ?? []
    round.push(candidate)
    rounds[placeOf(candidate)] = round
  }
  return rounds.filter((round) => round !== undefined)
}

/** Both the price that holds below and the one that is planned there are to be stayed above. */
function withNeighbour(candidate: Candidate, plannedCents: number | null): Candidate {
  const { position } = candidate
  if (plannedCents === null) return candidate
  return { ...candidate, position: { ...position, aboveCents: Math.max(position.aboveCents ?? 0, plannedCents) } }
}

interface Asked {
  readonly decision: Decided
  readonly question: PriceQuestion | null
  readonly band: PriceBand | null
}

function prepare({ unit, position, demand }: Candidate, rules: PricingRules): Asked {
  const settled = (outcome: Outcome, guardrails: readonly Guardrail[] = []): Asked => ({
    decision: { ...UNDECIDED, outcome, guardrails },
    question: null,
    band: null,
  })
  const limits = limitsFor(rules, { category: unit.category, names: namesOf(unit) })
  if (isHeldOut(unit.key, rules.heldOutPercent)) return settled('held-out')
  const blocked = blockedBy(position, limits)
  if (blocked !== null) return settled('blocked', [blocked])
  if (!demand.ok) return settled('too-little-data')
  const band = bandOf(position, limits)
  // Which two contradict each other is told from the ends that cross.
  if (band.lowCents > band.highCents) return settled('no-room', [band.lowBy, band.highBy])
  return { decision: UNDECIDED, question: questionOf({ position, demand }, limits, band), band }
}

function answered(choice: PriceDecision, band: PriceBand): Decided {
  if (choice.ok) {
    const { priceCents, effect, binding } = choice
    const guardrails = binding.flatMap((limit): Guardrail[] => {
      if (limit === 'price-ending') return ['price-ending']
      if (limit !== 'price-range') return []
      return [priceCents - band.lowCents < band.highCents - priceCents ? band.lowBy : band.highBy]
    })
    return { outcome: 'change', guardrails, toCents: priceCents, effect }
  }
  switch (choice.reason.kind) {
    case 'no-stock':
      return { ...UNDECIDED, outcome: 'no-stock' }
    case 'too-little-data':
      return { ...UNDECIDED, outcome: 'too-little-data' }
    case 'no-price-with-ending':
      return { ...UNDECIDED, outcome: 'no-room', guardrails: ['price-ending'] }
    default:
      return UNDECIDED
  }
}

function planOf({ unit, currency, position, demand }: Candidate, decided: Decided): Plan {
  return {
    unit: unit.key,
    title: unit.title,
    category: unit.category,
    refs: [...unit.refs],
    currency,
    position,
    demand,
    ...decided,
    guardrails: [...decided.guardrails],
  }
}

/** Net cents that a change is expected to bring: margin, or revenue where no cost is known. */
export function gainOf({ effect }: Pick<Plan, 'effect'>): number {
  return effect === null ? 0 : Math.round((effect.margin ?? effect.revenue).change)
}

/** Of the changes that bring enough, the most valuable, as many as the shop may make in a week; the others wait. */
function bestOfTheWeek(plans: readonly Plan[], { leastGainCents, shopChangesPerWeek }: PricingRules): Plan[] {
  const left = shopChangesPerWeek - (plans[0]?.position.shopChanges ?? 0)
  const worth = plans.filter((plan) => plan.outcome === 'change' && gainOf(plan) >= leastGainCents)
  const first = new Set(worth.toSorted((a, b) => gainOf(b) - gainOf(a)).slice(0, Math.max(0, left)))
  const isWorth = new Set(worth)
  return plans.map((plan) => {
    if (plan.outcome !== 'change' || first.has(plan)) return plan
    return isWorth.has(plan) ? { ...plan, outcome: 'later' } : { ...plan, outcome: 'keep', toCents: null, effect: null }
  })
}

/**
 * What several changes bring together, with the interval of the sum: what is not known of one product says nothing of
 * another's, so that errors add up by their squares.
 */
export function sumChanges(changes: readonly FigureChange[]): FigureChange {
  const sum = (pick: (one: FigureChange) => number) => changes.reduce((total, one) => total + pick(one), 0)
  const change = sum((one) => one.change)
  return {
    before: sum((one) => one.before),
    after: sum((one) => one.after),
    change,
    low: change - Math.sqrt(sum((one) => (one.change - one.low) ** 2)),
    high: change + Math.sqrt(sum((one) => (one.high - one.change) ** 2)),
  }
}
