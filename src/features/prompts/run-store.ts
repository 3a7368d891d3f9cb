/** Runs of versions over the cases, text by text. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { LANGS, type Text } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type WriteRequest, writeRequestSchema } from '../writing/index.ts'
import {
  ITEM_STATES,
  type ItemResult,
  type PromptKey,
  type PromptRun,
  promptParams,
  RUN_STATES,
  resultSchema,
} from './schema.ts'
import { titleOr } from './texts.ts'

type Asker = Pick<PoolClient, 'query'>
type Pool = Pick<StateStore, 'pool'>

/** A text that is to be written. */
export interface NewItem {
  readonly caseId: string
  readonly productId: number
  readonly version: number
}

export async function insertRun(
  client: Asker,
  run: PromptKey & { id: string; versions: readonly number[]; by: string; at: number; items: readonly NewItem[] },
): Promise<void> {
  const { id, kind, lang, versions, by, at, items } = run
  await client.query(
    `INSERT INTO prompt_runs (id, kind, lang, versions, status, asked_by, asked_at) VALUES ($1, $2, $3, $4, 'running', $5, $6)`,
    [id, kind, lang, versions, by, new Date(at)],
  )
  await client.query(
    `INSERT INTO prompt_run_items (run_id, place, case_id, product_id, version, status)
     SELECT $1, place, case_id, product_id, version, 'waiting'
     FROM unnest($2::uuid[], $3::bigint[], $4::int[]) WITH ORDINALITY AS asked (case_id, product_id, version, place)`,
    [
      id,
      items.map(({ caseId }) => caseId),
      items.map(({ productId }) => productId),
      items.map(({ version }) => version),
    ],
  )
}

/** The earliest first. */
export async function listRunning({ pool }: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM prompt_runs WHERE status = 'running' ORDER BY asked_at, id`,
  )
  return rows.map(({ id }) => id)
}

/** Ends one that runs. @returns whether it did */
export async function endRun(
  client: Asker,
  id: string,
  { status, error = null, at }: { status: 'done' | 'stopped'; error?: Text | null; at: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE prompt_runs SET status = $2, error = $3, ended_at = $4 WHERE id = $1 AND status = 'running'`,
    [id, status, error === null ? null : JSON.stringify(error), new Date(at)],
  )
  return rowCount === 1
}

const nextRow = z
  .object({
    place: z.number().int(),
    productId: z.number().int(),
    version: z.number().int(),
    approved: z.string().nullable(),
    ...writeRequestSchema.pick({ kind: true, lang: true, tone: true, length: true, address: true }).shape,
  })
  .transform(({ place, productId, version, approved, ...asked }) => ({
    place,
    productId,
    version,
    approved,
    request: writeRequestSchema.parse(asked) satisfies WriteRequest,
  }))
export type WaitingItem = z.output<typeof nextRow>

/** The next text of a run that still runs; null: there is none. */
export async function nextItem({ pool }: Pool, id: string): Promise<WaitingItem | null> {
  const { rows } = await pool.query(
    `SELECT i.place, i.product_id::float8 AS "productId", i.version, c.approved, c.kind, c.lang, c.tone, c.length, c.address
     FROM prompt_run_items AS i JOIN prompt_cases AS c ON c.id = i.case_id JOIN prompt_runs AS r ON r.id = i.run_id
     WHERE i.run_id = $1 AND i.status = 'waiting' AND r.status = 'running' ORDER BY i.place LIMIT 1`,
    [id],
  )
  return rows[0] === undefined ? null : nextRow.parse(rows[0])
}

export type ItemState = (typeof ITEM_STATES)[number]

export async function endItem(
  { pool }: Pool,
  id: string,
  place: number,
  { status, result }: { readonly status: ItemState; readonly result: ItemResult },
): Promise<void> {
  await pool.query('UPDATE prompt_run_items SET status = $3, result = $4 WHERE run_id = $1 AND place = $2', [
    id,
    place,
    status,
    JSON.stringify(result),
  ])
}

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.date().transform((date) => date.toISOString())
const runRow = promptParams.extend({
  id: z.string(),
  versions: z.array(z.number().int()),
  status: z.enum(RUN_STATES),
  error: text.nullable(),
  by: z.string(),
  askedAt: instant,
  endedAt: instant.nullable(),
  items: z.array(
    z.object({
      caseTitle: z.string(),
      approved: z.string().nullable(),
      product: z.number().int(),
      productTitle: z.partialRecord(z.enum(LANGS), z.string()).nullable(),
      version: z.number().int(),
      status: z.enum(ITEM_STATES),
      result: resultSchema.nullable(),
    }),
  ),
})

/** The last runs of a prompt, the newest first, or one of them. @param id  null: any */
export async function readRuns(
  { pool }: Pool,
  { kind, lang }: PromptKey,
  { id, limit }: { id: string | null; limit: number },
): Promise<Omit<PromptRun, 'sums'>[]> {
  const { rows } = await pool.query(
    `SELECT r.id, r.kind, r.lang, r.versions, r.status, r.error, r.asked_by AS by, r.asked_at AS "askedAt", r.ended_at AS "endedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('caseTitle', c.title, 'approved', c.approved, 'product', i.product_id,
         'productTitle', p.title, 'version', i.version, 'status', i.status, 'result', i.result) ORDER BY i.place), '[]')
        FROM prompt_run_items AS i JOIN prompt_cases AS c ON c.id = i.case_id LEFT JOIN products AS p ON p.id = i.product_id
        WHERE i.run_id = r.id) AS items
     FROM prompt_runs AS r WHERE r.kind = $1 AND r.lang = $2 AND ($3::uuid IS NULL OR r.id = $3)
     ORDER BY r.asked_at DESC, r.id LIMIT $4`,
    [kind, lang, id, limit],
  )
  return rows.map((row) => {
    const { items, ...run } = runRow.parse(row)
    return { ...run, items: items.map((item) => ({ ...item, productTitle: titleOr(item.productTitle, item.product) })) }
  })
}
