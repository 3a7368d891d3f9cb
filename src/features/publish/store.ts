/** The plan, read from the desk's proposals: what is on the desk is what is planned, and there is no second list to keep in step. */
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'
import { PIECE_KINDS } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

const text = z.object({ de: z.string(), en: z.string() })

/** 'content.blog-post' */
const kind = z
  .string()
  .transform((name) => name.replace(/^content\./, ''))
  .pipe(z.enum(PIECE_KINDS))

const rowSchema = z.object({
  id: z.string(),
  kind,
  title: text,
  state: z.enum(['open', 'approved', 'edited', 'applied', 'failed']),
  draft: z.record(z.string(), z.unknown()),
  worst: z.number().int().min(0).max(3),
  contentHash: z.string(),
  endedAt: z.date().nullable(),
  receipt: z.object({ detail: z.record(z.string(), z.unknown()) }).nullable(),
  failure: text.nullable(),
})
export type PlannedRow = z.infer<typeof rowSchema>

/** More than a quarter of a year of a busy shop. */
const MOST = 1_000

/** Pieces whose day, or whose end where they have none, lies between the two (both inclusive), and open ones without a day. */
export async function listPlanned(
  { pool }: Pool,
  { from, to, timeZone }: { readonly from: string; readonly to: string; readonly timeZone: string },
): Promise<PlannedRow[]> {
  const { rows } = await pool.query(
    `SELECT id, skill AS kind, title, state, draft, worst, content_hash AS "contentHash", ended_at AS "endedAt", receipt, failure
     FROM proposals
     WHERE skill = ANY($1) AND state IN ('open', 'approved', 'edited', 'applied', 'failed')
       AND (CASE WHEN draft->>'day' IS NOT NULL THEN draft->>'day' BETWEEN $2 AND $3
            WHEN ended_at IS NOT NULL AND state <> 'open' THEN (ended_at AT TIME ZONE $4)::date BETWEEN $2::date AND $3::date
            ELSE true END)
     ORDER BY draft->>'day' NULLS LAST, draft->>'time', number LIMIT $5`,
    [PIECE_KINDS.map((kind) => `content.${kind}`), from, to, timeZone, MOST],
  )
  return rows.map((row) => rowSchema.parse(row))
}

const pieceSchema = z.object({
  kind,
  state: z.string(),
  draft: z.record(z.string(), z.unknown()),
  version: z.number(),
  contentHash: z.string(),
})
export type StoredPiece = z.infer<typeof pieceSchema>

/** Null: there is no such piece. */
export async function findPiece({ pool }: Pool, id: string): Promise<StoredPiece | null> {
  const { rows } = await pool.query(
    `SELECT skill AS kind, state, draft, version, content_hash AS "contentHash" FROM proposals WHERE id = $1 AND skill = ANY($2)`,
    [id, PIECE_KINDS.map((kind) => `content.${kind}`)],
  )
  return rows[0] === undefined ? null : pieceSchema.parse(rows[0])
}

/** Whether a night made a newsletter of the days after `after` and before `before` (both exclusive), whatever became of it. */
export async function hadNewsletter(
  { pool }: Pool,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM proposals WHERE skill = 'content.newsletter' AND subject_key > $1 AND subject_key < $2 LIMIT 1`,
    [`newsletter/${after}`, `newsletter/${before}`],
  )
  return (rowCount ?? 0) > 0
}

/** Active products, `first` ('source/number') before the others, these by what they earned most with in the last 30 days. */
export async function listSelling(
  { pool }: Pool,
  { first, limit }: { readonly first: readonly string[]; readonly limit: number },
): Promise<{ readonly id: number; readonly key: string }[]> {
  const { rows } = await pool.query<{ id: number; key: string }>(
    `SELECT id, source || '/' || external_id AS key FROM products
     WHERE status = 'active' AND known_from = 'catalogue'
     ORDER BY array_position($1::text[], source || '/' || external_id) NULLS LAST, revenue_30_cents DESC, id LIMIT $2`,
    [first, limit],
  )
  return rows
}
