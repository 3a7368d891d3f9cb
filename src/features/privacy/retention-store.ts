/** What is over its days, store by store. Every function gives how many rows it took away or emptied. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Day } from '../../core/time.ts'
import { hitParts, JOURNEYS_FROM_MS } from '../../stores/events/journeys.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { RetentionKind } from './schema.ts'
import { hasJobs } from './state-store.ts'

type Pool = Pick<StateStore, 'pool'>

/** Days that were set; null: for ever. */
export async function readDays({ pool }: Pool): Promise<Map<string, number | null>> {
  const { rows } = await pool.query<{ kind: string; days: number | null }>('SELECT kind, days FROM retention')
  return new Map(rows.map(({ kind, days }) => [kind, days]))
}

export async function saveDays(
  client: PoolClient,
  days: readonly (readonly [RetentionKind, number | null])[],
): Promise<void> {
  for (const [kind, value] of days) {
    await client.query(
      'INSERT INTO retention (kind, days) VALUES ($1, $2) ON CONFLICT (kind) DO UPDATE SET days = excluded.days',
      [kind, value],
    )
  }
}

const partRow = z.object({ partition: z.string(), old: z.number(), kept: z.number() })

/**
 * Drops the months that are over as a whole and takes the beginning of the one that is not. Rows that must stay in a month keep it.
 * @param isOld condition on what may go, with the parameters `before` and `at`
 */
async function clearMonths(
  events: EventStore,
  table: string,
  isOld: string,
  { before, at }: { before: Day; at: number },
): Promise<number> {
  const params = { before, at }
  const parts = await events.query(
    `SELECT _partition_id AS partition, toInt64(countIf(${isOld})) AS old, toInt64(countIf(NOT (${isOld}))) AS kept
     FROM ${table} GROUP BY partition HAVING old > 0 ORDER BY partition`,
    params,
    partRow,
  )
  const rows = events.layout.rowsOf(table)
  let gone = 0
  for (const { partition, old, kept } of parts) {
    // A month's number is six digits by our own definition of the table.
    if (!/^\d{6}$/.test(partition)) continue
    if (kept === 0) await events.command(`ALTER TABLE ${rows} DROP PARTITION ID '${partition}'`)
    else await events.command(`DELETE FROM ${rows} WHERE _partition_id = '${partition}' AND ${isOld}`, params)
    gone += old
  }
  return gone
}

export async function clearVisits(events: EventStore, before: Day, at: number): Promise<number> {
  const params = { before, at }
  const isOld = `time < fromUnixTimestamp64Milli({at:Int64}) AND NOT endsWith(type, ' Recorded')`
  const gone = await clearMonths(events, 'events', isOld, params)
  await clearMonths(events, 'hits', 'day < {before:Date}', params)
  await clearMonths(events, 'sessions', 'day < {before:Date}', params)
  await clearMonths(events, 'product_days', 'day < {before:Date}', params)
  await clearMonths(events, 'journeys', 'last_day < {before:Date}', params)
  await clearJourneys(events, at)
  return gone
}

/** Takes the beginning of those that go on. */
async function clearJourneys(events: EventStore, at: number): Promise<void> {
  const since = at - JOURNEYS_FROM_MS
  const { ms } = hitParts('hit')
  await events.command(
    `ALTER TABLE ${events.layout.rowsOf('journeys')}
     UPDATE hits = arrayFilter(hit -> ${ms} >= {since:Int64}, hits), orders = arrayFilter(one -> one.2 >= {since:Int64}, orders)
     WHERE arrayExists(hit -> ${ms} < {since:Int64}, hits) OR arrayExists(one -> one.2 < {since:Int64}, orders)
     SETTINGS mutations_sync = 2`,
    { since },
  )
}

const countRow = z.object({ rows: z.number() })

export async function clearAddresses(events: EventStore, at: number): Promise<number> {
  const where = `time < fromUnixTimestamp64Milli({at:Int64}) AND (ip != '' OR user_agent != '')`
  return change(events, `UPDATE ip = '', user_agent = ''`, 'events', where, at)
}

export async function clearDeadLetters(events: EventStore, at: number): Promise<number> {
  return change(events, 'DELETE', 'dead_letters', 'received_at < fromUnixTimestamp64Milli({at:Int64})', at)
}

async function change(events: EventStore, what: string, table: string, where: string, at: number): Promise<number> {
  const [row] = await events.query(`SELECT toInt64(count()) AS rows FROM ${table} WHERE ${where}`, { at }, countRow)
  const rows = row?.rows ?? 0
  if (rows > 0)
    await events.command(
      `ALTER TABLE ${events.layout.rowsOf(table)} ${what} WHERE ${where} SETTINGS mutations_sync = 2`,
      { at },
    )
  return rows
}

/** Of people who never ordered. */
export async function clearProfiles({ pool }: Pool, at: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM profiles AS p WHERE said_at < $1
       AND NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_key = p.customer_key)`,
    [new Date(at)],
  )
  return rowCount ?? 0
}

export async function clearRejections({ pool }: Pool, at: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM import_rejections AS r USING imports AS i
     WHERE i.id = r.import_id AND i.status = 'done' AND i.finished_at < $1`,
    [new Date(at)],
  )
  return rowCount ?? 0
}

/** Reports and what steps brought; that there was a night, and what it said of days to come, stays. */
export async function clearDocuments({ pool }: Pool, before: Day): Promise<number> {
  const reports = await pool.query('DELETE FROM reports WHERE as_of < $1', [before])
  const steps = await pool.query(
    `UPDATE night_steps AS s SET contribution = NULL FROM nights AS n
     WHERE n.id = s.night_id AND n.status = 'done' AND n.as_of < $1 AND s.contribution IS NOT NULL`,
    [before],
  )
  return (reports.rowCount ?? 0) + (steps.rowCount ?? 0)
}

export async function clearJobs({ pool }: Pool, at: number): Promise<number> {
  if (!(await hasJobs(pool))) return 0
  const { rowCount } = await pool.query(`DELETE FROM jobs.job WHERE name = 'dead-letters' AND created_on < $1`, [
    new Date(at),
  ])
  return rowCount ?? 0
}
