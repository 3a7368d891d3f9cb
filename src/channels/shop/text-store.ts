/** The descriptions that were changed, each once by the key of the decision behind it. */
import type { PoolClient } from 'pg'
import type { Lang } from '../../core/lang.ts'
import type { ShopKind, TextRef } from './channel.ts'

type Db = Pick<PoolClient, 'query'>

export interface StoredText extends TextRef {
  readonly lang: Lang
  readonly channel: ShopKind
  readonly fromHtml: string | null
  readonly toHtml: string
  readonly changedAt: Date
}

const COLUMNS = `t.source, t.external_id AS "externalId", t.skus, t.lang, t.channel, t.from_html AS "fromHtml",
  t.to_html AS "toHtml", t.changed_at AS "changedAt"`

export async function findText(db: Db, key: string, { source, externalId }: TextRef): Promise<StoredText | null> {
  const { rows } = await db.query<StoredText>(
    `SELECT ${COLUMNS} FROM shop_texts AS t WHERE key = $1 AND source = $2 AND external_id = $3`,
    [key, source, externalId],
  )
  return rows[0] ?? null
}

/** The HTML that was set last; null: none was. */
export async function findLastText(db: Db, { source, externalId }: TextRef, lang: Lang): Promise<string | null> {
  const { rows } = await db.query<{ html: string }>(
    `SELECT to_html AS html FROM shop_texts WHERE source = $1 AND external_id = $2 AND lang = $3
     ORDER BY id DESC LIMIT 1`,
    [source, externalId, lang],
  )
  return rows[0]?.html ?? null
}

/** @returns whether it was not there yet */
export async function insertText(client: PoolClient, key: string, text: StoredText): Promise<boolean> {
  const { source, externalId, skus, lang, channel, fromHtml, toHtml, changedAt } = text
  const { rowCount } = await client.query(
    `INSERT INTO shop_texts (key, source, external_id, skus, lang, channel, from_html, to_html, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key, source, external_id) DO NOTHING`,
    [key, source, externalId, skus, lang, channel, fromHtml, toHtml, changedAt],
  )
  return (rowCount ?? 0) > 0
}

/** Of each product and language the last text, where it was set since then; in the order in which they were made. */
export async function readLastTexts(
  db: Db,
  { since, afterId, limit }: { since: Date; afterId: number; limit: number },
): Promise<(StoredText & { readonly id: number })[]> {
  const { rows } = await db.query<StoredText & { readonly id: number }>(
    `SELECT t.id, ${COLUMNS} FROM shop_texts AS t
     WHERE t.changed_at >= $1 AND t.id > $2 AND NOT EXISTS (
       SELECT FROM shop_texts AS later WHERE later.source = t.source AND later.external_id = t.external_id
         AND later.lang = t.lang AND later.id > t.id)
     ORDER BY t.id LIMIT $3`,
    [since, afterId, limit],
  )
  return rows
}
