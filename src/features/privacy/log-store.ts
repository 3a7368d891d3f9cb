/** A person's rows in the event store: found, counted, read and taken away. */
import { z } from 'zod'
import type { EventStore } from '../../stores/events/store.ts'
import { tabSeparated } from '../../stores/events/tab-separated.ts'
import { FOR_ERASURE, FOR_READING, paramsOf, rowsOf, WORK_TABLE, WORK_TABLE_DEFINITION } from './log-sql.ts'
import type { Counts, Span, Subject } from './schema.ts'

const idRow = z.object({ id: z.string() })
const linkRow = z.object({ id: z.string(), since: z.number(), until: z.number(), customer: z.string() })

/** Before and after everything, as far as the log can tell time. */
const NEVER = -4_000_000_000_000
const ALWAYS = 8_000_000_000_000

/** Ids an event was sent under: its own, and the one an alias gives up. */
const IDS = `arrayFilter(one -> one != '', [anonymous_id, if(type = 'Aliased', JSONExtractString(properties, 'previousId'), '')])`

/**
 * The anonymous ids behind customers and orders. An id belongs to whom it was last linked to, before its first link to the first
 * one, as in the projection of visits; one that only ever was theirs is a device, of one that others had too the times are given.
 */
export async function findDevices(
  events: EventStore,
  { keys, orders }: Pick<Subject, 'keys' | 'orders'>,
): Promise<{ devices: string[]; spans: Span[] }> {
  const rows = await events.query(
    `SELECT id, toInt64(if(place = 1, {never:Int64}, link.1)) AS since,
       toInt64(if(place = length(changes), {always:Int64}, changes[place + 1].1)) AS until, link.2 AS customer
     FROM (
       SELECT id, arraySort(groupArray((at, customer))) AS links,
         arrayFilter((one, place) -> place = 1 OR one.2 != links[place - 1].2, links, arrayEnumerate(links)) AS changes
       FROM (
         SELECT id, toUnixTimestamp64Milli(time) AS at, min(customer_id) AS customer FROM events ARRAY JOIN ${IDS} AS id
         WHERE customer_id != '' AND NOT endsWith(type, ' Recorded') AND id IN (
           SELECT id FROM events ARRAY JOIN ${IDS} AS id
           WHERE customer_id IN {keys:Array(String)} AND NOT endsWith(type, ' Recorded')
         )
         GROUP BY id, at
       )
       GROUP BY id
     )
     ARRAY JOIN changes AS link, arrayEnumerate(changes) AS place
     ORDER BY id, since`,
    { keys, never: NEVER, always: ALWAYS },
    linkRow,
  )
  const own = new Set(keys)
  const shared = new Set(rows.filter(({ customer }) => !own.has(customer)).map(({ id }) => id))
  const devices = new Set(rows.map(({ id }) => id).filter((id) => !shared.has(id)))
  for (const id of await findGuestDevices(events, orders)) if (!shared.has(id)) devices.add(id)
  const spans = rows
    .filter(({ id, customer }) => shared.has(id) && own.has(customer))
    .map(({ id, since, until }) => ({ id, since, until }))
  return { devices: [...devices], spans }
}

/** Devices without a known customer from which nothing but these orders was ever ordered: not the till of a shop. */
async function findGuestDevices(events: EventStore, orders: readonly string[]): Promise<string[]> {
  const rows = await events.query(
    `SELECT anonymous_id AS id FROM events
     WHERE anonymous_id IN (
       SELECT anonymous_id FROM events
       WHERE order_id IN {orders:Array(String)} AND anonymous_id != '' AND NOT endsWith(type, ' Recorded')
     )
     GROUP BY id
     HAVING countIf(customer_id != '') = 0 AND countIf(order_id != '' AND order_id NOT IN {orders:Array(String)}) = 0`,
    { orders },
    idRow,
  )
  return rows.map(({ id }) => id)
}

/** Of these devices those that other customers are known on. */
export async function findOthers(
  events: EventStore,
  devices: readonly string[],
  keys: readonly string[],
): Promise<string[]> {
  const rows = await events.query(
    `SELECT DISTINCT anonymous_id AS id FROM events
     WHERE anonymous_id IN {devices:Array(String)} AND customer_id != '' AND customer_id NOT IN {keys:Array(String)}`,
    { devices, keys },
    idRow,
  )
  return rows.map(({ id }) => id)
}

/** Customer keys of a source that the log knows. */
export async function listLogKeys(events: EventStore, source: string, limit: number): Promise<string[]> {
  const rows = await events.query(
    `SELECT DISTINCT customer_id AS id FROM events WHERE startsWith(customer_id, {prefix:String}) ORDER BY id LIMIT {limit:UInt32}`,
    { prefix: `${source}/`, limit },
    idRow,
  )
  return rows.map(({ id }) => id)
}

const countRow = z.object({ rows: z.number() })

async function count(events: EventStore, table: string, where: string, subject: Subject | null): Promise<number> {
  const params = subject === null ? {} : paramsOf(subject)
  const [row] = await events.query(`SELECT toInt64(count()) AS rows FROM ${table} WHERE ${where}`, params, countRow)
  return row?.rows ?? 0
}

/** Changes to make, in order: the truth before what is computed from it, so that a rebuild in between brings nothing back. */
const NOBODY = `UPDATE customer_id = ''`
const CHANGES = [
  ['visits', 'events', 'visits', 'DELETE'],
  ['customerRecords', 'events', 'records', 'DELETE'],
  ['orderRecords', 'events', 'orders', NOBODY],
  ['deadLetters', 'dead_letters', 'deadLetters', 'DELETE'],
  ['hits', 'hits', 'hits', 'DELETE'],
  ['sessions', 'sessions', 'sessions', 'DELETE'],
  ['identities', 'identities', 'identities', 'DELETE'],
  ['customerProjection', 'customers', 'customers', 'DELETE'],
  ['salesLines', 'sales_lines', 'salesLines', `${NOBODY}, customer_first_day = toDate('1970-01-01')`],
] as const satisfies readonly (readonly [string, string, keyof typeof FOR_ERASURE, string])[]

/** What an erasure would take away or change. */
export async function countInLog(events: EventStore, subject: Subject): Promise<Counts> {
  const counts: Record<string, number> = {}
  for (const [kind, table, condition] of CHANGES)
    counts[kind] = await count(events, table, FOR_READING[condition], subject)
  return counts
}

/** Writes down whom an erasure is about; once more after a crash does no harm. */
export async function beginInLog(events: EventStore, subject: Subject): Promise<void> {
  await events.change(events.layout.create(WORK_TABLE, WORK_TABLE_DEFINITION))
  const lines = rowsOf(subject).map(({ kind, id, since, until }) => tabSeparated([kind, id, since, until]))
  await events.insertLines(WORK_TABLE, ['kind', 'id', 'since', 'until'], lines.join('\n'))
}

/**
 * Takes the person out of every table. The engine rewrites the parts that hold them and is waited for (`mutations_sync`).
 * @returns rows taken away or changed
 */
export async function eraseInLog(events: EventStore): Promise<Counts> {
  const counts: Record<string, number> = {}
  // What is computed from a hit goes before it, whole rows of whoever has one: the next rebuild brings back what others did.
  await events.command(
    `ALTER TABLE ${events.layout.rowsOf('journeys')} DELETE
     WHERE visitor_id IN (SELECT visitor_id FROM hits WHERE ${FOR_ERASURE.hits}) SETTINGS mutations_sync = 2`,
  )
  for (const [kind, table, condition, change] of CHANGES) {
    const where = FOR_ERASURE[condition]
    const rows = await count(events, table, where, null)
    counts[kind] = rows
    if (rows > 0)
      await events.command(
        `ALTER TABLE ${events.layout.rowsOf(table)} ${change} WHERE ${where} SETTINGS mutations_sync = 2`,
      )
  }
  return counts
}

export async function endInLog(events: EventStore): Promise<void> {
  await events.change(events.layout.drop(WORK_TABLE))
}

/** Visits of everybody from a source, known or not. */
export async function eraseVisitsOf(events: EventStore, source: string): Promise<number> {
  const [row] = await events.query(
    `SELECT toInt64(count()) AS rows FROM events WHERE source = {source:String} AND NOT endsWith(type, ' Recorded')`,
    { source },
    countRow,
  )
  if (row === undefined || row.rows === 0) return 0
  await events.command(
    `ALTER TABLE ${events.layout.rowsOf('events')} DELETE WHERE source = {source:String} AND NOT endsWith(type, ' Recorded') SETTINGS mutations_sync = 2`,
    { source },
  )
  return row.rows
}

const anyRow = z.record(z.string(), z.unknown())
type AnyRow = z.infer<typeof anyRow>

export interface InLog {
  readonly visits: readonly AnyRow[]
  readonly records: readonly AnyRow[]
  readonly sessions: readonly AnyRow[]
  readonly hits: readonly AnyRow[]
  readonly identities: readonly AnyRow[]
  readonly deadLetters: readonly AnyRow[]
}

/** Everything the event store has about a person. */
export async function readFromLog(events: EventStore, subject: Subject): Promise<InLog> {
  const params = paramsOf(subject)
  const read = (table: string, where: string, order: string) =>
    events.query(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${order}`, params, anyRow)
  const { visits, records, orders, sessions, hits, identities, deadLetters } = FOR_READING
  return {
    visits: await read('events', visits, 'time, event_id'),
    records: await read('events', `(${records}) OR (${orders})`, 'time, event_id'),
    sessions: await read('sessions', sessions, 'started_at'),
    hits: await read('hits', hits, 'time, event_id'),
    identities: await read('identities', identities, 'anonymous_id, known_from'),
    deadLetters: await read('dead_letters', deadLetters, 'received_at'),
  }
}
