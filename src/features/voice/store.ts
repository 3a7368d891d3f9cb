/** The voice's versions, and the texts people decided about. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { EditedText } from './edit.ts'
import { type ShownVoice, type Voice, voiceSchema } from './schema.ts'

type Asker = Pick<PoolClient, 'query'>

interface Row {
  readonly version: number
  readonly profile: unknown
}

/** The version that holds; version 0 with nothing set where there is none. */
export async function readVoice({ pool }: Pick<StateStore, 'pool'>): Promise<{ version: number; profile: Voice }> {
  const { rows } = await pool.query<Row>('SELECT version, profile FROM voice_profiles ORDER BY version DESC LIMIT 1')
  // Names that a newer program knows are left alone by this one.
  return { version: rows[0]?.version ?? 0, profile: voiceSchema.strip().parse(rows[0]?.profile ?? {}) }
}

/** Until the end of the transaction nobody else adds a version. @returns the version that holds */
export async function lockVoice(client: Asker): Promise<number> {
  await client.query('LOCK TABLE voice_profiles IN SHARE ROW EXCLUSIVE MODE')
  const { rows } = await client.query<{ version: number | null }>('SELECT max(version) AS version FROM voice_profiles')
  return rows[0]?.version ?? 0
}

export async function addVoice(
  client: Asker,
  { version, profile, by, at }: { version: number; profile: Voice; by: string; at: number },
): Promise<void> {
  await client.query('INSERT INTO voice_profiles (version, profile, changed_by, changed_at) VALUES ($1, $2, $3, $4)', [
    version,
    JSON.stringify(profile),
    by,
    new Date(at),
  ])
}

export async function listVoices({ pool }: Pick<StateStore, 'pool'>, limit: number): Promise<ShownVoice['history']> {
  const { rows } = await pool.query<{ version: number; by: string; at: Date }>(
    `SELECT version, changed_by AS by, changed_at AS at FROM voice_profiles ORDER BY version DESC LIMIT $1`,
    [limit],
  )
  return rows.map(({ version, by, at }) => ({ version, by, at: at.getTime() }))
}

const decidedRow = z.object({ skill: z.string(), lang: z.enum(LANGS), proposed: z.string(), approved: z.string() })

/** Texts that people approved, as they were proposed and as they went out, the last `limit` of them. @param author  null: of any */
export async function listDecidedTexts(
  { pool }: Pick<StateStore, 'pool'>,
  { author, limit }: { readonly author: string | null; readonly limit: number },
): Promise<EditedText[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT p.skill, p.draft->>'lang' AS lang, p.draft->>(p.draft->>'chosen') AS approved,
       coalesce((
         SELECT change->>'before' FROM proposal_history AS h, jsonb_array_elements(h.changes) AS change
         WHERE h.proposal_id = p.id AND change->>'field' = p.draft->>'chosen' ORDER BY h.id LIMIT 1
       ), p.draft->>(p.draft->>'chosen')) AS proposed
     FROM proposals AS p
     WHERE p.skill LIKE 'content.%' AND p.state IN ('approved', 'edited', 'applied') AND p.decided_by LIKE 'person:%'
       AND ($2::text IS NULL OR p.author->>'name' = $2)
     ORDER BY p.decided_at DESC LIMIT $1`,
    [limit, author],
  )
  return rows.flatMap((row) => {
    const read = decidedRow.safeParse(row)
    return read.success ? [read.data] : []
  })
}
