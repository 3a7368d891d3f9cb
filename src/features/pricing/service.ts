/** The price desk: guardrails read and changed, competitors' prices taken in, products shown with their curve and history. */
import type { z } from 'zod'
import { mustBe } from '../../api/version.ts'
import type { Compute } from '../../compute/index.ts'
import { AppError } from '../../core/errors.ts'
import { addDays, type Clock, dayOf } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { priceDays } from '../catalogue/index.ts'
import { readCompetitorCsv } from './competitors.ts'
import { questionOf } from './decide.ts'
import { bandOf, blockedBy } from './guardrails.ts'
import { readLedger } from './ledger-store.ts'
import { limitsFor } from './limits.ts'
import { findPlan, listPlans, type StoredPlan } from './plan-store.ts'
import { rowOf } from './present.ts'
import { largestPercent, referenceFor, refuseAnnouncement } from './reduction.ts'
import {
  addRules,
  dropCompetitorPrices,
  listRuleVersions,
  lockRules,
  readCompetitorPrices,
  readRules,
  saveCompetitorPrices,
} from './rules-store.ts'
import type {
  CompetitorAnswer,
  CompetitorPrice,
  PlanQuery,
  PlanRow,
  PricedProduct,
  PricingRules,
  reductionBody,
  reductionSchema,
  ShownRules,
} from './schema.ts'
import { refusalText } from './texts.ts'
import { namesOf } from './units.ts'

export interface PriceDeskDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
  readonly compute: Compute
}

const MOST_VERSIONS = 20
const HISTORY_DAYS = 180
/** Standard deviations of the 90 % interval. */
const REACH = 1.6449
/** What competitors asked so long ago says nothing any more, whatever the guardrails say. */
const KEPT_DAYS = 90

export async function showRules({ state }: Pick<PriceDeskDeps, 'state'>): Promise<ShownRules> {
  const [rules, history] = await Promise.all([readRules(state), listRuleVersions(state, MOST_VERSIONS)])
  return { ...rules, history }
}

/** @throws AppError 'input.changed' where somebody was quicker */
export async function changeRules(
  deps: PriceDeskDeps,
  rules: PricingRules,
  { expected, actor }: { readonly expected: string; readonly actor: string },
): Promise<ShownRules> {
  const { state, clock } = deps
  await state.transaction(async (client) => {
    const before = await lockRules(client)
    mustBe(before, expected)
    const version = before + 1
    await addRules(client, { version, rules, by: actor, at: clock.now() })
    await appendAudit(client, {
      at: clock.now(),
      actor,
      action: 'pricing.rules-changed',
      subject: 'pricing',
      details: { version },
    })
    await notifyLive(client, 'pricing', 'rules')
  })
  return showRules(deps)
}

export async function takeCompetitors(
  { state, clock, timeZone }: PriceDeskDeps,
  given: { readonly prices: readonly CompetitorPrice[] } | { readonly csv: string },
  actor: string,
): Promise<CompetitorAnswer> {
  const read = 'csv' in given ? readCompetitorCsv(given.csv) : { prices: given.prices, rejected: 0, faults: [] }
  const oldest = addDays(dayOf(clock.now(), timeZone), -KEPT_DAYS)
  const changed = await state.transaction(async (client) => {
    const count = await saveCompetitorPrices(client, read.prices)
    await dropCompetitorPrices(client, oldest)
    await appendAudit(client, {
      at: clock.now(),
      actor,
      action: 'pricing.competitors-taken',
      subject: 'pricing',
      details: { accepted: read.prices.length, rejected: read.rejected },
    })
    await notifyLive(client, 'pricing', 'competitors')
    return count
  })
  return { accepted: read.prices.length, changed, rejected: read.rejected, faults: [...read.faults] }
}

const MOST_COMPETITORS = 200

export async function listCompetitors(
  { state, clock, timeZone }: PriceDeskDeps,
  sku: string | undefined,
): Promise<{ items: CompetitorPrice[]; count: number }> {
  const { rules } = await readRules(state)
  const since = addDays(dayOf(clock.now(), timeZone), -rules.competitorDays)
  const prices = await readCompetitorPrices(state, { since, skus: sku === undefined ? null : [sku] })
  return { items: prices.slice(0, MOST_COMPETITORS), count: prices.length }
}

export async function listPriced(
  { state }: Pick<PriceDeskDeps, 'state'>,
  query: PlanQuery,
): Promise<{ items: PlanRow[]; next: string | null }> {
  const { items, next } = await listPlans(state, query)
  return { items: items.map(({ id, plan }) => rowOf(id, plan)), next }
}

/** @throws AppError 'input.not-found' */
export async function showPriced(deps: PriceDeskDeps, id: number): Promise<PricedProduct> {
  const { state, compute } = deps
  const [stored, { rules }] = await Promise.all([requiredPlan(state, id), readRules(state)])
  const { plan, asOf } = stored
  const limits = limitsFor(rules, { category: plan.category, names: namesOf(plan) })
  const band = bandOf(plan.position, limits)
  const isOpen = blockedBy(plan.position, limits) === null && band.lowCents <= band.highCents
  const { curve } = plan.demand.ok ? await compute('choosePrice', questionOf(plan, limits, band)) : { curve: [] }
  return {
    ...rowOf(id, plan),
    asOf,
    refs: plan.refs,
    position: plan.position,
    elasticity: elasticityOf(plan.demand),
    effect: plan.effect,
    curve: [...curve],
    band: isOpen ? band : null,
    history: await historyOf(deps, stored),
  }
}

function elasticityOf(demand: StoredPlan['plan']['demand']): PricedProduct['elasticity'] {
  if (!demand.ok) return null
  const { elasticity: value, elasticityError: error, basis } = demand
  return { value, low: value - REACH * error, high: value + REACH * error, basis }
}

async function historyOf(
  { state, clock, timeZone }: PriceDeskDeps,
  { plan }: StoredPlan,
): Promise<PricedProduct['history']> {
  const [first] = plan.refs
  const [ledger] = first === undefined ? [] : await readLedger(state, [first])
  const lastDay = dayOf(clock.now(), timeZone)
  const days = priceDays(ledger?.steps ?? [], { lastDay, days: HISTORY_DAYS, timeZone })
  return days.map(({ day, priceCents, lowestBeforeCents }) => ({ day, priceCents, lowestBeforeCents }))
}

/**
 * Whether a price may be announced like that from now on, for each article (PAngV, section 11).
 * @throws AppError 'input.not-found'
 */
export async function checkReduction(
  { state, clock, timeZone }: Pick<PriceDeskDeps, 'state' | 'clock' | 'timeZone'>,
  { product, ...said }: z.output<typeof reductionBody>,
): Promise<z.infer<typeof reductionSchema>> {
  const { plan } = await requiredPlan(state, product)
  const reduction = { priceCents: said.priceCents, at: clock.now() }
  const items = (await readLedger(state, plan.refs)).map(({ sku, steps }) => {
    const { lowestCents, since } = referenceFor(steps, reduction, timeZone)
    const refusal = refuseAnnouncement(said, { lowestCents })
    return {
      sku,
      lowestCents,
      since,
      largestPercent: lowestCents === null ? 0 : largestPercent(said.priceCents, lowestCents),
      refusal: refusal === null ? null : refusalText(refusal, { lowestCents, currency: plan.currency }),
    }
  })
  return { items }
}

/** @throws AppError 'input.not-found' */
export async function requiredPlan(state: PriceDeskDeps['state'], id: number): Promise<StoredPlan> {
  const stored = await findPlan(state, id)
  if (stored === null) throw new AppError('input.not-found', `There is no priced product with the number ${id}.`)
  return stored
}
