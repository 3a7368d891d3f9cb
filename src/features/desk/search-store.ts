/** Finding proposals by what somebody typed. */
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'
import { createBinder, resemblesSql } from '../../stores/state/text-match.ts'

const text = z.object({ de: z.string(), en: z.string() })
const rowSchema = z.object({
  id: z.string(),
  title: text,
  subject: text,
  createdAt: z.date().transform((at) => at.getTime()),
  score: z.number(),
})

export async function findProposals(
  { pool }: Pick<StateStore, 'pool'>,
  words: readonly string[],
  limit: number,
): Promise<z.output<typeof rowSchema>[]> {
  const binder = createBinder()
  const { where, score } = resemblesSql('fold_text(search_text)', words, binder)
  const { rows } = await pool.query(
    `SELECT id, title, subject_label AS subject, created_at AS "createdAt", ${score} AS score FROM proposals WHERE ${where}
     ORDER BY (state = 'open') DESC, score DESC, number DESC LIMIT ${binder.add(limit)}`,
    binder.values,
  )
  return rows.map((row) => rowSchema.parse(row))
}
