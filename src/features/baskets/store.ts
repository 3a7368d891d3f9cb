/** The questions of the basket analysis. A basket is an order with what it held of each product. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { Answer, Ask } from '../findings/index.ts'

export const WINDOW_DAYS = 365
/** Orders with more different products are those of resellers: they hold everything with everything. */
export const MAX_PRODUCTS = 200

/**
 * `WITH` clause: `lines` has one row per order and product; `items` numbers the products in the order of their keys.
 * Variants of one product are one; a product missing in the catalogue is its SKU. Parameters: asOf, start (Date).
 */
const BASKETS = `
    WITH
      bought AS (
        SELECT order_id, if(product_id = '', sku, product_id) AS product, min(sku) AS least_sku, sum(total_cents) AS cents
        FROM sales_lines
        WHERE document = 'order' AND kind = 'product' AND quantity > 0 AND sku != ''
          AND day > {start:Date} AND day <= {asOf:Date}
        GROUP BY order_id, product
      ),
      lines AS (
        SELECT * FROM bought
        WHERE order_id NOT IN (SELECT order_id FROM bought GROUP BY order_id HAVING count() > ${MAX_PRODUCTS})
      ),
      items AS (
        SELECT product, min(least_sku) AS sku, count() AS baskets, sum(cents) / count() AS cents,
          toUInt32(row_number() OVER (ORDER BY product) - 1) AS item
        FROM lines
        GROUP BY product
      )`

function paramsOf(asOf: Day) {
  return { asOf, start: addDays(asOf, -WINDOW_DAYS) }
}

const sizeRow = z.object({
  baskets: z.number(),
  /** Baskets with at least two products. */
  several: z.number(),
  lines: z.number(),
  products: z.number(),
  first_day: z.string(),
})
export type Sizes = z.infer<typeof sizeRow>

/** How many baskets there are and how full they are. */
export function askSizes(ask: Ask, asOf: Day): Promise<Answer<Sizes>> {
  return ask({
    id: 'sizes',
    title: { de: 'Warenkörbe nach Zahl der Produkte', en: 'Baskets by number of products' },
    sql: `${BASKETS}
    SELECT count() AS baskets, countIf(size > 1) AS several, sum(size) AS lines, (SELECT count() FROM items) AS products,
      (SELECT toString(min(day)) FROM sales_lines WHERE document = 'order' AND day > {start:Date} AND day <= {asOf:Date}) AS first_day
    FROM (SELECT order_id, count() AS size FROM lines GROUP BY order_id)`,
    params: paramsOf(asOf),
    row: sizeRow,
  })
}

/** All baskets, one after the other: each product's number, ascending within a basket, and 1 where a basket begins. */
export function readBaskets(events: EventStore, asOf: Day): Promise<Record<'item' | 'begins', Float64Array>> {
  const sql = `${BASKETS}
    SELECT item, place = 1 AS begins
    FROM (
      SELECT order_id, arraySort(groupArray(i.item)) AS held
      FROM lines AS l JOIN items AS i ON l.product = i.product
      GROUP BY order_id
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

/** The pairs of these product numbers with names and counts, counted anew. */
export function askPairs(ask: Ask, asOf: Day, pairs: readonly (readonly [number, number])[]): Promise<Answer<PairRow>> {
  return ask({
    id: 'pairs',
    title: { de: 'Zusammen gekaufte Produkte', en: 'Products bought together' },
    sql: `${BASKETS},
      (
        SELECT groupArray((toUInt32(splitByChar('-', pair)[1]), toUInt32(splitByChar('-', pair)[2])))
        FROM (SELECT arrayJoin(splitByChar(',', {pairs:String})) AS pair)
        WHERE pair != ''
      ) AS chosen,
      counted AS (
        SELECT pair.1 AS a, pair.2 AS b, count() AS n
        FROM (
          SELECT order_id, groupArray(i.item) AS held
          FROM lines AS l JOIN items AS i ON l.product = i.product
          WHERE has(arrayMap(pair -> pair.1, chosen), i.item) OR has(arrayMap(pair -> pair.2, chosen), i.item)
          GROUP BY order_id
        )
        ARRAY JOIN arrayFilter(pair -> has(held, pair.1) AND has(held, pair.2), chosen) AS pair
        GROUP BY a, b
      ),
      names AS (
        SELECT if(product_id = '', sku, product_id) AS product, any(title_de) AS title_de, any(title_en) AS title_en
        FROM products
        GROUP BY product
      ),
      named AS (
        SELECT i.*, coalesce(n.title_de, '') AS title_de, coalesce(n.title_en, '') AS title_en
        FROM items AS i LEFT ANY JOIN names AS n ON i.product = n.product
      )
    SELECT a, b, x.sku AS sku_a, y.sku AS sku_b, x.title_de AS title_de_a, x.title_en AS title_en_a, y.title_de AS title_de_b,
      y.title_en AS title_en_b, n, x.baskets AS with_a, y.baskets AS with_b, (SELECT uniqExact(order_id) FROM lines) AS baskets,
      x.cents AS cents_a, y.cents AS cents_b
    FROM counted AS c JOIN named AS x ON c.a = x.item JOIN named AS y ON c.b = y.item
    ORDER BY n DESC, a, b`,
    params: { ...paramsOf(asOf), pairs: pairs.map(([a, b]) => `${a}-${b}`).join(',') },
    row: pairRow,
  })
}
