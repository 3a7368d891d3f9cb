/** The audit log: entries are added, never changed, and each one's hash covers the one before it. */
import type { PoolClient } from 'pg'
import { sha256 } from '../../core/ids.ts'
import type { StateStore } from './store.ts'

export interface AuditEntry {
  /** UTC milliseconds since 1970. */
  readonly at: number
  /** Who did it: 'system', 'cli', 'webhook:shopify', a person. */
  readonly actor: string
  /** What was done, as '<subject kind>.<verb>': 'webhook.refused', 'customer.erased'. */
  readonly action: string
  readonly subject: string
  /** No secrets, no names, no addresses: keys and counts. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** Any number of ours: entries are chained one after the other. */
const LOCK = 4_747_003

/** Adds an entry within the transaction of what it tells, so that neither is there without the other. */
export async function appendAudit(client: PoolClient, entry: AuditEntry): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM audit_log ORDER BY id DESC LIMIT 1')
  const previous = rows[0]?.hash ?? ''
  await client.query(
    `INSERT INTO audit_log (at, actor, action, subject, details, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      new Date(entry.at),
      entry.actor,
      entry.action,
      entry.subject,
      JSON.stringify(sorted(entry.details)),
      previous,
      hashOf(previous, entry),
    ],
  )
}

export interface AuditVerdict {
  readonly entries: number
  /** Number of the first entry that is not as it was written, or whose predecessor is missing; null: the chain is whole. */
  readonly brokenAt: number | null
}

/** An entry as it stands in the log. */
export interface StoredEntry extends AuditEntry {
  /** Its number; they grow, and one that was rolled back leaves a gap. */
  readonly id: number
  readonly previousHash: string
  readonly hash: string
}

interface Row {
  readonly id: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly details: AuditEntry['details']
  readonly previous_hash: string
  readonly hash: string
}

const toEntry = ({ previous_hash, at, ...row }: Row): StoredEntry => ({
  ...row,
  at: at.getTime(),
  details: sorted(row.details),
  previousHash: previous_hash,
})

export interface AuditFilter {
  readonly actor: string | null
  /** An action, or the kinds that begin so: 'proposal' means 'proposal.approved' as well. */
  readonly action: string | null
  readonly subject: string | null
  /** From this instant on, and before that one; UTC milliseconds. */
  readonly startAt: number | null
  readonly endBefore: number | null
}

/** Entries, the newest first. @param before number of the entry before which to begin; null: from the newest */
export async function listAudit(
  { pool }: Pick<StateStore, 'pool'>,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<StoredEntry[]> {
  const values: unknown[] = []
  const where = ['true']
  const add = (condition: (place: string) => string, value: unknown) => {
    if (value !== null) where.push(condition(`$${values.push(value)}`))
  }
  add((p) => `id < ${p}`, before)
  add((p) => `actor = ${p}`, filter.actor)
  // '.' comes right before '/': all that begins with the kind and a dot lies between them.
  add((p) => `(action = ${p} OR (action >= ${p} || '.' AND action < ${p} || '/'))`, filter.action)
  add((p) => `subject = ${p}`, filter.subject)
  add((p) => `at >= ${p}`, filter.startAt === null ? null : new Date(filter.startAt))
  add((p) => `at < ${p}`, filter.endBefore === null ? null : new Date(filter.endBefore))
  const { rows } = await pool.query<Row>(
    `SELECT * FROM audit_log WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT $${values.push(limit)}`,
    values,
  )
  return rows.map(toEntry)
}

/** The whole log, the oldest first, up to what there is when it is asked for. */
export async function* readAudit({ pool }: Pick<StateStore, 'pool'>): AsyncGenerator<StoredEntry> {
  const { rows: newest } = await pool.query<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM audit_log')
  const last = newest[0]?.last ?? 0
  for (let after = 0; after < last; ) {
    const { rows } = await pool.query<Row>('SELECT * FROM audit_log WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3', [
      after,
      last,
      PAGE,
    ])
    for (const row of rows) yield toEntry(row)
    const end = rows.at(-1)
    if (end === undefined) return
    after = end.id
  }
}

/** Rows of one look at the chain. */
const PAGE = 2_000

/** Reckons the whole chain again. */
export async function verifyAudit(state: Pick<StateStore, 'pool'>): Promise<AuditVerdict> {
  let entries = 0
  let previous = ''
  for await (const entry of readAudit(state)) {
    if (entry.previousHash !== previous || entry.hash !== hashOf(previous, entry))
      return { entries, brokenAt: entry.id }
    previous = entry.hash
    entries++
  }
  return { entries, brokenAt: null }
}

function hashOf(previous: string, { at, actor, action, subject, details }: AuditEntry): string {
  return sha256(JSON.stringify([previous, at, actor, action, subject, sorted(details)]))
}

/** The database keeps no order of keys. */
function sorted(details: AuditEntry['details']): AuditEntry['details'] {
  return Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)))
}
