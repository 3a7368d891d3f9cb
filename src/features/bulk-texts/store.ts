/** Runs of many descriptions and their products, in the state store. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { writeRequestSchema } from '../writing/index.ts'
import { BULK_STATES, type Bulk } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

const ITEM_STATES = ['waiting', 'proposed', 'already', 'refused', 'too-little', 'gone', 'failed'] as const
export type ItemState = (typeof ITEM_STATES)[number]

const runSchema = z.object({
  id: z.string(),
  request: writeRequestSchema,
  sample: z.number().int(),
  status: z.enum(BULK_STATES),
})
export type BulkRun = z.output<typeof runSchema>
const RUN = 'id, request, sample, status'

export const originOf = (id: string): string => `bulk:${id}`

export async function insertBulk(
  client: PoolClient,
  bulk: { id: string; askedBy: string; request: object; sample: number; products: readonly number[]; now: number },
): Promise<void> {
  const { id, askedBy, request, sample, products, now } = bulk
  await client.query(
    `INSERT INTO bulk_texts (id, asked_by, request, sample, status, asked_at) VALUES ($1, $2, $3, $4, 'sample', $5)`,
    [id, askedBy, JSON.stringify(request), sample, new Date(now)],
  )
  await client.query(
    `INSERT INTO bulk_text_items (bulk_id, place, product_id, status)
     SELECT $1, place - 1, product_id, 'waiting' FROM unnest($2::bigint[]) WITH ORDINALITY AS chosen (product_id, place)`,
    [id, products],
  )
}

export async function findBulk({ pool }: Pool, id: string): Promise<BulkRun | null> {
  const { rows } = await pool.query(`SELECT ${RUN} FROM bulk_texts WHERE id = $1`, [id])
  return rows[0] === undefined ? null : runSchema.parse(rows[0])
}

/** Runs that are to be written on, the earliest first. */
export async function listWorking({ pool }: Pool): Promise<BulkRun[]> {
  const { rows } = await pool.query(
    `SELECT ${RUN} FROM bulk_texts WHERE status IN ('sample', 'rest') ORDER BY asked_at, id`,
  )
  return rows.map((row) => runSchema.parse(row))
}

/** Moves a run on where it is in one of `from`. @returns whether it was */
export async function moveBulk(
  client: Pick<PoolClient, 'query'>,
  id: string,
  { from, to, now }: { from: readonly BulkRun['status'][]; to: BulkRun['status']; now: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE bulk_texts SET status = $3, error = NULL, ended_at = CASE WHEN $3 = 'done' THEN $4::timestamptz END
     WHERE id = $1 AND status = ANY($2)`,
    [id, from, to, new Date(now)],
  )
  return (rowCount ?? 0) > 0
}

export async function noteError({ pool }: Pool, id: string, error: string | null): Promise<void> {
  await pool.query('UPDATE bulk_texts SET error = $2 WHERE id = $1', [id, error])
}

export interface BulkItem {
  readonly place: number
  readonly productId: number
}

/** The next product, before place `before` (exclusive; null: any). */
export async function nextItem({ pool }: Pool, id: string, before: number | null): Promise<BulkItem | null> {
  const { rows } = await pool.query<BulkItem>(
    `SELECT place, product_id AS "productId" FROM bulk_text_items
     WHERE bulk_id = $1 AND status = 'waiting' AND ($2::int IS NULL OR place < $2) ORDER BY place LIMIT 1`,
    [id, before],
  )
  return rows[0] ?? null
}

export async function endItem(
  { pool }: Pool,
  id: string,
  place: number,
  { status, proposalId, note }: { status: ItemState; proposalId: string | null; note: Text | null },
): Promise<void> {
  await pool.query(
    'UPDATE bulk_text_items SET status = $3, proposal_id = $4, note = $5 WHERE bulk_id = $1 AND place = $2',
    [id, place, status, proposalId, note === null ? null : JSON.stringify(note)],
  )
}

/** What this run put on the desk about a subject, also where it was cut off before it could note that. */
export async function findProposed({ pool }: Pool, id: string, subjectKey: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM proposals WHERE origin = $1 AND subject_key = $2 ORDER BY number DESC LIMIT 1`,
    [originOf(id), subjectKey],
  )
  return rows[0]?.id ?? null
}

/** Open ones of this run against which no error and no warning stands. */
export async function listClean(
  { pool }: Pool,
  id: string,
  limit: number,
): Promise<{ readonly id: string; readonly contentHash: string }[]> {
  const { rows } = await pool.query<{ id: string; contentHash: string }>(
    `SELECT p.id, p.content_hash AS "contentHash" FROM bulk_text_items AS i JOIN proposals AS p ON p.id = i.proposal_id
     WHERE i.bulk_id = $1 AND p.state = 'open' AND p.worst <= 1 ORDER BY i.place LIMIT $2`,
    [id, limit],
  )
  return rows
}

const iso = z.date().transform((date) => date.toISOString())
const shownSchema = z.object({
  id: z.string(),
  status: z.enum(BULK_STATES),
  request: writeRequestSchema,
  askedAt: iso,
  endedAt: iso.nullable(),
  error: z.string().nullable(),
  sample: z.number().int(),
  items: z.record(z.string(), z.number().int()),
  desk: z.object({
    clean: z.number().int(),
    withFindings: z.number().int(),
    approved: z.number().int(),
    rejected: z.number().int(),
    sampleOpen: z.number().int(),
  }),
  notes: z.array(
    z.object({
      product: z.number().int(),
      title: z.partialRecord(z.enum(['de', 'en']), z.string()).nullable(),
      note: z.object({ de: z.string(), en: z.string() }),
    }),
  ),
})

const MOST_NOTES = 20

/** The last runs with what became of them, the newest first. @param id only this one; null: all */
export async function readBulks({ pool }: Pool, id: string | null, limit: number): Promise<Bulk[]> {
  const { rows } = await pool.query(
    `SELECT b.id, b.status, b.request, b.asked_at AS "askedAt", b.ended_at AS "endedAt", b.error, b.sample,
       (SELECT coalesce(jsonb_object_agg(status, count), '{}') FROM
         (SELECT i.status, count(*) FROM bulk_text_items AS i WHERE i.bulk_id = b.id GROUP BY i.status) AS counted) AS items,
       (SELECT jsonb_build_object(
         'clean', count(*) FILTER (WHERE p.state = 'open' AND p.worst <= 1),
         'withFindings', count(*) FILTER (WHERE p.state = 'open' AND p.worst > 1),
         'approved', count(*) FILTER (WHERE p.state IN ('approved', 'edited', 'applied', 'failed')),
         'rejected', count(*) FILTER (WHERE p.state IN ('rejected', 'withdrawn', 'expired', 'undone')),
         'sampleOpen', count(*) FILTER (WHERE p.state = 'open' AND i.place < b.sample))
         FROM bulk_text_items AS i JOIN proposals AS p ON p.id = i.proposal_id WHERE i.bulk_id = b.id) AS desk,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('product', n.product_id, 'title', n.title, 'note', n.note)), '[]') FROM
         (SELECT i.product_id, t.title, i.note FROM bulk_text_items AS i LEFT JOIN products AS t ON t.id = i.product_id
          WHERE i.bulk_id = b.id AND i.note IS NOT NULL ORDER BY i.place LIMIT $3) AS n) AS notes
     FROM bulk_texts AS b WHERE $1::uuid IS NULL OR b.id = $1 ORDER BY b.asked_at DESC, b.id LIMIT $2`,
    [id, limit, MOST_NOTES],
  )
  return rows.map((row) => shown(shownSchema.parse(row)))
}

function shown({ request, items, notes, ...row }: z.output<typeof shownSchema>): Bulk {
  const count = (state: ItemState) => items[state] ?? 0
  return {
    ...row,
    lang: request.lang,
    products: ITEM_STATES.reduce((sum, state) => sum + count(state), 0),
    items: {
      waiting: count('waiting'),
      proposed: count('proposed'),
      already: count('already'),
      refused: count('refused'),
      tooLittle: count('too-little'),
      gone: count('gone'),
      failed: count('failed'),
    },
    notes: notes.map(({ product, title, note }) => {
      const one = title?.de ?? title?.en ?? String(product)
      return { product, title: { de: title?.de ?? one, en: title?.en ?? one }, note }
    }),
  }
}
