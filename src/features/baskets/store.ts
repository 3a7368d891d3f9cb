/** The questions of the basket analysis. A basket is an order with what it held of each product. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { Answer, Ask } from '../findings/index.ts'

export const WINDOW_DAYS = 365
/** Orders with more different products are those of resellers: they hold everything with everything. */
export const MAX_PRODUCTS = 200

const IN_WINDOW = `document = 'order' AND kind = 'product' AND quantity > 0 AND sku != ''
          AND day > {start:Date} AND day <= {asOf:Date}`

/** Variants of one product are one; a product missing in the catalogue is its SKU. */
const PRODUCT = "if(product_id = '', sku, product_id)"

/**
 * `WITH` clause: `items` numbers the products by their keys, `sold` has the lines with these numbers.
 * Parameters: asOf, start (Date).
 */
const SOLD = `
    WITH
      items AS (
        SELECT product, least_sku, toUInt32(row_number() OVER (ORDER BY product) - 1) AS item
        FROM (SELECT ${PRODUCT} AS product, min(sku) AS least_sku FROM sales_lines WHERE ${IN_WINDOW} GROUP BY product)
      ),
      sold AS (
        SELECT order_id, total_cents, i.item AS item
        FROM (SELECT order_id, ${PRODUCT} AS product, total_cents FROM sales_lines WHERE ${IN_WINDOW}) AS l
        JOIN items AS i ON l.product = i.product
      )`

function paramsOf(asOf: Day) {
  return { asOf, start: addDays(asOf, -WINDOW_DAYS) }
}

const sizeRow = z.object({
  baskets: z.number(),
  /** Baskets with at least two products. */
  several: z.number(),
  /** Different products of all baskets, added up. */
  lines: z.number(),
  first_day: z.string(),
})
export type Sizes = z.infer<typeof sizeRow>

/** How many baskets there are and how full they are. */
export function askSizes(ask: Ask, asOf: Day): Promise<Answer<Sizes>> {
  return ask({
    id: 'sizes',
    title: { de: 'Warenkörbe nach Zahl der Produkte', en: 'Baskets by number of products' },
    sql: `
    SELECT count() AS baskets, countIf(size > 1) AS several, sum(size) AS lines, toString(min(placed)) AS first_day
    FROM (
      SELECT order_id, uniqExact(${PRODUCT}) AS size, min(day) AS placed
      FROM sales_lines
      WHERE ${IN_WINDOW}
      GROUP BY order_id
      HAVING size <= ${MAX_PRODUCTS}
    )`,
    params: paramsOf(asOf),
    row: sizeRow,
  })
}

/** All baskets, one after the other: each product's number, ascending within a basket, and 1 where a basket begins. */
export function readBaskets(events: EventStore, asOf: Day): Promise<Record<'item' | 'begins', Float64Array>> {
  const sql = `${SOLD}
    SELECT item, place = 1 AS begins
    FROM (
      SELECT order_id, arraySort(groupUniqArray(item)) AS held
      FROM sold
      GROUP BY order_id
      HAVING length(held) <= ${MAX_PRODUCTS}
    )
    ARRAY JOIN held AS item, arrayEnumerate(held) AS place`
  return events.columns(sql, paramsOf(asOf), ['item', 'begins'])
}

const pairRow = z.object({
  a: z.number(),
  b: z.number(),
  sku_a: z.string(),
  sku_b: z.string(),
  title_de_a: z.string(),
  title_en_a: z.string(),
  title_de_b: z.string(),
  title_en_b: z.string(),
  /** Baskets with both, with each, and in all. */
  n: z.number(),
  with_a: z.number(),
  with_b: z.number(),
  baskets: z.number(),
  /** What the product brings in a basket that holds it, on average. */
  cents_a: z.number(),
  cents_b: z.number(),
})
export type PairRow = z.infer<typeof pairRow>

export interface PairQuestion {
  readonly asOf: Day
  /** Product numbers of `readBaskets`. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Baskets in all. */
  readonly baskets: number
}

/** The pairs with names and counts, counted anew. */
export function askPairs(ask: Ask, { asOf, pairs, baskets }: PairQuestion): Promise<Answer<PairRow>> {
  return ask({
    id: 'pairs',
    title: { de: 'Zusammen gekaufte Produkte', en: 'Products bought together' },
    sql: `${SOLD},
      chosen AS (
        SELECT toUInt32(splitByChar('-', pair)[1]) AS a, toUInt32(splitByChar('-', pair)[2]) AS b
        FROM (SELECT arrayJoin(splitByChar(',', {pairs:String})) AS pair)
        WHERE pair != ''
      ),
      baskets AS (
        SELECT order_id, groupUniqArrayIf(item, wanted) AS held, groupArrayIf((item, total_cents), wanted) AS parts
        FROM (SELECT *, item IN (SELECT a FROM chosen UNION ALL SELECT b FROM chosen) AS wanted FROM sold)
        GROUP BY order_id
        HAVING uniqExact(item) <= ${MAX_PRODUCTS} AND length(held) > 0
      ),
      counted AS (
        SELECT a, b, count() AS n
        FROM (SELECT held, a FROM baskets ARRAY JOIN held AS a)
        ARRAY JOIN held AS b
        WHERE a < b AND (a, b) IN (SELECT a, b FROM chosen)
        GROUP BY a, b
      ),
      single AS (
        SELECT part.1 AS item, uniqExact(order_id) AS baskets, sum(part.2) / baskets AS cents
        FROM baskets
        ARRAY JOIN parts AS part
        GROUP BY item
      ),
      names AS (
        SELECT ${PRODUCT} AS product, any(title_de) AS title_de, any(title_en) AS title_en FROM products GROUP BY product
      ),
      named AS (
        SELECT s.item AS item, s.baskets AS baskets, s.cents AS cents, i.least_sku AS sku, coalesce(n.title_de, '') AS title_de,
          coalesce(n.title_en, '') AS title_en
        FROM single AS s JOIN items AS i ON s.item = i.item LEFT ANY JOIN names AS n ON i.product = n.product
      )
    SELECT a, b, x.sku AS sku_a, y.sku AS sku_b, x.title_de AS title_de_a, x.title_en AS title_en_a, y.title_de AS title_de_b,
      y.title_en AS title_en_b, n, x.baskets AS with_a, y.baskets AS with_b, {baskets:UInt32} AS baskets, x.cents AS cents_a,
      y.cents AS cents_b
    FROM counted AS c JOIN named AS x ON c.a = x.item JOIN named AS y ON c.b = y.item
    ORDER BY n DESC, a, b`,
    params: { ...paramsOf(asOf), baskets, pairs: pairs.map(([a, b]) => `${a}-${b}`).join(',') },
    row: pairRow,
  })
}
