import type { Answer, Ask } from '../findings/index.ts'
import {
  type Comparison,
  type ShareRow,
  type SourceRow,
  shareRow,
  sourceRow,
  type TotalRow,
  totalRow,
} from './schema.ts'

const NOW = 'day BETWEEN {nowFrom:Date} AND {nowTo:Date}'
const BEFORE = 'day BETWEEN {beforeFrom:Date} AND {beforeTo:Date}'

/** Who ordered: the customer, or where none is known the order itself. */
const BUYER = "if(customer_id = '', order_id, customer_id)"

/** Entries of a dimension that are read; the rest is reckoned as what is missing to the whole. */
const SHARES = 150

const paramsOf = ({ nowFrom, nowTo, beforeFrom, beforeTo }: Comparison) => ({ nowFrom, nowTo, beforeFrom, beforeTo })

/** Revenue and orders of both stretches, and the squared change of each customer (of each order where none is known). */
export function readTotal(ask: Ask, comparison: Comparison): Promise<Answer<TotalRow>> {
  return ask({
    id: `${comparison.id}.total`,
    title: { de: `${comparison.title.de}: Umsatz`, en: `${comparison.title.en}: revenue` },
    sql: `
      SELECT sum(before) AS cents_before, sum(now) AS cents_now, toInt64(sum(ordered_before)) AS orders_before,
        toInt64(sum(ordered_now)) AS orders_now, sum(toFloat64(now - before) * (now - before)) AS squares
      FROM (
        SELECT ${BUYER} AS buyer, sumIf(total_cents, ${BEFORE}) AS before,
          sumIf(total_cents, ${NOW}) AS now, uniqExactIf(order_id, document = 'order' AND ${BEFORE}) AS ordered_before,
          uniqExactIf(order_id, document = 'order' AND ${NOW}) AS ordered_now
        FROM sales_lines
        WHERE is_revenue = 1 AND (${NOW} OR ${BEFORE})
        GROUP BY buyer
        ORDER BY buyer
      )`,
    params: paramsOf(comparison),
    row: totalRow,
  })
}

/**
 * Revenue by where it comes from, products one by one. A product is new where its first order ever lies after the stretch
 * before; dropped where it was ordered on at least three days of the stretch before and not in the 28 days up to the end.
 * What the same buyer ordered and called off as a whole on one day counts neither as ordered nor as cancelled: a mistyped
 * order of a large amount would else be the largest driver and its own counterpart.
 */
export function readSources(ask: Ask, comparison: Comparison): Promise<Answer<SourceRow>> {
  return ask({
    id: `${comparison.id}.sources`,
    title: {
      de: `${comparison.title.de}: woher der Umsatz kam`,
      en: `${comparison.title.en}: where revenue came from`,
    },
    sql: `
      WITH
        undone AS (
          SELECT day, ${BUYER} AS buyer, kind, sku
          FROM sales_lines
          WHERE is_revenue = 1 AND (${NOW} OR ${BEFORE})
          GROUP BY day, buyer, kind, sku
          HAVING countIf(document = 'cancellation') > 0 AND sum(total_cents) = 0 AND sum(quantity) = 0
        ),
        lines AS (
          SELECT *, (day, ${BUYER}, kind, sku) NOT IN undone AS stands
          FROM sales_lines
          WHERE is_revenue = 1 AND day <= {nowTo:Date}
        )
      SELECT s.source AS source, s.sku AS sku, coalesce(nullIf(p.title_de, ''), s.sku) AS title_de, coalesce(nullIf(p.title_en, ''), s.sku) AS title_en, pieces_before,
        cents_before, pieces_now, cents_now, is_new, is_dropped
      FROM (
        SELECT 'product' AS source, sku, sumIf(quantity, stands AND ${BEFORE}) AS pieces_before,
          sumIf(total_cents, stands AND ${BEFORE}) AS cents_before, sumIf(quantity, stands AND ${NOW}) AS pieces_now,
          sumIf(total_cents, stands AND ${NOW}) AS cents_now, min(day) > {beforeTo:Date} AS is_new,
          countIf(${NOW}) = 0 AND max(day) <= {nowTo:Date} - 28 AND uniqExactIf(day, ${BEFORE}) >= 3 AS is_dropped
        FROM lines
        WHERE document = 'order' AND kind = 'product'
        GROUP BY sku
        HAVING countIf(${NOW} OR ${BEFORE}) > 0
        UNION ALL
        SELECT if(document = 'order', toString(kind), toString(document)) AS source, '' AS sku, 0 AS pieces_before,
          sumIf(total_cents, ${BEFORE}) AS cents_before, 0 AS pieces_now, sumIf(total_cents, ${NOW}) AS cents_now,
          0 AS is_new, 0 AS is_dropped
        FROM lines
        WHERE stands AND NOT (document = 'order' AND kind = 'product') AND (${NOW} OR ${BEFORE})
        GROUP BY source
      ) AS s
      LEFT ANY JOIN (SELECT sku, title_de, title_en FROM products) AS p ON s.sku = p.sku
      ORDER BY source, sku`,
    params: paramsOf(comparison),
    row: sourceRow,
  })
}

/**
 * Revenue by country, category, product, channel and kind of customer, those with the largest change of each first.
 * A customer is new in the stretch of the first order.
 */
export function readShares(ask: Ask, comparison: Comparison): Promise<Answer<ShareRow>> {
  return ask({
    id: `${comparison.id}.shares`,
    title: {
      de: `${comparison.title.de}: Umsatz nach Land, Kategorie, Artikel, Kanal und Kunden`,
      en: `${comparison.title.en}: revenue by country, category, product, channel and customers`,
    },
    sql: `
      WITH
        parts AS (
          SELECT part.1 AS dimension, part.2 AS key, part.3 AS is_product, sumIf(total_cents, ${BEFORE}) AS cents_before,
            sumIf(total_cents, ${NOW}) AS cents_now
          FROM sales_lines
          ARRAY JOIN [
            ('country', toString(country), toUInt8(1)),
            ('channel', toString(channel), toUInt8(1)),
            ('category', if(kind = 'product', toString(category), ''), toUInt8(kind = 'product')),
            ('product', if(kind = 'product', sku, ''), toUInt8(kind = 'product')),
            ('customers', multiIf(
              customer_id = '' OR customer_first_day < '1971-01-01', 'unknown',
              customer_first_day >= if(${NOW}, {nowFrom:Date}, {beforeFrom:Date}), 'new',
              'returning'
            ), toUInt8(1))
          ] AS part
          WHERE is_revenue = 1 AND (${NOW} OR ${BEFORE})
          GROUP BY dimension, key, is_product
        ),
        largest AS (
          SELECT *, count() OVER (PARTITION BY dimension) AS keys
          FROM parts
          ORDER BY dimension, is_product, abs(cents_now - cents_before) DESC, cents_now DESC, key
          LIMIT ${SHARES} BY dimension
        )
      SELECT l.dimension AS dimension, l.key AS key, l.is_product AS is_product,
        if(l.dimension = 'product' AND l.is_product, coalesce(nullIf(p.title_de, ''), l.key), l.key) AS title_de,
        if(l.dimension = 'product' AND l.is_product, coalesce(nullIf(p.title_en, ''), l.key), l.key) AS title_en,
        l.cents_before AS cents_before, l.cents_now AS cents_now, toInt64(l.keys) AS keys
      FROM largest AS l
      LEFT ANY JOIN (SELECT sku, title_de, title_en FROM products) AS p ON l.key = p.sku
      ORDER BY dimension, is_product, abs(cents_now - cents_before) DESC, cents_now DESC, key`,
    params: paramsOf(comparison),
    row: shareRow,
  })
}
