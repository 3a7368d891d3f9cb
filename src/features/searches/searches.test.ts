import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import type { Scope } from '../visits/index.ts'
import { toSearches } from './model.ts'
import { searchesStep } from './step.ts'
import { type OutcomeRow, readOutcomes } from './store.ts'

const SCOPE: Scope = { period: { from: '2026-11-01', to: '2026-11-10' }, filters: [] }
let store: TestStore

type Hit = readonly [
  visitor: number,
  session: number,
  at: string,
  type: string,
  what?: Partial<Record<string, unknown>>,
]

/** Straight into the projection, as it would come out of the log. */
async function insertHits(hits: readonly Hit[]): Promise<void> {
  const rows = hits.map(([visitor, session, at, type, what = {}], i) => {
    const { query = '', results = -1, path = '', order = '', cents = 0, browser = '' } = what
    return `(${visitor}, ${session}, toUUID('00000000-0000-0000-0000-${String(i).padStart(12, '0')}'), '${type}', '${at}', '${at.slice(0, 10)}', '${query}', ${results}, '${path}', '${order}', ${cents}, '${browser}')`
  })
  await store.events.command(
    `INSERT INTO hits (visitor_id, session_id, event_id, type, time, day, query, results, path, order_id, value_cents, browser) VALUES ${rows.join(', ')}`,
  )
}

const SEARCH = 'Products Searched'
const vain = (query: string, path = '/suche') => ({ query, results: 0, path })

beforeAll(async () => {
  store = await openTestStore()
  await insertHits([
    // Searches twice in vain for the same, the page of results in between: then looks at a product, and orders days later, told twice.
    [1, 11, '2026-11-02 10:00:00', SEARCH, vain('kajak')],
    [1, 11, '2026-11-02 10:00:01', 'Page Viewed', { path: '/suche' }],
    [1, 11, '2026-11-02 10:00:30', SEARCH, vain('kajak')],
    [1, 11, '2026-11-02 10:00:40', 'Page Left', { path: '/suche' }],
    [1, 11, '2026-11-02 10:01:00', 'Product Viewed'],
    [1, 12, '2026-11-08 10:00:00', 'Order Completed', { order: 'o1', cents: 5000 }],
    [1, 12, '2026-11-08 10:00:05', 'Order Completed', { order: 'o1', cents: 5000 }],
    // Leaves; the next visit on the next day is another session, and the order comes too late.
    [2, 21, '2026-11-02 10:00:00', SEARCH, vain('kajak')],
    [2, 22, '2026-11-03 10:00:00', 'Product Viewed'],
    [2, 23, '2026-11-09 10:00:01', 'Order Completed', { order: 'o2', cents: 7000 }],
    // Searches for something else, which is found; the first search was the one in vain.
    [3, 31, '2026-11-04 10:00:00', SEARCH, vain('kajaks')],
    [3, 31, '2026-11-04 10:00:10', SEARCH, { query: 'packraft', results: 3 }],
    [3, 31, '2026-11-04 10:00:20', 'Product Added'],
    // Finds at once, then once in vain: the first search decides on which side the visitor stands.
    [4, 41, '2026-11-05 10:00:00', SEARCH, { query: 'packraft', results: 3, browser: 'Firefox 130' }],
    [4, 41, '2026-11-05 10:00:10', SEARCH, { ...vain('pakraft'), browser: 'Firefox 130' }],
    // Outside of the period, and one whose result is not known.
    [5, 51, '2026-10-30 10:00:00', SEARCH, vain('kajak')],
    [6, 61, '2026-11-05 10:00:00', SEARCH, { query: 'kajak', results: -1 }],
  ])
})
afterAll(() => store.close())

const outcomes = async (scope: Scope) =>
  new Map(
    (await readOutcomes(store.context('searches', { asOf: '2026-11-10' }).ask, scope)).rows.map((row) => [
      row.term,
      row,
    ]),
  )

describe('what visitors do after a search', () => {
  it('is the next thing in the same session that is neither the same search nor its page of results', async () => {
    const kajak = (await outcomes(SCOPE)).get('kajak')
    expect(kajak).toMatchObject({ visitors: 2, next_product: 1, next_left: 1, next_searched: 0, next_page: 0 })
    expect((await outcomes(SCOPE)).get('kajaks')).toMatchObject({ visitors: 1, next_searched: 1 })
  })

  it('counts orders within seven days, each once', async () => {
    expect((await outcomes(SCOPE)).get('kajak')).toMatchObject({ bought: 1, firsts: 2, first_buyers: 1, cents: 5000 })
  })

  it('puts each visitor on the side of the first search with a known result', async () => {
    const rows = await outcomes(SCOPE)
    expect(rows.get('')).toMatchObject({ visitors: 1, firsts: 1, next_searched: 1 })
    expect(rows.get('pakraft')).toMatchObject({ visitors: 1, firsts: 0 })
  })

  it('is narrowed by filters', async () => {
    const rows = await outcomes({ ...SCOPE, filters: [{ dimension: 'browser', values: ['Firefox 130'] }] })
    expect([...rows.keys()]).toEqual(['', 'pakraft'])
  })

  it('groups spellings, and names a term with results that may have been meant', async () => {
    const said = await searchesStep.run(store.context('searches', { asOf: '2026-11-10' }))
    const [table] = said.tables
    expect(table?.rows.map(([term, spellings, visitors]) => [term, spellings, visitors])).toEqual([
      ['kajak', 'kajaks', 4],
      ['pakraft', '', 1],
    ])
    expect(table?.rows[1]?.at(-2)).toBe('packraft')
    // A handful of visitors is no finding.
    expect(said.findings).toEqual([])
  })

  it('says what is missing where there are no searches', async () => {
    const said = await searchesStep.run(store.context('searches', { asOf: '2026-12-20' }))
    expect(said.notEnoughData?.de).toContain('gibt es keine Besuche')
  })
})

describe('money at stake', () => {
  const row = (term: string, firsts: number, buyers: number): OutcomeRow => ({
    term,
    visitors: firsts,
    next_left: firsts,
    next_searched: 0,
    next_product: 0,
    next_page: 0,
    next_cart: 0,
    next_checkout: 0,
    next_other: 0,
    bought: buyers,
    firsts,
    first_buyers: buyers,
    cents: buyers * 8000,
    squares: buyers * (8000 ** 2 + 3000 ** 2),
  })
  const totals = [{ is_now: 1, searchers: 11_000, told: 11_000, empty: 1000, searches: 12_000, empty_searches: 1100 }]
  const spellings = { leaders: Int32Array.of(0), suggestions: [''] }

  it('is the difference of the values times the visitors, with an interval above 0 where it can be shown', () => {
    const { stake, terms } = toSearches(totals, [row('', 10_000, 500)], [row('kajak', 1000, 10)], spellings)
    expect(stake?.cents).toBeCloseTo(1000 * (0.05 - 0.01) * 8000, -2)
    expect(stake?.low).toBeGreaterThan(0)
    expect(stake?.high).toBeGreaterThan(stake?.cents ?? 0)
    expect(terms[0]?.worth).toEqual(stake)
  })

  it('reaches below 0 where visitors without a result buy as much', () => {
    const { stake } = toSearches(totals, [row('', 10_000, 500)], [row('kajak', 1000, 50)], spellings)
    expect(stake?.low).toBeLessThan(0)
    expect(stake?.high).toBeGreaterThan(0)
  })

  it('is not said where too few ordered', () => {
    expect(toSearches(totals, [row('', 10_000, 500)], [row('kajak', 1000, 3)], spellings).stake).toBeNull()
    expect(toSearches([], [], [], { leaders: new Int32Array(0), suggestions: [] }).stake).toBeNull()
  })
})
