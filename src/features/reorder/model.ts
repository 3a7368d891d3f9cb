/** What runs out before a new delivery can be there, and how much of it to order. Pure. */
import type { Lang } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import type { DemandAhead } from '../demand/index.ts'
import type { Effect } from '../desk/index.ts'
import { MOST_LINES, type OrderLine, type ReorderDraft } from './schema.ts'
import { type DemandRow, PACE_DAYS } from './store.ts'

/** How long an order lasts after it has come: a month, as the report looks ahead. */
export const COVER_DAYS = 28
/** A stock that was last heard of longer ago says nothing about today. */
const FRESH_DAYS = 14
/** A product that is younger than its pace is measured over its own days, but not over a few. */
const LEAST_PACE_DAYS = 7
const LEVEL = 0.95
const MOST_SUPPLIERS = 20

/** 'sold-out' by the stock, or 'probably' because nothing sells any more; 'short': it will be before the delivery. */
type Need = 'sold-out' | 'probably' | 'short'

export interface Shortage {
  readonly row: DemandRow
  readonly need: Need
  /** Pieces left; null: not known. */
  readonly left: number | null
  readonly perDay: number
  /** With how few pieces it is time to order, by the forecast; null: there is none, and the pace of late decides. */
  readonly reorderPoint: number | null
  /** How many days what is left lasts at this pace. */
  readonly days: number
  readonly quantity: number
  readonly centsPerDay: number
  /** Orders that say how fast it sells. */
  readonly orders: number
}

export interface ReorderScene {
  readonly asOf: Day
  readonly leadDays: number
  /** Keys of products and variants of which the night said that their sale has stopped. */
  readonly stopped: ReadonlySet<string>
  /** What the night's forecasts say of each product; of one that is missing here the pace of late is taken. */
  readonly ahead: ReadonlyMap<string, DemandAhead>
}

/** What has to be ordered, most money first. */
export function findShortages(rows: readonly DemandRow[], scene: ReorderScene): Shortage[] {
  const pieces = new Map<string, number>()
  for (const { product, before } of rows) pieces.set(product, (pieces.get(product) ?? 0) + before.pieces)
  return rows.flatMap((row) => {
    // Taken out of the shop on purpose.
    if (row.status !== '' && row.status !== 'active') return []
    const found = needOf(row, scene)
    return found === null ? [] : [shortageOf(row, found, scene, row.before.pieces / (pieces.get(row.product) || 1))]
  })
}

function needOf(row: DemandRow, { asOf, stopped }: ReorderScene): { need: Need; left: number | null } | null {
  const hasStopped = stopped.has(row.sku) || stopped.has(row.product)
  const left = row.stock === null ? null : row.stock - row.sold_since
  // More sold than there was: it was filled up, or nobody keeps the count.
  if (left === null || (left <= 0 && row.sold_since > 0)) return hasStopped ? { need: 'probably', left: null } : null
  if (left <= 0) return { need: 'sold-out', left: 0 }
  if (hasStopped || row.recorded_day < addDays(asOf, -FRESH_DAYS)) return null
  return { need: 'short', left }
}

function shortageOf(
  row: DemandRow,
  { need, left }: { need: Need; left: number | null },
  scene: ReorderScene,
  shareOfProduct: number,
): Shortage {
  const { asOf, leadDays, ahead } = scene
  const [pace, end] = need === 'short' ? [row.now, asOf] : [row.before, row.last_day]
  const paceDays = Math.min(PACE_DAYS, Math.max(LEAST_PACE_DAYS, daysBetween(row.first_day, end) + 1))
  const own = pace.pieces / paceDays
  const forecast = ahead.get(row.product)
  // Variants have no forecast of their own: each sells its share of its product.
  const perDay = forecast === undefined ? own : forecast.perDay * shareOfProduct
  const reorderPoint = forecast === undefined ? null : Math.ceil(forecast.reorderPoint * shareOfProduct)
  // A forecast knows how far it may be off: what is kept for that is ordered too.
  const wanted = reorderPoint === null ? perDay * (leadDays + COVER_DAYS) : reorderPoint + perDay * COVER_DAYS
  return {
    row,
    need,
    left,
    perDay,
    reorderPoint,
    days: perDay > 0 ? (left ?? 0) / perDay : Number.POSITIVE_INFINITY,
    quantity: Math.max(0, Math.ceil(wanted - (left ?? 0))),
    centsPerDay: own > 0 ? (pace.cents / paceDays) * (perDay / own) : 0,
    orders: pace.orders,
  }
}

/** Those that will not last until the delivery. */
export function isDue({ need, left, days, quantity, reorderPoint }: Shortage, leadDays: number): boolean {
  const isShort = reorderPoint === null ? days <= leadDays : (left ?? 0) <= reorderPoint
  return quantity > 0 && (need !== 'short' || isShort)
}

/** One request for each brand, those with most money first; a list that is too long keeps what brings most. */
export function bySupplier(shortages: readonly Shortage[]): Map<string, Shortage[]> {
  const groups = new Map<string, Shortage[]>()
  for (const shortage of shortages) {
    const { brand } = shortage.row
    const group = groups.get(brand)
    if (group === undefined) groups.set(brand, [shortage])
    else if (group.length < MOST_LINES) group.push(shortage)
  }
  const money = (group: readonly Shortage[]) => group.reduce((sum, { centsPerDay }) => sum + centsPerDay, 0)
  return new Map([...groups].sort(([, a], [, b]) => money(b) - money(a)).slice(0, MOST_SUPPLIERS))
}

export function lineOf({ row, quantity, left, perDay }: Shortage, title: string): OrderLine {
  const pieces = Math.max(1, row.before.pieces)
  return {
    sku: row.sku,
    title,
    quantity,
    left,
    perDay: Math.round(perDay * 100) / 100,
    costCents: row.cost_cents,
    priceCents: Math.max(0, Math.round(row.before.cents / pieces)),
  }
}

/** The name of an article in one language; its number where the catalogue has none. */
export function titleOf({ sku, title_de, title_en, variant_title }: DemandRow, lang: Lang): string {
  const title = (lang === 'de' ? title_de || title_en : title_en || title_de) || sku
  if (variant_title === '' || variant_title === title) return title
  // Some shops repeat the title before the options.
  return variant_title.startsWith(title) ? variant_title : `${title}, ${variant_title}`
}

/** What the order costs; where what one costs is not known, it is less than what it sells at. */
export function orderCents({ lines }: Pick<ReorderDraft, 'lines'>): number {
  return lines.reduce((sum, { quantity, costCents, priceCents }) => sum + quantity * (costCents ?? priceCents), 0)
}

/** Days that what is left and what is ordered last together. */
export function coverDays({ quantity, left, perDay }: OrderLine): number {
  return perDay > 0 ? Math.round((quantity + (left ?? 0)) / perDay) : 0
}

/**
 * What the articles would sell in the month after the delivery and could not without one: at their pace, less what is still
 * there then. The interval from how few orders say so.
 */
export function effectOf(shortages: readonly Shortage[], leadDays: number): Omit<Effect, 'basis'> {
  const missing = ({ days, centsPerDay }: Shortage) =>
    centsPerDay * Math.min(COVER_DAYS, Math.max(0, leadDays + COVER_DAYS - days))
  const cents = shortages.reduce((sum, one) => sum + missing(one), 0)
  const variance = shortages.reduce((sum, one) => sum + missing(one) ** 2 / Math.max(1, one.orders), 0)
  const reach = normalQuantile(0.5 + LEVEL / 2) * Math.sqrt(variance)
  return {
    cents: Math.round(cents),
    low: Math.max(0, Math.round(cents - reach)),
    high: Math.round(cents + reach),
    level: LEVEL,
    periodDays: COVER_DAYS,
    n: shortages.reduce((sum, { orders }) => sum + orders, 0),
  }
}
