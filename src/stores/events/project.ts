/**
 * The projections of the log: each is computed whole into a table beside the one in use and swapped in at once, so that
 * readers never see half of one, a kill leaves the old one, and a rebuild gives the same rows.
 */
import { z } from 'zod'
import { PROJECTIONS, type ProjectionCounts } from './schema.ts'
import type { EventStore } from './store.ts'
import { rebuildVisits } from './visits.ts'

/** What is computed from the shop's facts; visits have their own file. */
type ShopProjection = 'products' | 'price_changes' | 'customers' | 'sales_lines'

/** The latest fact of each kind and key; facts of one key are ordered by `version`. */
const latest = (type: string, key: string, columns: string) => `
  SELECT ${key}, argMax(tuple(${columns}), version) AS fact FROM events WHERE type = '${type}' GROUP BY ${key}`

const LINES_TYPE = 'Array(Tuple(no UInt32, sku String, kind String, quantity Int64, unit Int64, total Int64))'
const REFUNDS_TYPE = 'Array(Tuple(at Int64, amount Int64))'
const VARIANTS_TYPE =
  'Array(Tuple(sku String, title String, price Nullable(Int64), compareAt Nullable(Int64), cost Nullable(Int64), stock Nullable(Int64)))'

const SOURCES: Record<ShopProjection, string> = {
  products: `
    SELECT variant.sku AS sku, product_id, JSONExtractString(properties, 'title', 'de') AS title_de,
      JSONExtractString(properties, 'title', 'en') AS title_en, variant.title AS variant_title,
      JSONExtractString(properties, 'brand') AS brand, JSONExtractString(properties, 'category') AS category,
      JSONExtractString(properties, 'status') AS status, variant.price AS price_cents, variant.compareAt AS compare_at_cents,
      variant.cost AS cost_cents, variant.stock AS stock, currency, recorded_at
    FROM (
      SELECT product_id, fact.1 AS recorded_at, fact.2 AS currency, fact.3 AS properties
      FROM (${latest('Product Recorded', 'sku', 'time, currency, properties')
        .replace('SELECT sku', 'SELECT sku AS product_id')
        .replace('GROUP BY sku', 'GROUP BY product_id')})
    )
    ARRAY JOIN JSONExtract(properties, 'variants', '${VARIANTS_TYPE}') AS variant
    ORDER BY recorded_at DESC
    LIMIT 1 BY sku`,
  price_changes: `
    SELECT sku, time AS valid_from, toDate(time, {timeZone:String}) AS day, value_cents AS price_cents,
      JSONExtract(properties, 'compareAt', 'Nullable(Int64)') AS compare_at_cents
    FROM events WHERE type = 'Price Recorded'
    ORDER BY sku, valid_from, version
    LIMIT 1 BY event_id`,
  // Of whoever is known only from having ordered, the record bears the instant of an order. Nobody asked them for consent,
  // so they have no row: a 0 would say that they refused.
  customers: `
    SELECT customer_id, fact.1 AS country, JSONExtractBool(fact.2, 'acceptsMarketing') AS accepts_marketing,
      toDate(fact.3, {timeZone:String}) AS created_day
    FROM (${latest('Customer Recorded', 'customer_id', 'country, properties, time')})
    WHERE accepts_marketing OR (customer_id, fact.3) NOT IN (
      SELECT customer_id, time FROM events WHERE type = 'Order Recorded' AND customer_id != ''
    )`,
  sales_lines: `
    WITH
      orders AS (
        SELECT order_id, fact.1 AS placed_at, fact.2 AS customer_id, fact.3 AS country, fact.4 AS channel, fact.5 AS currency,
          fact.6 AS properties, JSONExtractString(properties, 'document') AS document,
          JSONExtract(properties, 'cancelledAt', 'Nullable(Int64)') AS cancelled_at,
          JSONExtract(properties, 'lines', '${LINES_TYPE}') AS lines,
          arrayMap(
            line -> (line.no, document, line.kind, placed_at, line.sku, line.quantity, line.unit, line.total), lines
          ) AS sold,
          if(cancelled_at IS NULL, [], arrayMap(
            line -> (line.no, 'cancellation', line.kind, fromUnixTimestamp64Milli(assumeNotNull(cancelled_at), 'UTC'),
              line.sku, -line.quantity, line.unit, -line.total), lines
          )) AS called_off,
          arrayMap(
            (refund, no) -> (toUInt32(no), 'refund', 'refund', fromUnixTimestamp64Milli(refund.at, 'UTC'), '', toInt64(0), toInt64(0),
              -refund.amount),
            JSONExtract(properties, 'refunds', '${REFUNDS_TYPE}') AS refunds, arrayEnumerate(refunds)
          ) AS paid_back
        FROM (${latest('Order Recorded', 'order_id', 'time, customer_id, country, channel, currency, properties')})
      ),
      entries AS (
        SELECT order_id, entry.1 AS line_no, entry.2 AS document, entry.3 AS kind, entry.4 AS at, entry.5 AS sku, customer_id,
          country, channel, currency, entry.6 AS quantity, entry.7 AS unit_cents, entry.8 AS total_cents
        FROM orders ARRAY JOIN arrayConcat(sold, called_off, paid_back) AS entry
      ),
      first_orders AS (
        SELECT customer_id, min(day) AS first_day
        FROM (
          SELECT argMax(customer_id, version) AS customer_id, argMax(toDate(time, {timeZone:String}), version) AS day,
            argMax(JSONExtractString(properties, 'document'), version) AS document
          FROM events WHERE type = 'Order Recorded' GROUP BY order_id
        )
        WHERE customer_id != '' AND document = 'order'
        GROUP BY customer_id
      )
    SELECT e.order_id, e.line_no, e.document, e.kind,
      e.document != 'adjustment' AND e.kind IN ('product', 'voucher', 'shipping', 'discount', 'refund') AS is_revenue,
      e.at, toDate(e.at, {timeZone:String}) AS day, e.sku, coalesce(p.product_id, '') AS product_id,
      coalesce(p.category, '') AS category, coalesce(p.brand, '') AS brand, e.customer_id,
      coalesce(f.first_day, toDate('1970-01-01')) AS customer_first_day, e.country, e.channel, e.quantity, e.unit_cents,
      e.total_cents, if(e.kind = 'product', p.cost_cents * e.quantity, NULL) AS cost_cents, e.currency
    FROM entries AS e
    LEFT ANY JOIN (SELECT sku, product_id, category, brand, cost_cents FROM products) AS p ON e.sku = p.sku
    LEFT ANY JOIN first_orders AS f ON e.customer_id = f.customer_id`,
}

/** Products come before the sales that look up their cost and category in them. */
const ORDER: readonly ShopProjection[] = ['products', 'price_changes', 'customers', 'sales_lines']

const countRow = z.object({ rows: z.number() })

/**
 * Computes every projection anew from the log.
 * @param timeZone the shop's time zone; days are counted in it
 */
export async function rebuildProjections(
  store: EventStore,
  timeZone: string,
  signal?: AbortSignal,
): Promise<ProjectionCounts[]> {
  const counts: ProjectionCounts[] = []
  for (const name of ORDER) {
    signal?.throwIfAborted()
    const next = `${name}_next`
    const { layout } = store
    await store.change([...layout.drop(next), ...layout.create(next, PROJECTIONS[name])])
    await store.command(`INSERT INTO ${next} ${SOURCES[name]}`, { timeZone })
    await store.change([...layout.exchange(name, next), ...layout.drop(next)])
    const [counted] = await store.query(`SELECT count() AS rows FROM ${name}`, {}, countRow)
    counts.push({ name, rows: counted?.rows ?? 0 })
  }
  signal?.throwIfAborted()
  counts.push(...(await rebuildVisits(store, signal === undefined ? { timeZone } : { timeZone, signal })))
  return counts
}

/** Empties the log and everything computed from it. */
export async function clearEvents(store: EventStore): Promise<void> {
  for (const table of ['events', 'dead_letters', ...Object.keys(PROJECTIONS)])
    await store.change(store.layout.truncate(table))
}
