/** The shop's own facts that are not settings: what the first import, or the demo, said about it. */
import type { PoolClient } from 'pg'
import { AppError } from '../../core/errors.ts'
import type { Day } from '../../core/time.ts'
import type { StateStore } from './store.ts'

/** Which demo shop is held. */
export interface DemoFacts {
  readonly seed: number
  readonly endDay: Day
  /** Whether all of it is stored. */
  readonly done: boolean
}

export interface ShopFacts {
  readonly name: string | null
  readonly currency: string | null
  readonly taxPercent: number | null
  /** Null: a real shop, or none yet. */
  readonly demo: DemoFacts | null
}

interface Row {
  readonly name: string | null
  readonly currency: string | null
  readonly tax_percent: string | null
  readonly demo_seed: number | null
  readonly demo_until: Day | null
  readonly demo_done: boolean
}

export async function readShop(state: Pick<StateStore, 'pool'>): Promise<ShopFacts> {
  const { rows } = await state.pool.query<Row>(
    'SELECT name, currency, tax_percent, demo_seed, demo_until, demo_done FROM shop',
  )
  const [row] = rows
  if (row === undefined) return { name: null, currency: null, taxPercent: null, demo: null }
  const { name, currency, tax_percent: tax, demo_seed: seed, demo_until: endDay, demo_done: done } = row
  const demo = seed === null || endDay === null ? null : { seed, endDay, done }
  return { name, currency, taxPercent: tax === null ? null : Number(tax), demo }
}

/** Keeps the currency of the first import; a later one does not change it. */
export async function keepCurrency(client: PoolClient, currency: string): Promise<void> {
  await client.query('UPDATE shop SET currency = $1 WHERE currency IS NULL', [currency])
}

/** Says that the shop is this demo, of which nothing is stored yet. */
export async function beginDemo(
  state: StateStore,
  shop: { name: string; currency: string; taxPercent: number },
  demo: Omit<DemoFacts, 'done'>,
): Promise<void> {
  await state.pool.query(
    'UPDATE shop SET name = $1, currency = $2, tax_percent = $3, demo_seed = $4, demo_until = $5, demo_done = false',
    [shop.name, shop.currency, shop.taxPercent, demo.seed, demo.endDay],
  )
}

export async function finishDemo(state: StateStore): Promise<void> {
  await state.pool.query('UPDATE shop SET demo_done = true')
}

/** Everything that was imported or concluded; a table that is added later belongs here as well. */
const CONTENT = [
  'orders',
  'order_lines',
  'refunds',
  'products',
  'variants',
  'price_ledger',
  'customers',
  'outbox',
  'imports',
  'import_rejections',
  'nights',
  'night_steps',
  'reports',
  'claims',
  'profiles',
  'webhook_deliveries',
  'webhook_objects',
  'webhook_refunds',
  'webhook_stock_items',
  'webhook_stock_levels',
  'shopware_changes',
  'tasks',
  'task_comments',
  'shop_changes',
  'shop_texts',
  'demand_forecasts',
  'demand_claims',
  'demand_scores',
]

/** Empties the state store and forgets that it held a demo, both or neither. */
export async function dropDemo(state: StateStore): Promise<void> {
  await state.transaction(async (client) => {
    await client.query(`TRUNCATE ${CONTENT.join(', ')}`)
    await client.query(
      'UPDATE shop SET name = NULL, currency = NULL, tax_percent = NULL, demo_seed = NULL, demo_until = NULL, demo_done = false',
    )
  })
}

/**
 * What a shop sends live is not mixed into the demo.
 * @throws AppError 'input.conflict' where the demo is held
 */
export function refuseDemo({ demo }: Pick<ShopFacts, 'demo'>): void {
  if (demo === null) return
  throw new AppError(
    'input.conflict',
    'The data folder holds the demo shop; what your shop sends is not mixed into it. Import your own data first (the demo makes room), or take another folder with --data-dir.',
  )
}

/** Whether nothing was ever imported; a file of which every row was rejected brought nothing. */
export async function isEmptyShop(state: StateStore): Promise<boolean> {
  const { rows } = await state.pool.query<{ empty: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM orders) AND NOT EXISTS (SELECT FROM products) AND NOT EXISTS (SELECT FROM imports WHERE accepted > 0) AS empty',
  )
  return rows[0]?.empty ?? true
}

/** Whether there are orders, and nothing that still waits to be delivered to the log. */
export async function hasDeliveredOrders(state: StateStore): Promise<boolean> {
  const { rows } = await state.pool.query<{ delivered: boolean }>(
    'SELECT EXISTS (SELECT FROM orders) AND NOT EXISTS (SELECT FROM outbox) AS delivered',
  )
  return rows[0]?.delivered ?? false
}
