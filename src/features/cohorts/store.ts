/** The questions of the cohort analysis. A cohort is the month of a customer's first order. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

/** Days after the first order within which a second one counts. */
export const HORIZONS = [30, 60, 90, 365] as const
export type Horizon = (typeof HORIZONS)[number]

/** First orders further back than this are left out. */
const MONTHS = 36

const FROM_COHORT = `
    WHERE is_revenue AND customer_id != '' AND day <= {asOf:Date} AND customer_first_day <= {asOf:Date}
      AND day >= customer_first_day
      AND customer_first_day >= addMonths(toStartOfMonth({asOf:Date}), -${MONTHS})`

const retentionRow = z.object({
  /** 'YYYY-MM'. */
  cohort: z.string(),
  customers: z.number(),
  /** Calendar months after the month of the first order. */
  age: z.number(),
  /** Customers of the cohort who ordered in that month. */
  buyers: z.number(),
  cents: z.number(),
})
export type Retention = z.infer<typeof retentionRow>

/** Who of each cohort ordered in each month since, and what it brought. */
export function askRetention(ask: Ask, asOf: Day): Promise<Answer<Retention>> {
  return ask({
    id: 'retention',
    title: { de: 'Käufer und Umsatz je Jahrgang und Monat', en: 'Buyers and revenue per cohort and month' },
    sql: `
    WITH sizes AS (
      SELECT formatDateTime(customer_first_day, '%Y-%m') AS cohort, uniqExact(customer_id) AS customers
      FROM sales_lines${FROM_COHORT}
      GROUP BY cohort
    )
    SELECT cohort, any(s.customers) AS customers,
      dateDiff('month', toStartOfMonth(customer_first_day), toStartOfMonth(day)) AS age,
      uniqExactIf(customer_id, document = 'order') AS buyers, sum(total_cents) AS cents
    FROM (SELECT *, formatDateTime(customer_first_day, '%Y-%m') AS cohort FROM sales_lines${FROM_COHORT}) AS lines
    JOIN sizes AS s USING (cohort)
    GROUP BY cohort, age
    ORDER BY cohort, age`,
    params: { asOf },
    row: retentionRow,
  })
}

const repeatRow = z.object({
  cohort: z.string(),
  customers: z.number(),
  /** Customers whose first order lies at least so many days back. */
  ...columns('seen'),
  /** Of these, those with an order on a later day within so many days. */
  ...columns('again'),
  /** Their revenue within so many days, the first order included, and the sum of its squares. */
  ...columns('cents'),
  ...columns('squares'),
  /** The part of the revenue that came after the day of the first order. */
  ...columns('later'),
  /** Month of the first order in the whole log, 'YYYY-MM'. */
  log_start: z.string(),
})
export type RepeatRow = z.infer<typeof repeatRow>

type Measure = 'seen' | 'again' | 'cents' | 'squares' | 'later'

function columns<M extends Measure>(measure: M): Record<`${M}_${Horizon}`, z.ZodNumber> {
  const entries = HORIZONS.map((days) => [`${measure}_${days}`, z.number()] as const)
  return Object.fromEntries(entries) as Record<`${M}_${Horizon}`, z.ZodNumber> // one entry per horizon, as above
}

/** Repeat purchases and revenue of each cohort within the horizons. */
export function askRepeats(ask: Ask, asOf: Day): Promise<Answer<RepeatRow>> {
  const perCustomer = HORIZONS.map(
    (days) => `
        sumIf(total_cents, day <= first_day + ${days}) AS within_${days},
        sumIf(total_cents, day > first_day AND day <= first_day + ${days}) AS after_${days}`,
  )
  const perCohort = HORIZONS.map((days) => {
    const seen = `first_day <= {asOf:Date} - ${days}`
    return `
      countIf(${seen}) AS seen_${days},
      countIf(${seen} AND second_day > first_day AND second_day <= first_day + ${days}) AS again_${days},
      sumIf(within_${days}, ${seen}) AS cents_${days},
      sumIf(toFloat64(within_${days}) * within_${days}, ${seen}) AS squares_${days},
      sumIf(after_${days}, ${seen}) AS later_${days}`
  })
  return ask({
    id: 'repeats',
    title: { de: 'Zweitkäufe und Umsatz je Jahrgang', en: 'Second purchases and revenue per cohort' },
    sql: `
    SELECT formatDateTime(first_day, '%Y-%m') AS cohort, count() AS customers,${perCohort.join(',')},
      (SELECT formatDateTime(min(day), '%Y-%m') FROM sales_lines WHERE document = 'order') AS log_start
    FROM (
      SELECT customer_id, customer_first_day AS first_day, minIf(day, document = 'order' AND day > first_day) AS second_day,${perCustomer.join(',')}
      FROM sales_lines${FROM_COHORT}
      GROUP BY customer_id, first_day
    )
    GROUP BY cohort
    ORDER BY cohort`,
    params: { asOf },
    row: repeatRow,
  })
}
