/** Whom a definition means: counts and pages of customers, asked of the projections each time and stored nowhere. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { ruleSql, VISITOR_OF_CUSTOMER } from './rules.ts'
import type { Definition, Member, SegmentName } from './schema.ts'
import { segmentSql } from './segments.ts'

/** Everybody there is: who visited (bots left out), who bought, whom a source speaks about. */
const PEOPLE = `
  SELECT visitor_id, max(customer_id) AS customer_id FROM (
    SELECT visitor_id, customer_id FROM sessions WHERE agent = 'person'
    UNION ALL SELECT DISTINCT ${VISITOR_OF_CUSTOMER} AS visitor_id, customer_id FROM sales_lines WHERE customer_id != ''
    UNION ALL SELECT ${VISITOR_OF_CUSTOMER} AS visitor_id, customer_id FROM customers
  )
  GROUP BY visitor_id`

const countRow = z.object({ known: z.number(), anonymous: z.number() })

export async function countPeople(
  events: EventStore,
  { rule }: Definition,
  asOf: Day,
): Promise<z.infer<typeof countRow>> {
  const { sql, params } = ruleSql(rule, asOf)
  const [row] = await events.query(
    `SELECT toInt64(countIf(customer_id != '')) AS known, toInt64(countIf(customer_id = '')) AS anonymous
     FROM (${PEOPLE}) WHERE ${sql}`,
    params,
    countRow,
  )
  return row ?? { known: 0, anonymous: 0 }
}

const memberRow = z.object({ customer_id: z.string(), accepts: z.number() })

/** Customers by key, those after `after`. */
export async function readMembers(
  events: EventStore,
  { rule }: Definition,
  { asOf, after, limit }: { asOf: Day; after: string; limit: number },
): Promise<Member[]> {
  const { sql, params } = ruleSql(rule, asOf)
  const rows = await events.query(
    `SELECT people.customer_id AS customer_id, toInt8(coalesce(said.accepts_marketing, -1)) AS accepts
     FROM (
       SELECT customer_id FROM (${PEOPLE}) WHERE customer_id > {after:String} AND ${sql} ORDER BY customer_id LIMIT {limit:UInt32}
     ) AS people
     LEFT ANY JOIN (SELECT customer_id, accepts_marketing FROM customers) AS said ON people.customer_id = said.customer_id
     ORDER BY customer_id`,
    { ...params, after, limit },
    memberRow,
  )
  return rows.map(({ customer_id, accepts }) => ({
    customerKey: customer_id,
    acceptsMarketing: accepts === -1 ? 'unknown' : accepts === 1,
  }))
}

/** Whether one of these customers is meant. */
export async function isMember(
  events: EventStore,
  { rule }: Definition,
  { asOf, keys }: { asOf: Day; keys: readonly string[] },
): Promise<boolean> {
  const { sql, params } = ruleSql(rule, asOf)
  const rows = await events.query(
    `SELECT 1 AS found FROM (SELECT ${VISITOR_OF_CUSTOMER} AS visitor_id FROM (SELECT arrayJoin({keys:Array(String)}) AS customer_id))
     WHERE ${sql} LIMIT 1`,
    { ...params, keys },
    z.unknown(),
  )
  return rows.length > 0
}

const keyRow = z.object({ visitor_id: z.string() })

/** Keys of the customers that an RFM segment has on a day. */
export async function readSegmentKeys(events: EventStore, segment: SegmentName, asOf: Day): Promise<string[]> {
  const { sql, params } = segmentSql([segment], asOf, 'customer_id')
  const rows = await events.query(sql, params, keyRow)
  return rows.map(({ visitor_id }) => visitor_id)
}
