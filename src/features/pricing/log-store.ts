/** What is for sale, what it sold by the week and what was asked for it: from the log. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { type Answer, type Ask, type SpellsUntil, stockSpells } from '../findings/index.ts'
import type { VariantRow } from './units.ts'

/** Two years: a season is seen twice. */
export const HISTORY_WEEKS = 104
const WEEK_DAYS = 7
/** A stock that was last heard of longer ago says nothing about today. */
const FRESH_DAYS = 14

const SOLD = "document = 'order' AND kind = 'product' AND is_revenue = 1 AND quantity > 0 AND sku != ''"
/** A number for each SKU that a double holds exactly; two of a hundred thousand are the same in one of a million shops. */
const NUMBER = 'toFloat64(sipHash64(sku) % 4503599627370496)'

/** First day of the span that ends with `asOf`. */
function firstDay(asOf: Day): Day {
  return addDays(asOf, 1 - HISTORY_WEEKS * WEEK_DAYS)
}

const variantRow = z.object({
  sku: z.string(),
  product: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  variant_title: z.string(),
  category: z.string(),
  price_cents: z.number(),
  cost_cents: z.number().nullable(),
  stock: z.number().nullable(),
  number: z.number(),
})

/** Active variants with a price in the shop's currency; the stock where it was heard of lately. */
export function readForSale(events: EventStore, asOf: Day, currency: string): Promise<VariantRow[]> {
  return events.query(
    `SELECT sku, product_id AS product, title_de, title_en, variant_title, toString(category) AS category, price_cents, cost_cents,
       if(toDate(recorded_at) > {asOf:Date} - ${FRESH_DAYS}, stock, NULL) AS stock, ${NUMBER} AS number
     FROM products
     WHERE status = 'active' AND price_cents > 0 AND currency = {currency:String} AND sku != ''
     ORDER BY product, sku`,
    { asOf, currency },
    variantRow,
  )
}

const SALES_COLUMNS = ['number', 'week', 'units', 'cents'] as const
const ASKED_COLUMNS = ['number', 'week', 'cents', 'promoted'] as const

/** Pieces and money by SKU and week of the span, in order of SKU. */
export function readWeeklySales(
  events: EventStore,
  asOf: Day,
): Promise<Record<(typeof SALES_COLUMNS)[number], Float64Array>> {
  return events.columns(
    `SELECT ${NUMBER} AS number, intDiv(dateDiff('day', {from:Date}, day), ${WEEK_DAYS}) AS week, sum(quantity) AS units,
       sum(total_cents) AS cents
     FROM sales_lines WHERE ${SOLD} AND day >= {from:Date} AND day <= {asOf:Date}
     GROUP BY sku, week ORDER BY number, week`,
    { from: firstDay(asOf), asOf },
    SALES_COLUMNS,
  )
}

/** The last price of each SKU and week in which one was set; what held before the span counts as set in its first week. */
export function readAskedPrices(
  events: EventStore,
  asOf: Day,
): Promise<Record<(typeof ASKED_COLUMNS)[number], Float64Array>> {
  return events.columns(
    `SELECT ${NUMBER} AS number, if(day < {from:Date}, 0, intDiv(dateDiff('day', {from:Date}, day), ${WEEK_DAYS})) AS week,
       argMax(price_cents, valid_from) AS cents, argMax(if(compare_at_cents > price_cents, 1, 0), valid_from) AS promoted
     FROM price_changes WHERE day <= {asOf:Date} AND sku != ''
     GROUP BY sku, week HAVING cents > 0 ORDER BY number, week`,
    { from: firstDay(asOf), asOf },
    ASKED_COLUMNS,
  )
}

const STOCK_COLUMNS = ['number', 'begun', 'ended'] as const

/** Spells in which nothing of a SKU was in stock: how many days before the end of `asOf` each began and ended (see `stockSpells`). */
export function readStockOuts(
  events: EventStore,
  { asOf, endBefore }: SpellsUntil & { asOf: Day },
): Promise<Record<(typeof STOCK_COLUMNS)[number], Float64Array>> {
  return events.columns(
    `SELECT ${NUMBER} AS number, begun, ended
     FROM ${stockSpells('variant')}
     WHERE sku != '' AND ended < dateDiff('day', {from:Date}, {asOf:Date}) + 1`,
    { from: firstDay(asOf), asOf, endBefore },
    STOCK_COLUMNS,
  )
}

const weekRow = z.object({ week: z.string(), pieces: z.number(), price_cents: z.number() })

/** What one unit sold at which price, as evidence of a proposal; the newest week first. */
export function readUnitWeeks(ask: Ask, asOf: Day, skus: readonly string[]): Promise<Answer<z.infer<typeof weekRow>>> {
  return ask({
    id: 'weeks',
    title: { de: 'Stücke und bezahlter Preis je Woche', en: 'Pieces and price paid per week' },
    sql: `
      SELECT toString(toDate({from:Date}) + ${WEEK_DAYS} * intDiv(dateDiff('day', {from:Date}, day), ${WEEK_DAYS})) AS week,
        sum(quantity) AS pieces, round(sum(total_cents) / sum(quantity)) AS price_cents
      FROM sales_lines
      WHERE ${SOLD} AND day >= {from:Date} AND day <= {asOf:Date} AND has(JSONExtract({skus:String}, 'Array(String)'), sku)
      GROUP BY week
      ORDER BY week DESC`,
    params: { from: firstDay(asOf), asOf, skus: JSON.stringify(skus) },
    row: weekRow,
  })
}
