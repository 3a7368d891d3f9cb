/** The desk, autonomy and the audit log over HTTP: who may, which version, and what hostile input becomes. */

import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../src/core/ids.ts'
import { openLog } from '../src/core/log.ts'
import { auditRoutes } from '../src/features/audit/index.ts'
import { autonomyRoutes } from '../src/features/autonomy/index.ts'
import { type DeskDeps, deskRoutes, propose } from '../src/features/desk/index.ts'
import { createServer } from '../src/http/server.ts'
import { clearDesk, deskOf, draftOf, insideSkill, outsideSkill, person, proposalOf, testClock } from './desk.ts'
import { openTestState, type TestState } from './state-store.ts'

let state: TestState
let deps: DeskDeps
let server: FastifyInstance
beforeAll(async () => {
  state = await openTestState()
  const guard = { blocks: new Set<string>() }
  deps = deskOf(state, testClock(), [insideSkill(guard), outsideSkill(guard, () => '')])
  server = await createServer({
    ...deps,
    log: openLog('silent'),
    hosts: [],
    clock: deps.clock,
    state,
    // 'Bearer 2' is person 2 of the test's team, as by a key.
    authenticate: async ({ headers }) => {
      const id = Number(headers.authorization?.replace(/^Bearer /, ''))
      return Number.isNaN(id) ? null : { ...person(id), kind: 'person' }
    },
    routes: [deskRoutes(deps), autonomyRoutes(deps), auditRoutes(deps)],
  })
})
afterAll(async () => {
  await server.close()
  await state.close()
})
beforeEach(() => clearDesk(state))

interface Asked {
  readonly who?: number
  readonly body?: unknown
  readonly version?: string
}

async function ask(method: 'GET' | 'POST' | 'PUT', path: string, { who = 2, body, version }: Asked = {}) {
  const answer = await server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      authorization: `Bearer ${who}`,
      'x-dirigent': '1',
      ...(version === undefined ? {} : { 'if-match': version }),
    },
    ...(body === undefined ? {} : { payload: JSON.parse(JSON.stringify(body)) }),
  })
  const isJson = answer.headers['content-type']?.toString().includes('json') === true
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: isJson ? readJson(answer.body) : null,
  }
}

/** JSON, or null where it is JSON lines. */
function readJson(text: string): Record<string, unknown> | null {
  return text.includes('\n') ? null : JSON.parse(text)
}

async function added(item: string): Promise<{ id: string; contentHash: unknown; etag: string }> {
  const [skill] = deps.skills
  if (skill === undefined) throw new Error('There is no skill.')
  const outcome = await propose(deps, skill, proposalOf(item), null)
  if (outcome.kind !== 'proposed') throw new Error(outcome.kind)
  const { body, headers } = await ask('GET', `/proposals/${outcome.id}`)
  return { id: outcome.id, contentHash: body?.contentHash, etag: String(headers.etag) }
}

describe('a proposal', () => {
  it('is read with its version, changed for that version, and approved as it was seen', async () => {
    const { id, contentHash, etag } = await added('a')
    const draft = draftOf('a', { cents: 90 })
    expect((await ask('PUT', `/proposals/${id}/draft`, { body: { draft } })).status).toBe(428)
    const edited = await ask('PUT', `/proposals/${id}/draft`, { body: { draft }, version: etag })
    expect([edited.status, edited.headers.etag]).toEqual([200, '"2"'])
    expect((await ask('PUT', `/proposals/${id}/draft`, { body: { draft }, version: etag })).status).toBe(412)
    const stale = await ask('POST', `/proposals/${id}/approve`, { body: { contentHash } })
    expect([stale.status, stale.body?.code]).toEqual([412, 'input.changed'])
    const seen = edited.body?.contentHash
    const approved = await ask('POST', `/proposals/${id}/approve`, { body: { contentHash: seen } })
    expect(approved).toMatchObject({ status: 200, body: { state: 'edited', decidedBy: { id: 'person:2' } } })
    expect((await ask('POST', `/proposals/${id}/approve`, { body: { contentHash: seen } })).status).toBe(409)
    expect((await ask('POST', `/proposals/${id}/reopen`)).body).toMatchObject({ state: 'open' })
  })

  it('is decided only by those whose right and role it is', async () => {
    const { id, contentHash } = await added('a')
    for (const who of [4, 5])
      expect((await ask('POST', `/proposals/${id}/approve`, { who, body: { contentHash } })).status).toBe(403)
    expect((await ask('POST', `/proposals/${id}/comment`, { who: 5, body: { note: 'x' } })).status).toBe(403)
    expect((await ask('GET', `/proposals/${id}`, { who: 5 })).body).toMatchObject({ mayDecide: false, state: 'open' })
  })

  it('that is not there is not found, whatever stands in the address', async () => {
    for (const id of ['nothing', '00000000-0000-4000-8000-000000000000'])
      expect((await ask('GET', `/proposals/${id}`)).status).toBe(404)
    expect((await ask('GET', '/proposals/%00')).status).toBe(400)
  })
})

describe('lists', () => {
  it('give pieces and say where the next one begins, and refuse places that are none of theirs', async () => {
    for (const item of ['a', 'b', 'c']) await added(item)
    const first = await ask('GET', '/proposals?limit=2')
    const items = first.body?.items
    expect(Array.isArray(items) && items.length).toBe(2)
    const rest = await ask('GET', `/proposals?limit=2&after=${first.body?.next}`)
    expect(rest.body).toMatchObject({ items: [{ subject: { key: 'c' } }], next: null })
    for (const after of ['x', `${first.body?.next}&sort=oldest`])
      expect((await ask('GET', `/proposals?after=${after}`)).status).toBe(400)
  })

  it('of skills and of the desk count what is open', async () => {
    await added('a')
    const desk = await ask('GET', '/desk')
    expect(desk.body).toMatchObject({
      open: 1,
      mine: 0,
      bySkill: [{ skill: 'test.inside', open: 1, effectCents: 100 }],
    })
    expect((await ask('GET', '/skills')).body).toMatchObject({
      items: [{ name: 'test.inside', open: 1, run: null }, {}],
    })
  })
})

describe('autonomy', () => {
  it('is changed for the version that was seen, by those who may', async () => {
    const { body } = await ask('GET', '/autonomy', { who: 5 })
    expect(body).toMatchObject({
      skills: [{ version: 0, settings: { level: 'suggest' } }, {}],
      stop: { active: false },
    })
    const settings = {
      level: 'veto',
      dailyActions: 1,
      dailyCents: null,
      maxChangePercent: null,
      vetoMinutes: 5,
      quietFrom: null,
      quietUntil: null,
    }
    const put = (who: number, version: string) =>
      ask('PUT', '/autonomy/skills/test.inside', { who, body: settings, version })
    expect((await put(2, '"0"')).status).toBe(403)
    expect(await put(1, '"0"')).toMatchObject({ status: 200, body: { version: 1, settings } })
    expect((await put(1, '"0"')).status).toBe(412)
  })

  it('is stopped by everybody who works here', async () => {
    expect((await ask('PUT', '/autonomy/stop', { who: 5, body: { active: true } })).status).toBe(403)
    const pressed = await ask('PUT', '/autonomy/stop', { body: { active: true, reason: 'prices' } })
    expect(pressed).toMatchObject({ status: 200, body: { active: true, by: 'Name person:2', reason: 'prices' } })
    expect((await ask('PUT', '/autonomy/stop', { body: { active: false } })).status).toBe(403)
    expect((await ask('PUT', '/autonomy/stop', { who: 1, body: { active: false } })).status).toBe(200)
  })
})

describe('the audit log', () => {
  it('is listed by who and what, the newest first, in pieces', async () => {
    for (const item of ['a', 'b']) {
      const { id, contentHash } = await added(item)
      await ask('POST', `/proposals/${id}/reject`, { body: { contentHash, reason: 'wrong' } })
    }
    const actionsOf = async (query: string) => {
      const { body } = await ask('GET', `/audit?${query}`, { who: 1 })
      const items = Array.isArray(body?.items) ? body.items : []
      return { actions: items.map(({ action }) => action), next: body?.next }
    }
    expect((await actionsOf('')).actions).toEqual([
      'proposal.rejected',
      'proposal.proposed',
      'proposal.rejected',
      'proposal.proposed',
    ])
    expect((await actionsOf('actor=person:2')).actions).toEqual(['proposal.rejected', 'proposal.rejected'])
    expect((await actionsOf('action=proposal')).actions).toHaveLength(4)
    expect((await actionsOf('action=proposal.rejected')).actions).toHaveLength(2)
    expect((await actionsOf('action=prop')).actions).toEqual([])
    expect((await actionsOf('from=2026-05-13T12:00:01%2B02:00')).actions).toEqual([])
    const { actions, next } = await actionsOf('limit=3')
    expect(actions).toHaveLength(3)
    expect((await actionsOf(`limit=3&after=${String(next)}`)).actions).toEqual(['proposal.proposed'])
    expect((await ask('GET', '/audit', { who: 2 })).status).toBe(403)
  })

  it('is exported whole, with the export as its last line, and can be reckoned again from that', async () => {
    await added('a')
    const { text, headers } = await ask('GET', '/audit/export', { who: 1 })
    expect(headers['content-type']).toContain('application/x-ndjson')
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ action, actor }) => [action, actor])).toEqual([
      ['proposal.proposed', 'system'],
      ['audit.exported', 'person:1'],
    ])
    expect(lines[1].previousHash).toBe(lines[0].hash)
    for (const { previousHash, at, actor, action, subject, details, hash } of lines)
      expect(sha256(JSON.stringify([previousHash, at, actor, action, subject, details]))).toBe(hash)
    expect((await ask('GET', '/audit/verify', { who: 1 })).body).toEqual({ entries: 2, brokenAt: null })
  })
})

describe('hostile input', () => {
  const paths = (id: string) => [
    ...['approve', 'reject', 'reopen', 'withdraw', 'undo', 'comment', 'assign', 'take-newer'].map(
      (name) => ['POST', `/proposals/${id}/${name}`] as const,
    ),
    ['PUT', `/proposals/${id}/draft`] as const,
    ['POST', '/proposals/batch'] as const,
    ['POST', '/proposals/batch/preview'] as const,
    ['PUT', '/autonomy/skills/test.inside'] as const,
    ['POST', '/autonomy/preset'] as const,
  ]

  it('is never a fault of ours', async () => {
    const { id, contentHash } = await added('a')
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '\\u0000', '__proto__', contentHash),
    )
    const value = fc.oneof(fc.jsonValue(), text)
    const body = fc.dictionary(
      fc.constantFrom(
        'contentHash',
        'draft',
        'note',
        'reason',
        'assignee',
        'decision',
        'proposals',
        'level',
        'preset',
        'active',
      ),
      fc.oneof(value, fc.dictionary(fc.constantFrom('item', 'cents', 'bad', '__proto__', 'x'), value)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths(id)), body, async ([method, path], sent) => {
        const { status } = await ask(method, path, { who: 1, body: sent, version: '"1"' })
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 150 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'state',
          'skill',
          'assignee',
          'q',
          'after',
          'sort',
          'similarTo',
          'actor',
          'action',
          'subject',
          'from',
        ),
        text,
        async (key, sent) => {
          const query = `${key}=${encodeURIComponent(Buffer.from(String(sent)).toString())}`
          for (const list of ['/proposals', '/audit'])
            expect((await ask('GET', `${list}?${query}`, { who: 1 })).status).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
  })
})
