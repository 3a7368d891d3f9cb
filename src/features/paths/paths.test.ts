import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { insertHits, type TestHit, type TestVisitor } from '../../../test/hits.ts'
import { runInline } from '../../compute/index.ts'
import { contributionSchema } from '../findings/index.ts'
import { parseMatch } from '../visits/index.ts'
import { pathsInsight } from './routes.ts'
import type { PathsDefinition } from './schema.ts'
import { makePaths } from './service.ts'
import { pathsStep } from './step.ts'

const AS_OF = '2026-11-22'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await insertHits(store.events, VISITORS)
})
afterAll(async () => {
  await store.close()
})

const page = (minute: number, path: string): TestHit => ({ type: 'Page Viewed', minute, path })
const view = (minute: number, sku: string): TestHit => ({ type: 'Product Viewed', minute, sku, path: `/p/${sku}` })
const cart = (minute: number): TestHit => ({ type: 'Cart Viewed', minute })
const visitor = (id: number, hits: readonly TestHit[]): TestVisitor => ({ id, from: '2026-11-03T10:00:00Z', hits })

const VISITORS = [
  visitor(1, [page(0, '/'), view(1, 'A'), view(2, 'B'), cart(3)]),
  visitor(2, [page(0, '/'), view(1, 'C'), { type: 'Page Left', minute: 2 }]),
  // Two visits: a pause of an hour.
  visitor(3, [page(0, '/'), cart(1), view(61 + 1, 'A'), page(63, '/rare')]),
]

const ask = (part: Partial<PathsDefinition> = {}) =>
  makePaths(store.context('paths', { asOf: AS_OF }), {
    scope: { period: { from: '2026-11-01', to: AS_OF }, filters: [] },
    anchor: null,
    direction: 'after',
    depth: 3,
    nodes: 3,
    ...part,
  })

describe('paths', () => {
  it('begin where visits begin; the same twice in a row is one step, rare pages are one', async () => {
    const { visits, paths } = await ask()
    expect(visits).toBe(4)
    expect(paths.map(({ names, visits: n }) => [names.join(' > '), n]).sort()).toEqual([
      ['/ > Cart Viewed > end', 1],
      ['/ > Product Viewed > Cart Viewed > end', 1],
      ['/ > Product Viewed > end', 1],
      ['Product Viewed > other > end', 1],
    ])
  })

  it('are nodes and links whose visits add up, each link a share of where it comes from', async () => {
    const { nodes, links, visits } = await ask()
    const starts = nodes.filter(({ step }) => step === 0)
    expect(starts.reduce((sum, node) => sum + node.visits, 0)).toBe(visits)
    for (const node of nodes) {
      const out = links.filter(({ source }) => source === node.id)
      const into = links.filter(({ target }) => target === node.id)
      if (out.length > 0) expect(out.reduce((sum, link) => sum + link.visits, 0)).toBe(node.visits)
      if (into.length > 0) expect(into.reduce((sum, link) => sum + link.visits, 0)).toBe(node.visits)
    }
    const link = links.find(({ source, target }) => source === '0:/' && target === '1:Product Viewed')
    expect(link).toMatchObject({ visits: 2, share: 2 / 3 })
    expect(link?.low).toBeGreaterThan(0.2)
  })

  it('from an event or a page follow its first time', async () => {
    const after = await ask({ anchor: parseMatch('Product Viewed', 'start') })
    expect(after.visits).toBe(3)
    expect(after.paths.map(({ names }) => names.join(' > ')).sort()).toEqual([
      'Product Viewed > Cart Viewed > end',
      'Product Viewed > end',
      'Product Viewed > other > end',
    ])
    expect((await ask({ anchor: parseMatch('/', 'start') })).visits).toBe(3)
    expect((await ask({ anchor: parseMatch('/nowhere', 'start') })).paths).toEqual([])
  })

  it('to an event lead back from its last time, told in the order of time', async () => {
    const before = await ask({ anchor: parseMatch('Cart Viewed', 'end'), direction: 'before' })
    expect(before.paths.map(({ names }) => names.join(' > ')).sort()).toEqual([
      'start > / > Cart Viewed',
      'start > / > Product Viewed > Cart Viewed',
    ])
    expect(before.links).toContainEqual(
      expect.objectContaining({ source: '1:/', target: '0:Cart Viewed', visits: 1, share: 0.5 }),
    )
  })

  it('are no longer than asked', async () => {
    const { paths, nodes } = await ask({ depth: 1 })
    expect(Math.max(...paths.map(({ names }) => names.length))).toBe(2)
    expect(nodes.every(({ step }) => step <= 1)).toBe(true)
  })

  it('come over the API with one anchor only', async () => {
    const deps = {
      events: store.events,
      compute: runInline,
      clock: { now: () => Date.parse('2026-11-23T09:00:00Z') },
      timeZone: 'Europe/Berlin',
      currency: async () => 'EUR',
    }
    const answer = await pathsInsight.answer({ end: 'Cart Viewed', depth: '2' }, deps)
    expect(answer).toMatchObject({ direction: 'before', visits: 2, depth: 2, waiting: null })
    await expect(pathsInsight.answer({ start: '/', end: '/x' }, deps)).rejects.toThrow('not both')
    await expect(pathsInsight.answer({ depth: '9' }, deps)).rejects.toThrow(/^depth:/)
  })

  it('of the night say where visits begin, and what is missing where there are none', async () => {
    const said = await pathsStep.run(store.context('paths', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.charts[0]?.title.de).toContain('75')
    expect(said.tables.map(({ rowCount }) => rowCount)).toEqual([4, 8])
    const early = await pathsStep.run(store.context('paths', { asOf: '2026-01-31' }))
    expect(early.notEnoughData?.de).toContain('gibt es keine Besuche')
  })
})
