/** Weather as influences on sales: how far each day departs from what is usual at that time of the year. Pure. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import { addDays, type Day } from '../../core/time.ts'

/** Days to both sides, in every year, whose mean is what is usual. */
const NEIGHBOURS = 15
const YEAR = 365.25
/** With fewer days nothing can be learnt from them. */
const LEAST_WEATHER_DAYS = 120

const NAMES = ['temperature', 'rain', 'sunshine'] as const

/** Float64Array[n] each, in degrees, logarithms of millimetres, hours. */
export interface WeatherColumn {
  readonly name: (typeof NAMES)[number]
  /** How far each day departs from what is usual; 0 where nothing is known: what cannot be foreseen is as usual. */
  readonly values: Float64Array
  readonly usual: Float64Array
}

/** Ten millimetres more are much on a dry day and little on a wet one. */
export const ofRain = (millimetres: number): number => Math.log1p(Math.max(0, millimetres))

/** What is known of `length` days from `from` on; none where it is of fewer than `LEAST_WEATHER_DAYS`. */
export function weatherColumns(weather: WeatherDays, from: Day, length: number): WeatherColumn[] {
  const days = Array.from({ length }, (_, t) => weather.get(addDays(from, t)))
  return NAMES.flatMap((name) => {
    const known = Float64Array.from(days, (day) => {
      const value = day?.[name] ?? null
      if (value === null) return Number.NaN
      return name === 'rain' ? ofRain(value) : value
    })
    if (known.filter(Number.isFinite).length < LEAST_WEATHER_DAYS) return []
    const usual = usualOf(known)
    const values = known.map((value, t) => (Number.isFinite(value) ? value - (usual[t] ?? 0) : 0))
    return values.some((value) => value !== 0) ? [{ name, values, usual }] : []
  })
}

/**
 * Mean of each day's season: of the same days of all years, and some to both sides.
 * @param values  Float64Array[n], NaN where not known
 * @returns       Float64Array[n]; the mean of all where nothing is known of a season
 */
export function usualOf(values: Float64Array): Float64Array {
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
  const mean = (sums[n] ?? 0) / Math.max(1, counts[n] ?? 0)
  return values.map((_, t) => {
    let [sum, count] = [0, 0]
    for (let year = -years; year <= years; year++) {
      const middle = t + Math.round(year * YEAR)
      sum += within(sums, middle - NEIGHBOURS, middle + NEIGHBOURS)
      count += within(counts, middle - NEIGHBOURS, middle + NEIGHBOURS)
    }
    return count > 0 ? sum / count : mean
  })
}
