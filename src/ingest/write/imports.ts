/** The book of imports: what was taken of which file, so that a file is taken once and a cut-off import goes on. */
import type { PoolClient } from 'pg'
import type { StateStore } from '../../stores/state/store.ts'
import type { RejectedRow } from '../records.ts'
import { CopyBuffer, storableJson } from './copy.ts'
import type { WriteCounts } from './orders.ts'

export interface ImportEntry {
  readonly id: number
  readonly status: 'running' | 'done'
  /** Data rows of the file that are stored or rejected. */
  readonly rowsTaken: number
  readonly accepted: number
  readonly rejected: number
  readonly counts: ImportCounts
}

/** What became of the records, by kind. */
export interface ImportCounts {
  readonly products: WriteCounts
  readonly customers: WriteCounts
  readonly orders: WriteCounts
  readonly events: WriteCounts
}

function emptyCounts(): ImportCounts {
  const none = (): WriteCounts => ({ added: 0, changed: 0, unchanged: 0 })
  return { products: none(), customers: none(), orders: none(), events: none() }
}

export interface ImportKey {
  readonly format: string
  readonly source: string
  readonly fileName: string
  readonly fileHash: string
  readonly settingsHash: string
}

interface EntryRow {
  readonly id: number
  readonly status: 'running' | 'done'
  readonly rows_taken: number
  readonly accepted: number
  readonly rejected: number
  readonly counts: Partial<ImportCounts>
}

/** The entry of this file; null where nothing of it was ever stored. */
export async function findImport(state: StateStore, key: ImportKey): Promise<ImportEntry | null> {
  const { rows } = await state.pool.query<EntryRow>(
    `SELECT id, status, rows_taken, accepted, rejected, counts FROM imports
     WHERE format = $1 AND source = $2 AND file_hash = $3 AND settings_hash = $4`,
    [key.format, key.source, key.fileHash, key.settingsHash],
  )
  return rows[0] === undefined ? null : toEntry(rows[0])
}

/** Opens the entry of this file, or finds the one that is there. */
export async function openImport(state: StateStore, key: ImportKey, now: number): Promise<ImportEntry> {
  const { rows } = await state.pool.query<EntryRow>(
    `INSERT INTO imports (format, source, file_name, file_hash, settings_hash, status, started_at)
     VALUES ($1, $2, $3, $4, $5, 'running', $6)
     ON CONFLICT (format, source, file_hash, settings_hash) DO UPDATE SET file_name = excluded.file_name
     RETURNING id, status, rows_taken, accepted, rejected, counts`,
    [key.format, key.source, key.fileName, key.fileHash, key.settingsHash, new Date(now)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The book of imports gave no entry.')
  return toEntry(row)
}

function toEntry(row: EntryRow): ImportEntry {
  return {
    id: row.id,
    status: row.status,
    rowsTaken: row.rows_taken,
    accepted: row.accepted,
    rejected: row.rejected,
    counts: { ...emptyCounts(), ...row.counts },
  }
}

/** Books a block in the transaction that stores it. */
export async function bookBlock(
  client: PoolClient,
  entry: ImportEntry,
  block: { rowsTaken: number; accepted: number; rejected: readonly RejectedRow[]; counts: ImportCounts },
): Promise<void> {
  const buffer = new CopyBuffer('import_rejections (import_id, line, reason, fields)')
  for (const { line, reason, fields } of block.rejected) buffer.add(entry.id, line, reason, storableJson(fields))
  await buffer.send(client)
  await client.query(
    'UPDATE imports SET rows_taken = $2, accepted = accepted + $3, rejected = rejected + $4, counts = $5 WHERE id = $1',
    [entry.id, block.rowsTaken, block.accepted, block.rejected.length, JSON.stringify(block.counts)],
  )
}

export async function closeImport(state: StateStore, id: number, now: number): Promise<void> {
  await state.pool.query("UPDATE imports SET status = 'done', finished_at = $2 WHERE id = $1", [id, new Date(now)])
}

/** Rejected rows of an import in file order, a page at a time. */
export async function* readRejections(state: StateStore, importId: number): AsyncGenerator<RejectedRow[]> {
  for (let offset = 0; ; offset += 5_000) {
    const { rows } = await state.pool.query<{ line: number; reason: string; fields: string[] }>(
      'SELECT line, reason, fields FROM import_rejections WHERE import_id = $1 ORDER BY line OFFSET $2 LIMIT 5000',
      [importId, offset],
    )
    if (rows.length === 0) return
    yield rows.map((row) => ({ type: 'rejected', ...row }))
  }
}
