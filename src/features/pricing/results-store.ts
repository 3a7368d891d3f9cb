/** Changes of price and the sales before and after them, from the log. */
import { z } from 'zod'
import { addDays, type Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { DECISION_TYPE, factSchema } from './decision-fact.ts'

const decisionRow = z.object({ day: z.string(), said: z.string() })

export interface LoggedDecision extends z.infer<typeof factSchema> {
  readonly day: Day
}

/** The last changes since a day, the newest first; what was undone is among them. */
export async function readLoggedDecisions(
  events: EventStore,
  { since, timeZone, limit }: { since: Day; timeZone: string; limit: number },
): Promise<LoggedDecision[]> {
  const rows = await events.query(
    `SELECT toString(toDate(max(time), {timeZone:String})) AS day, argMax(properties, version) AS said
     FROM events WHERE type = '${DECISION_TYPE}'
     GROUP BY JSONExtractString(properties, 'key')
     HAVING max(toDate(time, {timeZone:String})) >= {since:Date}
     ORDER BY max(time) DESC LIMIT {limit:UInt32}`,
    { timeZone, since, limit },
    decisionRow,
  )
  return rows.map(({ day, said }) => ({ day, ...factSchema.parse(JSON.parse(said)) }))
}

const soldRow = z.object({
  sku: z.string(),
  product: z.string(),
  category: z.string(),
  before: z.number(),
  after: z.number(),
  /** Whether its price changed in the time. */
  changed: z.boolean(),
})
export type SoldRow = z.infer<typeof soldRow>

/** More articles than this tell nothing more of what moves all; these are the same ones every time. */
const MOST_ARTICLES = 4_000

/** Pieces of each article before `day` and from the day after it to `until`; the day itself has both prices. */
export function readBeforeAfter(
  events: EventStore,
  { day, until, beforeDays, skus }: { day: Day; until: Day; beforeDays: number; skus: readonly string[] },
): Promise<SoldRow[]> {
  return events.query(
    `SELECT sku, if(any(s.product_id) = '', sku, any(s.product_id)) AS product, any(toString(s.category)) AS category,
       toInt64(sumIf(quantity, s.day < {day:Date})) AS before, toInt64(sumIf(quantity, s.day > {day:Date})) AS after,
       sku IN (SELECT sku FROM price_changes WHERE day >= {from:Date} AND day <= {until:Date}) AS changed
     FROM sales_lines AS s
     WHERE document = 'order' AND kind = 'product' AND is_revenue = 1 AND quantity > 0 AND sku != ''
       AND s.day >= {from:Date} AND s.day <= {until:Date}
     GROUP BY sku
     ORDER BY has(JSONExtract({skus:String}, 'Array(String)'), sku) DESC, sipHash64(sku)
     LIMIT ${MOST_ARTICLES}`,
    { day, until, from: addDays(day, -beforeDays), skus: JSON.stringify(skus) },
    soldRow.extend({ changed: z.union([z.boolean(), z.number()]).transform(Boolean) }),
  )
}
