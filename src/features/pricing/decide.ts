/** From what is known of each unit to what is done about its price: guardrails, the choice within them, the week's number. Pure. */
import type { Day } from '../../core/time.ts'
import type { Trial } from '../../ml/pricing/choose-each-price.ts'
import type { PriceDecision } from '../../ml/pricing/choose-price.ts'
import { unitsAt } from '../../ml/pricing/demand-curve.ts'
import type { FittedDemand } from '../../ml/pricing/fit-demand.ts'
import { NO_LIMITS } from '../../ml/pricing/price-limits.ts'
import type { PriceQuestion } from '../../ml/pricing/price-question.ts'
import type { Chooser } from './chooser.ts'
import { bandOf, blockedBy, coverDays, type PriceBand } from './guardrails.ts'
import { limitsFor } from './limits.ts'
import type { FigureChange, Guardrail, Limits, Outcome, Plan, Position, PricingRules } from './schema.ts'
import { assortmentOf, groupsOf } from './together.ts'
import { findTrials } from './trials.ts'
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
  /** What its price does to other units, as far as the data carry it. */
  readonly cross: Plan['cross']
}

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

interface Decided extends Pick<Plan, 'outcome' | 'guardrails' | 'toCents' | 'effect' | 'trial'> {}

/** What is done about every unit; those that depend on each other together, some as trials where people allow them. */
export async function decidePrices(
  candidates: readonly Candidate[],
  rules: PricingRules,
  { chooser, today }: { readonly chooser: Chooser; readonly today: Day },
): Promise<Plan[]> {
  const asked = candidates.map((candidate) => prepare(candidate, rules))
  const groups = groupsOf(candidates, asked)
  const grouped = new Set(groups.flat())
  const alone = asked.flatMap(({ question }, place) =>
    question === null || grouped.has(place) ? [] : [{ place, question }],
  )
  const decisions = new Map<number, PriceDecision>()
  const single = await chooser.each(alone.map(({ question }) => question))
  for (const [index, { place }] of alone.entries()) set(decisions, place, single[index])
  const joint = await chooser.together(groups.map((group) => assortmentOf(group, candidates, asked)))
  for (const [index, group] of groups.entries())
    for (const [member, place] of group.entries()) set(decisions, place, joint[index]?.[member])
  const trials = await findTrials(
    alone.flatMap(({ place, question }) => {
      const [candidate, band] = [candidates[place], asked[place]?.band]
      return candidate === undefined || band == null ? [] : [{ place, key: candidate.unit.key, question, band }]
    }),
    { rules, today, count: candidates.length, chooser },
  )
  const plans = candidates.map((candidate, place) => {
    const { decision, question, band } = asked[place] ?? { decision: UNDECIDED, question: null, band: null }
    const chosen = trials.get(place) ?? decisions.get(place)
    const isOpen = chosen !== undefined && band !== null && question !== null
    return planOf(candidate, isOpen ? answered(chosen, band) : decision)
  })
  return bestOfTheWeek(withOthers(plans, candidates), rules)
}

function set(decisions: Map<number, PriceDecision>, place: number, decision: PriceDecision | undefined): void {
  if (decision !== undefined) decisions.set(place, decision)
}

const UNDECIDED: Decided = { outcome: 'keep', guardrails: [], toCents: null, effect: null, trial: null }

/** What was settled without asking, or what is asked; null: nothing is. */
interface Asked {
  readonly decision: Decided
  readonly question: PriceQuestion | null
  readonly band: PriceBand | null
}

function prepare({ unit, position, demand }: Candidate, rules: PricingRules): Asked {
  const settled = (outcome: Outcome, guardrails: readonly Guardrail[] = []): Asked => ({
    decision: { ...UNDECIDED, outcome, guardrails: [...guardrails] },
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

function answered(choice: PriceDecision | Trial, band: PriceBand): Decided {
  if (choice.ok) {
    const { priceCents, effect, binding } = choice
    const trial = 'regret' in choice ? { regret: choice.regret } : null
    const guardrails = binding.flatMap((limit): Guardrail[] => {
      if (limit === 'price-ending') return ['price-ending']
      if (limit === 'price-order') return ['family-order']
      if (limit !== 'price-range') return []
      return [priceCents - band.lowCents < band.highCents - priceCents ? band.lowBy : band.highBy]
    })
    return { outcome: 'change', guardrails, toCents: priceCents, effect, trial }
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

function planOf({ unit, currency, position, demand, cross }: Candidate, decided: Decided): Plan {
  return {
    unit: unit.key,
    title: unit.title,
    category: unit.category,
    refs: [...unit.refs],
    currency,
    position,
    demand,
    cross: [...cross],
    others: [],
    ...decided,
    guardrails: [...decided.guardrails],
  }
}

/** What a new price does to the units that answer to it, their own prices as they are. */
function withOthers(plans: readonly Plan[], candidates: readonly Candidate[]): Plan[] {
  const byKey = new Map(candidates.map((candidate) => [candidate.unit.key, candidate]))
  return plans.map((plan) => {
    const { toCents, position, cross } = plan
    if (toCents === null || cross.length === 0) return plan
    const others = cross.flatMap(({ unit, elasticity }): Plan['others'] => {
      const other = byKey.get(unit)
      if (other === undefined || !other.demand.ok) return []
      const { fromCents, costCents, taxPercent } = other.position
      const before = AHEAD_WEEKS * unitsAt(other.demand, fromCents)
      const units = before * ((toCents / position.fromCents) ** elasticity - 1)
      const each = costCents === null ? null : fromCents / (1 + taxPercent / 100) - costCents
      return [{ title: other.unit.title, units, marginCents: each === null ? null : units * each }]
    })
    return { ...plan, others }
  })
}

/** Net cents that a change is expected to bring with what it does to others: margin, or revenue where no cost is known. */
export function gainOf({ effect, others }: Pick<Plan, 'effect' | 'others'>): number {
  return effect === null ? 0 : Math.round((effect.margin ?? effect.revenue).change + marginOfOthers(others))
}

export function marginOfOthers(others: Plan['others']): number {
  return others.reduce((sum, { marginCents }) => sum + (marginCents ?? 0), 0)
}

/** Of the changes that bring enough, trials and then the most valuable, as many as the shop may make in a week; the others wait. */
function bestOfTheWeek(plans: readonly Plan[], { leastGainCents, shopChangesPerWeek }: PricingRules): Plan[] {
  const left = shopChangesPerWeek - (plans[0]?.position.shopChanges ?? 0)
  const worth = plans.filter(
    (plan) => plan.outcome === 'change' && (plan.trial !== null || gainOf(plan) >= leastGainCents),
  )
  const rank = (plan: Plan) => (plan.trial === null ? gainOf(plan) : Number.MAX_SAFE_INTEGER)
  const first = new Set(worth.toSorted((a, b) => rank(b) - rank(a)).slice(0, Math.max(0, left)))
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
