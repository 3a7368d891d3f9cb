/** The questions of the lifetime analysis. A purchase is a day with at least one order that has not been called off. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { Answer, Ask } from '../findings/index.ts'

/** What is known by the end of `until`, and what came after it up to `end`. */
export interface Span {
  readonly until: Day
  readonly end: Day
  /** One customer in so many is taken, by the hash of its key; 1: all. */
  readonly every: number
}

/**
 * `WITH` clause that ends in the relation `histories`: one row per customer with a purchase by `until`.
 * A day counts with what is left of its orders after their own cancellations and refunds, less what was booked back on
 * that day without reference to an order; where nothing is left, it is no purchase.
 * `recent` counts the repeat purchases after `since`, for the naive forecast.
 * Parameters: until, end, since (Date), every (UInt32).
 */
const HISTORIES = `
    WITH
      documents AS (
        SELECT customer_id, order_id, countIf(document = 'order') > 0 AS bought,
          if(bought, minIf(day, document = 'order'), min(day)) AS placed,
          sumIf(total_cents, day <= {until:Date}) AS cents_known, sum(total_cents) AS cents_all
        FROM sales_lines
        WHERE is_revenue AND customer_id != '' AND day <= {end:Date} AND cityHash64(customer_id) % {every:UInt32} = 0
        GROUP BY customer_id, order_id
      ),
      purchases AS (
        SELECT customer_id, placed, placed <= {until:Date} AS known, sum(if(known, cents_known, cents_all)) AS cents
        FROM documents
        GROUP BY customer_id, placed
        HAVING max(bought) AND cents > 0
      ),
      histories AS (
        SELECT customer_id, countIf(known) - 1 AS frequency, minIf(placed, known) AS first_day, maxIf(placed, known) AS last_day,
          last_day - first_day AS recency_days, {until:Date} - first_day AS age_days,
          if(frequency = 0, 0, (known_cents - argMinIf(cents, placed, known)) / frequency) AS value_cents,
          countIf(known AND placed > {since:Date}) - (first_day > {since:Date}) AS recent,
          countIf(NOT known) AS future, sumIf(cents, NOT known) AS future_cents,
          sumIf(cents, known) AS known_cents, sumIf(cents, known AND placed > {until:Date} - 365) AS year_cents
        FROM purchases
        GROUP BY customer_id
        HAVING countIf(known) > 0
      )`

function paramsOf({ until, end, every }: Span) {
  const length = Math.round((Date.parse(end) - Date.parse(until)) / 86_400_000)
  return { until, end, every, since: addDays(until, -length) }
}

const HISTORY_COLUMNS = [
  'frequency',
  'recency_days',
  'age_days',
  'value_cents',
  'recent',
  'future',
  'future_cents',
  'year_cents',
] as const

export type Histories = Record<(typeof HISTORY_COLUMNS)[number], Float64Array>

/** One entry per customer, in the order of their keys. */
export function readHistories(events: EventStore, span: Span): Promise<Histories> {
  const sql = `${HISTORIES}
    SELECT ${HISTORY_COLUMNS.join(', ')} FROM histories ORDER BY customer_id`
  return events.columns(sql, paramsOf(span), HISTORY_COLUMNS)
}

const baseRow = z.object({
  customers: z.number(),
  repeaters: z.number(),
  repeat_purchases: z.number(),
  /** What the counted orders are worth. */
  order_cents: z.number(),
  first_day: z.string(),
  /** Net revenue of known customers, with what was booked back without reference to an order. */
  net_cents: z.number(),
})
export type Base = z.infer<typeof baseRow>

/** What the model is fitted on, in sums. */
export function askBase(ask: Ask, asOf: Day): Promise<Answer<Base>> {
  const span = { until: asOf, end: asOf, every: 1 }
  return ask({
    id: 'base',
    title: { de: 'Wiederholte Käufe je Kunde, in Summen', en: 'Repeat purchases per customer, in sums' },
    sql: `${HISTORIES}
    SELECT count() AS customers, countIf(frequency > 0) AS repeaters, sum(frequency) AS repeat_purchases,
      sum(known_cents) AS order_cents, toString(min(first_day)) AS first_day,
      (SELECT sum(total_cents) FROM sales_lines WHERE is_revenue AND customer_id != '' AND day <= {until:Date}) AS net_cents
    FROM histories`,
    params: paramsOf(span),
    row: baseRow,
  })
}

const customerRow = z.object({
  /** Position among all customers, as in `readHistories`. */
  place: z.number(),
  customer_id: z.string(),
  frequency: z.number(),
  first_day: z.string(),
  last_day: z.string(),
  value_cents: z.number(),
  year_cents: z.number(),
})
export type CustomerRow = z.infer<typeof customerRow>

/** The customers at these places of `readHistories` for the same day. */
export function askCustomers(ask: Ask, asOf: Day, places: readonly number[]): Promise<Answer<CustomerRow>> {
  return ask({
    id: 'customers',
    title: { de: 'Käufe der genannten Kunden', en: 'Purchases of the customers named' },
    sql: `${HISTORIES}
    SELECT place, customer_id, frequency, toString(first_day) AS first_day, toString(last_day) AS last_day, value_cents,
      year_cents
    FROM (SELECT row_number() OVER (ORDER BY customer_id) - 1 AS place, histories.* FROM histories)
    WHERE place IN (SELECT toInt64(arrayJoin(splitByChar(',', {places:String}))))
    ORDER BY place`,
    params: { ...paramsOf({ until: asOf, end: asOf, every: 1 }), places: places.join(',') },
    row: customerRow,
  })
}

const cameRow = z.object({
  until: z.string(),
  customers: z.number(),
  recent: z.number(),
  future: z.number(),
  future_cents: z.number(),
})

/** What came in each back test from the customers known by then. */
export function askCame(ask: Ask, spans: readonly Span[]): Promise<Answer<z.infer<typeof cameRow>>> {
  const parts = spans.map((span, i) => {
    const own = Object.entries(paramsOf(span)).map(([name, value]) => [`${name}${i}`, value] as const)
    const sql = HISTORIES.replace(/\{(\w+):/g, `{$1${i}:`)
    return {
      params: own,
      sql: `
    SELECT * FROM (${sql}
      SELECT toString({until${i}:Date}) AS until, count() AS customers, sum(recent) AS recent, sum(future) AS future,
        sum(future_cents) AS future_cents
      FROM histories
    )`,
    }
  })
  return ask({
    id: 'came',
    title: { de: 'Käufe nach den Stichtagen der Rückvergleiche', en: 'Purchases after the days of the back tests' },
    sql: `
    SELECT * FROM (${parts.map(({ sql }) => sql).join('\n    UNION ALL')}
    )
    ORDER BY until DESC`,
    params: Object.fromEntries(parts.flatMap(({ params }) => params)),
    row: cameRow,
  })
}
