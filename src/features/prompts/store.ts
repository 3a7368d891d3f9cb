/** Versions of prompts, which of them hold, and what became of the drafts they wrote. */
import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { StateStore } from '../../stores/state/store.ts'
import {
  contentSchema,
  type PromptContent,
  type PromptKey,
  promptParams,
  type StandingBody,
  settingsSchema,
} from './schema.ts'

type Asker = Pick<PoolClient, 'query'>
type Pool = Pick<StateStore, 'pool'>

const instant = z.date().transform((date) => date.toISOString())
/** Names that a newer program knows are left alone by this one. */
const stored = contentSchema.strip().extend({ settings: settingsSchema.strip() })

const versionRow = z.object({
  version: z.number().int(),
  content: stored,
  note: z.string(),
  by: z.string(),
  at: instant,
})
export type StoredVersion = z.output<typeof versionRow>

/** @returns null where there is no such version; version 0 is in the code and not here */
export async function findContent(
  { pool }: Pool,
  { kind, lang }: PromptKey,
  version: number,
): Promise<PromptContent | null> {
  const { rows } = await pool.query<{ content: unknown }>(
    'SELECT content FROM prompt_versions WHERE kind = $1 AND lang = $2 AND version = $3',
    [kind, lang, version],
  )
  return rows[0] === undefined ? null : stored.parse(rows[0].content)
}

/** The newest first. */
export async function listVersions({ pool }: Pool, { kind, lang }: PromptKey): Promise<StoredVersion[]> {
  const { rows } = await pool.query(
    `SELECT version, content, note, created_by AS by, created_at AS at FROM prompt_versions
     WHERE kind = $1 AND lang = $2 ORDER BY version DESC`,
    [kind, lang],
  )
  return rows.map((row) => versionRow.parse(row))
}

/** Until the end of the transaction nobody else changes a prompt. */
export async function lockPrompts(client: Asker): Promise<void> {
  await client.query('LOCK TABLE prompt_standings IN SHARE ROW EXCLUSIVE MODE')
}

export async function addVersion(
  client: Asker,
  {
    kind,
    lang,
    version,
    content,
    note,
    by,
    at,
  }: PromptKey & {
    version: number
    content: PromptContent
    note: string
    by: string
    at: number
  },
): Promise<void> {
  await client.query(
    `INSERT INTO prompt_versions (kind, lang, version, content, note, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [kind, lang, version, JSON.stringify(content), note, by, new Date(at)],
  )
}

const standingRow = z.object({
  /** 0: nobody has set anything yet. */
  id: z.number().int(),
  current: z.number().int(),
  candidate: z.number().int().nullable(),
  share: z.number().int(),
  owner: z.string().nullable(),
  by: z.string().nullable(),
  at: instant.nullable(),
  newest: z.number().int(),
})
export type StoredStanding = z.output<typeof standingRow>

const STANDING = `coalesce(s.id, 0)::int AS id, coalesce(s.current, 0) AS current, s.candidate, coalesce(s.share, 0) AS share,
  s.owner, s.changed_by AS by, s.changed_at AS at,
  coalesce((SELECT max(version) FROM prompt_versions AS v WHERE v.kind = asked.kind AND v.lang = asked.lang), 0) AS newest`
const LAST = `LEFT JOIN LATERAL (SELECT * FROM prompt_standings AS last
  WHERE last.kind = asked.kind AND last.lang = asked.lang ORDER BY last.id DESC LIMIT 1) AS s ON true`

/** What holds of a prompt; version 0 where nobody has said anything. */
export async function readStanding(db: Asker, { kind, lang }: PromptKey): Promise<StoredStanding> {
  const { rows } = await db.query(
    `SELECT ${STANDING} FROM (SELECT $1::text AS kind, $2::text AS lang) AS asked ${LAST}`,
    [kind, lang],
  )
  return standingRow.parse(rows[0])
}

const listedRow = standingRow.extend(promptParams.shape).extend({ cases: z.number().int() })

/** The same for many, each with the number of its cases. */
export async function listStandings({ pool }: Pool, keys: readonly PromptKey[]): Promise<z.output<typeof listedRow>[]> {
  const { rows } = await pool.query(
    `SELECT asked.kind, asked.lang, ${STANDING}, (SELECT count(*)::int FROM prompt_cases AS c
       WHERE c.kind = asked.kind AND c.lang = asked.lang AND c.removed_at IS NULL) AS cases
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (kind, lang, place) ${LAST} ORDER BY asked.place`,
    [keys.map(({ kind }) => kind), keys.map(({ lang }) => lang)],
  )
  return rows.map((row) => listedRow.parse(row))
}

export async function addStanding(
  client: Asker,
  { kind, lang, current, candidate, share, owner, by, at }: PromptKey & StandingBody & { by: string; at: number },
): Promise<void> {
  await client.query(
    `INSERT INTO prompt_standings (kind, lang, current, candidate, share, owner, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [kind, lang, current, candidate, share, owner, by, new Date(at)],
  )
}

export interface Decided {
  readonly version: number
  /** Drafts it wrote that people decided about, those of them that went out, and those of these whose text was changed before. */
  readonly decided: number
  readonly accepted: number
  readonly edited: number
}

/** What people decided about the drafts of each version. @param name of the prompt, as drafts name their author */
export async function countDecided({ pool }: Pool, name: string): Promise<Decided[]> {
  const { rows } = await pool.query<Decided>(
    `SELECT version, count(*)::int AS decided, count(*) FILTER (WHERE accepted)::int AS accepted,
       count(*) FILTER (WHERE accepted AND edited)::int AS edited
     FROM (
       SELECT split_part(p.author->>'version', ' ', 1)::int AS version,
         p.state IN ('approved', 'edited', 'applied', 'failed') AS accepted,
         -- Another of the versions on offer is a choice and no change of the text.
         EXISTS (SELECT FROM proposal_history AS h, jsonb_array_elements(h.changes) AS change
           WHERE h.proposal_id = p.id AND change->>'field' = p.draft->>'chosen') AS edited
       FROM proposals AS p
       WHERE p.author->>'name' = $1 AND p.author->>'kind' IN ('prompt', 'rule') AND p.author->>'version' ~ '^\\d{1,6}( |$)'
         AND p.state IN ('approved', 'edited', 'applied', 'failed', 'rejected', 'undone') AND p.decided_by LIKE 'person:%'
     ) AS drafts GROUP BY version`,
    [name],
  )
  return rows
}
