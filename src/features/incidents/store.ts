/** The questions about faults. A unit is a product, or one of its variants where several were sold. */
import { z } from 'zod'
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

/** Days before the last sale that say how often a unit usually sells. */
export const USUAL_DAYS = 56
/** A unit whose last sale lies further back is an old matter. */
const MOST_QUIET_DAYS = 56
/** Stretches of 14 days, all before the last 28 days, that say how much sales scatter. */
const STRETCHES = [28, 42, 56, 70, 84, 98] as const
const STRETCH_DAYS = 14
const SCAN_DAYS = 112
/** Fewer orders say nothing about what is usual. */
const LEAST_ORDERS = 5

const SALES = "document = 'order' AND kind = 'product' AND is_revenue = 1 AND quantity > 0 AND sku != ''"

const unitRow = z.object({
  kind: z.enum(['product', 'variant']),
  key: z.string(),
  product: z.string(),
  category: z.string(),
  /** First sale ever, and the last one. */
  first_day: z.string(),
  last_day: z.string(),
  /** Orders, pieces and money of the usual days, and the squares of the money per order. */
  orders: z.number(),
  pieces: z.number(),
  cents: z.number(),
  squares: z.number(),
  /** Orders in earlier stretches, see `STRETCHES`. */
  stretches: z.array(z.number()),
})
export type UnitRow = z.infer<typeof unitRow>

/** What every unit usually sells before its last sale. */
export function readUnits(ask: Ask, asOf: Day): Promise<Answer<UnitRow>> {
  const stretches = STRETCHES.map((back) => `countIf(back BETWEEN ${back} AND ${back + STRETCH_DAYS - 1})`)
  const usual = `day < last AND day >= last - ${USUAL_DAYS}`
  return ask({
    id: 'units',
    title: { de: 'Übliche Verkäufe und letzter Verkauf', en: 'Usual sales and the last sale' },
    sql: `
      WITH
        sold AS (
          SELECT if(product_id = '', sku, product_id) AS product, sku, any(toString(category)) AS category, order_id, day,
            sum(quantity) AS pieces, sum(total_cents) AS cents
          FROM sales_lines
          WHERE ${SALES} AND day <= {asOf:Date} AND day > {asOf:Date} - ${SCAN_DAYS}
          GROUP BY product, sku, order_id, day
        ),
        several AS (SELECT product FROM sold GROUP BY product HAVING uniqExact(sku) > 1),
        firsts AS (SELECT sku, min(day) AS first_day FROM sales_lines WHERE ${SALES} AND day <= {asOf:Date} GROUP BY sku),
        units AS (
          SELECT unit.1 AS kind, unit.2 AS key, product, any(category) AS category, order_id, day, sum(pieces) AS pieces,
            sum(cents) AS cents, min(f.first_day) AS first_day, dateDiff('day', day, {asOf:Date}) AS back
          FROM (
            SELECT *, if(product IN several, [('product', product), ('variant', sku)], [('product', product)]) AS both
            FROM sold
          ) AS s
          JOIN firsts AS f ON s.sku = f.sku
          ARRAY JOIN both AS unit
          GROUP BY kind, key, product, order_id, day
        )
      SELECT kind, key, u.product AS product, any(u.category) AS category, toString(min(first_day)) AS first_day, toString(any(last)) AS last_day,
        countIf(${usual}) AS orders, sumIf(u.pieces, ${usual}) AS pieces, sumIf(u.cents, ${usual}) AS cents,
        sumIf(toFloat64(u.cents) * u.cents, ${usual}) AS squares, [${stretches.join(', ')}] AS stretches
      FROM (SELECT *, max(day) OVER (PARTITION BY kind, key) AS last FROM units) AS u
      WHERE last >= {asOf:Date} - ${MOST_QUIET_DAYS}
      GROUP BY kind, key, product
      HAVING orders >= ${LEAST_ORDERS}
      ORDER BY kind, key`,
    params: { asOf },
    row: unitRow,
  })
}

const familyRow = z.object({ category: z.string(), day: z.string(), orders: z.number() })
export type FamilyDay = z.infer<typeof familyRow>

/** Orders with a product of each category, per day. */
export function readFamilies(ask: Ask, asOf: Day): Promise<Answer<FamilyDay>> {
  return ask({
    id: 'families',
    title: { de: 'Bestellungen je Kategorie und Tag', en: 'Orders per category and day' },
    sql: `
      SELECT toString(category) AS category, toString(s.day) AS day, uniqExact(order_id) AS orders
      FROM sales_lines AS s
      WHERE ${SALES} AND s.category != '' AND s.day <= {asOf:Date} AND s.day > {asOf:Date} - ${SCAN_DAYS}
      GROUP BY category, s.day
      ORDER BY category, day`,
    params: { asOf },
    row: familyRow,
  })
}

/** Keys as one parameter, whatever characters they hold. */
const listed = (name: string, column: string) => `has(JSONExtract({${name}:String}, 'Array(String)'), ${column})`

const unitDayRow = z.object({
  product: z.string(),
  sku: z.string(),
  day: z.string(),
  pieces: z.number(),
  views: z.number(),
})
export type UnitDay = z.infer<typeof unitDayRow>

export const CHART_DAYS = 84

/** Pieces sold and pages viewed of these products, per SKU and day with any. */
export function readUnitDays(
  ask: Ask,
  { asOf, timeZone, products }: { asOf: Day; timeZone: string; products: readonly string[] },
): Promise<Answer<UnitDay>> {
  return ask({
    id: 'unit-days',
    title: { de: 'Verkaufte Stücke und Aufrufe je Tag', en: 'Pieces sold and views per day' },
    sql: `
      WITH
        skus AS (
          SELECT sku, if(product_id = '', sku, product_id) AS product
          FROM products WHERE ${listed('products', "if(product_id = '', sku, product_id)")}
          UNION DISTINCT
          SELECT DISTINCT sku, if(product_id = '', sku, product_id) AS product
          FROM sales_lines
          WHERE day <= {asOf:Date} AND day > {asOf:Date} - ${SCAN_DAYS} AND kind = 'product'
            AND ${listed('products', "if(product_id = '', sku, product_id)")}
        )
      SELECT s.product AS product, s.sku AS sku, toString(d.on) AS day, sum(d.pieces) AS pieces, sum(d.views) AS views
      FROM (
        SELECT sku, day AS on, quantity AS pieces, toInt64(0) AS views
        FROM sales_lines
        WHERE ${SALES} AND day <= {asOf:Date} AND day > {asOf:Date} - ${CHART_DAYS} AND sku IN (SELECT sku FROM skus)
        UNION ALL
        SELECT sku, toDate(time, {timeZone:String}) AS on, toInt64(0) AS pieces, toInt64(1) AS views
        FROM events
        WHERE type = 'Product Viewed' AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
          AND time < fromUnixTimestamp64Milli({endBefore:Int64}, 'UTC') AND sku IN (SELECT sku FROM skus)
      ) AS d
      JOIN skus AS s ON d.sku = s.sku
      GROUP BY product, sku, day
      ORDER BY product, sku, day`,
    params: {
      asOf,
      timeZone,
      products: JSON.stringify(products),
      from: startOfDay(addDays(asOf, 1 - CHART_DAYS), timeZone),
      endBefore: startOfDay(addDays(asOf, 1), timeZone),
    },
    row: unitDayRow,
  })
}

const rateRow = z.object({ product: z.string(), orders: z.number(), pieces: z.number(), cents: z.number() })
export type RateRow = z.infer<typeof rateRow>

/** What every product sold in the last 28 days, most money first. */
export function readRates(ask: Ask, asOf: Day): Promise<Answer<RateRow>> {
  return ask({
    id: 'rates',
    title: { de: 'Verkäufe der letzten 28 Tage', en: 'Sales of the last 28 days' },
    sql: `
      SELECT if(product_id = '', sku, product_id) AS product, uniqExact(order_id) AS orders, sum(quantity) AS pieces,
        sum(total_cents) AS cents
      FROM sales_lines
      WHERE ${SALES} AND day <= {asOf:Date} AND day > {asOf:Date} - 28
      GROUP BY product
      HAVING orders >= 10
      ORDER BY cents DESC, product
      LIMIT 2000`,
    params: { asOf },
    row: rateRow,
  })
}

/** Days that may hold a wrong price, and the days before them that say what is usual. */
export const PRICE_DAYS = 7
const PRICE_HISTORY_DAYS = 90
const LEAST_SALES = 8

/** What was usual of each SKU or product; the prices as logarithms. */
const history = (key: string) => `
          SELECT ${key}, groupArray(level) AS levels, arrayReduce('quantileExact(0.5)', levels) AS usual,
            arrayReduce('quantileExact(0.5)', arrayMap(x -> abs(x - usual), levels)) AS spread,
            arrayReduce('quantileExact(0.02)', levels) AS lowest, arrayReduce('quantileExact(0.98)', levels) AS highest
          FROM lines
          WHERE day <= {asOf:Date} - ${PRICE_DAYS}
          GROUP BY ${key}
          HAVING count() >= ${LEAST_SALES}`

/** `recent`: what was paid lately beside what is usual of the SKU, or of the product where the SKU sold too rarely. */
const PRICES = `
        lines AS (
          SELECT sku, if(product_id = '', sku, product_id) AS product, category, order_id, day, unit_cents, quantity,
            log(greatest(unit_cents, 1)) AS level
          FROM sales_lines
          WHERE ${SALES} AND unit_cents >= 0 AND day <= {asOf:Date}
            AND day > {asOf:Date} - ${PRICE_DAYS + PRICE_HISTORY_DAYS}
        ),
        of_sku AS (${history('sku')}
        ),
        of_product AS (${history('product')}
        ),
        recent AS (
          SELECT l.sku AS sku, l.product AS product, category, order_id, l.day AS day, unit_cents, quantity, level,
            coalesce(s.usual, p.usual) AS usual, coalesce(s.spread, p.spread) AS spread,
            coalesce(s.lowest, p.lowest) AS lowest, coalesce(s.highest, p.highest) AS highest
          FROM lines AS l LEFT JOIN of_sku AS s ON l.sku = s.sku JOIN of_product AS p ON l.product = p.product
          WHERE l.day > {asOf:Date} - ${PRICE_DAYS}
        )`

const priceRow = z.object({
  sku: z.string(),
  product: z.string(),
  category: z.string(),
  day: z.string(),
  unit_cents: z.number(),
  orders: z.number(),
  quantity: z.number(),
  /** Of the prices' logarithms before: median, median deviation, and the ends of the middle 96 %. */
  usual: z.number(),
  spread: z.number(),
  lowest: z.number(),
  highest: z.number(),
  cost_cents: z.number().nullable(),
  /** The crossed-out price beside the present one; null: the price is not announced as reduced. */
  compare_at_cents: z.number().nullable(),
})
export type PriceRow = z.infer<typeof priceRow>

/** What was paid in the last days for every SKU of which one price lies outside of its own history. */
export function readPrices(ask: Ask, asOf: Day): Promise<Answer<PriceRow>> {
  return ask({
    id: 'prices',
    title: { de: 'Bezahlte Preise außerhalb des Üblichen', en: 'Prices paid outside of what is usual' },
    sql: `
      WITH ${PRICES},
        odd AS (
          SELECT DISTINCT sku FROM recent
          WHERE (level < lowest OR level > highest) AND abs(level - usual) >= log(1.25)
        ),
        announced AS (
          SELECT sku, argMax(tuple(compare_at_cents), valid_from).1 AS compare_at_cents
          FROM price_changes
          WHERE day <= {asOf:Date} AND sku IN (SELECT sku FROM odd)
          GROUP BY sku
        )
      SELECT r.sku AS sku, any(r.product) AS product, any(toString(r.category)) AS category, toString(r.day) AS day, r.unit_cents AS unit_cents,
        uniqExact(r.order_id) AS orders, sum(r.quantity) AS quantity, any(r.usual) AS usual,
        any(r.spread) AS spread, any(r.lowest) AS lowest, any(r.highest) AS highest, any(p.cost_cents) AS cost_cents,
        any(a.compare_at_cents) AS compare_at_cents
      FROM recent AS r
      LEFT ANY JOIN (SELECT sku, cost_cents FROM products) AS p ON r.sku = p.sku
      LEFT ANY JOIN announced AS a ON r.sku = a.sku
      WHERE r.sku IN (SELECT sku FROM odd)
      GROUP BY sku, day, unit_cents
      ORDER BY sku, day, unit_cents`,
    params: { asOf },
    row: priceRow,
  })
}

const shiftRow = z.object({ category: z.string(), day: z.string(), shift: z.number(), products: z.number() })
export type ShiftRow = z.infer<typeof shiftRow>

/** The whole shop, where a category stands in `readShifts`. */
export const WHOLE_SHOP = '*'

/** How far prices moved together: the median over products of price to usual price (logarithm), by category and day. */
export function readShifts(ask: Ask, asOf: Day): Promise<Answer<ShiftRow>> {
  return ask({
    id: 'price-shifts',
    title: { de: 'Gemeinsame Preisbewegungen', en: 'Prices moving together' },
    sql: `
      WITH ${PRICES}
      SELECT family AS category, toString(day) AS day, quantileExact(0.5)(own) AS shift, toInt64(count()) AS products
      FROM (
        SELECT family, day, product, avg(level - usual) AS own
        FROM recent ARRAY JOIN [toString(category), '${WHOLE_SHOP}'] AS family
        WHERE family != ''
        GROUP BY family, day, product
      )
      GROUP BY category, day
      ORDER BY category, day`,
    params: { asOf },
    row: shiftRow,
  })
}
