/** A person's rows in the state store: found, read and taken away. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { readFact, writeFact } from '../../ingest/write/outbox.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { textsOf } from './log-sql.ts'
import { createMasker } from './mask.ts'
import type { Counts, Subject } from './schema.ts'
import { maskWork, readWork } from './work-store.ts'

type Pool = Pick<StateStore, 'pool'>
type Reader = StateStore['pool'] | PoolClient
type AnyRow = Record<string, unknown>

/** Names of everything that customers, orders or events ever came from. */
export async function listSources({ pool }: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ source: string }>(
    `SELECT DISTINCT source FROM customers UNION SELECT DISTINCT source FROM orders
     UNION SELECT name FROM sources UNION SELECT DISTINCT source FROM imports
     UNION SELECT DISTINCT split_part(customer_key, '/', 1) FROM profiles ORDER BY 1`,
  )
  return rows.map(({ source }) => source)
}

interface Person {
  readonly key: string
  readonly email: string
  readonly name: string
}

/** Customers and profiles with one of these keys or mail addresses. */
export async function findPeople(
  { pool }: Pool,
  keys: readonly string[],
  emails: readonly string[],
): Promise<Person[]> {
  const { rows } = await pool.query<Person>(
    `SELECT key, email, name FROM customers WHERE key = ANY($1) OR (email != '' AND lower(email) = ANY($2))
     UNION ALL
     SELECT customer_key, coalesce(traits ->> 'email', ''), coalesce(traits ->> 'name', '') FROM profiles
     WHERE customer_key = ANY($1) OR lower(traits ->> 'email') = ANY($2)`,
    [keys, emails],
  )
  return rows
}

export async function findOrders({ pool }: Pool, keys: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    `SELECT source || '/' || external_id AS key FROM orders WHERE customer_key = ANY($1) ORDER BY 1`,
    [keys],
  )
  return rows.map(({ key }) => key)
}

/** Customer keys of a source, at most `limit`. */
export async function listKeys({ pool }: Pool, source: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    `SELECT key FROM customers WHERE source = $1 UNION SELECT customer_key FROM orders WHERE source = $1 AND customer_key IS NOT NULL
     UNION SELECT customer_key FROM profiles WHERE starts_with(customer_key, $1 || '/') ORDER BY 1 LIMIT $2`,
    [source, limit],
  )
  return rows.map(({ key }) => key)
}

const OF_PERSON = `(o.customer_key = ANY($1) OR o.source || '/' || o.external_id = ANY($2))`
const IS_REJECTED = `
  (EXISTS (SELECT 1 FROM jsonb_array_elements_text(CASE jsonb_typeof(r.fields) WHEN 'array' THEN r.fields ELSE '[]' END) AS cell
     WHERE lower(btrim(cell)) = ANY($1) OR i.source || '/' || btrim(cell) = ANY($2))
   OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS needle WHERE strpos(lower(r.fields::text || r.reason), needle) > 0))`

/** Shorter numbers would be found in rows that are about anything. */
const SHORTEST_NUMBER = 4
const SHORTEST_NAME = 5

function rejectedParams(subject: Subject): string[][] {
  const numbers = subject.keys.filter((key) => key.length - key.indexOf('/') - 1 >= SHORTEST_NUMBER)
  const names = subject.names.filter((name) => name.length >= SHORTEST_NAME).map((name) => name.toLowerCase())
  return [names, numbers, textsOf(subject).map((text) => text.toLowerCase())]
}

/** Within a fact's first line: its properties name nobody. */
const FACT_PATTERN = (field: string) =>
  `substring(split_part(event, E'\\n', 1) FROM '"${field}":"((?:[^"\\\\]|\\\\.)*)"')`
const IS_WAITING = `(${FACT_PATTERN('customer_id')} = ANY($1) OR ${FACT_PATTERN('order_id')} = ANY($2))`
/** As a text stands within JSON. */
const inJson = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text).slice(1, -1))

/**
 * Takes the person out of everything but reports, within a transaction. Orders stay: they are booked, and must be kept for tax
 * law; what made them the person's goes.
 * @returns rows taken away or changed
 */
export async function eraseInState(client: PoolClient, subject: Subject, now: number): Promise<Counts> {
  const { keys, orders } = subject
  const run = async (sql: string, params: unknown[]) => (await client.query(sql, params)).rowCount ?? 0
  // Copies of answers, gone in a day; nobody counts them.
  await run(
    `DELETE FROM idempotency_keys
     WHERE EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(lower(body), needle) > 0)`,
    [[...textsOf(subject), ...subject.names].map((text) => text.toLowerCase())],
  )
  return {
    customers: await run('DELETE FROM customers WHERE key = ANY($1)', [keys]),
    profiles: await run('DELETE FROM profiles WHERE customer_key = ANY($1)', [keys]),
    refundReasons: await run(
      `UPDATE refunds SET reason = '' WHERE reason != '' AND order_id IN (SELECT id FROM orders AS o WHERE ${OF_PERSON})`,
      [keys, orders],
    ),
    orders: await run(`UPDATE orders AS o SET customer_key = NULL WHERE customer_key IS NOT NULL AND ${OF_PERSON}`, [
      keys,
      orders,
    ]),
    outbox: await eraseOutbox(client, subject),
    webhookObjects: await run(
      `DELETE FROM webhook_objects WHERE kind = 'customer'
         AND (source || '/' || external_id = ANY($1) OR source || '/' || foreign_id = ANY($1))`,
      [keys],
    ),
    shopwareChanges: await run(
      `DELETE FROM shopware_changes WHERE starts_with(entity, 'customer') AND source || '/' || foreign_id = ANY($1)`,
      [keys],
    ),
    rejectedRows: await run(
      `DELETE FROM import_rejections AS r USING imports AS i WHERE i.id = r.import_id AND ${IS_REJECTED}`,
      rejectedParams(subject),
    ),
    jobs: await eraseJobs(client, subject),
    ...(await maskWork(client, subject, now)),
  }
}

async function eraseOutbox(client: PoolClient, { keys, orders }: Subject): Promise<number> {
  const { rows } = await client.query<{ id: number; event: string }>(
    `SELECT id, event FROM outbox WHERE ${IS_WAITING} FOR UPDATE`,
    [inJson(keys), inJson(orders)],
  )
  let changed = 0
  for (const { id, event } of rows) {
    const fact = readFact(event)
    if (fact.type === 'Customer Recorded') await client.query('DELETE FROM outbox WHERE id = $1', [id])
    else if (fact.customer_id === undefined) continue
    else {
      // An order that is only named by its number may be somebody's whose key is new.
      const { customer_id: _gone, ...rest } = fact
      await client.query('UPDATE outbox SET event = $2 WHERE id = $1', [id, writeFact(rest)])
    }
    changed++
  }
  return changed
}

/** Jobs that are over and hold a name of the person; those that are to come bring their own names again. */
async function eraseJobs(client: PoolClient, subject: Subject): Promise<number> {
  if (!(await hasJobs(client))) return 0
  const { rowCount } = await client.query(
    `DELETE FROM jobs.job WHERE (name = 'dead-letters' OR state IN ('completed', 'cancelled', 'failed'))
       AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS needle WHERE strpos(lower(data::text || coalesce(output::text, '')), needle) > 0)`,
    [inJson(textsOf(subject)).map((text) => text.toLowerCase())],
  )
  return rowCount ?? 0
}

/** The tables of the jobs are there once a workbench ran. */
export async function hasJobs(reader: Reader): Promise<boolean> {
  const { rows } = await reader.query<{ found: boolean }>(`SELECT to_regclass('jobs.job') IS NOT NULL AS found`)
  return rows[0]?.found === true
}

/** Where reports and what they are made of are kept: table, column, key. */
const DOCUMENTS = [
  ['reports', 'report', 'night_id'],
  ['night_steps', 'contribution', "night_id || '/' || name"],
] as const

/** Names of whole sources beyond so many people: almost every document of theirs has one. */
const MOST_NEEDLES = 20

function needlesOf(subject: Subject): string[] {
  const texts = textsOf(subject)
  const needles = texts.length <= MOST_NEEDLES ? texts : [...new Set(texts.map((text) => text.split('/')[0] ?? text))]
  return inJson(needles)
}

async function findDocuments(reader: Reader, subject: Subject, table: string, column: string, key: string) {
  const { rows } = await reader.query<{ key: string }>(
    `SELECT (${key})::text AS key FROM ${table} WHERE ${column} IS NOT NULL
       AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS needle WHERE strpos(${column}::text, needle) > 0) ORDER BY 1`,
    [needlesOf(subject)],
  )
  return rows.map((row) => row.key)
}

/**
 * Masks the person in every report and in what nights brought, one document at a time.
 * @param dryRun counts without changing anything
 */
export async function maskDocuments(
  { pool }: Pool,
  subject: Subject,
  { dryRun, signal }: { dryRun: boolean; signal?: AbortSignal | undefined },
): Promise<Counts> {
  const { mask } = createMasker(textsOf(subject))
  const counts: Record<string, number> = {}
  for (const [table, column, key] of DOCUMENTS) {
    let changed = 0
    for (const found of await findDocuments(pool, subject, table, column, key)) {
      signal?.throwIfAborted()
      const { rows } = await pool.query<{ document: unknown }>(
        `SELECT ${column} AS document FROM ${table} WHERE (${key})::text = $1`,
        [found],
      )
      const document = rows[0]?.document
      const masked = mask(document)
      if (masked === document) continue
      changed++
      if (!dryRun)
        await pool.query(`UPDATE ${table} SET ${column} = $2 WHERE (${key})::text = $1`, [
          found,
          JSON.stringify(masked),
        ])
    }
    counts[table === 'reports' ? 'reports' : 'nightSteps'] = changed
  }
  return counts
}

const reportShape = z.object({
  sections: z.array(
    z.object({
      contribution: z.object({
        tables: z.array(
          z.object({
            id: z.string(),
            columns: z.array(z.object({ key: z.string() })),
            rows: z.array(z.array(z.unknown())),
          }),
        ),
      }),
    }),
  ),
})

/** Rows of reports that show the person, with the names of their columns. */
async function readReportRows({ pool }: Pool, subject: Subject): Promise<AnyRow[]> {
  const { mask } = createMasker(textsOf(subject))
  const found: AnyRow[] = []
  for (const night of await findDocuments(pool, subject, 'reports', 'report', 'night_id')) {
    const { rows } = await pool.query<{ report: unknown; as_of: string }>(
      'SELECT report, as_of FROM reports WHERE night_id::text = $1',
      [night],
    )
    const parsed = reportShape.safeParse(rows[0]?.report)
    if (!parsed.success) continue
    for (const { id, columns, rows: cells } of parsed.data.sections.flatMap(
      ({ contribution }) => contribution.tables,
    )) {
      for (const row of cells) {
        if (mask(row) === row) continue
        const values = Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null]))
        found.push({ asOf: rows[0]?.as_of, table: id, row: values })
      }
    }
  }
  return found
}

export interface InState {
  readonly customers: readonly AnyRow[]
  readonly profiles: readonly AnyRow[]
  readonly orders: readonly AnyRow[]
  readonly waiting: readonly unknown[]
  readonly rejectedRows: readonly AnyRow[]
  readonly reports: readonly AnyRow[]
  readonly requests: readonly AnyRow[]
  /** Proposals, tasks, comments and audiences that name the person. */
  readonly work: Awaited<ReturnType<typeof readWork>>
}

/** Everything the state store has about a person. */
export async function readFromState(state: Pool, subject: Subject): Promise<InState> {
  const { keys, orders } = subject
  const read = async (sql: string, params: unknown[]) => (await state.pool.query<AnyRow>(sql, params)).rows
  const waiting = await read(`SELECT event FROM outbox WHERE ${IS_WAITING} ORDER BY id`, [inJson(keys), inJson(orders)])
  return {
    customers: await read(
      `SELECT key, source, external_id, email, name, country, city, postcode, created_at, accepts_marketing, known_from, content_hash,
         order_count, spent_cents, last_order_at, segment
       FROM customers WHERE key = ANY($1) ORDER BY key`,
      [keys],
    ),
    profiles: await read('SELECT * FROM profiles WHERE customer_key = ANY($1) ORDER BY customer_key', [keys]),
    orders: await read(
      `SELECT o.source, o.external_id, o.document, o.placed_at, o.currency, o.customer_key, o.country, o.channel, o.cancelled_at,
         o.total_cents,
         (SELECT coalesce(jsonb_agg(to_jsonb(l) - 'order_id' ORDER BY line_no), '[]') FROM order_lines AS l WHERE l.order_id = o.id) AS lines,
         (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'order_id' ORDER BY refunded_at), '[]') FROM refunds AS f WHERE f.order_id = o.id) AS refunds
       FROM orders AS o WHERE ${OF_PERSON} ORDER BY o.placed_at, o.id`,
      [keys, orders],
    ),
    waiting: waiting.map(({ event }) => readFact(String(event))),
    rejectedRows: await read(
      `SELECT i.format, i.file_name, i.started_at, r.line, r.reason, r.fields
       FROM import_rejections AS r JOIN imports AS i ON i.id = r.import_id WHERE ${IS_REJECTED} ORDER BY i.id, r.line`,
      rejectedParams(subject),
    ),
    reports: await readReportRows(state, subject),
    requests: await read(
      `SELECT source, kind, received_at, done_at FROM privacy_requests
       WHERE customer_key = ANY($1) OR other_keys && $1::text[] OR order_keys && $2::text[] ORDER BY id`,
      [keys, orders],
    ),
    work: await readWork(state.pool, subject),
  }
}
