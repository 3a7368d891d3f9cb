/** Registered Shopware installations in the state store; secrets go in and out sealed. */
import type { PoolClient } from 'pg'

export interface ShopwareShop {
  readonly shopId: string
  readonly source: string
  readonly url: string
  readonly secret: string | null
  readonly previousSecret: string | null
  readonly rotatedAt: number | null
  readonly pendingUrl: string | null
  readonly pendingSecret: string | null
  readonly removedAt: number | null
}

interface Row {
  readonly shop_id: string
  readonly source: string
  readonly url: string
  readonly secret: string | null
  readonly previous_secret: string | null
  readonly rotated_at: Date | null
  readonly pending_url: string | null
  readonly pending_secret: string | null
  readonly removed_at: Date | null
}

type Client = Pick<PoolClient, 'query'>

/** @param lock keeps the row for the transaction */
export async function findShop(client: Client, shopId: string, lock: boolean): Promise<ShopwareShop | null> {
  const { rows } = await client.query<Row>(
    `SELECT shop_id, source, url, secret, previous_secret, rotated_at, pending_url, pending_secret, removed_at
     FROM shopware_shops WHERE shop_id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [shopId],
  )
  const [row] = rows
  if (row === undefined) return null
  return {
    shopId: row.shop_id,
    source: row.source,
    url: row.url,
    secret: row.secret,
    previousSecret: row.previous_secret,
    rotatedAt: row.rotated_at?.getTime() ?? null,
    pendingUrl: row.pending_url,
    pendingSecret: row.pending_secret,
    removedAt: row.removed_at?.getTime() ?? null,
  }
}

/** Whether another shop that is in use has this source. */
export async function isSourceTaken(client: Client, source: string, shopId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT EXISTS (SELECT FROM shopware_shops WHERE source = $1 AND shop_id != $2 AND removed_at IS NULL) AS taken',
    [source, shopId],
  )
  return rows[0]?.taken ?? false
}

/** Notes what holds once the shop has confirmed. */
export async function keepPending(
  client: Client,
  shop: { shopId: string; source: string; url: string; secret: string },
): Promise<void> {
  await client.query(
    `INSERT INTO shopware_shops (shop_id, source, url, pending_url, pending_secret) VALUES ($1, $2, $3, $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET source = excluded.source, pending_url = excluded.pending_url,
       pending_secret = excluded.pending_secret`,
    [shop.shopId, shop.source, shop.url, shop.secret],
  )
}

/** The pending secret holds from now on; the one before it is kept for requests under way. */
export async function confirmPending(
  client: Client,
  shop: { shopId: string; apiKey: string; apiSecret: string; keepPrevious: boolean; now: number },
): Promise<void> {
  await client.query(
    `UPDATE shopware_shops SET previous_secret = CASE WHEN $5 THEN secret END, secret = pending_secret, url = pending_url,
       rotated_at = $4, confirmed_at = $4, removed_at = NULL, pending_secret = NULL, pending_url = NULL,
       api_key = $2, api_secret = $3
     WHERE shop_id = $1`,
    [shop.shopId, shop.apiKey, shop.apiSecret, new Date(shop.now), shop.keepPrevious],
  )
}

/** The app was removed: what opens the shop goes, what its last deliveries are signed with stays. */
export async function removeShop(client: Client, shopId: string, now: number): Promise<void> {
  await client.query(
    `UPDATE shopware_shops SET removed_at = $2, api_key = NULL, api_secret = NULL, previous_secret = NULL,
       pending_secret = NULL, pending_url = NULL
     WHERE shop_id = $1 AND removed_at IS NULL`,
    [shopId, new Date(now)],
  )
}
