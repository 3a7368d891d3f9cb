/** What was said of each change of price, held against what came beside products whose price stayed. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { type BeforeAfter, changeAgainstControls, LEAST_CONTROLS } from '../../ml/pricing/change-against-controls.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { AHEAD_WEEKS } from './decide.ts'
import { type LoggedDecision, readBeforeAfter, readLoggedDecisions, type SoldRow } from './results-store.ts'
import type { PriceResult, ResultList } from './schema.ts'
import { isHeldOut } from './units.ts'

/** Changes further back are an old matter. */
const SHOWN_DAYS = 120
const MOST_SHOWN = 200
const BEFORE_DAYS = 28
/** An article that sold fewer before says nothing of what moves all. */
const LEAST_SOLD = 5

/** @param today the shop day that is not over yet */
export async function measureResults(events: EventStore, today: Day, timeZone: string): Promise<ResultList> {
  const since = addDays(today, -SHOWN_DAYS)
  const logged = await readLoggedDecisions(events, { since, timeZone, limit: MOST_SHOWN })
  const items: PriceResult[] = []
  for (const [span, decisions] of bySpan(logged.filter(({ undoneAt }) => undoneAt === null))) {
    const [first] = decisions
    if (first === undefined) continue
    const until = addDays(first.day, first.decision.testDays)
    const isOver = until < today
    const skus = decisions.flatMap(({ decision }) => decision.refs.map(({ sku }) => sku))
    const sold = isOver ? await readBeforeAfter(events, { day: first.day, until, beforeDays: BEFORE_DAYS, skus }) : null
    items.push(...decisions.map((one) => (sold === null ? pending(one, span.until) : measured(one, sold))))
  }
  items.sort((a, b) => (a.day < b.day ? 1 : -1))
  const judged = items.filter(({ said, came }) => said !== null && came !== null)
  const within = judged.filter(({ said, came }) => said !== null && came !== null && overlaps(said.margin, came))
  return { items, judged: judged.length, within: within.length }
}

/** Both are intervals: it came as it was said where they meet. */
function overlaps(
  said: { readonly low: number; readonly high: number },
  came: NonNullable<PriceResult['came']>,
): boolean {
  return came.lowCents <= said.high && came.highCents >= said.low
}

/** Those that are measured over the same days, so that their sales are asked for once. */
function bySpan(logged: readonly LoggedDecision[]): [span: { readonly until: Day }, decisions: LoggedDecision[]][] {
  const spans = new Map<string, LoggedDecision[]>()
  for (const one of logged) {
    const key = `${one.day} ${one.decision.testDays}`
    spans.set(key, [...(spans.get(key) ?? []), one])
  }
  return [...spans.values()].map((decisions) => [{ until: untilOf(decisions[0]) }, decisions])
}

const untilOf = (one: LoggedDecision | undefined): Day =>
  one === undefined ? '' : addDays(one.day, one.decision.testDays)

function headOf(one: LoggedDecision): Omit<PriceResult, 'came' | 'missing'> {
  const { day, decision } = one
  const { proposalId, title, currency, fromCents, toCents, effect } = decision
  const margin = effect?.margin ?? null
  const factor = effect === null || effect.units.before <= 0 ? 1 : effect.units.after / effect.units.before
  return {
    proposalId,
    title,
    currency,
    day,
    until: untilOf(one),
    fromCents,
    toCents,
    said: margin === null ? null : { margin, factor },
  }
}

function pending(one: LoggedDecision, until: Day): PriceResult {
  const missing: Text = {
    de: `wird bis ${formatDay(until, 'medium', 'de')} gemessen`,
    en: `is being measured until ${formatDay(until, 'medium', 'en')}`,
  }
  return { ...headOf(one), came: null, missing }
}

function measured(one: LoggedDecision, sold: readonly SoldRow[]): PriceResult {
  const { decision } = one
  const own = new Set(decision.refs.map(({ sku }) => sku))
  const treated = sumOf(sold.filter(({ sku }) => own.has(sku)))
  const { controls, heldOut } = controlsFor(decision, sold)
  const change = changeAgainstControls(treated, controls)
  if (change === null) {
    const missing: Text = {
      de: `zu wenige Vergleichsprodukte: braucht ${LEAST_CONTROLS}, hat ${controls.length}`,
      en: `too few products to compare with: needs ${LEAST_CONTROLS}, has ${controls.length}`,
    }
    return { ...headOf(one), came: null, missing }
  }
  const money = (factor: number) => worth(one, treated.after, factor)
  const ends = [money(change.low), money(change.high)]
  return {
    ...headOf(one),
    came: {
      factor: change.factor,
      lowFactor: change.low,
      highFactor: change.high,
      marginCents: money(change.factor),
      lowCents: Math.min(...ends),
      highCents: Math.max(...ends),
      controls: change.controls,
      heldOut,
    },
    missing: null,
  }
}

/** Margin of four weeks at the new price, less what there would have been at the old one: as many pieces as without the change. */
function worth({ day, decision }: LoggedDecision, after: number, factor: number): number {
  const { fromCents, toCents, costCents, taxPercent, testDays } = decision
  const unit = (cents: number) => cents / (1 + taxPercent / 100) - costCents
  const days = daysBetween(day, addDays(day, testDays))
  return ((AHEAD_WEEKS * 7) / days) * after * (unit(toCents) - unit(fromCents) / factor)
}

const sumOf = (rows: readonly SoldRow[]): BeforeAfter => ({
  before: rows.reduce((sum, { before }) => sum + before, 0),
  after: rows.reduce((sum, { after }) => sum + after, 0),
})

/**
 * Products whose price stayed: those held out of its category, else all that were held out, else others of its category, else
 * all others; the first of these that are enough.
 */
function controlsFor(
  { category, heldOutPercent, refs }: LoggedDecision['decision'],
  sold: readonly SoldRow[],
): { readonly controls: readonly BeforeAfter[]; readonly heldOut: boolean } {
  const own = new Set(refs.map(({ productId }) => productId))
  const products = new Map<string, SoldRow[]>()
  const changed = new Set(sold.filter((row) => row.changed).map(({ product }) => product))
  for (const row of sold) {
    if (own.has(row.product) || changed.has(row.product)) continue
    products.set(row.product, [...(products.get(row.product) ?? []), row])
  }
  const usable = [...products].map(([product, rows]) => ({
    heldOut: isHeldOut(product, heldOutPercent),
    isNear: rows.some((row) => row.category === category),
    ...sumOf(rows),
  }))
  const enough = usable.filter(({ before }) => before >= LEAST_SOLD)
  const choices = [
    { controls: enough.filter((one) => one.heldOut && one.isNear), heldOut: true },
    { controls: enough.filter((one) => one.heldOut), heldOut: true },
    { controls: enough.filter((one) => one.isNear), heldOut: false },
  ]
  return choices.find(({ controls }) => controls.length >= LEAST_CONTROLS) ?? { controls: enough, heldOut: false }
}
