import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import type { Principal } from '../../api/principal.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { RIGHTS_OF, type Role } from '../../core/rights.ts'
import { verifyAudit } from '../../stores/state/audit.ts'
import type { People } from '../desk/index.ts'
import { saveReport } from '../report/index.ts'
import { taskRoutes } from './routes.ts'
import { type Task, taskSchema, taskWithCommentsSchema } from './schema.ts'
import { openTasks } from './service.ts'

const NOW = Date.UTC(2026, 10, 23, 7)
const NAMES = new Map([
  ['person:1', 'Ada'],
  ['person:2', 'Ben'],
])

let state: TestState
let server: FastifyInstance
let me: Principal
let now = NOW

const person = (id: string, role: Role): Principal => ({
  kind: 'person',
  id,
  name: NAMES.get(`person:${id}`) ?? '',
  role,
  rights: new Set(RIGHTS_OF[role]),
})

beforeAll(async () => {
  state = await openTestState()
  const report = sampleReport()
  const { rows } = await state.pool.query<{ id: number }>(
    "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
    [report.asOf],
  )
  await state.transaction((client) => saveReport(client, rows[0]?.id ?? 0, report))
  me = person('1', 'marketing-lead')
  server = fastify()
  server.decorateRequest('principal', null)
  server.addHook('onRequest', async (request) => {
    request.principal = me
  })
  server.setErrorHandler((error, _request, reply) =>
    reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
  )
  const people: People = {
    names: async () => NAMES,
    roleOf: async (actor) => (NAMES.has(actor) ? 'viewer' : null),
  }
  taskRoutes({ tasks: openTasks({ state, clock: { now: () => now++ }, lang: 'de', people }) })(server)
})
afterAll(async () => {
  await server.close()
  await state.close()
})

async function send(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, body?: object, version?: number) {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` }
  const answer = await server.inject({
    method,
    url: `/api/v1/tasks${url}`,
    headers,
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, etag: answer.headers.etag, body: answer.json<Record<string, unknown>>() }
}

async function add(body: object) {
  const answer = await send('POST', '', body)
  expect(answer).toMatchObject({ status: 201, etag: '"1"' })
  return taskWithCommentsSchema.parse(answer.body)
}

async function titles(query: string): Promise<string[]> {
  const all: Task[] = []
  for (let after = ''; ; ) {
    const { body } = await send('GET', `?limit=2&${query}${after}`)
    all.push(...taskSchema.array().parse(body.items))
    if (body.next === null) return all.map(({ title }) => title)
    after = `&after=${String(body.next)}`
  }
}

describe('tasks', () => {
  it('are written, listed by the day they are due, and listed as mine by person and by role', async () => {
    await add({ title: 'Ohne Termin' })
    await add({ title: 'Übermorgen', dueDay: '2026-11-25', role: 'sales' })
    await add({ title: 'Morgen', dueDay: '2026-11-24', role: 'sales', assignee: 'person:2' })
    await add({ title: 'Auch ohne Termin', role: 'content-editor' })
    expect(await titles('view=open')).toEqual(['Morgen', 'Übermorgen', 'Ohne Termin', 'Auch ohne Termin'])
    expect(await titles('view=mine')).toEqual(['Ohne Termin'])
    me = person('2', 'sales')
    expect(await titles('view=mine')).toEqual(['Morgen', 'Übermorgen'])
    me = person('1', 'marketing-lead')
  })

  it('come from a finding with its words, in either language', async () => {
    const report = sampleReport()
    const finding = report.findings.find(({ next }) => next.length > 0)
    const made = await add({ findingId: finding?.id, reportDay: report.asOf })
    expect(made.title).toBe(`${finding?.next[0]?.de} – ${finding?.title.de}`)
    expect(made.notes).toContain(finding?.sentence.de)
    expect(made.notes).toContain(`– ${finding?.next[0]?.de}`)
    expect(made.finding).toEqual({ id: finding?.id, reportDay: report.asOf })
    const english = await add({ findingId: finding?.id, reportDay: report.asOf, lang: 'en', title: 'Look into it' })
    expect([english.title, english.notes.includes(finding?.sentence.en ?? '-')]).toEqual(['Look into it', true])
    expect((await send('POST', '', { findingId: 'no.such', reportDay: report.asOf })).status).toBe(404)
    expect((await send('POST', '', { findingId: 'no.such' })).status).toBe(400)
    expect((await send('POST', '', { notes: 'about nothing' })).status).toBe(400)
  })

  it('are changed, taken, done and opened again, each time by the version that was seen', async () => {
    const { id } = await add({ title: 'Zahlarten prüfen', dueDay: '2026-12-01' })
    expect((await send('PATCH', `/${id}`, { title: 'x' })).status).toBe(428)
    const changed = await send('PATCH', `/${id}`, { notes: 'Safari', dueDay: null }, 1)
    expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { title: 'Zahlarten prüfen', dueDay: null } })
    expect((await send('PATCH', `/${id}`, { title: 'too late' }, 1)).status).toBe(412)
    const taken = await send('PUT', `/${id}/assignee`, { assignee: 'person:2' }, 2)
    expect(taken.body.assignee).toEqual({ id: 'person:2', name: 'Ben' })
    expect((await send('PUT', `/${id}/assignee`, { assignee: 'person:99' }, 3)).status).toBe(422)
    const done = await send('POST', `/${id}/done`, undefined, 3)
    expect(done.body).toMatchObject({ state: 'done', doneBy: { id: 'person:1', name: 'Ada' } })
    expect(await titles('view=done')).toEqual(['Zahlarten prüfen'])
    expect((await titles('view=all')).at(-1)).toBe('Zahlarten prüfen')
    const open = await send('POST', `/${id}/reopen`, undefined, 4)
    expect(open.body).toMatchObject({ state: 'open', doneAt: null, version: 5 })
  })

  it('keep what people say about them', async () => {
    const { id } = await add({ title: 'Besprechen' })
    const said = await send('POST', `/${id}/comments`, { text: 'Ich frage nach.\u0000' })
    expect(said.status).toBe(201)
    expect(said.body.comments).toMatchObject([{ author: { name: 'Ada' }, text: 'Ich frage nach.' }])
    expect((await send('POST', `/${id}/comments`, { text: '  ' })).status).toBe(400)
    expect((await send('GET', `/${id}`)).body).toMatchObject({ commentCount: 1, version: 1 })
    expect((await send('GET', '/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await send('GET', '/7')).status).toBe(404)
  })

  it('changed by two at once succeed for one of them', async () => {
    const { id } = await add({ title: 'Zu zweit' })
    const answers = await Promise.all(['a', 'b', 'c'].map((title) => send('PATCH', `/${id}`, { title }, 1)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  })

  it('are in the audit log by id alone', async () => {
    const { rows } = await state.pool.query('SELECT action, details::text AS details FROM audit_log')
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(['task.created', 'task.changed', 'task.assigned', 'task.done', 'task.reopened', 'task.commented']),
    )
    expect(JSON.stringify(rows)).not.toMatch(/Ada|Ben|prüfen|frage/)
    expect((await verifyAudit(state)).brokenAt).toBeNull()
  })
})
