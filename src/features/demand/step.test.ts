import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { openTestState } from '../../../test/state-store.ts'
import { addDays, type Day, weekdayOf } from '../../core/time.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Contribution, contributionSchema } from '../findings/index.ts'
import { findForecast, listForecasts, readDueClaims, sumScores } from './forecast-store.ts'
import { forecastListQuery } from './schema.ts'
import { demandStep } from './step.ts'

const AS_OF = '2026-09-27'
const DAYS = 420
const TENTS = 'Outdoor > Zelte'
const SHOES = 'Schuhe'

/** Pieces a day: steady, growing, sold out for the last three weeks, and now and then. Nothing on Sundays. */
const DEMAND: Readonly<Record<string, (back: number) => number>> = {
  STEADY: () => 6,
  GROWING: (back) => Math.round(2 + (10 * Math.max(0, 140 - back)) / 140),
  EMPTY: (back) => (back < 21 ? 0 : 5),
  RARE: (back) => (back % 23 === 0 ? 1 : 0),
}

const demandOn = (sku: string, back: number): number =>
  weekdayOf(addDays(AS_OF, -back)) === 7 ? 0 : (DEMAND[sku]?.(back) ?? 0)

function makeShop(): ImportRecord[] {
  const at = (day: Day) => Date.parse(`${day}T00:00:00Z`)
  const records: ImportRecord[] = [
    product('STEADY', {
      category: TENTS,
      validFrom: at(addDays(AS_OF, -1)),
      variants: [variant('STEADY', { stock: 30 })],
    }),
    product('GROWING', { category: TENTS }),
    product('EMPTY', {
      category: SHOES,
      validFrom: at(addDays(AS_OF, -DAYS)),
      variants: [variant('EMPTY', { stock: 500 })],
    }),
    product('EMPTY', {
      category: SHOES,
      validFrom: at(addDays(AS_OF, -20)),
      variants: [variant('EMPTY', { stock: 0 })],
    }),
    product('RARE', { category: SHOES }),
    product('GONE', { status: 'archived' }),
  ]
  for (let back = DAYS - 1; back >= -28; back--) {
    const day = addDays(AS_OF, -back)
    for (const sku of Object.keys(DEMAND)) {
      const units = demandOn(sku, back)
      if (units > 0) records.push(order(`${sku}-${back}`, day, [[sku, units, 1_000]]))
    }
    if (back > 60) records.push(order(`GONE-${back}`, day, [['GONE', 1, 900]]))
    // Mistyped and called off the same day: nobody wanted a thousand.
    if (back === 3) {
      const cancelledAt = Date.parse(`${day}T18:00:00Z`)
      records.push(order('MISTYPED', day, [['STEADY', 1_000, 1_000]], { cancelledAt }))
    }
  }
  return records
}

let store: TestStore
let state: StateStore
let result: Contribution
const supply = { leadDays: 14, serviceLevel: 0.95 }

const run = (asOf: Day) => demandStep({ state, supply, weather: null }).run(store.context('demand', { asOf }))

beforeAll(async () => {
  ;[store, state] = [await openTestStore(), await openTestState()]
  await store.fill(makeShop())
  result = await run(AS_OF)
})
afterAll(async () => {
  await store.close()
  await state.close()
})

const forecastOf = async (kind: 'shop' | 'category' | 'product', name: string) => {
  const key = kind === 'product' ? `test/${name}` : name
  const found = await findForecast(state, kind, key)
  if (found === null) throw new Error(`There is no forecast of ${kind} ${key}.`)
  return found
}

describe('the demand step', () => {
  it('gives a contribution of the agreed shape', () => {
    expect(() => contributionSchema.parse(result)).not.toThrow()
    expect(result.notEnoughData).toBeNull()
  })

  it('forecasts what is steady as it was, without what was called off the same day', async () => {
    const { month, weeks, sold } = await forecastOf('product', 'STEADY')
    expect(sold.slice(-4)).toEqual([36, 36, 36, 36])
    for (const week of weeks) expect(week).toBeGreaterThan(30)
    for (const week of weeks) expect(week).toBeLessThan(42)
    expect(month[0]).toBeGreaterThan(130)
    expect(month[0]).toBeLessThan(158)
  })

  it('forecasts months of the calendar, as their days add up', async () => {
    const { months, days } = await forecastOf('product', 'STEADY')
    // The night is that of 27 September: October begins on the fourth day and has 31.
    expect(months.map(({ month }) => month)).toEqual(['2026-10', '2026-11'])
    const [october] = months
    const known = days.slice(3).reduce((sum, units) => sum + units, 0)
    expect(october?.point).toBeGreaterThan(known)
    expect(october?.point).toBeLessThan(1.1 * 27 * 6)
    for (const { point, low, high } of months) {
      expect(low).toBeLessThanOrEqual(point)
      expect(high).toBeGreaterThanOrEqual(point)
    }
  })

  it('foresees growth, and tells it as a finding', async () => {
    const { month, month_before: before } = await forecastOf('product', 'GROWING')
    expect(month[0]).toBeGreaterThan(before)
    expect(result.findings.map(({ id }) => id)).not.toContain('demand.falling.GROWING')
  })

  it('takes weeks without stock for not known, not for weeks without demand', async () => {
    const { sold, month, out_of_stock_weeks: weeks } = await forecastOf('product', 'EMPTY')
    expect(sold.slice(-2)).toEqual([null, null])
    expect(weeks).toBe(3)
    expect(month[0]).toBeGreaterThan(80)
  })

  it('adds up from products to categories to the shop, and from days to weeks', async () => {
    const shop = await forecastOf('shop', '')
    const tents = await forecastOf('category', TENTS)
    const shoes = await forecastOf('category', SHOES)
    const parts = await Promise.all(Object.keys(DEMAND).map((sku) => forecastOf('product', sku)))
    for (let week = 0; week < 12; week++) {
      const all = parts.reduce((sum, part) => sum + (part.weeks[week] ?? 0), 0)
      expect(shop.weeks[week]).toBeCloseTo(all, 1)
      expect((tents.weeks[week] ?? 0) + (shoes.weeks[week] ?? 0)).toBeCloseTo(all, 1)
    }
    for (const one of [shop, tents, ...parts]) {
      const week = one.days.slice(0, 7).reduce((sum, units) => sum + units, 0)
      expect(week).toBeCloseTo(one.weeks[0] ?? 0, 1)
      expect(one.month[0]).toBeCloseTo(
        one.weeks.slice(0, 4).reduce((sum, units) => sum + units, 0),
        1,
      )
    }
  })

  it('expects nothing on the weekday on which nothing is sold', async () => {
    const { days } = await forecastOf('product', 'STEADY')
    // The first day after a Sunday is a Monday; each seventh is a Sunday.
    for (const day of [6, 13, 20, 27]) expect(days[day]).toBe(0)
  })

  it('has no negative number, none that is not finite, and bands about their points', async () => {
    const { items } = await listForecasts(state, forecastListQuery.parse({}))
    expect(items).toHaveLength(4)
    for (const { kind, key } of items) {
      const one = await findForecast(state, kind, key)
      if (one === null) throw new Error(`${key} is listed and not there.`)
      one.weeks.forEach((point, week) => {
        expect(one.weeks_low[week]).toBeGreaterThanOrEqual(0)
        expect(one.weeks_low[week]).toBeLessThanOrEqual(point + 0.001)
        expect(one.weeks_high[week]).toBeGreaterThanOrEqual(point - 0.001)
      })
      expect([...one.month, ...one.quarter, ...one.days].every((value) => Number.isFinite(value) && value >= 0)).toBe(
        true,
      )
    }
  })

  it('leaves out what was taken out of the shop', async () => {
    expect(await findForecast(state, 'product', 'test/GONE')).toBeNull()
  })

  it('says with how few pieces to order, and how many, where it is time', async () => {
    const steady = await forecastOf('product', 'STEADY')
    // Six a day on six days a week: 77 pieces in 15 days, and no shop runs out in half of all cases on purpose.
    expect(steady.reorder_point).toBeGreaterThanOrEqual(77)
    expect(steady.reorder_point).toBeLessThan(140)
    const table = result.tables.find(({ id }) => id === 'demand.orders')
    expect(table?.rows.map(([name]) => name)).toEqual(['STEADY', 'EMPTY'])
  })

  it('holds what was said against what came, on each later night', async () => {
    await run(addDays(AS_OF, 7))
    const scores = await sumScores(state, addDays(AS_OF, 7), 28)
    const weeks = scores.find(({ kind, horizon }) => kind === 'product' && horizon === 'week')
    expect(weeks?.series).toBe(3)
    expect(weeks?.inside).toBeGreaterThan(0)
    // STEADY 36, GROWING 6 days of growth, RARE; EMPTY had no stock, so that nothing can be said.
    expect(weeks?.came).toBe(
      ['STEADY', 'GROWING', 'RARE'].reduce(
        (sum, sku) => sum + [1, 2, 3, 4, 5, 6, 7].reduce((week, day) => week + demandOn(sku, -day), 0),
        0,
      ),
    )
    const again = await forecastOf('product', 'STEADY')
    expect(again.nights).toBe(1)
  })

  it('counts a night that is run again once', async () => {
    await run(addDays(AS_OF, 7))
    expect((await forecastOf('product', 'STEADY')).nights).toBe(1)
    const [weeks] = (await sumScores(state, addDays(AS_OF, 7), 28)).filter(
      ({ kind, horizon }) => kind === 'product' && horizon === 'week',
    )
    expect(weeks?.series).toBe(3)
  })

  it('keeps what was said until its time has come, and no longer', async () => {
    await run(addDays(AS_OF, 28))
    expect((await readDueClaims(state, addDays(AS_OF, 28))).filter(({ horizon }) => horizon === 'month')).not.toEqual(
      [],
    )
    const months = (await sumScores(state, addDays(AS_OF, 28), 28)).filter(({ horizon }) => horizon === 'month')
    expect(months.map(({ kind }) => kind).sort()).toEqual(['category', 'product', 'shop'])
  })

  it('lists by money in pieces that follow each other', async () => {
    const first = await listForecasts(state, forecastListQuery.parse({ limit: 2 }))
    const second = await listForecasts(state, forecastListQuery.parse({ limit: 2, after: first.next ?? '' }))
    const keys = [...first.items, ...second.items].map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
    expect(second.next).toBeNull()
  })

  it('says how many weeks there are where they are too few', async () => {
    const early = await demandStep({ state, supply, weather: null }).run(
      store.context('demand', { asOf: addDays(AS_OF, -(DAYS - 22)) }),
    )
    expect(early.notEnoughData?.en).toMatch(/8 weeks/)
  })
})
