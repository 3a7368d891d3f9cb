import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { Answer, Ask } from './ask.ts'

const firstRow = z.object({ first: z.string().nullable() })

/** The shop's first day with an order up to `asOf`, before which nothing is known; null where there is none. */
export function readFirstDay(ask: Ask, asOf: Day): Promise<Answer<{ first: Day | null }>> {
  return ask({
    id: 'first-day',
    title: { de: 'Erster Tag mit einer Bestellung', en: 'First day with an order' },
    sql: `
      SELECT if(count() = 0, NULL, toString(min(day))) AS first
      FROM sales_lines
      WHERE day <= {asOf:Date} AND document = 'order' AND is_revenue = 1`,
    params: { asOf },
    row: firstRow,
  })
}
