/** A desk for tests: over the real store, with a skill that acts inside it and one that acts on a small server that counts. */
import { createServer, type Server } from 'node:http'
import { z } from 'zod'
import type { Principal } from '../src/api/principal.ts'
import { AppError } from '../src/core/errors.ts'
import { openLog } from '../src/core/log.ts'
import { RIGHTS_OF, type Role } from '../src/core/rights.ts'
import { autonomyRule } from '../src/features/autonomy/index.ts'
import type { CheckFinding, DeskDeps, NewProposal, People, Settlement, Skill } from '../src/features/desk/index.ts'
import type { StateStore } from '../src/stores/state/store.ts'

const TIME_ZONE = 'Europe/Berlin'
/** A Wednesday, noon in Berlin. */
export const NOON = Date.UTC(2026, 4, 13, 10, 0)

export interface TestClock {
  now(): number
  set(at: number): void
  pass(ms: number): void
}

export function testClock(start = NOON): TestClock {
  let at = start
  return {
    now: () => at,
    set: (to) => {
      at = to
    },
    pass: (ms) => {
      at += ms
    },
  }
}

const draftSchema = z.strictObject({
  item: z.string(),
  cents: z.number().int(),
  percent: z.number().default(0),
  /** Blocked by the guardrail. */
  bad: z.boolean().default(false),
  two: z.boolean().default(false),
})
export type TestDraft = z.output<typeof draftSchema>

const text = (word: string) => ({ de: word, en: word })

export function draftOf(item: string, part: Partial<TestDraft> = {}): TestDraft {
  return { item, cents: 100, percent: 0, bad: false, two: false, ...part }
}

export function proposalOf(
  item: string,
  part: Partial<TestDraft> = {},
  cents: number | null = 100,
): NewProposal<TestDraft> {
  const effect = { cents, low: null, high: null, level: 0.95, periodDays: 7, n: null, basis: text('test') }
  return {
    subject: { kind: 'item', key: item, label: text(`Ding ${item}`) },
    title: { de: `Preis für ${item}`, en: `Price of ${item}` },
    reason: text('because'),
    draft: draftOf(item, part),
    effect: cents === null ? null : effect,
    evidence: [],
    author: { kind: 'rule', name: 'test', version: '1' },
  }
}

/** What the guardrails of a test say besides what stands in the draft; set while a test runs. */
export interface TestGuard {
  blocks: ReadonlySet<string>
}

function sharedParts(guard: TestGuard) {
  return {
    about: text('test'),
    role: 'sales' as Role,
    routineMinutes: 5,
    draft: draftSchema,
    expiresAfterDays: 7,
    weight: ({ cents, percent }: TestDraft) => ({ cents, changePercent: percent }),
    secondPair: ({ two }: TestDraft) => two,
    async present({ item, cents }: TestDraft) {
      return [
        { key: 'item', label: text('item'), kind: 'line' as const, value: item, editable: false },
        { key: 'cents', label: text('cents'), kind: 'cents' as const, value: cents, editable: true },
      ]
    },
    async check({ item, bad }: TestDraft): Promise<CheckFinding[]> {
      const finding = { code: 'test.bad', message: { de: 'Zu billig.', en: 'Too cheap.' }, field: 'cents' }
      return bad || guard.blocks.has(item) ? [{ ...finding, level: 'error' }] : []
    },
  }
}

const EFFECTS_TABLE = 'CREATE TABLE IF NOT EXISTS test_effects (item text NOT NULL, cents bigint NOT NULL)'

/** As in an empty shop, faster than another database. */
export async function clearDesk({ pool }: StateStore): Promise<void> {
  await pool.query(EFFECTS_TABLE)
  await pool.query('TRUNCATE proposals, skill_runs, audit_log, autonomy_settings, test_effects CASCADE')
  await pool.query('UPDATE autonomy_stop SET active = false, since = NULL, by = NULL, reason = NULL')
}

/** Writes a row for each effect. `onApply` may throw or wait. */
export function insideSkill(
  guard: TestGuard,
  { name = 'test.inside', onApply = async () => undefined }: { name?: string; onApply?: () => Promise<void> } = {},
): Skill<TestDraft> {
  return {
    ...sharedParts(guard),
    name,
    title: text(name),
    acts: 'inside',
    async apply({ draft }, client) {
      await client.query('INSERT INTO test_effects (item, cents) VALUES ($1, $2)', [draft.item, draft.cents])
      await onApply()
      return { summary: text('done'), detail: { item: draft.item } }
    },
    async undo(_receipt, { item }, client) {
      await client.query('DELETE FROM test_effects WHERE item = $1', [item])
    },
  }
}

/** Posts to the stand-in under the action's key, and asks it whether it has heard of it. */
export function outsideSkill(
  guard: TestGuard,
  url: () => string,
  settle: () => Promise<Settlement> | null = () => null,
): Skill<TestDraft> {
  return {
    ...sharedParts(guard),
    name: 'test.outside',
    title: text('test.outside'),
    acts: 'outside',
    async apply({ draft, key }) {
      const body = JSON.stringify({ item: draft.item, cents: draft.cents })
      const answer = await fetch(`${url()}/effects/${key}`, { method: 'PUT', body })
      if (answer.status === 503) throw new AppError('channel.failed', 'The other side is busy.')
      if (!answer.ok) throw new AppError('input.invalid', 'The other side does not want it.')
      return { summary: text('sent'), detail: { key } }
    },
    async settle({ key }) {
      const said = settle()
      if (said !== null) return said
      const answer = await fetch(`${url()}/effects/${key}`)
      if (answer.status === 404) return { status: 'not-done' }
      return { status: 'done', receipt: { summary: text('found'), detail: { key } } }
    },
    async undo(_receipt, _draft, key) {
      await fetch(`${url()}/undone/${key}`, { method: 'PUT' })
    },
  }
}

/** The other side: remembers every request that took effect, and can be told to refuse, or to answer late. */
export interface StandIn {
  readonly url: string
  /** Keys in the order they took effect; one that came twice stands here twice. */
  readonly effects: string[]
  readonly undone: string[]
  /** Status to refuse with before it takes effect; null: it takes effect. */
  refuse: number | null
  /** Waits after it took effect and before the answer, milliseconds. */
  answerAfterMs: number
  close(): Promise<void>
}

export async function openStandIn(): Promise<StandIn> {
  const [effects, undone]: [string[], string[]] = [[], []]
  const server: Server = createServer((request, response) => {
    const [, list, key = ''] = request.url?.split('/') ?? []
    if (request.method === 'GET') {
      response.writeHead(effects.includes(key) ? 200 : 404).end()
      return
    }
    request.resume().on('end', () => {
      if (standIn.refuse !== null) {
        response.writeHead(standIn.refuse).end()
        return
      }
      ;(list === 'undone' ? undone : effects).push(key)
      setTimeout(() => response.end(), standIn.answerAfterMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const standIn: StandIn = {
    url: `http://127.0.0.1:${port}`,
    effects,
    undone,
    refuse: null,
    answerAfterMs: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return standIn
}

/** People of a test by number: who is of which role. */
const TEAM: Readonly<Record<string, Role>> = {
  'person:1': 'owner',
  'person:2': 'sales',
  'person:3': 'sales',
  'person:4': 'content-editor',
  'person:5': 'viewer',
}

const people: People = {
  names: async (actors) => new Map(actors.filter((actor) => actor in TEAM).map((actor) => [actor, `Name ${actor}`])),
  roleOf: async (actor) => TEAM[actor] ?? null,
}

export function person(id: number): Principal {
  const role = TEAM[`person:${id}`] ?? 'viewer'
  return { kind: 'person', id: String(id), name: `Name ${id}`, role, rights: new Set(RIGHTS_OF[role]) }
}

export function deskOf(state: StateStore, clock: TestClock, skills: readonly Skill<unknown>[]): DeskDeps {
  const rule = autonomyRule({ state, clock, timeZone: TIME_ZONE })
  return { state, clock, log: openLog('silent'), lang: 'de', timeZone: TIME_ZONE, skills, rule, people }
}

/** Slow enough to be killed in the midst of it. */
export function crashSkills(otherSide: string): Skill<unknown>[] {
  const guard = { blocks: new Set<string>() }
  const onApply = () => new Promise<void>((resolve) => setTimeout(resolve, 15))
  return [insideSkill(guard, { onApply }), outsideSkill(guard, () => otherSide)]
}
