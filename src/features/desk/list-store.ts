/** Lists and counts of proposals. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import type { StateStore } from '../../stores/state/store.ts'
import {
  checkFindingSchema,
  effectSchema,
  type ProposalQuery,
  type SORTS,
  type State,
  stateSchema,
  subjectSchema,
} from './schema.ts'

type Pool = Pick<StateStore, 'pool'>
const text = z.object({ de: z.string(), en: z.string() })
const iso = z.date().transform((date) => date.toISOString())

const listedSchema = z.object({
  id: z.string(),
  skill: z.string(),
  subject: subjectSchema,
  title: text,
  state: stateSchema,
  effect: effectSchema.nullable(),
  checks: z.array(checkFindingSchema.pick({ level: true })),
  assignee: z.string().nullable(),
  createdAt: iso,
  expiresAt: iso.nullable(),
  actsAt: iso.nullable(),
  decidedAt: iso.nullable(),
  decidedBy: z.string().nullable(),
  version: z.number(),
  contentHash: z.string(),
})
export type ListedProposal = z.infer<typeof listedSchema>

const COLUMNS = `id, skill, jsonb_build_object('kind', subject_kind, 'key', subject_key, 'label', subject_label) AS subject,
  title, state, effect, checks, assignee, created_at AS "createdAt", expires_at AS "expiresAt", acts_at AS "actsAt",
  decided_at AS "decidedAt", decided_by AS "decidedBy", version, content_hash AS "contentHash"`

export interface ProposalFilter {
  readonly states: readonly State[]
  /** Only these skills; null: all. */
  readonly skills: readonly string[] | null
  /** 'person:7', 'none'; null: whoever. */
  readonly assignee: string | null
  readonly worst: number | null
  readonly subjectKind: string | null
  readonly except: string | null
  readonly words: readonly string[]
}

type Sort = (typeof SORTS)[number]

/** What a list is put in order by, as an index has it, and what comes after a place in it. */
const ORDERS: Readonly<
  Record<Sort, { key: string; type: string; by: string; after: (key: string, number: string) => string }>
> = {
  effect: {
    key: 'effect_rank',
    type: 'bigint',
    by: 'effect_rank DESC, number',
    after: (key, number) => `effect_rank <= ${key} AND (effect_rank < ${key} OR number > ${number})`,
  },
  oldest: {
    key: 'created_at',
    type: 'timestamptz',
    by: 'created_at, number',
    after: (key, number) => `(created_at, number) > (${key}, ${number})`,
  },
  newest: {
    key: 'created_at',
    type: 'timestamptz',
    by: 'created_at DESC, number DESC',
    after: (key, number) => `(created_at, number) < (${key}, ${number})`,
  },
}

const placeSchema = z.union([
  z.tuple([z.literal('effect'), z.int(), z.int()]),
  z.tuple([z.enum(['oldest', 'newest']), z.iso.datetime(), z.int()]),
])

/** A piece of the list; each place is after that of the row before, so that what comes in between moves nothing. */
export async function listProposals(
  { pool }: Pool,
  filter: ProposalFilter,
  { sort, after, limit }: Pick<ProposalQuery, 'sort' | 'after' | 'limit'>,
): Promise<{ items: ListedProposal[]; next: string | null }> {
  const { key, type, by, after: comesAfter } = ORDERS[sort]
  const { where, values } = conditions(filter)
  const place = readCursor(
    after,
    placeSchema.refine(([of]) => of === sort),
  )
  if (place !== null)
    where.push(comesAfter(`$${values.push(String(place[1]))}::text::${type}`, `$${values.push(place[2])}::bigint`))
  const { rows } = await pool.query(
    `SELECT ${COLUMNS}, number, ${key} AS place FROM proposals WHERE ${where.join(' AND ')}
     ORDER BY ${by} LIMIT $${values.push(limit + 1)}`,
    values,
  )
  const items = rows.slice(0, limit).map((row) => listedSchema.parse(row))
  const last = rows.length > limit ? placeOf.parse(rows[limit - 1]) : null
  return { items, next: last === null ? null : cursorOf(sort, last.place, last.number) }
}

const placeOf = z.object({ place: z.union([z.number(), iso]), number: z.number() })

/** How many there are, up to `most`. */
export async function countProposals({ pool }: Pool, filter: ProposalFilter, most: number): Promise<number> {
  const { where, values } = conditions(filter)
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) FROM (SELECT FROM proposals WHERE ${where.join(' AND ')} LIMIT $${values.push(most)}) AS found`,
    values,
  )
  return rows[0]?.count ?? 0
}

function conditions(filter: ProposalFilter): { where: string[]; values: unknown[] } {
  const values: unknown[] = []
  const where: string[] = []
  const add = (condition: (place: string) => string, value: unknown) => where.push(condition(`$${values.push(value)}`))
  const [state] = filter.states
  // One state alone finds its place in an index that is in order already.
  if (filter.states.length === 1) add((p) => `state = ${p}`, state)
  else add((p) => `state = ANY(${p})`, filter.states)
  if (filter.skills !== null) add((p) => `skill = ANY(${p})`, filter.skills)
  if (filter.assignee === 'none') where.push('assignee IS NULL')
  else if (filter.assignee !== null) add((p) => `assignee = ${p}`, filter.assignee)
  if (filter.worst !== null) add((p) => `worst = ${p}`, filter.worst)
  if (filter.subjectKind !== null) add((p) => `subject_kind = ${p}`, filter.subjectKind)
  if (filter.except !== null) add((p) => `id != ${p}`, filter.except)
  for (const word of filter.words) add((p) => `strpos(search_text, ${p}) > 0`, word)
  return { where, values }
}

/** What was asked for in a batch, by id. */
export async function listByIds({ pool }: Pool, ids: readonly string[]): Promise<Map<string, ListedProposal>> {
  const { rows } = await pool.query(`SELECT ${COLUMNS} FROM proposals WHERE id = ANY($1)`, [ids])
  return new Map(rows.map((row) => listedSchema.parse(row)).map((proposal) => [proposal.id, proposal]))
}

const sumSchema = z.object({
  skill: z.string(),
  open: z.number(),
  mine: z.number(),
  effectCents: z.coerce.number().nullable(),
  oldestAt: iso.nullable(),
})

/** Open proposals by skill. @param actor whose count as 'mine' */
export async function sumOpen({ pool }: Pool, actor: string): Promise<z.infer<typeof sumSchema>[]> {
  const { rows } = await pool.query(
    `SELECT skill, count(*) AS open, count(*) FILTER (WHERE assignee = $1) AS mine, sum(effect_cents) AS "effectCents",
       min(created_at) AS "oldestAt"
     FROM proposals WHERE state = 'open' GROUP BY skill`,
    [actor],
  )
  return rows.map((row) => sumSchema.parse(row))
}

/** How many were decided and are on their way, and how many failed and wait for a person. */
export async function countUnderWay({ pool }: Pool): Promise<{ acting: number; failed: number }> {
  const { rows } = await pool.query<{ state: string; count: number }>(
    `SELECT state, count(*) FROM proposals WHERE state IN ('approved', 'edited', 'failed') GROUP BY state`,
  )
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  return { acting: of('approved') + of('edited'), failed: of('failed') }
}

/** Ids of open proposals whose time is up, or whose time to act by themselves has come; the earliest first. */
export async function listDue({ pool }: Pool, column: 'expires_at' | 'acts_at', now: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM proposals WHERE state = 'open' AND ${column} <= $1 ORDER BY ${column}, number LIMIT 200`,
    [new Date(now)],
  )
  return rows.map(({ id }) => id)
}

/** What people made of a skill's proposals that were decided since then. */
export interface TrackCounts {
  readonly decided: number
  readonly edited: number
  readonly rejected: number
  readonly undone: number
  /** Done and not taken back. */
  readonly applied: number
}

const trackSchema = z.object({
  skill: z.string(),
  decided: z.number(),
  edited: z.number(),
  rejected: z.number(),
  undone: z.number(),
  applied: z.number(),
})

/** Each proposal counts once, by what was worst: undone, rejected, edited. */
export async function readTrackRecords({ pool }: Pool, since: number): Promise<Map<string, TrackCounts>> {
  const { rows } = await pool.query(
    `SELECT skill, count(*) AS decided,
       count(*) FILTER (WHERE state NOT IN ('undone', 'rejected') AND content_hash != proposed_hash) AS edited,
       count(*) FILTER (WHERE state = 'rejected') AS rejected,
       count(*) FILTER (WHERE state = 'undone') AS undone,
       count(*) FILTER (WHERE state = 'applied') AS applied
     FROM proposals WHERE decided_at >= $1 AND state IN ('approved', 'edited', 'rejected', 'applied', 'failed', 'undone')
     GROUP BY skill`,
    [new Date(since)],
  )
  return new Map(rows.map((row) => trackSchema.parse(row)).map(({ skill, ...counts }) => [skill, counts]))
}
