/** Cases that versions are tried on. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { LENGTHS, TONES } from '../writing/index.ts'
import type { CaseBody, PromptCase, PromptKey } from './schema.ts'
import { titleOr } from './texts.ts'

type Pool = Pick<StateStore, 'pool'>

const titleSchema = z.partialRecord(z.enum(LANGS), z.string()).nullable()
const caseRow = z.object({
  id: z.string(),
  title: z.string(),
  products: z.array(z.object({ id: z.number().int(), title: titleSchema })),
  tone: z.enum(TONES),
  length: z.enum(LENGTHS),
  address: z.enum(['du', 'sie', 'neutral']),
  approved: z.string().nullable(),
  by: z.string(),
  at: z.date().transform((date) => date.toISOString()),
})

/** In the order they were saved. */
export async function listCases({ pool }: Pool, { kind, lang }: PromptKey): Promise<PromptCase[]> {
  const { rows } = await pool.query(
    `SELECT c.id, c.title, c.tone, c.length, c.address, c.approved, c.created_by AS by, c.created_at AS at,
       (SELECT jsonb_agg(jsonb_build_object('id', one.id, 'title', p.title) ORDER BY one.place)
        FROM unnest(c.products) WITH ORDINALITY AS one (id, place) LEFT JOIN products AS p ON p.id = one.id) AS products
     FROM prompt_cases AS c WHERE c.kind = $1 AND c.lang = $2 AND c.removed_at IS NULL ORDER BY c.created_at, c.id`,
    [kind, lang],
  )
  return rows.map((row) => {
    const { products, ...rest } = caseRow.parse(row)
    return { ...rest, products: products.map(({ id, title }) => ({ id, title: titleOr(title, id) })) }
  })
}

export async function insertCase(
  client: Pick<PoolClient, 'query'>,
  saved: PromptKey & CaseBody & { id: string; by: string; at: number },
): Promise<void> {
  const { id, kind, lang, title, products, tone, length, address, approved, by, at } = saved
  await client.query(
    `INSERT INTO prompt_cases (id, kind, lang, title, products, tone, length, address, approved, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, kind, lang, title, products, tone, length, address, approved, by, new Date(at)],
  )
}

/** @returns whether it was there */
export async function removeCase(
  client: Pick<PoolClient, 'query'>,
  { kind, lang }: PromptKey,
  { id, at }: { id: string; at: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE prompt_cases SET removed_at = $4 WHERE id = $3 AND kind = $1 AND lang = $2 AND removed_at IS NULL`,
    [kind, lang, id, new Date(at)],
  )
  return rowCount === 1
}

/** Those of the products that are not there. */
export async function listMissing({ pool }: Pool, ids: readonly number[]): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT asked.id::float8 AS id FROM unnest($1::bigint[]) AS asked (id)
     WHERE NOT EXISTS (SELECT FROM products AS p WHERE p.id = asked.id)`,
    [ids],
  )
  return rows.map(({ id }) => id)
}
