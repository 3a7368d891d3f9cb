/** The prices that were changed, each once by the key of the decision behind it. */
import type { PoolClient } from 'pg'
import type { ShopKind } from './channel.ts'

type Db = Pick<PoolClient, 'query'>

export interface StoredChange {
  readonly sku: string
  readonly channel: ShopKind
  readonly fromCents: number | null
  readonly toCents: number
  readonly fromCompareAt: number | null
  readonly toCompareAt: number | null
  readonly currency: string
  readonly changedAt: Date
}

const COLUMNS = `sku, channel, from_cents AS "fromCents", to_cents AS "toCents", from_compare_at AS "fromCompareAt",
  to_compare_at AS "toCompareAt", currency, changed_at AS "changedAt"`

export async function findChange(db: Db, key: string, sku: string): Promise<StoredChange | null> {
  const { rows } = await db.query<StoredChange>(`SELECT ${COLUMNS} FROM shop_changes WHERE key = $1 AND sku = $2`, [
    key,
    sku,
  ])
  return rows[0] ?? null
}

/** @returns whether it was not there yet */
export async function insertChange(client: PoolClient, key: string, change: StoredChange): Promise<boolean> {
  const { sku, channel, fromCents, toCents, fromCompareAt, toCompareAt, currency, changedAt } = change
  const { rowCount } = await client.query(
    `INSERT INTO shop_changes (key, sku, channel, from_cents, to_cents, from_compare_at, to_compare_at, currency, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key, sku) DO NOTHING`,
    [key, sku, channel, fromCents, toCents, fromCompareAt, toCompareAt, currency, changedAt],
  )
  return (rowCount ?? 0) > 0
}

/** In the order in which they were made. */
export async function readChanges(db: Db, since: Date, limit: number): Promise<StoredChange[]> {
  const { rows } = await db.query<StoredChange>(
    `SELECT ${COLUMNS} FROM shop_changes WHERE changed_at >= $1 ORDER BY id LIMIT $2`,
    [since, limit],
  )
  return rows
}
