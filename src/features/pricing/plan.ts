/** Tonight's plan for every price: what is known is laid out for the kernels, which reckon in threads, and then decided. */
import type { Compute } from '../../compute/index.ts'
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import type { FittedDemand } from '../../ml/pricing/fit-demand.ts'
import type { WeeklySales } from '../../ml/pricing/fit-weekly-demand.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Chooser } from './chooser.ts'
import { type Candidate, decidePrices } from './decide.ts'
import { limitsFor } from './limits.ts'
import { HISTORY_WEEKS, readAskedPrices, readForSale, readStockOuts, readWeeklySales } from './log-store.ts'
import { readDecisions } from './plan-store.ts'
import { positionOf, recentOf } from './position.ts'
import { readCompetitorPrices } from './rules-store.ts'
import type { Plan, PricingRules } from './schema.ts'
import { namesOf, type PriceUnit, unitsOf, type VariedUnit } from './units.ts'

export interface PlanContext {
  readonly state: StateStore
  readonly events: EventStore
  readonly compute: Compute
  /** The last shop day that is over. */
  readonly asOf: Day
  readonly timeZone: string
  readonly currency: string
  readonly taxPercent: number
  readonly signal: AbortSignal
}

/** Questions of one task: some tenths of a second in a thread. */
const QUESTIONS = 200
const ASSORTMENTS = 10
/** Fewer products than this are fitted in one go; more are parted by category, so that both threads have work. */
const FITTED_TOGETHER = 2_000
/** Weeks that say how fast a product sells now. */
const PACE_WEEKS = 4

export async function planPrices(context: PlanContext, rules: PricingRules): Promise<Plan[]> {
  const { events, asOf, currency, compute, signal } = context
  const units = unitsOf(await readForSale(events, asOf, currency), rules.families)
  if (units.length === 0) return []
  const sold = await readWeeklySales(events, asOf)
  const asked = await readAskedPrices(events, asOf)
  const spells = await readStockOuts(events, { asOf, endBefore: startOfDay(addDays(asOf, 1), context.timeZone) })
  signal.throwIfAborted()
  const laid = layOut(units, { sold, asked, spells })
  const fitted = await fitAll(units, laid, context)
  signal.throwIfAborted()
  const candidates = await candidatesOf(units, { ...fitted, perDay: laid.perDay }, context, rules)
  return decidePrices(candidates, rules, { chooser: chooseIn(compute, signal), today: addDays(asOf, 1) })
}

/** Choices in worker threads, some at a time. */
export function chooseIn(compute: Compute, signal: AbortSignal): Chooser {
  const inPieces = async <Q, A>(
    all: readonly Q[],
    size: number,
    ask: (piece: readonly Q[], from: number) => Promise<readonly A[]>,
  ) => {
    const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, piece) => piece * size)
    const answers = await Promise.all(
      starts.map((from) => {
        signal.throwIfAborted()
        return ask(all.slice(from, from + size), from)
      }),
    )
    return answers.flat()
  }
  return {
    each: (questions) => inPieces(questions, QUESTIONS, (piece) => compute('chooseEachPrice', piece)),
    together: (assortments) => inPieces(assortments, ASSORTMENTS, (piece) => compute('chooseTogether', piece)),
    explore: (questions, { largestRegret, seeds }) =>
      inPieces(questions, QUESTIONS, (piece, from) =>
        compute('exploreEachPrice', piece, { largestRegret, seeds: seeds.slice(from, from + piece.length) }),
      ),
  }
}

interface LaidOut {
  readonly sold: {
    readonly unit: Float64Array
    readonly week: Float64Array
    readonly units: Float64Array
    readonly cents: Float64Array
  }
  readonly asked: {
    readonly unit: Float64Array
    readonly week: Float64Array
    readonly cents: Float64Array
    readonly promoted: Float64Array
  }
  readonly out: { readonly unit: Float64Array; readonly week: Float64Array; readonly share: Float64Array }
  /** Pieces a day lately, by unit. */
  readonly perDay: Float64Array
}

interface Read {
  readonly sold: Awaited<ReturnType<typeof readWeeklySales>>
  readonly asked: Awaited<ReturnType<typeof readAskedPrices>>
  readonly spells: Awaited<ReturnType<typeof readStockOuts>>
}

/** Rows of articles that are priced tonight, with the place of their unit in place of the article's number. */
function layOut(units: readonly VariedUnit[], { sold, asked, spells }: Read): LaidOut {
  const places = new Map(units.flatMap(({ variants }, place) => variants.map(({ number }) => [number, place] as const)))
  const perDay = new Float64Array(units.length)
  const take = <C extends string>(columns: Readonly<Record<C | 'number', Float64Array>>, names: readonly C[]) => {
    const kept = columns.number.map((number, row) => (places.has(number) ? row : -1)).filter((row) => row >= 0)
    const unit = kept.map((row) => places.get(columns.number[row] ?? -1) ?? 0)
    const picked = (name: C) => kept.map((row) => columns[name][row] ?? 0)
    return { unit, ...(Object.fromEntries(names.map((name) => [name, picked(name)])) as Record<C, Float64Array>) } // each name once
  }
  const ofSold = take(sold, ['week', 'units', 'cents'])
  ofSold.unit.forEach((place, row) => {
    if ((ofSold.week[row] ?? 0) < HISTORY_WEEKS - PACE_WEEKS) return
    perDay[place] = (perDay[place] ?? 0) + (ofSold.units[row] ?? 0) / (7 * PACE_WEEKS)
  })
  const out = weeksOut(
    take(spells, ['begun', 'ended']),
    Int32Array.from(units, ({ variants }) => variants.length),
  )
  return { sold: ofSold, asked: take(asked, ['week', 'cents', 'promoted']), out, perDay }
}

/** Of each unit and week the share of days that its variants were out of stock, each variant as much as the others. */
function weeksOut(
  { unit, begun, ended }: Readonly<Record<'unit' | 'begun' | 'ended', Float64Array>>,
  variants: Int32Array,
): LaidOut['out'] {
  const days = new Map<number, number>()
  unit.forEach((place, row) => {
    // Whole days alone: on the days it sold out and came back some of it could be bought.
    const from = Math.min(HISTORY_WEEKS * 7, Math.floor(begun[row] ?? 0))
    for (let back = Math.ceil(ended[row] ?? 0); back < from; back++) {
      const at = place * HISTORY_WEEKS + HISTORY_WEEKS - 1 - Math.floor(back / 7)
      days.set(at, (days.get(at) ?? 0) + 1)
    }
  })
  const found = [...days].map(([at, count]) => {
    const place = Math.floor(at / HISTORY_WEEKS)
    return { place, week: at % HISTORY_WEEKS, share: Math.min(1, count / (7 * (variants[place] ?? 1))) }
  })
  return {
    unit: Float64Array.from(found, ({ place }) => place),
    week: Float64Array.from(found, ({ week }) => week),
    share: Float64Array.from(found, ({ share }) => share),
  }
}

/** Whole categories stay together: their products tell of each other. */
async function fitAll(
  units: readonly VariedUnit[],
  laid: LaidOut,
  { compute }: PlanContext,
): Promise<{ readonly demands: readonly FittedDemand[]; readonly cross: ReadonlyMap<number, Plan['cross']> }> {
  const categories = new Map<string, number>()
  const groups = units.map(({ category }) => {
    const known = categories.get(category) ?? categories.size
    categories.set(category, known)
    return known
  })
  const parts = units.length > FITTED_TOGETHER ? 2 : 1
  const partOf = (place: number) => (groups[place] ?? 0) % parts
  const fitted = await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const places = units.flatMap((_unit, place) => (partOf(place) === part ? [place] : []))
      const within = new Map(places.map((place, index) => [place, index]))
      const sales: WeeklySales = {
        weeks: HISTORY_WEEKS,
        groups: Int32Array.from(places, (place) => groups[place] ?? 0),
        sold: partRows(laid.sold, within),
        asked: partRows(laid.asked, within),
        out: partRows(laid.out, within),
      }
      return { places, ...(await compute('fitWeeklyDemand', sales)) }
    }),
  )
  const byPlace = new Map(
    fitted.flatMap(({ places, products }) => places.map((place, index) => [place, products[index]] as const)),
  )
  const cross = new Map<number, Plan['cross']>()
  for (const { places, cross: found } of fitted) {
    for (const { of, on, elasticity } of found) {
      const [place, unit] = [places[of], units[places[on] ?? -1]?.key]
      if (place !== undefined && unit !== undefined)
        cross.set(place, [...(cross.get(place) ?? []), { unit, elasticity }])
    }
  }
  return {
    demands: units.map((_unit, place) => byPlace.get(place) ?? { ok: false, reason: 'rows', needs: 1, has: 0 }),
    cross,
  }
}

/** The rows of some units, with the places those have among themselves. */
function partRows<C extends string>(
  { unit, ...columns }: { readonly unit: Float64Array } & Readonly<Record<C, Float64Array>>,
  within: ReadonlyMap<number, number>,
) {
  const kept = unit.map((place, row) => (within.has(place) ? row : -1)).filter((row) => row >= 0)
  const others = Object.entries<Float64Array>(columns).map(([name, values]) => [
    name,
    kept.map((row) => values[row] ?? 0),
  ])
  return {
    product: kept.map((row) => within.get(unit[row] ?? -1) ?? 0),
    ...(Object.fromEntries(others) as Record<C, Float64Array>), // the same names
  }
}

async function candidatesOf(
  units: readonly VariedUnit[],
  known: Awaited<ReturnType<typeof fitAll>> & { readonly perDay: Float64Array },
  context: PlanContext,
  rules: PricingRules,
): Promise<Candidate[]> {
  const { state, asOf, timeZone, currency, taxPercent } = context
  const today = addDays(asOf, 1)
  const since = startOfDay(addDays(today, -rules.testDays - 7), timeZone)
  const [decisions, competitors] = await Promise.all([
    readDecisions(state, since),
    readCompetitorPrices(state, { since: addDays(today, -rules.competitorDays), skus: null }),
  ])
  const recent = recentOf(decisions, { today, timeZone, testDays: rules.testDays })
  const bySku = new Map<string, number[]>()
  for (const { sku, priceCents } of competitors) bySku.set(sku, [...(bySku.get(sku) ?? []), priceCents])
  const families = familyPrices(units)
  return units.map((unit, place): Candidate => {
    const costs = unit.variants.map(({ cost_cents }) => cost_cents)
    const stocks = unit.variants.map(({ stock }) => stock)
    const limits = limitsFor(rules, { category: unit.category, names: namesOf(unit) })
    const position = positionOf({
      fromCents: unit.fromCents,
      costs,
      stocks,
      perDay: known.perDay[place] ?? 0,
      competitorCents: unit.variants.flatMap(({ sku }) => bySku.get(sku) ?? []),
      skus: unit.variants.map(({ sku }) => sku),
      taxPercent: limits.taxPercent ?? taxPercent,
      recent,
      shopChangesPerWeek: rules.shopChangesPerWeek,
      familyMixed: unit.familyMixed,
      ...neighbourPrices(unit, families),
    })
    const demand = known.demands[place] ?? { ok: false, reason: 'rows', needs: 1, has: 0 }
    return { unit, currency, position, demand, cross: known.cross.get(place) ?? [] }
  })
}

type FamilyPrices = ReadonlyMap<string, readonly { readonly place: number; readonly cents: number }[]>

function familyPrices(units: readonly VariedUnit[]): FamilyPrices {
  const families = new Map<string, { place: number; cents: number }[]>()
  for (const { family, fromCents } of units) {
    if (family === null) continue
    families.set(family.name, [...(families.get(family.name) ?? []), { place: family.place, cents: fromCents }])
  }
  return families
}

function neighbourPrices({ family }: PriceUnit, families: FamilyPrices) {
  const others = family === null ? [] : (families.get(family.name) ?? [])
  const lower = others.filter(({ place }) => place < (family?.place ?? 0)).map(({ cents }) => cents)
  const upper = others.filter(({ place }) => place > (family?.place ?? 0)).map(({ cents }) => cents)
  return {
    aboveCents: lower.length === 0 ? null : Math.max(...lower),
    belowCents: upper.length === 0 ? null : Math.min(...upper),
  }
}
