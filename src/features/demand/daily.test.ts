import { describe, expect, it } from 'vitest'
import type { DayWeather } from '../../channels/weather/index.ts'
import { runInline } from '../../compute/index.ts'
import { addDays, type Day } from '../../core/time.ts'
import { forecastDays } from './daily.ts'
import { departures, weatherColumns } from './weather.ts'

const AS_OF = '2026-06-28'
const DAYS = 500

/** Park and Miller's generator: the same numbers each time. */
function generator(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 16_807) % 2_147_483_647
    return at / 2_147_483_647
  }
}

/** Warm and cold spells about the season; as known up to a week ahead. */
function makeWeather(): Map<Day, DayWeather> {
  const next = generator(5)
  let spell = 0
  const days = new Map<Day, DayWeather>()
  for (let back = DAYS; back >= -7; back--) {
    spell = 0.8 * spell + 8 * (next() - 0.5)
    const day = addDays(AS_OF, -back)
    const season = 10 - 10 * Math.cos((2 * Math.PI * (Date.parse(day) / 86_400_000)) / 365.25)
    days.set(day, { temperature: season + spell, rain: next() < 0.3 ? 10 * next() : 0, sunshine: null })
  }
  return days
}

const context = { asOf: AS_OF, compute: runInline, holidays: 'DE', signal: new AbortController().signal }

function sales(weather: ReadonlyMap<Day, DayWeather>, perDegree: number): Float64Array {
  const columns = weatherColumns(weather, addDays(AS_OF, 1 - DAYS), DAYS)
  const next = generator(11)
  return Float64Array.from({ length: DAYS }, (_, t) =>
    Math.round(100 * (1 + perDegree * (columns?.temperature[t] ?? 0)) + 10 * (next() - 0.5)),
  )
}

describe('forecasts of days', () => {
  it('use the weather where it moved sales, and leave it where it did not', async () => {
    const weather = makeWeather()
    const [ice, books] = [sales(weather, 0.05), sales(weather, 0)]
    const days = {
      shop: ice,
      categories: new Map([
        ['Ice', ice],
        ['Books', books],
      ]),
    }
    const { weather: use, outlooks } = await forecastDays(context, days, weather)
    const trial = (key: string) => use.trials.find((one) => one.kind === 'category' && one.key === key)
    expect(trial('Ice')?.isKept).toBe(true)
    expect(trial('Ice')?.withIt).toBeLessThan(0.7 * (trial('Ice')?.without ?? 0))
    expect(trial('Books')?.isKept).toBe(false)
    expect(outlooks.get('category Ice')?.hasWeather).toBe(true)
    expect(outlooks.get('category Books')?.hasWeather).toBe(false)
  }, 60_000)

  it('do without where none is known', async () => {
    const { weather, outlooks } = await forecastDays(
      context,
      { shop: sales(makeWeather(), 0), categories: new Map() },
      null,
    )
    expect(weather).toEqual({ isGiven: false, trials: [] })
    expect(outlooks.get('shop ')?.point).toHaveLength(28)
  })

  it('leave a series with too few days to its weeks', async () => {
    const few = new Float64Array(DAYS)
    few.fill(3, DAYS - 20)
    const { outlooks } = await forecastDays(context, { shop: few, categories: new Map() }, null)
    expect(outlooks.size).toBe(0)
  })
})

describe('departures', () => {
  it('are 0 where a value is as usual, and where none is known', () => {
    const steady = new Float64Array(800).fill(4)
    steady[700] = Number.NaN
    expect([...new Set(departures(steady))]).toEqual([0])
  })

  it('know what is usual from the same days of other years', () => {
    const values = Float64Array.from({ length: 731 }, (_, t) => (t < 365 ? 10 : 14))
    const found = departures(values)
    expect(found[100]).toBeCloseTo(-2, 1)
    expect(found[600]).toBeCloseTo(2, 1)
  })
})
