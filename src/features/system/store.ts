/** Nights, imports and sizes, as the stores have them. */
import { z } from 'zod'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Import, nightStepSchema } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

export interface NightRow {
  readonly id: number
  readonly as_of: string
  readonly status: 'running' | 'done'
  readonly started_at: Date
  readonly finished_at: Date | null
  readonly mailed_at: Date | null
  readonly steps: unknown
}

const stepRow = nightStepSchema.omit({ title: true })
export const stepRows = z.array(stepRow)

const NIGHTS = `
  SELECT n.id, n.as_of, n.status, n.started_at, n.finished_at, r.mailed_at,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'status', s.status, 'attempts', s.attempts, 'seconds', s.seconds,
       'rows', s.row_count, 'error', s.error) ORDER BY s.position), '[]') FROM night_steps AS s WHERE s.night_id = n.id) AS steps
  FROM nights AS n LEFT JOIN reports AS r ON r.night_id = n.id`

/** The latest first, those before `before`. */
export async function listNights({ pool }: Pool, before: number | null, limit: number): Promise<NightRow[]> {
  const { rows } = await pool.query<NightRow>(
    `${NIGHTS} WHERE $1::bigint IS NULL OR n.id < $1 ORDER BY n.id DESC LIMIT $2`,
    [before, limit],
  )
  return rows
}

export async function findNight({ pool }: Pool, id: number): Promise<NightRow | null> {
  const { rows } = await pool.query<NightRow>(`${NIGHTS} WHERE n.id = $1`, [id])
  return rows[0] ?? null
}

interface ImportRow {
  readonly id: number
  readonly format: string
  readonly source: string
  readonly file_name: string
  readonly status: Import['status']
  readonly rows_taken: number
  readonly accepted: number
  readonly rejected: number
  readonly started_at: Date
  readonly finished_at: Date | null
}

/** The latest first, those before `before`. */
export async function listImports({ pool }: Pool, before: number | null, limit: number): Promise<Import[]> {
  const { rows } = await pool.query<ImportRow>(
    `SELECT id, format, source, file_name, status, rows_taken, accepted, rejected, started_at, finished_at FROM imports
     WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
    [before, limit],
  )
  return rows.map((row) => ({
    id: row.id,
    format: row.format,
    source: row.source,
    fileName: row.file_name,
    status: row.status,
    rows: row.rows_taken,
    accepted: row.accepted,
    rejected: row.rejected,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }))
}

export async function measureState({ pool }: Pool): Promise<{ bytes: number; outbox: number }> {
  const { rows } = await pool.query<{ bytes: number; outbox: number }>(
    'SELECT pg_database_size(current_database()) AS bytes, (SELECT count(*) FROM outbox) AS outbox',
  )
  return rows[0] ?? { bytes: 0, outbox: 0 }
}

const sizeRow = z.object({ bytes: z.number(), log_bytes: z.number(), log_rows: z.number() })

export async function measureEvents(events: EventStore): Promise<z.infer<typeof sizeRow>> {
  const [row] = await events.query(
    `SELECT toInt64(sum(bytes_on_disk)) AS bytes, toInt64(sumIf(bytes_on_disk, table = 'events')) AS log_bytes,
       toInt64(sumIf(rows, table = 'events')) AS log_rows
     FROM system.parts WHERE active AND database = currentDatabase()`,
    {},
    sizeRow,
  )
  return row ?? { bytes: 0, log_bytes: 0, log_rows: 0 }
}
