import { describe, expect, it } from 'vitest'
import type { DayWeather } from '../../channels/weather/index.ts'
import { runInline } from '../../compute/index.ts'
import { addDays, type Day } from '../../core/time.ts'
import { forecastDays } from './daily.ts'
import { usualOf, weatherColumns } from './weather.ts'

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
  const temperature = weatherColumns(weather, addDays(AS_OF, 1 - DAYS), DAYS).find(({ name }) => name === 'temperature')
  const next = generator(11)
  return Float64Array.from({ length: DAYS }, (_, t) =>
    Math.round(100 * (1 + perDegree * (temperature?.values[t] ?? 0)) + 10 * (next() - 0.5)),
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

describe('weather', () => {
  it('departs by nothing where it is as usual, and where nothing is known', () => {
    const day = (back: number, temperature: number | null): [string, DayWeather] => [
      addDays(AS_OF, -back),
      { temperature, rain: null, sunshine: null },
    ]
    const weather = new Map(
      Array.from({ length: 300 }, (_, back) => day(back, back === 7 ? null : back === 100 ? 9 : 4)),
    )
    const [column] = weatherColumns(weather, addDays(AS_OF, -299), 310)
    const at = (back: number) => column?.values[299 - back]
    expect(column?.name).toBe('temperature')
    expect([at(0), at(7), at(-5), at(50)]).toEqual([0, 0, 0, 0])
    expect(at(100)).toBeCloseTo(5 * (30 / 31), 6)
  })

  it('says nothing where too few days are known', () => {
    const days = Array.from({ length: 100 }, (_, back): [string, DayWeather] => [
      addDays(AS_OF, -back),
      { temperature: back, rain: 0, sunshine: 1 },
    ])
    expect(weatherColumns(new Map(days), addDays(AS_OF, -299), 300)).toEqual([])
  })

  it('knows what is usual from the same days of other years', () => {
    const usual = usualOf(Float64Array.from({ length: 731 }, (_, t) => (t < 365 ? 10 : 14)))
    expect(usual[100]).toBeCloseTo(12, 1)
    expect(usual[600]).toBeCloseTo(12, 1)
  })
})
