import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { compareTrends, type Series, weeksBefore } from './compare.ts'
import { chooseStories } from './model.ts'
import { MAX_Q, type Trend } from './schema.ts'

const WEEKS = 8

/** 200 products in 20 categories whose rates scatter by themselves; category 0 rises by half in the last week. */
function shop(seed: number, lift: (product: number) => number = () => 1): Series[] {
  const { gamma, poisson } = randomSource(seed)
  return Array.from({ length: 200 }, (_, i): Series => {
    const rate = 4 + 0.4 * i
    const draw = (days: number, k: number) => {
      const season = k === 0 && i % 20 === 0 ? 1.5 : 1
      return poisson(days * rate * season * (k === 0 ? lift(i) : 1) * (gamma(50) / 50))
    }
    const stretches = (days: number) => Array.from({ length: WEEKS + 1 }, (_, k) => draw(days, k))
    return {
      product: `p${i}`,
      category: `c${i % 20}`,
      metric: 'views',
      day: stretches(1),
      week: stretches(7),
      weeks: WEEKS,
    }
  })
}

const named = async (series: readonly Series[]) =>
  (await compareTrends(runInline, series, WEEKS)).tested.filter(({ q }) => q <= MAX_Q)

describe('compareTrends', () => {
  it('names nothing where nothing but a season happened, in nearly every shop', async () => {
    let alarms = 0
    for (let seed = 1; seed <= 12; seed++) if ((await named(shop(seed))).length > 0) alarms++
    expect(alarms).toBeLessThanOrEqual(2)
  })

  it('names what rose and what fell, with the factor inside its interval', async () => {
    const found = await named(shop(3, (i) => (i === 100 ? 4 : i === 101 ? 0.2 : 1)))
    const week = found.filter(({ window }) => window === 'week')
    expect(week.map(({ series }) => series.product).sort()).toEqual(['p100', 'p101'])
    for (const { series, low, high } of week) {
      expect(low).toBeLessThan(series.product === 'p100' ? 4 : 0.2)
      expect(high).toBeGreaterThan(series.product === 'p100' ? 4 : 0.2)
    }
  })

  it('counts tests that could not be named as tests', async () => {
    const { tests, tested } = await compareTrends(runInline, shop(5), WEEKS)
    expect(tests).toBe(400)
    expect(tested.length).toBeLessThan(60)
  })

  it('says nothing of products too young, nor of a day on which nothing was measured', async () => {
    const rows = shop(6, (i) => (i === 100 ? 6 : 1))
    const young = rows.map((one) => (one.product === 'p100' ? { ...one, weeks: 2 } : one))
    expect((await named(young)).map(({ series }) => series.product)).not.toContain('p100')
    const silent = rows.map((one) => ({ ...one, day: [0, ...one.day.slice(1)] }))
    expect((await named(silent)).filter(({ window }) => window === 'day')).toEqual([])
  })

  it('has no history below two weeks', () => {
    expect([6, 13, 20, 62, 500].map(weeksBefore)).toEqual([0, 1, 2, 8, 8])
  })
})

describe('chooseStories', () => {
  const trend = (product: string, part: Partial<Trend>): Trend => ({
    product,
    name: { de: product, en: product },
    metric: 'views',
    window: 'week',
    direction: 'rising',
    count: 300,
    expected: 100,
    ratio: 3,
    low: 2,
    high: 4,
    p: 0,
    q: 0.001,
    ...part,
  })

  it('tells a product once, by its views over the week, with what else moved', () => {
    const [story, ...more] = chooseStories([
      trend('a', { metric: 'orders' }),
      trend('a', { metric: 'views', window: 'day' }),
      trend('a', { metric: 'views' }),
      trend('a', { metric: 'carts' }),
    ])
    expect(more).toEqual([])
    expect([story?.main.metric, story?.main.window, story?.isOrdered]).toEqual(['views', 'week', true])
    expect(story?.others.map(({ metric }) => metric)).toEqual(['carts', 'orders'])
  })

  it('leaves small changes and orders alone to the table', () => {
    expect(chooseStories([trend('a', { ratio: 1.3 }), trend('b', { metric: 'orders' })])).toEqual([])
  })
})
