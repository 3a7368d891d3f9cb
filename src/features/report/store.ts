/** Reports in the state store. */
import type { PoolClient } from 'pg'
import type { Day } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Report, type ReportHead, reportSchema } from './schema.ts'

export interface StoredReport {
  readonly nightId: number
  readonly report: Report
}

export type ReportLookup =
  | ({ readonly status: 'found' } & StoredReport)
  /** Stored in a form that this program does not read: another version wrote it. */
  | { readonly status: 'unreadable'; readonly asOf: Day }
  | { readonly status: 'none' }

export async function saveReport(client: PoolClient, nightId: number, report: Report): Promise<void> {
  // PostgreSQL's JSON knows no character of code 0.
  const json = JSON.stringify(report).replaceAll('\\u0000', '')
  await client.query(
    'INSERT INTO reports (night_id, as_of, created_at, report) VALUES ($1, $2, $3, $4) ON CONFLICT (night_id) DO NOTHING',
    [nightId, report.asOf, report.createdAt, json],
  )
}

/** The newest report of a day, or of the newest day; null where there is none that this program can read. */
export async function findReport(state: StateStore, asOf: Day | null): Promise<StoredReport | null> {
  const found = await lookUpReport(state, asOf)
  return found.status === 'found' ? found : null
}

/** As `findReport`, telling one that another version wrote from none at all. */
export async function lookUpReport(state: StateStore, asOf: Day | null): Promise<ReportLookup> {
  const { rows } = await state.pool.query<{ night_id: number; as_of: Day; report: unknown }>(
    `SELECT night_id, as_of, report FROM reports WHERE $1::date IS NULL OR as_of = $1
     ORDER BY as_of DESC, night_id DESC LIMIT 1`,
    [asOf],
  )
  const [row] = rows
  if (row === undefined) return { status: 'none' }
  const report = reportSchema.safeParse(row.report)
  if (!report.success) return { status: 'unreadable', asOf: row.as_of }
  return { status: 'found', nightId: row.night_id, report: report.data }
}

/**
 * Which writing of which report is the newest of a day, or of the newest day; null where there is none. It changes whenever the
 * stored report does.
 */
export async function reportVersion(state: StateStore, asOf: Day | null): Promise<string | null> {
  const { rows } = await state.pool.query<{ version: string }>({
    name: 'report-version',
    text: `SELECT night_id || '.' || xmin::text AS version FROM reports WHERE $1::date IS NULL OR as_of = $1
      ORDER BY as_of DESC, night_id DESC LIMIT 1`,
    values: [asOf],
  })
  return rows[0]?.version ?? null
}

/** The night of the report that `lookUpReport` gives for the newest day; null where there is none. */
export async function readNewestNightId(state: StateStore): Promise<number | null> {
  const { rows } = await state.pool.query<{ night_id: number }>(
    'SELECT night_id FROM reports ORDER BY as_of DESC, night_id DESC LIMIT 1',
  )
  return rows[0]?.night_id ?? null
}

/** The newest report of each day, newest day first. */
export async function listReports(state: StateStore, limit: number): Promise<ReportHead[]> {
  const { rows } = await state.pool.query<{
    night_id: number
    as_of: string
    created_at: Date
    findings: number | null
  }>(
    `SELECT DISTINCT ON (as_of) night_id, as_of, created_at, findings FROM reports
     ORDER BY as_of DESC, night_id DESC LIMIT $1`,
    [limit],
  )
  return rows.map((row) => ({
    nightId: row.night_id,
    asOf: row.as_of,
    createdAt: row.created_at.toISOString(),
    findings: row.findings,
  }))
}

/**
 * Runs `send` for a report that has not been mailed, and books that it was; the row is held meanwhile, so that two
 * workers do not send the same report.
 * @returns what `send` gave; null where the report was mailed before, or is being mailed
 */
export async function mailOnce<T>(
  state: StateStore,
  nightId: number,
  now: number,
  send: () => Promise<T>,
): Promise<T | null> {
  return state.transaction(async (client) => {
    const { rows } = await client.query(
      'SELECT FROM reports WHERE night_id = $1 AND mailed_at IS NULL FOR UPDATE SKIP LOCKED',
      [nightId],
    )
    if (rows.length === 0) return null
    const sent = await send()
    await client.query('UPDATE reports SET mailed_at = $2 WHERE night_id = $1', [nightId, new Date(now)])
    return sent
  })
}
