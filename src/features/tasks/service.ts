/** Tasks: written, taken, talked about, done. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { actorOf, type Principal } from '../../api/principal.ts'
import { mustBe } from '../../api/version.ts'
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { People } from '../desk/index.ts'
import type { Finding } from '../findings/index.ts'
import { findReport } from '../report/index.ts'
import { roleOf, taskNotes, taskTitle } from './model.ts'
import type { Actor, NewTask, Task, TaskChange, TaskWithComments, View } from './schema.ts'
import {
  assignTask,
  closeTask,
  findTask,
  insertComment,
  insertTask,
  listTasks,
  lockTask,
  readComments,
  type TaskRow,
  updateTask,
} from './store.ts'

export interface TaskDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** Language of what is taken from a finding where the request says none. */
  readonly lang: Lang
  readonly people: People
}

export interface Tasks {
  list(
    view: View,
    me: Principal,
    page: { after: string | undefined; limit: number },
  ): Promise<{ items: Task[]; next: string | null }>
  show(id: string): Promise<TaskWithComments>
  add(task: NewTask, me: Principal): Promise<TaskWithComments>
  change(id: string, change: TaskChange, by: Change): Promise<TaskWithComments>
  assign(id: string, assignee: string | null, by: Change): Promise<TaskWithComments>
  /** Done, or opened again. */
  close(id: string, done: boolean, by: Change): Promise<TaskWithComments>
  comment(id: string, text: string, me: Principal): Promise<TaskWithComments>
}

/** Who changes a task, and the version they saw. */
interface Change {
  readonly me: Principal
  readonly version: string
}

const place = z.tuple([z.number(), z.iso.datetime(), z.uuid()])

/** Every method throws AppError 'input.not-found', 'input.changed' (somebody was quicker) or 'input.invalid'. */
export function openTasks(deps: TaskDeps): Tasks {
  const { state, clock } = deps
  const show = async (id: string) => {
    const row = await findTask(state.pool, id)
    if (row === null) throw notFound(id)
    return shownWithComments(deps, row)
  }
  /** One change of one version, with its entry in the audit log and word to whoever looks at it. */
  const changeOf = async (
    id: string,
    { me, version }: Change,
    action: string,
    work: (client: Parameters<typeof updateTask>[0]) => Promise<void>,
  ) => {
    await state.transaction(async (client) => {
      const row = await lockTask(client, id)
      if (row === null) throw notFound(id)
      mustBe(row.version, version)
      await work(client)
      await appendAudit(client, { at: clock.now(), actor: actorOf(me), action, subject: id, details: {} })
      await notifyLive(client, 'tasks', id)
    })
    return show(id)
  }
  return {
    async list(view, me, { after, limit }) {
      const from = readCursor(after, place)
      const rows = await listTasks(
        state,
        view,
        { actor: actorOf(me), role: me.role },
        { after: from, limit: limit + 1 },
      )
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items: await shownAll(deps, rows.slice(0, limit)),
        next: last === undefined ? null : cursorOf(last.place, last.created_at.toISOString(), last.id),
      }
    },
    show,
    add: async (task, me) => show(await add(deps, task, me)),
    change: (id, change, by) => changeOf(id, by, 'task.changed', (client) => updateTask(client, id, change)),
    async assign(id, assignee, by) {
      await mustBeHere(deps, assignee)
      return changeOf(id, by, 'task.assigned', (client) => assignTask(client, id, assignee))
    },
    close: (id, done, by) =>
      changeOf(id, by, done ? 'task.done' : 'task.reopened', (client) =>
        closeTask(client, id, done ? { by: actorOf(by.me), at: clock.now() } : null),
      ),
    async comment(id, text, me) {
      await state.transaction(async (client) => {
        if ((await lockTask(client, id)) === null) throw notFound(id)
        const entry = { at: clock.now(), actor: actorOf(me) }
        await insertComment(client, id, { author: entry.actor, at: entry.at, text })
        await appendAudit(client, { ...entry, action: 'task.commented', subject: id, details: {} })
        await notifyLive(client, 'tasks', id)
      })
      return show(id)
    },
  }
}

async function add(deps: TaskDeps, task: NewTask, me: Principal): Promise<string> {
  const { state, clock } = deps
  const { findingId, reportDay, lang = deps.lang } = task
  const finding =
    findingId === undefined || reportDay === undefined ? null : await readFinding(state, findingId, reportDay)
  const assignee = task.assignee ?? null
  await mustBeHere(deps, assignee)
  return state.transaction(async (client) => {
    const id = await insertTask(client, {
      title: task.title ?? (finding === null ? '' : taskTitle(finding)[lang]),
      notes: task.notes ?? (finding === null ? '' : taskNotes(finding, lang)),
      role: task.role ?? (finding === null ? me.role : roleOf(finding)),
      assignee,
      dueDay: task.dueDay ?? null,
      finding: finding === null || reportDay === undefined ? null : { id: finding.id, reportDay },
      proposalId: null,
      createdBy: actorOf(me),
      createdAt: clock.now(),
    })
    const details = { finding: finding?.id ?? null }
    await appendAudit(client, { at: clock.now(), actor: actorOf(me), action: 'task.created', subject: id, details })
    await notifyLive(client, 'tasks', id)
    return id
  })
}

async function readFinding(state: StateStore, id: string, day: string): Promise<Finding> {
  const found = await findReport(state, day)
  const finding = found?.report.findings.find((one) => one.id === id)
  if (finding === undefined) {
    throw new AppError('input.not-found', `The report for ${day} has no finding '${id}'.`)
  }
  return finding
}

/** @throws AppError 'input.invalid' where there is no such person here */
async function mustBeHere({ people }: TaskDeps, assignee: string | null): Promise<void> {
  if (assignee === null || (await people.roleOf(assignee)) !== null) return
  throw new AppError('input.invalid', `assignee: there is nobody here with the id '${assignee}'.`)
}

const notFound = (id: string) => new AppError('input.not-found', `There is no task ${id}.`)

async function shownAll({ people }: TaskDeps, rows: readonly TaskRow[]): Promise<Task[]> {
  const actors = rows.flatMap(({ assignee, created_by, done_by }) => [assignee, created_by, done_by])
  const refOf = await refsOf(people, actors)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    notes: row.notes,
    role: row.role,
    state: row.state,
    assignee: row.assignee === null ? null : refOf(row.assignee),
    dueDay: row.due_day,
    finding:
      row.finding_id === null || row.report_day === null ? null : { id: row.finding_id, reportDay: row.report_day },
    proposalId: row.proposal_id,
    createdAt: row.created_at.toISOString(),
    createdBy: refOf(row.created_by),
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.done_by === null ? null : refOf(row.done_by),
    commentCount: row.comments,
    version: row.version,
  }))
}

async function shownWithComments(deps: TaskDeps, row: TaskRow): Promise<TaskWithComments> {
  const [task] = await shownAll(deps, [row])
  if (task === undefined) throw notFound(row.id)
  const comments = await readComments(deps.state, row.id)
  const authors = comments.map(({ author }) => author)
  const refOf = await refsOf(deps.people, authors)
  return {
    ...task,
    comments: comments.map(({ id, author, written_at, body }) => ({
      id,
      author: refOf(author),
      at: written_at.toISOString(),
      text: body,
    })),
  }
}

/** Actors with their names; whoever has none, or is no longer here, keeps the actor as one. */
async function refsOf(people: People, actors: readonly (string | null)[]): Promise<(actor: string) => Actor> {
  const asked = [...new Set(actors.filter((actor) => actor !== null))]
  const names = asked.length === 0 ? new Map<string, string>() : await people.names(asked)
  return (actor) => ({ id: actor, name: names.get(actor) ?? actor })
}
