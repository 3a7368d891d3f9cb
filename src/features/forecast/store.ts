import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from '../findings/index.ts'

const dayRow = z.object({ day: z.string(), revenue: z.number(), orders: z.number() })
export type DayRow = z.infer<typeof dayRow>

/** Three years: enough for the yearly profile, and a bound for a shop whose first order bears a wrong date. */
const HISTORY_DAYS = 1096

/** Revenue and orders of every day with a booking, oldest first. */
export function readDays(ask: Ask, asOf: Day): Promise<Answer<DayRow>> {
  return ask({
    id: 'daily',
    title: { de: 'Umsatz und Bestellungen je Tag', en: 'Revenue and orders per day' },
    sql: `
      SELECT day, sumIf(total_cents, is_revenue = 1) AS revenue,
        uniqExactIf(order_id, document = 'order' AND is_revenue = 1) AS orders
      FROM sales_lines
      WHERE day <= {asOf:Date} AND day > {asOf:Date} - {days:UInt32}
      GROUP BY day
      ORDER BY day`,
    params: { asOf, days: HISTORY_DAYS },
    row: dayRow,
  })
}
