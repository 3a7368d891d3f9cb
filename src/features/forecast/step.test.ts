import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { OrderRecord } from '../../ingest/records.ts'
import { type Contribution, contributionSchema } from '../findings/index.ts'
import { toSeries } from './series.ts'
import { expectLastDay, forecastStep } from './step.ts'
import { readDays } from './store.ts'

const AS_OF = '2026-11-22'
const DAYS = 200

/** Closed on Saturdays; orders swing with the weekday and a little by chance. */
function makeShop(): OrderRecord[] {
  let state = 99
  const next = (below: number) => {
    state = (state * 16_807) % 2_147_483_647
    return state % below
  }
  const orders: OrderRecord[] = []
  for (let back = DAYS - 1; back >= -7; back--) {
    const day = addDays(AS_OF, -back)
    if (weekdayOf(day) === 6) continue
    for (let n = 0; n < 3 + weekdayOf(day) + next(3); n++) {
      const rest = next(12) === 0 ? { cancelledAt: Date.parse(`${day}T18:00:00Z`) } : {}
      orders.push(order(`${back}-${n}`, day, [['A', 1 + next(3), 1000]], rest))
    }
  }
  return orders
}

const orders = makeShop()
let store: TestStore
let result: Contribution

beforeAll(async () => {
  store = await openTestStore()
  await store.fill(orders)
  result = await forecastStep.run(store.context('forecast', { asOf: AS_OF }))
})
afterAll(() => store.close())

const figure = (id: string) => result.figures.find((one) => one.id === id)

describe('the forecast step', () => {
  it('gives a contribution of the agreed shape', () => {
    expect(() => contributionSchema.parse(result)).not.toThrow()
    expect(result.notEnoughData).toBeNull()
  })

  it('rests on the revenue and the orders of each day', async () => {
    const { rows } = await readDays(store.context('forecast', { asOf: AS_OF }).ask, AS_OF)
    const series = toSeries(rows, AS_OF)
    const revenue = new Float64Array(DAYS)
    const counted = new Float64Array(DAYS)
    for (const { placedAt, cancelledAt, lines } of orders) {
      const t = DAYS - 1 - Math.round((Date.parse(`${AS_OF}T12:00:00Z`) - placedAt) / 86_400_000)
      if (t >= DAYS) continue
      counted[t] = (counted[t] ?? 0) + 1
      // Called off on the same day: nothing remains of it but the order.
      if (cancelledAt === null) revenue[t] = (revenue[t] ?? 0) + (lines[0]?.totalCents ?? 0)
    }
    expect(series?.revenueCents).toEqual(revenue)
    expect(series?.orders).toEqual(counted)
  })

  it('claims revenue and orders of each of the next seven days, in their band, with the naive beside', () => {
    const days = Array.from({ length: 7 }, (_, i) => addDays(AS_OF, i + 1))
    for (const metric of ['revenueCents', 'orders'] as const) {
      const claims = result.claims.filter((claim) => claim.metric === metric)
      expect(claims.map(({ day }) => day)).toEqual(days)
      for (const claim of claims) {
        expect(claim.low).toBeLessThanOrEqual(claim.value)
        expect(claim.value).toBeLessThanOrEqual(claim.high)
        expect(claim.level).toBe(0.8)
      }
    }
    const lastMonday = orders.filter(({ placedAt }) => placedAt === Date.parse('2026-11-16T12:00:00Z'))
    expect(result.claims.find(({ metric }) => metric === 'orders')?.naive).toBe(lastMonday.length)
  })

  it('expects nothing on the weekday on which the shop is closed', () => {
    const saturday = result.claims.filter(({ day }) => weekdayOf(day) === 6)
    expect(saturday.map(({ value, low, high }) => [value, low, high])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  it('gives tomorrow, the next 7 and the next 28 days as figures with interval and n', () => {
    for (const days of [1, 7, 28]) {
      for (const name of ['revenue', 'orders']) {
        const one = figure(`forecast.days${days}.${name}`)
        expect(one?.interval?.level).toBe(0.8)
        expect(one?.n).toBe(DAYS)
        expect(one?.value ?? -1).toBeGreaterThan(one?.interval?.low ?? 0)
      }
    }
    const claimed = result.claims.filter(({ metric }) => metric === 'revenueCents')
    const sum = claimed.reduce((total, { value }) => total + value, 0)
    expect(Math.abs((figure('forecast.days7.revenue')?.value ?? 0) - sum)).toBeLessThanOrEqual(7)
  })

  it('says how well it did in the last eight weeks', () => {
    const coverage = figure('forecast.accuracy.coverage.orders')
    expect(coverage?.n).toBe(56)
    expect(coverage?.value ?? 0).toBeGreaterThan(0.6)
    expect(figure('forecast.accuracy.mase.orders')?.comparisons[0]?.value).toBeGreaterThan(0)
  })

  it('draws the past and, after it, the forecast with its band', () => {
    const chart = result.charts[0]
    const at = chart?.x.indexOf(AS_OF) ?? -1
    const values = (role: string) => chart?.series.find((one) => one.role === role)?.values ?? []
    expect(chart?.x.length).toBe(42 + 28)
    expect(
      values('actual')
        .slice(at + 1)
        .every((value) => value === null),
    ).toBe(true)
    expect(
      values('forecast')
        .slice(0, at + 1)
        .every((value) => value === null),
    ).toBe(true)
    for (const role of ['forecast', 'low', 'high', 'comparison']) {
      expect(
        values(role)
          .slice(at + 1)
          .every((value) => typeof value === 'number'),
      ).toBe(true)
    }
  })

  it('names the public holidays to come', async () => {
    const advent = await forecastStep.run(store.context('forecast', { asOf: addDays(AS_OF, -26) }))
    // 31 October in some states only; 'DE-BY' keeps 1 November.
    const bavaria = await forecastStep.run(store.context('forecast', { asOf: addDays(AS_OF, -26), holidays: 'DE-BY' }))
    expect(advent.charts[0]?.marks).toEqual([])
    expect(bavaria.charts[0]?.marks.map(({ x }) => x)).toEqual(['2026-11-01'])
    expect(bavaria.findings[0]?.sentence.de).toContain('Allerheiligen')
  })

  it('says the same every time', async () => {
    const again = await forecastStep.run(store.context('forecast', { asOf: AS_OF }))
    expect(again).toEqual(result)
  })

  it('would have claimed the night before what the day is held against', async () => {
    const before = await forecastStep.run(store.context('forecast', { asOf: addDays(AS_OF, -1) }))
    const context = store.context('forecast', { asOf: AS_OF })
    const series = toSeries((await readDays(context.ask, AS_OF)).rows, AS_OF)
    const expected = series === null ? null : await expectLastDay(context, series)
    const claim = before.claims.find(({ day, metric }) => day === AS_OF && metric === 'revenueCents')
    expect(expected?.revenueCents).toMatchObject({ low: claim?.low, high: claim?.high, level: claim?.level })
  })
})

describe('a shop with too little data', () => {
  it('is told what is missing and from when it will work', async () => {
    const first = addDays(AS_OF, 1 - DAYS)
    const early = await forecastStep.run(store.context('forecast', { asOf: addDays(first, 9) }))
    expect(early).toMatchObject({ figures: [], claims: [], findings: [] })
    expect(early.notEnoughData?.de).toContain('10 von 14')
    const none = await forecastStep.run(store.context('forecast', { asOf: '2020-01-01' }))
    expect(none.notEnoughData?.en).toContain('0 of 14')
  })

  it('gets forecasts before their accuracy can be measured, and is told so', async () => {
    const first = addDays(AS_OF, 1 - DAYS)
    const young = await forecastStep.run(store.context('forecast', { asOf: addDays(first, 59) }))
    expect(young.claims.length).toBe(14)
    expect(young.figures.some(({ id }) => id.startsWith('forecast.accuracy'))).toBe(false)
    expect(young.notEnoughData?.en).toContain('60 of 98')
  })

  it('is told where the orders of the last days are missing', async () => {
    const late = await forecastStep.run(store.context('forecast', { asOf: addDays(AS_OF, 20) }))
    expect(late.notEnoughData?.de).toContain('29. November 2026')
    expect(late.claims.length).toBe(14)
  })
})
