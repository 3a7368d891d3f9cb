/**
 * The questions of the trends. What is counted of views and carts: a visitor, a product and a day, once; of orders: an order, a
 * product and a day. Variants of one product are one; a product missing in the catalogue is its SKU.
 */
import { z } from 'zod'
import { addDays } from '../../core/time.ts'
import { PRODUCT_ACTS, SKUS_SQL } from '../../stores/events/product-days.ts'
import type { Answer, Ask } from '../findings/index.ts'
import { allOf, type Fragment, type Scope, scopeSql } from '../visits/index.ts'
import { HISTORY_WEEKS } from './schema.ts'

const STRETCHES = HISTORY_WEEKS + 1
const DAYS = 7 * STRETCHES
/** Products seen less often in all of these weeks cannot stand out by what can be told from chance. */
const LEAST_COUNT = 10

const counts = z.array(z.number())
const stretchRow = z.object({
  product: z.string(),
  /** Days since it was first seen, of these weeks. */
  first_back: z.number(),
  /** On the last day and the same weekday of each week before, and in the seven days up to then, the latest first. */
  day: counts,
  week: counts,
})
const countRow = stretchRow.extend({ metric: z.enum(['views', 'carts']), category: z.string() })
export type CountRow = z.infer<typeof countRow>

const orderRow = stretchRow.extend({
  /** In cents, of the orders before the last seven days; with the sum of their squares. */
  cents: z.number(),
  squares: z.number(),
})
export type OrderRow = z.infer<typeof orderRow>

/** The lower 57 bits of a hash. */
const HASH_MASK = '144115188075855871'
const backSql = `dateDiff('day', day, {to:Date})`
const STRETCH_COLUMNS = `
        arrayMap(k -> daily[7 * k + 1], range(${STRETCHES})) AS day,
        arrayMap(k -> arraySum(arraySlice(daily, 7 * k + 1, 7)), range(${STRETCHES})) AS week`

/** The weeks that are compared, up to the last day of the period; filters as they are. */
function historyOf({ period, filters }: Scope): Fragment {
  return scopeSql({ period: { from: addDays(period.to, 1 - DAYS), to: period.to }, filters })
}

/** Visitors a day who looked at each product, and who put it into the cart. */
export function readCounts(ask: Ask, scope: Scope): Promise<Answer<CountRow>> {
  const where = historyOf(scope)
  return ask({
    id: 'counts',
    title: { de: 'Besucher je Produkt und Tag', en: 'Visitors per product and day' },
    sql: `
      WITH${SKUS_SQL},
        counted AS (${scope.filters.length === 0 ? keptCountsSql(where) : hitCountsSql(where)}
        ),
        categories AS (SELECT product_of, any(category_of) AS category_said FROM skus GROUP BY product_of)
      SELECT product, if(type = '${PRODUCT_ACTS.carts}', 'carts', 'views') AS metric, ifNull(category_said, '') AS category,
        arrayLastIndex(n -> n > 0, daily) - 1 AS first_back,${STRETCH_COLUMNS}
      FROM counted LEFT ANY JOIN categories ON counted.product = categories.product_of
      ORDER BY product, metric`,
    params: where.params,
    row: countRow,
  })
}

/** Counted when the visits were made; no filter can be asked of it. */
function keptCountsSql(where: Fragment): string {
  return `
          SELECT product, toString(type) AS type, sumResample(0, ${DAYS}, 1)(visitors, ${backSql}) AS daily
          FROM product_days
          WHERE ${where.sql}
          GROUP BY product, type
          HAVING sum(visitors) >= ${LEAST_COUNT}`
}

/**
 * A visitor's hits lie together, so each is one number (57 bits of the product's hash, the kind, the day) and what repeats is dropped
 * visitor by visitor; the names come back at the end.
 */
function hitCountsSql(where: Fragment): string {
  const seen = `type IN ('${PRODUCT_ACTS.views}', '${PRODUCT_ACTS.carts}') AND sku != '' AND ${where.sql}`
  const hash = (name: string) => `bitAnd(cityHash64(${name}), ${HASH_MASK})`
  return `
          SELECT product, if(what % 2 = 1, '${PRODUCT_ACTS.carts}', '${PRODUCT_ACTS.views}') AS type, daily
          FROM (
            SELECT bitShiftRight(hit, 6) AS what, countResample(0, ${DAYS}, 1)(bitAnd(hit, 63)) AS daily
            FROM (
              SELECT arrayJoin(arrayDistinct(groupArray(bitOr(
                bitShiftLeft(ifNull(product_hash, cityHash64(sku)), 7),
                toUInt64(64 * (type = '${PRODUCT_ACTS.carts}') + ${backSql})
              )))) AS hit
              FROM hits
              LEFT ANY JOIN (SELECT known_sku, cityHash64(product_of) AS product_hash FROM skus) AS known ON hits.sku = known.known_sku
              WHERE ${seen}
              GROUP BY visitor_id
              SETTINGS optimize_aggregation_in_order = 1
            )
            GROUP BY what
            HAVING count() >= ${LEAST_COUNT}
          ) AS found
          LEFT ANY JOIN (
            SELECT ${hash('product_of')} AS hash, any(product_of) AS product FROM skus GROUP BY hash
            UNION ALL
            SELECT ${hash('sku')} AS hash, any(sku) AS product FROM hits WHERE ${seen} AND sku NOT IN (SELECT sku FROM products) GROUP BY hash
          ) AS names ON bitShiftRight(found.what, 1) = names.hash`
}

/**
 * Orders seen in the shop per product and day. What was in them is known from the orders on record, else from what the event
 * itself says; said twice of a product, it counts once.
 */
export function readOrders(ask: Ask, scope: Scope): Promise<Answer<OrderRow>> {
  const where = historyOf(scope)
  return ask({
    id: 'orders',
    title: { de: 'Bestellungen je Produkt und Tag', en: 'Orders per product and day' },
    sql: `
      WITH${SKUS_SQL},
        seen AS (
          SELECT if(order_id = '', toString(event_id), order_id) AS id, min(${backSql}) AS back, arraySort(groupArrayArray(items)) AS said
          FROM hits
          WHERE type = 'Order Completed' AND ${where.sql}
          GROUP BY id
        ),
        recorded AS (
          SELECT order_id, groupArray((product, paid)) AS sold
          FROM (
            SELECT order_id, if(product_id = '', sku, product_id) AS product, sum(total_cents) AS paid
            FROM sales_lines
            WHERE document = 'order' AND kind = 'product' AND sku != '' AND day >= {from:Date} - 1 AND day <= {to:Date} + 1
            GROUP BY order_id, product
          )
          GROUP BY order_id
        ),
        lines AS (
          SELECT if(is_recorded OR product_of IS NULL, name, product_of) AS product, back, sum(cents) AS paid
          FROM (
            SELECT id, back, notEmpty(sold) AS is_recorded, line.1 AS name, line.2 AS cents
            FROM seen LEFT ANY JOIN recorded ON seen.id = recorded.order_id
            ARRAY JOIN if(is_recorded, sold, arrayFilter((one, before) -> one.1 != before, said, arrayShiftRight(said.1, 1))) AS line
          ) AS told LEFT ANY JOIN skus ON told.name = skus.known_sku
          GROUP BY id, product, back
        )
      SELECT product, max(back) AS first_back, countResample(0, ${DAYS}, 1)(back) AS daily,${STRETCH_COLUMNS},
        sumIf(paid, back >= 7) AS cents,
        sumIf(toFloat64(paid) * paid, back >= 7) AS squares
      FROM lines
      GROUP BY product
      ORDER BY product`,
    params: where.params,
    row: orderRow,
  })
}

const nameRow = z.object({ product: z.string(), title_de: z.string(), title_en: z.string(), category: z.string() })
export type NameRow = z.infer<typeof nameRow>

/** What the products of the catalogue are called. */
export function readNames(ask: Ask, products: readonly string[]): Promise<Answer<NameRow>> {
  return ask({
    id: 'names',
    title: { de: 'Namen der Produkte', en: 'Names of the products' },
    sql: `
      SELECT if(product_id = '', sku, product_id) AS product, any(title_de) AS title_de, any(title_en) AS title_en,
        any(toString(category)) AS category
      FROM products
      WHERE product IN {products:Array(String)}
      GROUP BY product
      ORDER BY product`,
    params: { products },
    row: nameRow,
  })
}

const dayRow = z.object({ product: z.string(), day: z.string(), visitors: z.number() })
export type DayRow = z.infer<typeof dayRow>

/** Visitors a day who looked at these products; days without any are left out. */
export function readDaily(ask: Ask, scope: Scope, products: readonly string[]): Promise<Answer<DayRow>> {
  const where = allOf([historyOf(scope), { sql: 'type = {type:String}', params: { type: PRODUCT_ACTS.views } }])
  return ask({
    id: 'days',
    title: { de: 'Verlauf der auffälligen Produkte', en: 'Course of the products that stand out' },
    sql: `
      WITH${SKUS_SQL},
        chosen AS (
          SELECT known_sku, product_of FROM skus WHERE product_of IN {products:Array(String)}
          UNION ALL
          SELECT product AS known_sku, product AS product_of
          FROM (SELECT arrayJoin({products:Array(String)}) AS product)
          WHERE product NOT IN (SELECT product_of FROM skus) AND product NOT IN (SELECT known_sku FROM skus)
        )
      SELECT product, toString(date) AS day, visitors
      FROM (
        SELECT product_of AS product, hits.day AS date, toInt64(uniqExact(visitor_id)) AS visitors
        FROM hits LEFT ANY JOIN chosen ON hits.sku = chosen.known_sku
        WHERE sku IN (SELECT known_sku FROM chosen) AND ${where.sql}
        GROUP BY product, date
      )
      ORDER BY product, day`,
    params: { ...where.params, products },
    row: dayRow,
  })
}
