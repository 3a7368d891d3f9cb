/** The shop's own facts that are not settings: what the first import, or the demo, said about it. */
import type { PoolClient } from 'pg'
import type { StateStore } from './store.ts'

export interface ShopFacts {
  readonly name: string | null
  readonly currency: string | null
  readonly taxPercent: number | null
  readonly isDemo: boolean
}

interface Row {
  readonly name: string | null
  readonly currency: string | null
  readonly tax_percent: string | null
  readonly is_demo: boolean
}

export async function readShop(state: StateStore): Promise<ShopFacts> {
  const { rows } = await state.pool.query<Row>('SELECT name, currency, tax_percent, is_demo FROM shop')
  const row = rows[0]
  const tax = row?.tax_percent ?? null
  return {
    name: row?.name ?? null,
    currency: row?.currency ?? null,
    taxPercent: tax === null ? null : Number(tax),
    isDemo: row?.is_demo ?? false,
  }
}

/** Keeps the currency of the first import; a later one does not change it. */
export async function keepCurrency(client: PoolClient, currency: string): Promise<void> {
  await client.query('UPDATE shop SET currency = $1 WHERE currency IS NULL', [currency])
}

export async function describeShop(
  state: StateStore,
  facts: Omit<ShopFacts, 'isDemo'> & { isDemo: boolean },
): Promise<void> {
  await state.pool.query('UPDATE shop SET name = $1, currency = $2, tax_percent = $3, is_demo = $4', [
    facts.name,
    facts.currency,
    facts.taxPercent,
    facts.isDemo,
  ])
}

/** Whether anything was ever imported. */
export async function isEmptyShop(state: StateStore): Promise<boolean> {
  const { rows } = await state.pool.query<{ empty: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM orders) AND NOT EXISTS (SELECT FROM products) AND NOT EXISTS (SELECT FROM imports) AS empty',
  )
  return rows[0]?.empty ?? true
}
