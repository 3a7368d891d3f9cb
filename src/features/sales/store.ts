import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { type Answer, type Ask, linesWithStands } from '../findings/index.ts'
import {
  type BlockRow,
  blockRow,
  type GroupRow,
  groupRow,
  type PeriodRow,
  periodRow,
  type ShopTotals,
  type SpanRow,
  spanRow,
  totalsSchema,
} from './schema.ts'

/** The shop's figures over the lines (of `linesWithStands`) for which `when` holds. */
const sums = (when = '1') => `
  sumIf(total_cents, is_revenue = 1 AND ${when}) AS revenue,
  sumIf(total_cents, is_revenue = 1 AND document = 'order' AND ${when}) AS gross,
  -sumIf(total_cents, is_revenue = 1 AND document = 'cancellation' AND ${when}) AS cancellations,
  -sumIf(total_cents, document = 'refund' AND ${when}) AS refunds,
  toInt64(uniqExactIf(order_id, is_revenue = 1 AND document = 'order' AND ${when})) AS orders,
  sumIf(total_cents, is_revenue = 1 AND document = 'order' AND stands AND ${when}) AS standing_cents,
  toInt64(uniqExactIf(order_id, is_revenue = 1 AND document = 'order' AND stands AND ${when})) AS standing_orders,
  sumIf(quantity, document = 'order' AND kind = 'product' AND ${when}) AS items,
  sumIf(total_cents, is_revenue = 1 AND kind = 'product' AND ${when}) AS product_revenue,
  sumIf(total_cents, is_revenue = 1 AND kind = 'product' AND cost_cents IS NOT NULL AND ${when}) AS costed,
  ifNull(sumIf(cost_cents, is_revenue = 1 AND kind = 'product' AND cost_cents IS NOT NULL AND ${when}), 0) AS cost`

const SUM_NAMES = [
  'revenue',
  'gross',
  'cancellations',
  'refunds',
  'orders',
  'standing_cents',
  'standing_orders',
  'items',
  'product_revenue',
  'costed',
  'cost',
  'known_orders',
]
const COUNT_NAMES = ['new_customers', 'returning_customers']

const PERIOD_LIST = `[
  ('day', d, d), ('day.previous', d - 1, d - 1), ('day.week-before', d - 7, d - 7),
  ('day.weekdays', d - 7, d - 7), ('day.weekdays', d - 14, d - 14), ('day.weekdays', d - 21, d - 21),
  ('day.weekdays', d - 28, d - 28), ('day.days364', d - 364, d - 364),
  ('day.year-before', subtractYears(d, 1), subtractYears(d, 1)),
  ('days7', d - 6, d), ('days7.previous', d - 13, d - 7), ('days7.days364', d - 370, d - 364),
  ('days28', d - 27, d), ('days28.previous', d - 55, d - 28), ('days28.days364', d - 391, d - 364),
  ('month', toStartOfMonth(d), d),
  ('month.previous', subtractMonths(toStartOfMonth(d), 1), subtractMonths(d, 1)),
  ('month.year-before', subtractYears(toStartOfMonth(d), 1), subtractYears(d, 1))
]`

/** The figures of the day, the last 7 and 28 days and the month to date, and of the periods they are held against. */
export function readPeriods(ask: Ask, asOf: Day): Promise<Answer<PeriodRow>> {
  return ask({
    id: 'periods',
    title: { de: 'Kennzahlen je Zeitraum', en: 'Key figures per period' },
    sql: `
      WITH
        {asOf:Date} AS d,
        ${PERIOD_LIST} AS periods,
        by_day AS (
          SELECT day, ${sums()},
            toInt64(uniqExactIf(order_id, is_revenue = 1 AND document = 'order' AND customer_id != '')) AS known_orders
          FROM ${linesWithStands('day BETWEEN {asOf:Date} - 400 AND {asOf:Date}')}
          GROUP BY day
        ),
        summed AS (
          SELECT p.1 AS period, p.2 AS from_day, p.3 AS to_day,
            ${SUM_NAMES.map((name) => `sum(by_day.${name}) AS ${name}`).join(', ')}
          FROM by_day
          ARRAY JOIN arrayFilter(p -> by_day.day BETWEEN p.2 AND p.3, periods) AS p
          GROUP BY period, from_day, to_day
        ),
        buyers AS (
          SELECT DISTINCT day, customer_id, customer_first_day
          FROM sales_lines
          WHERE day BETWEEN d - 400 AND d AND document = 'order' AND is_revenue = 1 AND customer_id != ''
        ),
        counted AS (
          SELECT p.1 AS period, p.2 AS from_day, p.3 AS to_day,
            toInt64(uniqExactIf(customer_id, customer_first_day >= p.2)) AS new_customers,
            toInt64(uniqExactIf(customer_id, customer_first_day < p.2)) AS returning_customers
          FROM buyers
          ARRAY JOIN arrayFilter(p -> buyers.day BETWEEN p.2 AND p.3, periods) AS p
          GROUP BY period, from_day, to_day
        )
      SELECT l.period AS period, toString(min(l.from_day)) AS from_day, toString(max(l.to_day)) AS to_day,
        ${SUM_NAMES.map((name) => `avg(ifNull(s.${name}, 0)) AS ${name}`).join(', ')},
        ${COUNT_NAMES.map((name) => `avg(ifNull(c.${name}, 0)) AS ${name}`).join(', ')}
      FROM (SELECT p.1 AS period, p.2 AS from_day, p.3 AS to_day FROM (SELECT arrayJoin(periods) AS p)) AS l
      LEFT JOIN summed AS s ON l.period = s.period AND l.from_day = s.from_day AND l.to_day = s.to_day
      LEFT JOIN counted AS c ON l.period = c.period AND l.from_day = c.from_day AND l.to_day = c.to_day
      GROUP BY period
      ORDER BY period`,
    params: { asOf },
    row: periodRow,
  })
}

const SPANS = {
  days: {
    start: 'toString(day)',
    since: '{asOf:Date} - 430',
    title: { de: 'Kennzahlen je Tag', en: 'Key figures per day' },
  },
  weeks: {
    start: 'toString(toStartOfWeek(day, 1))',
    since: "'1970-01-02'",
    title: { de: 'Kennzahlen je Kalenderwoche', en: 'Key figures per ISO week' },
  },
  months: {
    start: "formatDateTime(day, '%Y-%m')",
    since: "'1970-01-02'",
    title: { de: 'Kennzahlen je Monat', en: 'Key figures per month' },
  },
} as const
export type SpanName = keyof typeof SPANS

/** The figures of each day, ISO week or month with a booking, oldest first. */
export function readSpans(ask: Ask, span: SpanName, asOf: Day): Promise<Answer<SpanRow>> {
  const { start, since, title } = SPANS[span]
  return ask({
    id: span,
    title,
    sql: `
      SELECT ${start} AS start, ${sums()}
      FROM ${linesWithStands(`day <= {asOf:Date} AND day >= ${since}`)}
      GROUP BY start
      ORDER BY start`,
    params: { asOf },
    row: spanRow,
  })
}

const NOW = 'day > {asOf:Date} - 28'

const GROUPS = {
  country: { key: 'country', lines: '1', limit: 200 },
  channel: { key: 'channel', lines: '1', limit: 200 },
  category: { key: 'category', lines: "kind = 'product'", limit: 200 },
  product: { key: 'sku', lines: "kind = 'product'", limit: 100 },
} as const
export type GroupName = keyof typeof GROUPS
export const GROUP_NAMES = ['country', 'channel', 'category', 'product'] as const satisfies readonly GroupName[]

/** The figures of each country, channel, category or product of the last 28 days, largest revenue first. */
export function readGroups(ask: Ask, group: GroupName, asOf: Day, title: Text): Promise<Answer<GroupRow>> {
  const { key, lines, limit } = GROUPS[group]
  const name = (first: string, second: string) =>
    group === 'product' ? `coalesce(nullIf(p.${first}, ''), nullIf(p.${second}, ''), g.key)` : 'g.key'
  const join =
    group === 'product' ? 'LEFT ANY JOIN (SELECT sku, title_de, title_en FROM products) AS p ON g.key = p.sku' : ''
  return ask({
    id: group,
    title,
    sql: `
      SELECT g.*, ${name('title_de', 'title_en')} AS title_de, ${name('title_en', 'title_de')} AS title_en
      FROM (
        SELECT toString(${key}) AS key, ${sums(NOW)},
          sumIf(total_cents, is_revenue = 1 AND day BETWEEN {asOf:Date} - 55 AND {asOf:Date} - 28) AS revenue_before,
          sumIf(total_cents, is_revenue = 1 AND day BETWEEN {asOf:Date} - 391 AND {asOf:Date} - 364) AS revenue_year,
          toInt64(count() OVER ()) AS keys
        FROM ${linesWithStands('(day BETWEEN {asOf:Date} - 55 AND {asOf:Date} OR day BETWEEN {asOf:Date} - 391 AND {asOf:Date} - 364)')}
        WHERE ${lines}
        GROUP BY key
        ORDER BY revenue DESC, key
        LIMIT ${limit}
      ) AS g
      ${join}
      ORDER BY revenue DESC, key`,
    params: { asOf },
    row: groupRow,
  })
}

/** Weeks of seven days counted back from `asOf`, the latest first. */
export function readBlocks(ask: Ask, asOf: Day): Promise<Answer<BlockRow>> {
  return ask({
    id: 'blocks',
    title: {
      de: 'Bestellwert, Stornierungen und Erstattungen je sieben Tage',
      en: 'Order value, cancellations and refunds per seven days',
    },
    sql: `
      SELECT block, toString({asOf:Date} - 7 * block) AS ends, sum(ordered_cents) AS gross, toInt64(countIf(ordered)) AS orders,
        sum(kept_cents) AS standing_cents, toInt64(countIf(kept)) AS standing_orders, max(kept_cents) AS largest_standing,
        sum(cancelled_cents) AS cancellations, sum(refunded_cents) AS refunds, max(ordered_cents) AS largest_order,
        max(cancelled_cents) AS largest_cancellation, max(refunded_cents) AS largest_refund
      FROM (
        SELECT toInt64(intDiv(dateDiff('day', day, {asOf:Date}), 7)) AS block, order_id,
          sumIf(total_cents, is_revenue = 1 AND document = 'order') AS ordered_cents,
          countIf(is_revenue = 1 AND document = 'order') > 0 AS ordered,
          sumIf(total_cents, is_revenue = 1 AND document = 'order' AND stands) AS kept_cents,
          countIf(is_revenue = 1 AND document = 'order' AND stands) > 0 AS kept,
          -sumIf(total_cents, is_revenue = 1 AND document = 'cancellation') AS cancelled_cents,
          -sumIf(total_cents, document = 'refund') AS refunded_cents
        FROM ${linesWithStands('day BETWEEN {asOf:Date} - 90 AND {asOf:Date}')}
        GROUP BY block, order_id
      )
      GROUP BY block
      ORDER BY block`,
    params: { asOf },
    row: blockRow,
  })
}

/** All documents, customers, countries and lines up to `asOf`. */
export async function readTotals(
  ask: Ask,
  asOf: Day,
): Promise<{ totals: ShopTotals; evidence: Answer<ShopTotals>['evidence'] }> {
  const { rows, evidence } = await ask({
    id: 'totals',
    title: { de: 'Alles, was ausgewertet wurde', en: 'All that was analysed' },
    sql: `
      SELECT toInt64(uniqExact(order_id)) AS invoices, toInt64(uniqExactIf(customer_id, customer_id != '')) AS customers,
        toInt64(uniqExactIf(country, country != '')) AS countries, toInt64(countIf(document = 'cancellation')) AS cancelledLines,
        sum(total_cents) AS lineTotalCents
      FROM sales_lines
      WHERE day <= {asOf:Date}`,
    params: { asOf },
    row: totalsSchema,
  })
  const [totals] = rows
  return {
    totals: totals ?? { invoices: 0, customers: 0, countries: 0, cancelledLines: 0, lineTotalCents: 0 },
    evidence,
  }
}
