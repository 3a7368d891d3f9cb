/** The questions about what is missing, stale or odd in the data. */
import { z } from 'zod'
import { addDays, type Day, startOfDay } from '../../core/time.ts'
import { type Answer, type Ask, NOT_GIVEN_LIST } from '../findings/index.ts'

/** Sales further back are not looked at. */
const WINDOW_DAYS = 365
/** Days of shop events from which the usual gap is learnt. */
const EVENT_DAYS = 120

export interface Shop {
  readonly asOf: Day
  readonly currency: string
  readonly timeZone: string
}

function windowOf({ asOf }: Shop) {
  return { asOf, start: addDays(asOf, -WINDOW_DAYS) }
}

const IN_WINDOW = 'day > {start:Date} AND day <= {asOf:Date}'
const NO_CHANNEL = `channel IN ${NOT_GIVEN_LIST}`

const salesRow = z.object({
  lines: z.number(),
  orders: z.number(),
  revenue_cents: z.number(),
  product_cents: z.number(),
  cost_unknown_cents: z.number(),
  cost_unknown_skus: z.number(),
  no_customer_orders: z.number(),
  no_customer_cents: z.number(),
  no_country_orders: z.number(),
  no_country_cents: z.number(),
  no_channel_orders: z.number(),
  no_channel_cents: z.number(),
  foreign_orders: z.number(),
  foreign_cents: z.number(),
  unmapped_skus: z.number(),
  unmapped_cents: z.number(),
  other_lines: z.number(),
  other_cents: z.number(),
  negative_lines: z.number(),
  negative_cents: z.number(),
  free_lines: z.number(),
  skus: z.number(),
  /** Of all time; '1970-01-01': there never was an order. */
  first_day: z.string(),
  last_day: z.string(),
})
export type Sales = z.infer<typeof salesRow>

/** What is missing or odd in the sales of the window, each with the revenue it concerns. */
export function askSales(ask: Ask, shop: Shop): Promise<Answer<Sales>> {
  return ask({
    id: 'sales',
    title: { de: 'Lücken in den Verkäufen', en: 'Gaps in the sales' },
    sql: `
    SELECT count() AS lines, uniqExactIf(order_id, document = 'order') AS orders, sumIf(total_cents, is_revenue) AS revenue_cents,
      sumIf(total_cents, kind = 'product' AND is_revenue) AS product_cents,
      sumIf(total_cents, kind = 'product' AND is_revenue AND cost_cents IS NULL) AS cost_unknown_cents,
      uniqExactIf(sku, kind = 'product' AND is_revenue AND cost_cents IS NULL) AS cost_unknown_skus,
      uniqExactIf(order_id, document = 'order' AND customer_id = '') AS no_customer_orders,
      sumIf(total_cents, is_revenue AND customer_id = '') AS no_customer_cents,
      uniqExactIf(order_id, document = 'order' AND country = '') AS no_country_orders,
      sumIf(total_cents, is_revenue AND country = '') AS no_country_cents,
      uniqExactIf(order_id, document = 'order' AND ${NO_CHANNEL}) AS no_channel_orders,
      sumIf(total_cents, is_revenue AND ${NO_CHANNEL}) AS no_channel_cents,
      uniqExactIf(order_id, document = 'order' AND currency != {currency:String}) AS foreign_orders,
      sumIf(total_cents, is_revenue AND currency != {currency:String}) AS foreign_cents,
      uniqExactIf(sku, kind = 'product' AND is_revenue AND product_id = '') AS unmapped_skus,
      sumIf(total_cents, kind = 'product' AND is_revenue AND product_id = '') AS unmapped_cents,
      countIf(kind NOT IN ('product', 'refund')) AS other_lines,
      sumIf(abs(total_cents), kind NOT IN ('product', 'refund')) AS other_cents,
      countIf(document = 'order' AND kind = 'product' AND unit_cents < 0) AS negative_lines,
      sumIf(total_cents, document = 'order' AND kind = 'product' AND unit_cents < 0) AS negative_cents,
      countIf(document = 'order' AND kind = 'product' AND quantity > 0 AND total_cents = 0) AS free_lines,
      uniqExactIf(sku, kind = 'product') AS skus,
      (SELECT toString(min(day)) FROM sales_lines WHERE document = 'order' AND day <= {asOf:Date}) AS first_day,
      (SELECT toString(max(day)) FROM sales_lines WHERE document = 'order' AND day <= {asOf:Date}) AS last_day
    FROM sales_lines
    WHERE ${IN_WINDOW}`,
    params: { ...windowOf(shop), currency: shop.currency },
    row: salesRow,
  })
}

const productsRow = z.object({
  products: z.number(),
  no_category: z.number(),
  no_category_cents: z.number(),
  no_stock: z.number(),
  no_stock_cents: z.number(),
  no_price: z.number(),
  no_price_cents: z.number(),
  no_title: z.number(),
  no_title_cents: z.number(),
  one_language: z.number(),
  one_language_cents: z.number(),
  no_cost: z.number(),
  no_cost_cents: z.number(),
  foreign: z.number(),
  foreign_cents: z.number(),
})
export type Products = z.infer<typeof productsRow>

/** What is missing in the catalogue as it is now, each with the sales of the window it concerns. */
export function askProducts(ask: Ask, shop: Shop): Promise<Answer<Products>> {
  const lacks = {
    no_category: "category = ''",
    no_stock: 'stock IS NULL',
    no_price: 'price_cents IS NULL',
    no_title: "title_de = '' AND title_en = ''",
    one_language: "title_de = title_en AND title_de != '' OR (title_de = '') != (title_en = '')",
    no_cost: 'cost_cents IS NULL',
    foreign: 'p.currency != {currency:String}',
  }
  const counts = Object.entries(lacks).map(
    ([name, test]) => `
      countIf(${test}) AS ${name}, sumIf(coalesce(s.cents, 0), ${test}) AS ${name}_cents`,
  )
  return ask({
    id: 'products',
    title: { de: 'Lücken im Katalog', en: 'Gaps in the catalogue' },
    sql: `
    SELECT count() AS products,${counts.join(',')}
    FROM products AS p
    LEFT ANY JOIN (
      SELECT sku, sum(total_cents) AS cents FROM sales_lines WHERE kind = 'product' AND is_revenue AND ${IN_WINDOW} GROUP BY sku
    ) AS s ON p.sku = s.sku
    WHERE status NOT IN ('draft', 'archived')`,
    params: { ...windowOf(shop), currency: shop.currency },
    row: productsRow,
  })
}

const unmappedRow = z.object({
  sku: z.string(),
  lines: z.number(),
  cents: z.number(),
  last_day: z.string(),
  total: z.number(),
})
export type Unmapped = z.infer<typeof unmappedRow>

/** Product numbers that were sold but are not in the catalogue, the greatest revenue first. */
export function askUnmapped(ask: Ask, shop: Shop, limit: number): Promise<Answer<Unmapped>> {
  return ask({
    id: 'unmapped',
    title: { de: 'Verkaufte Artikel, die im Katalog fehlen', en: 'Articles sold that the catalogue does not have' },
    sql: `
    SELECT sku, count() AS lines, sum(total_cents) AS cents, toString(max(day)) AS last_day, count() OVER () AS total
    FROM sales_lines
    WHERE kind = 'product' AND is_revenue AND product_id = '' AND ${IN_WINDOW}
    GROUP BY sku
    ORDER BY cents DESC, sku
    LIMIT {limit:UInt32}`,
    params: { ...windowOf(shop), limit },
    row: unmappedRow,
  })
}

const dayRow = z.object({ day: z.string(), orders: z.number(), cents: z.number() })
export type SalesDay = z.infer<typeof dayRow>

/** Orders and revenue of the days with orders, up to the last one; the days between are without. */
export function askDays(ask: Ask, shop: Shop, since: Day): Promise<Answer<SalesDay>> {
  return ask({
    id: 'days',
    title: { de: 'Bestellungen je Tag', en: 'Orders per day' },
    sql: `
    SELECT toString(day) AS day, uniqExactIf(order_id, document = 'order' AND is_revenue) AS orders,
      sumIf(total_cents, is_revenue) AS cents
    FROM sales_lines
    WHERE sales_lines.day > {start:Date} AND sales_lines.day <= {asOf:Date}
    GROUP BY day
    HAVING orders > 0
    ORDER BY day`,
    params: { asOf: shop.asOf, start: since },
    row: dayRow,
  })
}

const eventRow = z.object({
  type: z.string(),
  events: z.number(),
  last_day: z.string(),
  /** Days with such events among the last ones, and the longest way from one to the next. */
  days: z.number(),
  longest_gap: z.number(),
})
export type EventType = z.infer<typeof eventRow>

/** What visitors did, by type: how much, how regularly and when last. */
export function askEvents(ask: Ask, { asOf, timeZone }: Shop): Promise<Answer<EventType>> {
  return ask({
    id: 'events',
    title: { de: 'Ereignisse aus dem Shop nach Art', en: 'Events from the shop by type' },
    sql: `
    SELECT type, sum(n) AS events, toString(max(day)) AS last_day, countIf(recent) AS days,
      arrayMax(arrayDifference(arraySort(groupArrayIf(toUInt32(day), recent)))) AS longest_gap
    FROM (
      SELECT type, toDate(time, {timeZone:String}) AS day, day > {asOf:Date} - ${EVENT_DAYS} AS recent, count() AS n
      FROM events
      WHERE type NOT IN ('Order Recorded', 'Product Recorded', 'Price Recorded', 'Customer Recorded')
        AND time < fromUnixTimestamp64Milli({end:Int64})
      GROUP BY type, day
    )
    GROUP BY type
    ORDER BY type`,
    params: { asOf, timeZone, end: startOfDay(addDays(asOf, 1), timeZone) },
    row: eventRow,
  })
}

const duplicateRow = z.object({
  reason: z.enum(['customer', 'source']),
  day: z.string(),
  orders: z.string(),
  copies: z.number(),
  /** What the orders beyond the first are worth. */
  cents: z.number(),
  total: z.number(),
  total_cents: z.number(),
  total_orders: z.number(),
})
export type Duplicate = z.infer<typeof duplicateRow>

/**
 * Orders that look like one order counted twice: the same customer, day and content; or the same order number, day and
 * amount from two sources. Orders that were called off as a whole are left out.
 */
export function askDuplicates(ask: Ask, shop: Shop, limit: number): Promise<Answer<Duplicate>> {
  return ask({
    id: 'duplicates',
    title: { de: 'Bestellungen, die doppelt aussehen', en: 'Orders that look doubled' },
    sql: `
    WITH
      orders AS (
        SELECT order_id, any(customer_id) AS customer_id, minIf(day, document = 'order') AS placed,
          sumIf(total_cents, document = 'order') AS amount, sumIf(total_cents, document = 'cancellation') AS called_off,
          cityHash64(arraySort(groupArrayIf((sku, kind, quantity, total_cents), document = 'order'))) AS content
        FROM sales_lines
        WHERE is_revenue AND document IN ('order', 'cancellation') AND ${IN_WINDOW}
        GROUP BY order_id
        HAVING countIf(document = 'order') > 0 AND amount > 0 AND amount + called_off > 0
      ),
      found AS (
        SELECT 'customer' AS reason, placed, groupArray(order_id) AS ids, count() AS copies, copies - 1 AS more, any(amount) * more AS cents
        FROM orders
        WHERE customer_id != ''
        GROUP BY customer_id, placed, content
        HAVING copies > 1
        UNION ALL
        SELECT 'source' AS reason, placed, groupArray(order_id) AS ids, count() AS copies, copies - 1 AS more, amount * more AS cents
        FROM orders
        GROUP BY substring(order_id, position(order_id, '/') + 1) AS number, placed, amount
        HAVING uniqExact(splitByChar('/', order_id)[1]) > 1
      )
    SELECT reason, toString(placed) AS day, arrayStringConcat(arraySort(ids), ', ') AS orders, copies, cents,
      count() OVER () AS total, sum(cents) OVER () AS total_cents, sum(more) OVER () AS total_orders
    FROM found
    ORDER BY cents DESC, orders
    LIMIT {limit:UInt32}`,
    params: { ...windowOf(shop), limit },
    row: duplicateRow,
  })
}
