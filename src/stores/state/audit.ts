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

/** Rows of one look at the chain. */
const PAGE = 5_000

/** Reckons the whole chain again. */
export async function verifyAudit(state: StateStore): Promise<AuditVerdict> {
  let entries = 0
  let previous = ''
  for (let after = 0; ; ) {
    const { rows } = await state.pool.query<Row>('SELECT * FROM audit_log WHERE id > $1 ORDER BY id LIMIT $2', [
      after,
      PAGE,
    ])
    for (const row of rows) {
      const entry = { ...row, at: row.at.getTime() }
      if (row.previous_hash !== previous || row.hash !== hashOf(previous, entry)) return { entries, brokenAt: row.id }
      previous = row.hash
      after = row.id
      entries++
    }
    if (rows.length < PAGE) return { entries, brokenAt: null }
  }
}

function hashOf(previous: string, { at, actor, action, subject, details }: AuditEntry): string {
  return sha256(JSON.stringify([previous, at, actor, action, subject, sorted(details)]))
}

/** The database keeps no order of keys. */
function sorted(details: AuditEntry['details']): AuditEntry['details'] {
  return Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)))
}
