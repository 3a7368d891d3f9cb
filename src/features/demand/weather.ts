/** Weather as influences on sales: how far each day departs from what is usual at that time of the year. Pure. */
import type { DayWeather, WeatherDays } from '../../channels/weather/index.ts'
import { addDays, type Day } from '../../core/time.ts'

/** Days to both sides, in every year, whose mean is what is usual. */
const NEIGHBOURS = 15
const YEAR = 365.25
/** With fewer days nothing can be learnt from them. */
export const LEAST_WEATHER_DAYS = 120

export const WEATHER_NAMES = ['temperature', 'rain', 'sunshine'] as const
export type WeatherName = (typeof WEATHER_NAMES)[number]

/** In departures from what is usual: degrees, logarithm of millimetres, hours. */
export type WeatherColumns = Readonly<Record<WeatherName, Float64Array>>

/** Ten millimetres more are much on a dry day and little on a wet one. */
export const ofRain = (millimetres: number): number => Math.log1p(Math.max(0, millimetres))

/**
 * Departures from what is usual on `length` days from `from` on; 0 where nothing is known: what cannot be foreseen is as usual.
 * Null where fewer than `LEAST_WEATHER_DAYS` are known.
 */
export function weatherColumns(weather: WeatherDays, from: Day, length: number): WeatherColumns | null {
  const days = Array.from({ length }, (_, t) => weather.get(addDays(from, t)))
  if (days.filter((day) => day !== undefined).length < LEAST_WEATHER_DAYS) return null
  const column = (of: (day: DayWeather) => number | null) =>
    departures(Float64Array.from(days, (day) => (day === undefined ? Number.NaN : (of(day) ?? Number.NaN))))
  return {
    temperature: column(({ temperature }) => temperature),
    rain: column(({ rain }) => (rain === null ? null : ofRain(rain))),
    sunshine: column(({ sunshine }) => sunshine),
  }
}

/**
 * Values less the mean of their season: of the same days of all years, and some to both sides.
 * @param values  Float64Array[n], NaN where not known
 * @returns       Float64Array[n], 0 where not known
 */
export function departures(values: Float64Array): Float64Array {
  const n = values.length
  const sums = new Float64Array(n + 1)
  const counts = new Float64Array(n + 1)
  values.forEach((value, t) => {
    const known = Number.isFinite(value)
    sums[t + 1] = (sums[t] ?? 0) + (known ? value : 0)
    counts[t + 1] = (counts[t] ?? 0) + (known ? 1 : 0)
  })
  const within = (totals: Float64Array, from: number, to: number) =>
    (totals[Math.min(n, Math.max(0, to + 1))] ?? 0) - (totals[Math.min(n, Math.max(0, from))] ?? 0)
  const years = Math.ceil(n / YEAR)
  return values.map((value, t) => {
    if (!Number.isFinite(value)) return 0
    let [sum, count] = [0, 0]
    for (let year = -years; year <= years; year++) {
      const middle = t + Math.round(year * YEAR)
      sum += within(sums, middle - NEIGHBOURS, middle + NEIGHBOURS)
      count += within(counts, middle - NEIGHBOURS, middle + NEIGHBOURS)
    }
    return value - sum / count
  })
}
