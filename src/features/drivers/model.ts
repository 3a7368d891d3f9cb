/** What a change of revenue consists of. All parts are whole cents and add up to the change. */
import { addDays, type Day } from '../../core/time.ts'
import type { PriceVolumeMix, PriceVolumeMixInput } from '../../ml/decompose/price-volume-mix.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { type Interval, isGiven } from '../findings/index.ts'
import type { Comparison, Dimension, Parts, ShareRow, SourceRow, TotalRow } from './schema.ts'

/** A year with the same weekdays. */
const YEAR_DAYS = 364
const LEVEL = 0.95

/** The comparisons whose stretch before lies within the shop's history, and those that must wait. */
export function comparisonsFor(asOf: Day, first: Day): { ready: Comparison[]; waiting: Comparison[] } {
  const all = [
    comparison('days7', 7, asOf, 7),
    comparison('days28', 28, asOf, 28),
    comparison('year', 28, asOf, YEAR_DAYS),
  ]
  return {
    ready: all.filter(({ beforeFrom }) => beforeFrom >= first),
    waiting: all.filter(({ beforeFrom }) => beforeFrom < first),
  }
}

function comparison(id: Comparison['id'], days: number, asOf: Day, back: number): Comparison {
  const nowFrom = addDays(asOf, 1 - days)
  const titles = {
    days7: { de: 'Letzte 7 Tage gegen die 7 davor', en: 'Last 7 days against the 7 before' },
    days28: { de: 'Letzte 28 Tage gegen die 28 davor', en: 'Last 28 days against the 28 before' },
    year: {
      de: 'Letzte 28 Tage gegen dieselben Wochen vor einem Jahr',
      en: 'Last 28 days against the same weeks a year ago',
    },
  }
  const [beforeFrom, beforeTo] = [addDays(nowFrom, -back), addDays(asOf, -back)]
  return { id, title: titles[id], days, nowFrom, nowTo: asOf, beforeFrom, beforeTo }
}

/** The products among the rows, as the kernel takes them. */
export function productSales(rows: readonly SourceRow[]): PriceVolumeMixInput {
  const products = rows.filter(({ source }) => source === 'product')
  const column = (pick: (row: SourceRow) => number) => Float64Array.from(products, pick)
  return {
    before: {
      quantity: column(({ pieces_before }) => pieces_before),
      revenueCents: column(({ cents_before }) => cents_before),
    },
    after: { quantity: column(({ pieces_now }) => pieces_now), revenueCents: column(({ cents_now }) => cents_now) },
  }
}

/**
 * The parts of the change. Price, volume and mix are those of the products ordered in both stretches; a product ordered in
 * one of them only is new, dropped or, where it merely sells now and then, occasional.
 * @param split  `priceVolumeMix` of `productSales(rows)`
 */
export function splitChange(rows: readonly SourceRow[], split: PriceVolumeMix): Parts {
  const { total, items } = split
  const sumWhere = (values: Float64Array, holds: (row: SourceRow) => boolean) =>
    rows
      .filter(({ source }) => source === 'product')
      .reduce((sum, row, i) => (holds(row) ? sum + (values[i] ?? 0) : sum), 0)
  const changeOf = (source: SourceRow['source']) => {
    const row = rows.find((one) => one.source === source)
    return row === undefined ? 0 : row.cents_now - row.cents_before
  }
  const added = sumWhere(items.added, ({ is_new }) => is_new === 1)
  const dropped = sumWhere(items.dropped, ({ is_dropped }) => is_dropped === 1)
  return {
    price: total.price,
    volume: total.volume,
    mix: total.mix,
    new: added,
    dropped,
    occasional: total.added + total.dropped + total.other - added - dropped,
    shipping: changeOf('shipping'),
    voucher: changeOf('voucher'),
    discount: changeOf('discount'),
    cancellation: changeOf('cancellation'),
    refund: changeOf('refund'),
  }
}

/** One entry of a dimension; `key` null: what belongs to no entry, or all entries that were not read. */
export interface Share {
  readonly key: string | null
  readonly title: { readonly de: string; readonly en: string }
  readonly kind: 'entry' | 'no-product' | 'rest'
  readonly beforeCents: number
  readonly nowCents: number
  readonly changeCents: number
}

/** Whether the share is of an entry that has a name. */
export function isNamed({ kind, key }: Share): boolean {
  return kind === 'entry' && key !== null && isGiven(key)
}

/**
 * The `most` entries of a dimension with the largest change, then what belongs to no product, then all others as one:
 * together they are the whole change.
 */
export function sharesOf(dimension: Dimension, rows: readonly ShareRow[], total: TotalRow, most: number): Share[] {
  const own = rows.filter((row) => row.dimension === dimension)
  const entries = own.filter((row) => row.is_product === 1).slice(0, most)
  const named = [...entries, ...own.filter((row) => row.is_product === 0)].map((row) =>
    share(row.is_product === 1 ? row.key : null, row, row.is_product === 1 ? 'entry' : 'no-product'),
  )
  const left = (own[0]?.keys ?? 0) - named.length
  if (left <= 0) return named
  const beforeCents = total.cents_before - named.reduce((sum, one) => sum + one.beforeCents, 0)
  const nowCents = total.cents_now - named.reduce((sum, one) => sum + one.nowCents, 0)
  const rest = { title_de: '…', title_en: '…', cents_before: beforeCents, cents_now: nowCents }
  return [...named, share(null, rest, 'rest')]
}

function share(
  key: string | null,
  row: Pick<ShareRow, 'title_de' | 'title_en' | 'cents_before' | 'cents_now'>,
  kind: Share['kind'],
): Share {
  return {
    key,
    title: { de: row.title_de, en: row.title_en },
    kind,
    beforeCents: row.cents_before,
    nowCents: row.cents_now,
    changeCents: row.cents_now - row.cents_before,
  }
}

/**
 * The change with the room chance has in it: customers decide each for themselves, so the variance of the change is the
 * sum of the squared changes of each of them.
 */
export function chanceOf(total: TotalRow): Interval {
  const change = total.cents_now - total.cents_before
  const reach = normalQuantile(0.5 + LEVEL / 2) * Math.sqrt(total.squares)
  return { low: Math.round(change - reach), high: Math.round(change + reach), level: LEVEL }
}

/** Whether the change is larger than chance alone would make it. */
export function isBeyondChance(interval: Interval): boolean {
  return interval.low > 0 || interval.high < 0
}
