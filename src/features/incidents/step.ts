/** Concrete faults that cost money: what is sold out, or sold at a wrong price. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import type { Contribution, Evidence, Figure, Finding, NightStep, StepContext, Table } from '../findings/index.ts'
import { type DailySeries, readDays, toSeries } from '../forecast/index.ts'
import { type Article, byUnit, readCatalogue } from './catalogue.ts'
import { coverFinding, coverTable, findCover } from './cover.ts'
import { findWrongPrices, priceFindings, priceTable } from './prices.ts'
import { findStops, type OrdersBetween, stopFindings, stopTable } from './stock-outs.ts'
import { type FamilyDay, readFamilies, readPrices, readRates, readShifts, readUnitDays, readUnits } from './store.ts'
import { METHOD, TITLE, tooFewDays } from './texts.ts'

/** Before that, nothing is usual. */
const LEAST_DAYS = 28
const MOST = { stops: 3, prices: 2, all: 5 } as const
/** So many of the largest stops are looked at day by day. */
const STOPS_LOOKED_AT = 12

export const incidentsStep: NightStep = { name: 'incidents', title: TITLE, needs: [], run }

/** What one kind of fault brings. */
interface Part {
  readonly findings: readonly Finding[]
  readonly tables: readonly Table[]
  readonly figures: readonly Figure[]
  readonly evidence: readonly Evidence[]
}

interface Night {
  readonly context: StepContext
  readonly articles: ReadonlyMap<string, Article>
  readonly catalogueId: string
  readonly shopId: string
  readonly shopOrders: OrdersBetween
  /** The shop's revenue per day over the last weeks. */
  readonly centsPerDay: number
}

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, timeZone, signal } = context
  const days = await readDays(ask, asOf)
  const series = toSeries(days.rows, asOf)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const history = series === null ? 0 : daysBetween(series.from, asOf) + 1
  if (series === null || history < LEAST_DAYS || series.silentDays > 0) {
    const from = addDays(asOf, Math.max(1, LEAST_DAYS - history))
    const known = history - (series?.silentDays ?? 0)
    return { ...empty, evidence: [days.evidence], notEnoughData: tooFewDays(known, LEAST_DAYS, from) }
  }
  const catalogue = await readCatalogue(ask, asOf, timeZone)
  const night: Night = {
    context,
    articles: byUnit(catalogue.rows),
    catalogueId: catalogue.evidence.id,
    shopId: days.evidence.id,
    shopOrders: ordersOf(series),
    centsPerDay: centsPerDayOf(series),
  }
  const parts: Part[] = []
  for (const part of [stopsOf, coverOf, pricesOf]) {
    signal.throwIfAborted()
    parts.push(await part(night))
  }
  const findings = parts.flatMap((part) => part.findings)
  return {
    ...empty,
    figures: parts.flatMap((part) => part.figures),
    findings: findings.sort((a, b) => Math.abs(b.stakeCents ?? 0) - Math.abs(a.stakeCents ?? 0)).slice(0, MOST.all),
    tables: parts.flatMap((part) => part.tables).filter(({ rows }) => rows.length > 0),
    evidence: [days.evidence, catalogue.evidence, ...parts.flatMap((part) => part.evidence)],
    notEnoughData: null,
  }
}

function ordersOf({ orders, asOf }: DailySeries): OrdersBetween {
  const running = new Float64Array(orders.length + 1)
  orders.forEach((count, t) => {
    running[t + 1] = (running[t] ?? 0) + count
  })
  const upTo = (day: Day) => running[Math.min(orders.length, Math.max(0, orders.length - daysBetween(day, asOf)))] ?? 0
  return (from, to) => Math.max(0, upTo(to) - upTo(addDays(from, -1)))
}

function centsPerDayOf({ revenueCents, orders }: DailySeries): number {
  const days = Math.min(56, orders.length)
  return revenueCents.subarray(revenueCents.length - days).reduce((total, value) => total + value, 0) / days
}

function familyOrdersOf(rows: readonly FamilyDay[]): (category: string, from: Day, to: Day) => number {
  const families = new Map<string, FamilyDay[]>()
  for (const row of rows) {
    const family = families.get(row.category)
    if (family === undefined) families.set(row.category, [row])
    else family.push(row)
  }
  return (category, from, to) =>
    (families.get(category) ?? []).reduce((sum, { day, orders }) => sum + (day >= from && day <= to ? orders : 0), 0)
}

async function stopsOf({ context, articles, catalogueId, shopId, shopOrders, centsPerDay }: Night): Promise<Part> {
  const { ask, asOf, compute, currency, timeZone } = context
  const units = await readUnits(ask, asOf)
  const families = await readFamilies(ask, asOf)
  const rows = units.rows
  const stretches = rows[0]?.stretches.length ?? 0
  // The shop's orders in the same stretches, oldest matters as little as latest: only their ratios count.
  const exposures = Float64Array.from({ length: stretches }, (_, k) => {
    const last = addDays(asOf, -28 - 14 * k)
    return Math.max(1, shopOrders(addDays(last, -13), last))
  })
  const counts = Float64Array.from(rows.flatMap((row) => row.stretches))
  const dispersion =
    rows.length === 0
      ? { dispersion: new Float64Array(0), spread: 0 }
      : await compute('estimateDispersion', { counts, periods: stretches, exposures })
  const familyOrders = familyOrdersOf(families.rows)
  const stops = findStops({ units: rows, dispersion, articles, shopOrders, familyOrders, asOf })
  const looked = stops.slice(0, STOPS_LOOKED_AT)
  const products = [...new Set(looked.map(({ unit }) => unit.product))]
  const days = await readUnitDays(ask, { asOf, timeZone, products })
  const seen = days.rows.filter(({ views }) => views > 0).map(({ day }) => day)
  const evidence = { units: units.evidence.id, days: days.evidence.id, catalogue: catalogueId, shop: shopId }
  const viewsFrom = seen.reduce<Day | null>((least, day) => (least === null || day < least ? day : least), null)
  const found = stopFindings(looked, { asOf, currency, centsPerDay, days: days.rows, viewsFrom, evidence })
  return {
    findings: found.slice(0, MOST.stops),
    tables: [stopTable(stops, units.evidence.id)],
    figures: [
      {
        id: 'incidents.stopped',
        label: { de: 'Produkte, deren Verkauf aufgehört hat', en: 'Products that have stopped selling' },
        value: stops.length,
        unit: 'count',
        interval: null,
        n: rows.length,
        missing: null,
        comparisons: [],
        evidenceId: units.evidence.id,
      },
    ],
    evidence: [units.evidence, families.evidence, days.evidence],
  }
}

async function coverOf({ context, articles, catalogueId }: Night): Promise<Part> {
  const { ask, asOf, currency } = context
  const rates = await readRates(ask, asOf)
  const covers = findCover(rates.rows, articles, asOf)
  const finding = coverFinding(covers, { currency, evidenceIds: [rates.evidence.id, catalogueId] })
  return {
    findings: finding === null ? [] : [finding],
    tables: [coverTable(covers, rates.evidence.id)],
    figures: [],
    evidence: [rates.evidence],
  }
}

async function pricesOf({ context, articles, catalogueId, centsPerDay }: Night): Promise<Part> {
  const { ask, asOf, currency, taxPercent } = context
  const prices = await readPrices(ask, asOf)
  const shifts = await readShifts(ask, asOf)
  const found = findWrongPrices({ rows: prices.rows, shifts: shifts.rows, articles, taxPercent, asOf })
  const evidence = { prices: prices.evidence.id, shifts: shifts.evidence.id, catalogue: catalogueId }
  return {
    findings: priceFindings(found, { asOf, currency, centsPerDay, evidence }).slice(0, MOST.prices),
    tables: [priceTable(found, prices.evidence.id)],
    figures: [],
    evidence: [prices.evidence, shifts.evidence],
  }
}
