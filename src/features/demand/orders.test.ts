import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { runInline } from '../../compute/index.ts'
import { addDays } from '../../core/time.ts'
import { planOrder } from './orders.ts'
import { forecastWeeks, monthsAhead, shareOut, withWeeks } from './outlook.ts'
import { type DemandSeries, layOutWeeks, sumSeries } from './series.ts'

/** 5 and 95 % of a normal distribution. */
const Z = 1.6448536

const month = (point: number, deviation: number) => ({
  point,
  low: point - Z * deviation,
  high: point + Z * deviation,
  naive: point,
})

describe('when to reorder', () => {
  it('is told by the Poisson quantile of what the lead time sells where demand scatters no more than that', () => {
    // 28 pieces a month over 14 + 1 days: mean 15. scipy.stats.poisson.ppf(0.95, 15) = 22, (0.99) = 25
    const plan = (serviceLevel: number) => planOrder(month(28, 1), { leadDays: 14, serviceLevel }, null)
    expect(plan(0.95)).toEqual({ reorderPoint: 22, orderUnits: 28 })
    expect(plan(0.99).reorderPoint).toBe(25)
  })

  it('is told by the negative binomial quantile where it scatters more', () => {
    // Mean 15, variance 30: scipy.stats.nbinom.ppf(0.95, 15, 0.5) = 25
    expect(planOrder(month(28, Math.sqrt(56)), { leadDays: 14, serviceLevel: 0.95 }, null).reorderPoint).toBe(25)
  })

  it('orders what is missing to last 28 days beyond the delivery', () => {
    expect(planOrder(month(28, 1), { leadDays: 14, serviceLevel: 0.95 }, 5).orderUnits).toBe(22 + 28 - 5)
  })

  it('orders nothing of what nobody asks for', () => {
    expect(planOrder(month(0, 0), { leadDays: 14, serviceLevel: 0.95 }, 0)).toEqual({ reorderPoint: 0, orderUnits: 0 })
  })
})

describe('series', () => {
  const columns = (rows: readonly [place: number, back: number, units: number, cents: number][]) => ({
    place: Float64Array.from(rows, ([place]) => place),
    back: Float64Array.from(rows, ([, back]) => back),
    units: Float64Array.from(rows, ([, , units]) => units),
    cents: Float64Array.from(rows, ([, , , cents]) => cents),
  })
  const spell = (begun: number, ended: number) => ({
    place: Float64Array.of(0),
    begun: Float64Array.of(begun),
    ended: Float64Array.of(ended),
  })
  const none = { place: new Float64Array(0), begun: new Float64Array(0), ended: new Float64Array(0) }
  const rows = columns([
    [0, 3, 7, 700],
    [0, 2, 5, 500],
    [0, 0, 6, 900],
  ])

  it('begin with the first sale, and have a price of late', () => {
    const [one] = layOutWeeks(rows, none, { products: 1, weeks: 10 })
    expect(one?.sold).toEqual(Float64Array.of(7, 5, 0, 6))
    expect(one?.unitCents).toBeCloseTo(2_100 / 18, 9)
  })

  it('fill up weeks that were in stock for most days, and do not know the others', () => {
    // Out from 16 days to 8 days before the end of the night: two days of the third last week, six of the second last.
    const [one] = layOutWeeks(rows, spell(16, 8), { products: 1, weeks: 10 })
    expect(one?.demand).toEqual(Float64Array.of(7, 7, Number.NaN, 6))
    expect(one?.outOfStockWeeks).toBe(2)
  })

  it('take what was given up for sold no more', () => {
    const [one] = layOutWeeks(rows, spell(80, 0), { products: 1, weeks: 10 })
    expect(one?.demand).toEqual(one?.sold)
  })

  it('are added up from their ends', () => {
    expect(sumSeries([Float64Array.of(1, 2, 3), Float64Array.of(10)])).toEqual(Float64Array.of(1, 2, 13))
  })
})

describe('months of the calendar', () => {
  it('are the next two, whole, whatever day it is', () => {
    for (let back = 0; back < 800; back++) {
      const asOf = addDays('2028-03-02', -back)
      const months = monthsAhead(asOf)
      expect(months).toHaveLength(2)
      for (const { month, shares } of months) {
        const [year, number] = month.split('-').map(Number)
        const days = new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate()
        expect(7 * shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(days, 9)
      }
      expect(months[0]?.month ?? '').toMatch(/^\d{4}-\d{2}$/)
      expect((months[0]?.month ?? '') > asOf.slice(0, 7)).toBe(true)
    }
  })
})

describe('public holidays', () => {
  const random = randomSource(9)
  const length = 120
  // Two weeks of holidays a year that move, as Easter's do.
  const holidays = Float64Array.from({ length: length + 13 }, (_, week) =>
    [14, 17, 64, 69, 110, 119, 125].includes(week) ? 2 / 7 : week % 9 === 0 ? 1 / 7 : 0,
  )
  const seriesOf = (effect: number): DemandSeries => ({
    kind: 'shop',
    key: '',
    category: '',
    title: { de: '', en: '' },
    weeks: Float64Array.from({ length }, (_, week) => random.poisson(2_000 * Math.exp(effect * (holidays[week] ?? 0)))),
    unitCents: null,
    outOfStockWeeks: 0,
  })
  const tools = { asOf: '2026-06-28', compute: runInline, signal: new AbortController().signal }

  it('are part of a weekly forecast where they proved to help, and only there', async () => {
    const series = [seriesOf(-2), seriesOf(0)]
    const [moved, unmoved] = await forecastWeeks(tools, series, holidays)
    // Week 125 has two holidays, week 126 one, week 124 none.
    const usual = moved?.weeks.point[4] ?? 0
    expect((moved?.weeks.point[5] ?? 0) / usual).toBeLessThan(0.75)
    expect((moved?.weeks.point[6] ?? 0) / usual).toBeGreaterThan(0.65)
    const [, without] = await forecastWeeks(tools, series)
    expect(unmoved?.weeks.point).toEqual(without?.weeks.point)
  })
})

describe('an outlook', () => {
  it('shares weeks out among days as another series goes, evenly where that sells nothing', () => {
    const band = { point: Float64Array.of(14, 7), low: Float64Array.of(7, 7), high: Float64Array.of(21, 7) }
    const shape = Float64Array.of(2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    const { point, low } = shareOut(band, shape)
    expect([...point.slice(0, 7)].map((units) => Math.round(units * 1_000) / 1_000)).toEqual([4, 2, 2, 2, 2, 2, 0])
    expect([...point.slice(7)]).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(low.every((units) => units >= 0)).toBe(true)
  })

  it('moves its sums and bands with its weeks, and never below nothing', () => {
    const weeks = (units: number) => new Float64Array(12).fill(units)
    const total = (point: number, count: number) => {
      const shares = new Float64Array(count).fill(1)
      return { shares, point, low: point - 20, high: point + 20, naive: point }
    }
    const outlook = {
      weeks: { point: weeks(10), low: weeks(4), high: weeks(18) },
      naive: weeks(9),
      month: total(40, 4),
      quarter: total(120, 12),
      calendar: [{ ...total(40, 4), month: '2026-10' }],
      method: 'combination' as const,
      tooLittle: null,
      isNaive: false,
    }
    const moved = withWeeks(outlook, weeks(3))
    expect(moved.month).toMatchObject({ point: 12, low: 0, high: 32, naive: 40 })
    expect(moved.calendar[0]).toMatchObject({ month: '2026-10', point: 12 })
    expect(moved.weeks.low).toEqual(weeks(0))
    expect(moved.weeks.high).toEqual(weeks(11))
  })
})
