import { describe, expect, it } from 'vitest'
import { runInline } from '../../compute/index.ts'
import { wilson } from './contribution.ts'
import { calendarColumns } from './holidays.ts'
import { forecastFrom, HORIZON_DAYS, lookAhead } from './outlook.ts'

/** Park-Miller numbers, 0..1. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A shop with weekly rhythm, growth and noise; sales fall to `onHoliday` on public holidays. */
function shop(days: number, seed: number, columns: ReturnType<typeof calendarColumns>, onHoliday = 1): Float64Array {
  const next = uniform(seed)
  const week = [1, 0.9, 0.95, 1.05, 1.2, 1.4, 0.6]
  const free = columns.find(({ name }) => name === 'holiday')?.values
  return Float64Array.from({ length: days }, (_, t) => {
    const noise = 0.85 + 0.3 * next()
    const effect = free?.[t] === 1 ? onHoliday : 1
    return Math.round(1_000_000 * (1 + t / 2000) * (week[t % 7] ?? 1) * noise * effect)
  })
}
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

describe('lookAhead', () => {
  it('holds what comes in its sums about as often as it says', async () => {
    const columns = calendarColumns('XX', '2025-01-01', 450)
    let [held7, held28, relativeWidth] = [0, 0, 0]
    const trials = 12
    for (let seed = 1; seed <= trials; seed++) {
      const all = shop(400 + HORIZON_DAYS, seed * 7919, columns)
      const { next7, next28 } = await lookAhead(runInline, all.slice(0, 400), columns)
      const [came7, came28] = [sum(all.subarray(400, 407)), sum(all.subarray(400))]
      if (came7 >= next7.low && came7 <= next7.high) held7++
      if (came28 >= next28.low && came28 <= next28.high) held28++
      relativeWidth += (next28.high - next28.low) / next28.value / trials
    }
    // 80 % of 12 is 9.6; fewer than 6 would come by chance once in 250 trials.
    expect(held7).toBeGreaterThanOrEqual(6)
    expect(held28).toBeGreaterThanOrEqual(6)
    // The days' own intervals added up would be about 0.25 wide.
    expect(relativeWidth).toBeLessThan(0.15)
  })

  it('measures itself on the last eight weeks and beats repeating the week before', async () => {
    const columns = calendarColumns('XX', '2025-01-01', 450)
    const { accuracy } = await lookAhead(runInline, shop(400, 5, columns), columns)
    expect(accuracy?.days).toBe(56)
    expect(accuracy?.inBand).toBeGreaterThanOrEqual(36)
    expect(accuracy?.mase ?? 9).toBeLessThan(accuracy?.naiveMase ?? 0)
  })

  it('measures nothing where the last eight weeks have too little before them', async () => {
    const columns = calendarColumns('XX', '2026-01-01', 150)
    expect((await lookAhead(runInline, shop(90, 5, columns), columns)).accuracy).toBeNull()
  })

  it('adds up the days where there is too little to learn the spread of sums from', async () => {
    const columns = calendarColumns('XX', '2026-01-01', 150)
    const { days, next7 } = await lookAhead(runInline, shop(30, 5, columns), columns)
    const total = (pick: (day: (typeof days)[number]) => number) =>
      days.slice(0, 7).reduce((all, day) => all + pick(day), 0)
    expect(next7).toEqual({
      value: total(({ value }) => value),
      low: total(({ low }) => low),
      high: total(({ high }) => high),
      naive: total(({ naive }) => naive),
    })
  })
})

describe('forecastFrom', () => {
  it('sees only the days before its origin', async () => {
    const columns = calendarColumns('DE', '2025-01-01', 450)
    const values = shop(400, 3, columns)
    const changed = values.map((value, t) => (t >= 300 ? value * 9 : value))
    expect(await forecastFrom(runInline, changed, columns, 300)).toEqual(
      await forecastFrom(runInline, values, columns, 300),
    )
  })

  it('expects less on a public holiday where past ones brought less', async () => {
    const from = '2024-01-01'
    const columns = calendarColumns('DE', from, 900)
    // The history ends on 12 May 2026: Ascension Day follows on the 14th, Whit Monday on the 25th.
    const values = shop(863, 11, columns, 0.2)
    const { days } = await forecastFrom(runInline, values, columns)
    const blind = await forecastFrom(runInline, values, [])
    expect(days[1]?.value ?? 1).toBeLessThan(0.7 * (blind.days[1]?.value ?? 0))
    expect(days[2]?.value ?? 0).toBeGreaterThan(0.8 * (blind.days[2]?.value ?? 0))
  })
})

describe('wilson', () => {
  it("agrees with scipy.stats.binomtest(...).proportion_ci(method='wilson') of SciPy 1.17.1", () => {
    const many = wilson(45, 56, 0.95)
    expect(many.low).toBeCloseTo(0.6815539237354159, 12)
    expect(many.high).toBeCloseTo(0.8866140432567634, 12)
    const few = wilson(3, 7, 0.8)
    expect(few.low).toBeCloseTo(0.22598811161452576, 12)
    expect(few.high).toBeCloseTo(0.6583029463790933, 12)
  })

  it('ends at 0 without a hit and at 1 without a miss', () => {
    expect(wilson(0, 10, 0.95).low).toBe(0)
    expect(wilson(10, 10, 0.95).high).toBe(1)
  })
})
