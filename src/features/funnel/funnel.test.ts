import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../../test/event-store.ts'
import { insertHits, type TestHit, type TestVisitor } from '../../../test/hits.ts'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { contributionSchema } from '../findings/index.ts'
import { funnelInsight } from './routes.ts'
import { DEFAULT_STEPS } from './schema.ts'
import { makeFunnel } from './service.ts'
import { funnelStep } from './step.ts'

const AS_OF = '2026-11-22'
const PERIOD = { from: '2026-10-26', to: AS_OF }
const SEEN_UNTIL = Date.parse('2026-11-22T22:59:59Z')
const HOUR = 60
const DAY = 24 * HOUR

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

const view = (minute: number, sku = 'A'): TestHit => ({ type: 'Product Viewed', minute, sku })
const add = (minute: number): TestHit => ({ type: 'Product Added', minute, sku: 'A' })
const begin = (minute: number): TestHit => ({ type: 'Checkout Started', minute })
const buy = (minute: number, valueCents = 5000, orderId = `o${minute}`): TestHit => ({
  type: 'Order Completed',
  minute,
  valueCents,
  orderId,
})
const search = (minute: number): TestHit => ({ type: 'Products Searched', minute, query: 'zelt' })

async function funnelOf(visitors: readonly TestVisitor[], part: Partial<Parameters<typeof makeFunnel>[1]> = {}) {
  await store.events.command('TRUNCATE TABLE hits')
  await insertHits(store.events, visitors)
  return makeFunnel(store.context('funnel', { asOf: AS_OF }), {
    scope: { period: PERIOD, filters: [] },
    steps: DEFAULT_STEPS,
    windowHours: 24,
    breakdown: null,
    withNext: true,
    seenUntil: SEEN_UNTIL,
    ...part,
  })
}

const visitor = (id: number, hits: readonly TestHit[], part: Partial<TestVisitor> = {}): TestVisitor => ({
  id,
  from: '2026-11-03T10:00:00Z',
  hits,
  ...part,
})

describe('how far visitors come', () => {
  it('counts each once, in order, within the window, whatever else they do', async () => {
    const { funnels } = await funnelOf([
      visitor(1, [view(0), view(1), add(2), search(3), begin(4), buy(5), view(9)]),
      visitor(2, [add(0), view(1), begin(2), buy(3)]),
      visitor(3, [view(0), add(1), begin(2), buy(DAY + 1)]),
      // A chain that begins later is within the window.
      visitor(4, [view(0), view(DAY), add(DAY + 1), begin(DAY + 2), buy(DAY + 3)]),
      visitor(5, [search(0)]),
    ])
    expect(funnels).toHaveLength(1)
    expect(funnels[0]?.steps.map(({ visitors }) => visitors)).toEqual([4, 3, 3, 2])
    const [first, second] = funnels[0]?.steps ?? []
    expect(first?.leak?.lost).toMatchObject({ count: 1, of: 4, share: 0.25 })
    expect(second?.fromPrevious).toMatchObject({ count: 3, of: 4 })
    expect(second?.fromPrevious.low).toBeGreaterThan(0.3)
  })

  it('is what a plain walk over every visitor gives, with ties and a short window', async () => {
    const random = randomSource(3)
    const types = [...DEFAULT_STEPS.map(({ type }) => type), 'Page Viewed']
    const visitors = Array.from({ length: 400 }, (_, id) => {
      let minute = 0
      const hits = Array.from({ length: 1 + Math.floor(random.uniform() * 14) }, (): TestHit => {
        minute += Math.floor(random.uniform() * 4) * 15
        return { type: types[Math.floor(random.uniform() * types.length)] ?? '', minute }
      })
      return visitor(id + 1, hits)
    })
    const levels = visitors.map(({ hits }) => plainLevel(hits, 60))
    const { funnels } = await funnelOf(visitors, { windowHours: 1 })
    const expected = [1, 2, 3, 4].map((level) => levels.filter((reached) => reached >= level).length)
    expect(expected[3]).toBeGreaterThan(5)
    expect(funnels[0]?.steps.map((step) => step.visitors)).toEqual(expected)
    const fast = await funnelOf(visitors, { windowHours: 1, withNext: false })
    expect(fast.funnels[0]?.steps.map((step) => step.visitors)).toEqual(expected)
  })

  it('lets no hit be two steps, nor one before the period a beginning', async () => {
    const steps = [
      { type: 'Product Viewed', step: '', path: '' },
      { type: 'Product Viewed', step: '', path: '' },
    ]
    const { funnels } = await funnelOf(
      [
        visitor(1, [view(0)]),
        visitor(2, [view(0), view(1)]),
        visitor(3, [view(0), view(1)], { from: '2026-10-25T10:00:00Z' }),
      ],
      { steps },
    )
    expect(funnels[0]?.steps.map(({ visitors }) => visitors)).toEqual([2, 1])
  })

  it('is told apart by what was known at the first step, columns and properties alike', async () => {
    const paid = { ...view(0), properties: { plan: 'pro' } }
    const visitors = [
      visitor(1, [paid, add(1)], { browser: 'Safari 17' }),
      visitor(2, [{ ...view(0) }, { ...add(1), properties: { plan: 'pro' } }]),
      visitor(3, [paid]),
    ]
    const byPlan = await funnelOf(visitors, { breakdown: 'property:plan' })
    expect(byPlan.funnels.map(({ value, steps }) => [value, steps[0]?.visitors, steps[1]?.visitors])).toEqual([
      ['pro', 2, 1],
      ['', 1, 1],
    ])
    const byBrowser = await funnelOf(visitors, { breakdown: 'browser' })
    expect(byBrowser.funnels.map(({ value, steps }) => [value, steps[1]?.visitors])).toEqual([
      ['Firefox 131', 1],
      ['Safari 17', 1],
    ])
    const filters = [{ dimension: 'property:plan' as const, values: ['pro'] }]
    const narrowed = await funnelOf(visitors, { scope: { period: PERIOD, filters } })
    expect(narrowed.funnels[0]?.steps.map((step) => step.visitors)).toEqual([2, 1, 0, 0])
  })
})

/** The furthest step, by trying every hit as a beginning; the earliest next step is never a worse choice. */
function plainLevel(hits: readonly TestHit[], windowMinutes: number): number {
  const place = (hit: TestHit) => DEFAULT_STEPS.findIndex(({ type }) => type === hit.type)
  // Within one moment the earlier step comes first.
  const walk = [...hits].sort((a, b) => a.minute - b.minute || place(a) - place(b))
  return walk.reduce((best, start, index) => {
    if (place(start) !== 0) return best
    let level = 1
    for (const hit of walk.slice(index + 1)) {
      if (place(hit) === level && hit.minute - start.minute <= windowMinutes) level++
    }
    return Math.max(best, level)
  }, 0)
}

describe('what the lost did next', () => {
  it('is the next act of the same visit after the furthest step, or leaving', async () => {
    const { funnels } = await funnelOf([
      visitor(1, [view(0), { type: 'Page Left', minute: 1 }]),
      visitor(2, [view(0), search(2)]),
      visitor(3, [view(0), view(2, 'B')]),
      visitor(4, [view(0), view(2, 'A')]),
      visitor(5, [view(0), { type: 'Page Viewed', minute: 3, path: '/' }]),
      visitor(6, [view(0), view(2 * HOUR)]),
      visitor(7, [view(0), { type: 'Wishlist Opened', minute: 1 }]),
    ])
    const next = funnels[0]?.steps[0]?.leak?.next.map(({ action, count, of }) => [action, count, of])
    expect(next).toEqual([
      ['left', 2, 7],
      ['searched', 1, 7],
      ['other-product', 1, 7],
      ['same-product', 1, 7],
      ['page', 1, 7],
      ['other', 1, 7],
    ])
  })

  it('tells who came back within seven days, only of those for whom they are over, and who bought after all', async () => {
    const { funnels } = await funnelOf([
      visitor(1, [view(0), view(2 * DAY)]),
      visitor(2, [view(0), view(8 * DAY)]),
      visitor(3, [view(0), view(10)]),
      visitor(4, [view(0), view(DAY)], { from: '2026-11-20T10:00:00Z' }),
      visitor(5, [view(0), buy(3 * DAY, 7000, 'x'), buy(3 * DAY + 1, 7000, 'x')]),
    ])
    const leak = funnels[0]?.steps[0]?.leak
    expect(leak?.cameBack).toMatchObject({ count: 2, of: 4 })
    expect(leak?.boughtLater).toMatchObject({ count: 1, of: 5 })
    // The same order told twice counts once.
    expect(leak?.laterCents).toBe(7000)
  })

  it('is priced by what those who went on spend, less what the lost spent after all', async () => {
    const went = Array.from({ length: 20 }, (_, k) =>
      visitor(k + 1, k < 10 ? [view(0), add(1), begin(2), buy(3, 4000 + 400 * k)] : [view(0), add(1)]),
    )
    const lost = Array.from({ length: 30 }, (_, k) => visitor(100 + k, [view(0), ...(k === 0 ? [buy(1, 1000)] : [])]))
    const { funnels } = await funnelOf([...went, ...lost])
    const worth = funnels[0]?.steps[0]?.leak?.worth
    const mean = 4000 + (400 * 9) / 2
    expect(worth?.cents).toBe(30 * 0.5 * mean - 1000)
    expect(worth?.low).toBeLessThan(30 * 0.4 * mean)
    expect(worth?.high).toBeGreaterThan(30 * 0.6 * mean)
    // Nobody is known to have gone on and bought: no price.
    const few = await funnelOf(lost)
    expect(few.funnels[0]?.steps[0]?.leak?.worth).toBeNull()
  })
})

describe('the step of the night', () => {
  const run = () => funnelStep.run(store.context('funnel', { asOf: AS_OF }))

  it('says what is missing without visits, and with too few', async () => {
    await store.events.command('TRUNCATE TABLE hits')
    expect((await run()).notEnoughData?.de).toContain('noch keine Besuche')
    await insertHits(store.events, [visitor(1, [view(0)])])
    const few = await run()
    expect(few.notEnoughData?.de).toContain('1 Besucher von 100')
    expect(few.findings).toEqual([])
  })

  it('tells the leak that costs most after the cart, with its assumption and evidence', async () => {
    await store.events.command('TRUNCATE TABLE hits')
    const many = Array.from({ length: 200 }, (_, k) => {
      const hits = [view(0), ...(k % 2 === 0 ? [add(1)] : []), ...(k % 8 === 0 ? [begin(2), buy(3, 6000)] : [])]
      return visitor(k + 1, hits)
    })
    await insertHits(store.events, many)
    const said = await run()
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.findings.map(({ id }) => id)).toEqual(['funnel.leak.2'])
    const [leak] = said.findings
    expect(leak?.figure).toMatchObject({ value: 0.75, n: 100 })
    // 75 lost, each as good as 60 euros, a tenth of it.
    expect(leak?.stakeCents).toBe(45_000)
    expect(leak?.sentence.de).toContain('Annahme: Gewinnt man 10')
    expect(leak?.sentence.de).toContain('verließen den Shop')
    const known = new Set(said.evidence.map(({ id }) => id))
    expect(said.tables.every(({ evidenceId }) => known.has(evidenceId))).toBe(true)
    expect(said.figures.map(({ id, value }) => [id, value])).toContainEqual(['funnel.whole', 0.125])
  })

  it('answers over the API with steps of the asker', async () => {
    const deps = {
      events: store.events,
      compute: runInline,
      clock: { now: () => Date.parse('2026-11-23T09:00:00Z') },
      timeZone: 'Europe/Berlin',
      currency: async () => 'EUR',
    }
    const answer = await funnelInsight.answer(
      { step: ['Product Viewed', 'Order Completed'], windowHours: '1', next: 'false' },
      deps,
    )
    expect(answer).toMatchObject({
      waiting: null,
      windowHours: 1,
      funnels: [{ value: null, steps: [{ visitors: 200 }, { visitors: 25 }] }],
    })
    expect(answer.evidence.map(({ id }) => id)).toEqual(['funnel.coverage', 'funnel.steps'])
    await expect(funnelInsight.answer({ step: ['Product Viewed'] }, deps)).rejects.toThrow(/step/)
    await expect(funnelInsight.answer({ breakdown: 'visitor_id' }, deps)).rejects.toThrow(/breakdown/)
  })
})
