/** Tasks in the state store. */
import type { PoolClient } from 'pg'
import type { Role } from '../../core/rights.ts'
import type { Day } from '../../core/time.ts'
import { storable } from '../../ingest/write/copy.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { createBinder, resemblesSql } from '../../stores/state/text-match.ts'
import type { TaskChange, View } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

/** A task with actors as the audit log names them. */
export interface TaskRow {
  readonly id: string
  readonly title: string
  readonly notes: string
  readonly role: Role
  readonly assignee: string | null
  readonly due_day: Day | null
  readonly state: 'open' | 'done'
  readonly finding_id: string | null
  readonly report_day: Day | null
  readonly proposal_id: string | null
  readonly created_by: string
  readonly created_at: Date
  readonly done_by: string | null
  readonly done_at: Date | null
  readonly version: number
  readonly comments: number
}

/** Where a task stands in every list: open ones by the day they are due, then done ones, the latest first. */
const PLACE = `CASE WHEN t.state = 'open' THEN coalesce(extract(epoch FROM t.due_day), 1e12)
  ELSE 1e13 - extract(epoch FROM t.done_at) END::float8`
const COLUMNS = `t.*, (SELECT count(*) FROM task_comments AS c WHERE c.task_id = t.id)::int AS comments`

export type Place = readonly [place: number, createdAt: string, id: string]

export async function listTasks(
  { pool }: Pool,
  view: View,
  me: { readonly actor: string; readonly role: Role },
  page: { readonly after: Place | null; readonly limit: number },
): Promise<(TaskRow & { readonly place: number })[]> {
  const [place, createdAt, id] = page.after ?? [null, null, null]
  const state = view === 'all' ? null : view === 'done' ? 'done' : 'open'
  const { rows } = await pool.query<TaskRow & { place: number }>(
    `SELECT * FROM (
       SELECT ${COLUMNS}, ${PLACE} AS place FROM tasks AS t
       WHERE ($4::text IS NULL OR t.state = $4)
         AND (NOT $5::boolean OR t.assignee = $6::text OR (t.assignee IS NULL AND t.role = $7::text))
     ) AS listed
     WHERE $1::float8 IS NULL OR (place, created_at, id) > ($1::float8, $2::timestamptz, $3::uuid)
     ORDER BY place, created_at, id LIMIT $8`,
    [place, createdAt, id, state, view === 'mine', me.actor, me.role, page.limit],
  )
  return rows
}

export async function findTask(db: Pick<PoolClient, 'query'>, id: string): Promise<TaskRow | null> {
  const { rows } = await db.query<TaskRow>(`SELECT ${COLUMNS} FROM tasks AS t WHERE t.id = $1`, [id])
  return rows[0] ?? null
}

/** Held until the end of the transaction, so that two changes of one version cannot both succeed. */
export async function lockTask(client: PoolClient, id: string): Promise<TaskRow | null> {
  const { rows } = await client.query('SELECT 1 FROM tasks WHERE id = $1 FOR UPDATE', [id])
  return rows.length === 0 ? null : findTask(client, id)
}

export interface TaskToStore {
  readonly title: string
  readonly notes: string
  readonly role: Role
  readonly assignee: string | null
  readonly dueDay: Day | null
  readonly finding: { readonly id: string; readonly reportDay: Day } | null
  readonly proposalId: string | null
  readonly createdBy: string
  readonly createdAt: number
}

export async function insertTask(client: PoolClient, task: TaskToStore): Promise<string> {
  const { title, notes, role, assignee, dueDay, finding, proposalId, createdBy, createdAt } = task
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO tasks (title, notes, role, assignee, due_day, finding_id, report_day, proposal_id, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      storable(title),
      storable(notes),
      role,
      assignee,
      dueDay,
      finding?.id ?? null,
      finding?.reportDay ?? null,
      proposalId,
      createdBy,
      new Date(createdAt),
    ],
  )
  return rows[0]?.id ?? ''
}

export async function updateTask(client: PoolClient, id: string, change: TaskChange): Promise<void> {
  await client.query(
    `UPDATE tasks SET title = coalesce($2, title), notes = coalesce($3, notes), role = coalesce($4, role),
       due_day = CASE WHEN $6 THEN $5::date ELSE due_day END, version = version + 1
     WHERE id = $1`,
    [
      id,
      change.title === undefined ? null : storable(change.title),
      change.notes === undefined ? null : storable(change.notes),
      change.role ?? null,
      change.dueDay ?? null,
      change.dueDay !== undefined,
    ],
  )
}

export async function assignTask(client: PoolClient, id: string, assignee: string | null): Promise<void> {
  await client.query('UPDATE tasks SET assignee = $2, version = version + 1 WHERE id = $1', [id, assignee])
}

/** @param done null: opened again */
export async function closeTask(
  client: PoolClient,
  id: string,
  done: { readonly by: string; readonly at: number } | null,
): Promise<void> {
  await client.query('UPDATE tasks SET state = $2, done_by = $3, done_at = $4, version = version + 1 WHERE id = $1', [
    id,
    done === null ? 'open' : 'done',
    done?.by ?? null,
    done === null ? null : new Date(done.at),
  ])
}

/** Takes a task away that nobody has touched since it was made; false where somebody has. */
export async function deleteUntouched(client: PoolClient, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `DELETE FROM tasks WHERE id = $1 AND version = 1 AND NOT EXISTS (SELECT FROM task_comments WHERE task_id = $1)`,
    [id],
  )
  return (rowCount ?? 0) > 0
}

/** Whether a finding has an open task already. */
export async function hasOpenTask({ pool }: Pool, findingId: string): Promise<boolean> {
  const { rows } = await pool.query("SELECT 1 FROM tasks WHERE finding_id = $1 AND state = 'open' LIMIT 1", [findingId])
  return rows.length > 0
}

export interface CommentRow {
  readonly id: number
  readonly author: string
  readonly written_at: Date
  readonly body: string
}

export async function readComments({ pool }: Pool, taskId: string): Promise<CommentRow[]> {
  const { rows } = await pool.query<CommentRow>(
    'SELECT id, author, written_at, body FROM task_comments WHERE task_id = $1 ORDER BY id',
    [taskId],
  )
  return rows
}

export async function insertComment(
  client: PoolClient,
  taskId: string,
  comment: { readonly author: string; readonly at: number; readonly text: string },
): Promise<void> {
  await client.query('INSERT INTO task_comments (task_id, author, written_at, body) VALUES ($1, $2, $3, $4)', [
    taskId,
    comment.author,
    new Date(comment.at),
    storable(comment.text),
  ])
}

interface FoundTask extends Pick<TaskRow, 'id' | 'title' | 'state'> {
  readonly score: number
}

/** Tasks whose title or notes resemble what somebody typed; open ones first, the best first. */
export async function findTasks({ pool }: Pool, words: readonly string[], limit: number): Promise<FoundTask[]> {
  const binder = createBinder()
  const { where, score } = resemblesSql(`fold_text(' ' || title || ' ' || notes)`, words, binder)
  const { rows } = await pool.query<FoundTask>(
    `SELECT id, title, state, ${score} AS score FROM tasks WHERE ${where}
     ORDER BY (state = 'open') DESC, score DESC, created_at DESC, id LIMIT ${binder.add(limit)}`,
    binder.values,
  )
  return rows
}
