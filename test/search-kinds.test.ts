/** What the search finds besides products, people and orders: one of each kind, and nothing for those who may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { RIGHTS, type Right } from '../src/core/rights.ts'
import { saveReport } from '../src/features/report/index.ts'
import { openSearch } from '../src/features/search/service.ts'
import { searchKinds } from '../src/search-kinds.ts'
import { sampleReport } from './report-sample.ts'
import { openTestState, type TestState } from './state-store.ts'

const report = sampleReport()
let state: TestState

beforeAll(async () => {
  state = await openTestState()
  const { rows } = await state.pool.query<{ id: number }>(
    "INSERT INTO nights (as_of, status, started_at) VALUES ($1, 'done', now()) RETURNING id",
    [report.asOf],
  )
  await state.transaction((client) => saveReport(client, rows[0]?.id ?? 0, report))
  await state.pool.query(
    `INSERT INTO audiences (name, definition, created_at, updated_at)
     VALUES ('Wiederkäufer im Süden', '{"version":1,"rule":{"kind":"segment","segments":["loyal"]}}', now(), now())`,
  )
  await state.pool.query(
    `INSERT INTO tasks (title, notes, role, created_by, created_at) VALUES ('Regenjacken nachbestellen', 'bei Fjellvind', 'sales', 'cli', now())`,
  )
  await state.pool.query(
    `INSERT INTO proposals (id, skill, subject_kind, subject_key, subject_label, title, reason, draft, effect_rank, evidence, author, checks,
       worst, content_hash, proposed_hash, state, search_text, created_at)
     VALUES (gen_random_uuid(), 'prices.correct', 'product', '1', '{"de":"Zelt Ötscher","en":"Ötscher Tent"}',
       '{"de":"Preis berichtigen","en":"Correct the price"}', '{}', '{}', 0, '[]', '{}', '[]', 0, 'h', 'h', 'open',
       'preis berichtigen correct the price zelt ötscher', now())`,
  )
})
afterAll(() => state.close())

const find = async (text: string, rights: readonly Right[] = RIGHTS) => {
  const kinds = searchKinds({ state, config: loadConfig({ env: {}, cwd: '/nowhere' }) })
  const search = openSearch({ kinds, clock: { now: () => 0 } })
  const { groups } = await search({ text, kinds: null, limit: 5, rights: new Set(rights) })
  return groups.flatMap(({ hits }) => hits)
}

describe('the search', () => {
  it('finds proposals, tasks, audiences and findings, typing errors forgiven', async () => {
    expect(await find('Oetscher')).toMatchObject([{ kind: 'proposal', title: { de: 'Preis berichtigen' } }])
    expect(await find('nachbestelen')).toMatchObject([{ kind: 'task', href: expect.stringMatching(/^\/tasks\//) }])
    expect(await find('Wiederkaufer')).toMatchObject([{ kind: 'audience', title: { en: 'Wiederkäufer im Süden' } }])
    const [finding] = report.findings
    expect(await find(finding?.title.de ?? '')).toContainEqual(
      expect.objectContaining({ kind: 'finding', key: finding?.id, href: expect.stringContaining(report.asOf) }),
    )
  })

  it('keeps each from whoever has no right to it', async () => {
    for (const word of ['Oetscher', 'nachbestellen', 'Wiederkäufer'])
      expect(await find(word, ['customers.read'])).toEqual([])
    expect(await find(report.findings[0]?.title.de ?? '', ['customers.read'])).toEqual([])
  })
})
