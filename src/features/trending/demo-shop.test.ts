/** Trends, searches and retention of the demo shop, from its events through the projections: what was planted is found by itself. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { openAnswers } from '../../api/answers.ts'
import { runInline } from '../../compute/index.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { addDays, startOfDay } from '../../core/time.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import { shopEvent } from '../../ingest/write/to-events.ts'
import { appendEvents, type LogEvent } from '../../stores/events/log.ts'
import { watchVersion } from '../../stores/events/version.ts'
import { DEMO_FILES, writeDemo } from '../demo/index.ts'
import { type Contribution, contributionSchema } from '../findings/index.ts'
import { retentionInsight, retentionStep } from '../retention/index.ts'
import { searchesInsight, searchesStep } from '../searches/index.ts'
import { insightRoutes } from '../visits/index.ts'
import { trendingInsight } from './routes.ts'
import { trendingStep } from './step.ts'

const END = '2026-11-22'
/** Before the first incident that moves what is looked at. */
const QUIET = addDays(END, -13)
const BATCH = 60_000
const STEPS = { trending: trendingStep, searches: searchesStep, retention: retentionStep }
type Name = keyof typeof STEPS

let store: TestStore
let truth: Awaited<ReturnType<typeof writeDemo>>['truth']
/** As they stand in the shop's own records. */
const emptySearches = new Set<unknown>()
let server: FastifyInstance
const nights = new Map<string, Contribution>()

async function* recordsOf(folder: string, type: keyof typeof DEMO_FILES): AsyncGenerator<ImportRecord> {
  // The demo's files hold one record a line, as the importer takes them.
  for await (const line of createInterface(createReadStream(join(folder, DEMO_FILES[type])))) {
    yield JSON.parse(line) as ImportRecord
  }
}

/** Catalogue, events, and the orders of the time that has events. */
async function fillShop(folder: string): Promise<void> {
  truth = (await writeDemo({ folder, seed: 1, endDay: END })).truth
  const from = Date.parse(`${addDays(END, -62)}T00:00:00Z`)
  let batch: LogEvent[] = []
  for await (const record of recordsOf(folder, 'event')) {
    if (record.type !== 'event' || record.name.startsWith('Checkout')) continue
    if (record.properties.results === 0) emptySearches.add(record.properties.query)
    batch.push(shopEvent('test', record))
    if (batch.length < BATCH) continue
    await appendEvents(store.events, batch, 0)
    batch = []
  }
  await appendEvents(store.events, batch, 0)
  const facts: ImportRecord[] = []
  for (const type of ['product', 'order'] as const) {
    for await (const record of recordsOf(folder, type))
      if (record.type === 'product' || (record.type === 'order' && record.placedAt >= from)) facts.push(record)
  }
  await store.fill(facts)
}

beforeAll(async () => {
  store = await openTestStore()
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-demo-'))
  await fillShop(folder).finally(() => rmSync(folder, { recursive: true, force: true }))
  for (const asOf of [END, QUIET])
    for (const [name, step] of Object.entries(STEPS))
      nights.set(`${name} ${asOf}`, await step.run(store.context(name, { asOf })))
  server = fastify()
  server.setErrorHandler((error, _request, reply) =>
    reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
  )
  const clock = { now: () => startOfDay(addDays(END, 1), 'Europe/Berlin') + 3_600_000 }
  const deps = {
    events: store.events,
    compute: runInline,
    clock,
    timeZone: 'Europe/Berlin',
    currency: async () => 'EUR',
  }
  const answers = openAnswers({ version: watchVersion(store.events, clock), clock })
  insightRoutes({ ...deps, answers }, [trendingInsight, searchesInsight, retentionInsight])(server)
}, 240_000)
afterAll(async () => {
  await server.close()
  await store.close()
})

function nightOf(name: Name, asOf: string): Contribution {
  const night = nights.get(`${name} ${asOf}`)
  if (night === undefined) throw new RangeError(`no ${name} for ${asOf}`)
  return night
}
const idsOf = (name: Name, asOf: string) => nightOf(name, asOf).findings.map(({ id }) => id)
const api = async (url: string) => (await server.inject({ url: `/api/v1/insights/${url}` })).json()

describe('every night', () => {
  it('gives contributions that keep to the contract and name evidence they bring', () => {
    for (const said of nights.values()) {
      expect(contributionSchema.parse(said)).toEqual(said)
      expect(said.notEnoughData).toBeNull()
      const known = new Set(said.evidence.map(({ id }) => id))
      const named = [
        ...said.findings.flatMap(({ evidenceIds, figure, chart }) => [
          ...evidenceIds,
          figure.evidenceId,
          ...(chart === null ? [] : [chart.evidenceId]),
        ]),
        ...[...said.tables, ...said.figures, ...said.charts].map(({ evidenceId }) => evidenceId),
      ]
      expect(named.filter((id) => !known.has(id))).toEqual([])
    }
  })
})

describe('trending', () => {
  it('finds the viral product by its views, about as far above the usual as was planted', () => {
    const { productId } = truth.incidents.viral
    const one = nightOf('trending', END).findings.find(({ id }) => id === `trending.rising.test/${productId}`)
    expect(one?.direction).toBe('good')
    const expected = one?.figure.comparisons[0]?.value ?? 0
    expect((one?.figure.value ?? 0) / expected).toBeGreaterThan(3)
    expect((one?.figure.value ?? 0) / expected).toBeLessThan(7)
    expect(one?.title.de).toContain('so oft angesehen wie erwartet')
    expect(one?.chart?.x.at(-1)).toBe(END)
    const course = one?.chart?.series[0]?.values ?? []
    expect(course.slice(-7).reduce((sum: number, visitors) => sum + (visitors ?? 0), 0)).toBeGreaterThanOrEqual(
      one?.figure.value ?? Number.NaN,
    )
  })

  it('finds nothing rising but what was planted', () => {
    const { viral, wrongPrice } = truth.incidents
    const planted = [viral, wrongPrice].map(({ productId }) => `trending.rising.test/${productId}`)
    expect(idsOf('trending', END).filter((id) => id.includes('.rising.'))).toEqual(expect.arrayContaining(planted))
    expect(idsOf('trending', END).filter((id) => id.includes('.rising.'))).toHaveLength(2)
  })

  it('says nothing before the incidents, though winter goods are on the rise', () => {
    expect(idsOf('trending', QUIET)).toEqual([])
    expect(nightOf('trending', QUIET).figures.find(({ id }) => id === 'trending.tested')?.value).toBeGreaterThan(250)
  })

  it('answers the same over HTTP, with filters and the queries it asked', async () => {
    const said = await api('trending?metric=views&window=week&direction=rising')
    expect(said.trends.map(({ product }: { product: string }) => product)).toContain(
      `test/${truth.incidents.viral.productId}`,
    )
    expect(said.evidence.map(({ id }: { id: string }) => id)).toContain('trending.counts')
    const narrow = await api('trending?filter=device:mobile')
    expect(narrow.tests).toBeLessThan(said.tests)
  })
})

describe('searches', () => {
  it('has the terms the shop does not find on top, and no others', () => {
    const [table] = nightOf('searches', END).tables
    expect(table?.rows.map(([term]) => term).sort()).toEqual([...emptySearches].sort())
    expect(idsOf('searches', END)).toEqual(['searches.empty'])
  })

  it('claims no money where visitors without a result buy as much as others', () => {
    const [finding] = nightOf('searches', END).findings
    expect(finding?.stakeCents).toBeNull()
    expect(finding?.sentence.de).toContain('nicht nachweisbar')
  })

  it('tells the share of visitors without a result, with n and interval around what was planted', async () => {
    const said = await api('searches?limit=3')
    expect(said.terms).toHaveLength(3)
    expect(said.found).toBe(emptySearches.size)
    expect(said.empty.low).toBeLessThan(0.095)
    expect(said.empty.high).toBeGreaterThan(0.085)
    const next = said.terms[0].next.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
    expect(next).toBe(said.terms[0].visitors)
  })
})

describe('retention', () => {
  it('has one cohort per whole week, and shares that fall within their intervals', async () => {
    const said = await api('retention?weeks=6')
    expect(said.cohorts.map(({ week }: { week: string }) => week)).toEqual([
      '2026-10-12',
      '2026-10-19',
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
    expect(said.cohorts.map(({ returned }: { returned: unknown[] }) => returned.length)).toEqual([5, 4, 3, 2, 1, 0])
    for (const { share, low, high } of said.curve) {
      expect(low).toBeLessThan(share)
      expect(high).toBeGreaterThan(share)
    }
    expect(said.isNew.of).toBe(said.newcomers.visitors + said.returning.visitors)
  })
})

describe('what cannot be asked', () => {
  it.each([
    ['trending?metric=clicks', 'metric'],
    ['trending?limit=0', 'limit'],
    ['searches?term=x', 'term: is not known here'],
    ['retention?weeks=1', 'weeks'],
    ['retention?to=2027-01-01', 'yet to come'],
  ])('%s is refused with the field that is wrong', async (url, word) => {
    const answer = await server.inject({ url: `/api/v1/insights/${url}` })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain(word)
  })

  it('a time without visits is said, not guessed', async () => {
    const said = await api('trending?from=2026-01-01&to=2026-01-10')
    expect(said.waiting.de).toContain('gibt es keine Besuche')
    expect(said.trends).toBeUndefined()
  })
})
