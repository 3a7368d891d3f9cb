/** Days of the shop and of its categories: with the calendar, and with the weather where it has proved to help. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { StepContext } from '../findings/index.ts'
import { calendarColumns, learnable } from '../forecast/index.ts'
import { seriesId } from './accuracy.ts'
import { CLEARLY, HORIZON_DAYS, LEVEL } from './outlook.ts'
import { type WeatherColumn, weatherColumns } from './weather.ts'

/** Float64Array[28] each. */
export interface DayOutlook {
  readonly point: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly naive: Float64Array
  readonly hasWeather: boolean
}

/** Mean absolute errors of the same days in the past, with the weather and without, in pieces. */
interface WeatherTrial {
  readonly kind: 'shop' | 'category'
  readonly key: string
  readonly withIt: number
  readonly without: number
  readonly isKept: boolean
}

export interface WeatherUse {
  readonly isGiven: boolean
  readonly trials: readonly WeatherTrial[]
}

export interface DailyDemand {
  /** By `seriesId`; series with too few days have none. */
  readonly outlooks: ReadonlyMap<string, DayOutlook>
  /** Pieces of the last day. */
  readonly lastDays: ReadonlyMap<string, number>
  readonly weather: WeatherUse
}

/** With fewer days a daily model knows no more than a week's pattern. */
const LEAST_DAYS = 28
/** Of the categories with most pieces the weather is tried. */
const TRIED_CATEGORIES = 20
/** Ends in the past from which it is tried, a fortnight apart, so far ahead as weather can be foreseen. */
const TRIALS = 12
const TRIAL_STEP = 14
const FORESEEN_DAYS = 7
const LEAST_TRIAL_DAYS = 200

type Context = Pick<StepContext, 'asOf' | 'compute' | 'holidays' | 'signal'>

/** Pieces of each day up to the night, oldest first. */
interface Days {
  readonly shop: Float64Array
  readonly categories: ReadonlyMap<string, Float64Array>
}

export async function forecastDays(context: Context, days: Days, weather: WeatherDays | null): Promise<DailyDemand> {
  const tried = new Set(mostSold(days.categories))
  const all: [kind: 'shop' | 'category', key: string, history: Float64Array][] = [
    ['shop', '', days.shop],
    ...[...days.categories].map(([key, history]): ['category', string, Float64Array] => ['category', key, history]),
  ]
  const outlooks = new Map<string, DayOutlook>()
  const trials: WeatherTrial[] = []
  await Promise.all(
    all.map(async ([kind, key, whole]) => {
      const scene = sceneOf(context, whole, weather)
      if (scene === null) return
      const trial = kind === 'shop' || tried.has(key) ? await tryWeather(context, scene) : null
      if (trial !== null) trials.push({ kind, key, ...trial })
      const hasWeather = trial?.isKept ?? false
      outlooks.set(seriesId(kind, key), { ...(await forecastFrom(context, scene, hasWeather)), hasWeather })
    }),
  )
  context.signal.throwIfAborted()
  return {
    outlooks,
    lastDays: new Map(all.map(([kind, key, history]) => [seriesId(kind, key), history.at(-1) ?? 0])),
    weather: { isGiven: weather !== null, trials: trials.sort((a, b) => a.withIt / a.without - b.withIt / b.without) },
  }
}

function mostSold(categories: ReadonlyMap<string, Float64Array>): string[] {
  const sold = (history: Float64Array) => history.subarray(-365).reduce((sum, units) => sum + units, 0)
  return [...categories]
    .sort(([, a], [, b]) => sold(b) - sold(a))
    .slice(0, TRIED_CATEGORIES)
    .map(([key]) => key)
}

export interface DayScene {
  readonly from: Day
  /** From the first day with a sale on. */
  readonly history: Float64Array
  /** Each Float64Array[n + 28]. */
  readonly calendar: readonly Float64Array[]
  /** Each of n + 28 days; empty where too little is known. */
  readonly weather: readonly WeatherColumn[]
}

/** Null where there are too few days. */
export function sceneOf(
  { asOf, holidays }: Pick<Context, 'asOf' | 'holidays'>,
  whole: Float64Array,
  weather: WeatherDays | null,
): DayScene | null {
  const first = whole.findIndex((units) => units > 0)
  const history = first < 0 ? whole.subarray(whole.length) : whole.subarray(first)
  if (history.length < LEAST_DAYS) return null
  const n = history.length
  const from = addDays(asOf, 1 - n)
  return {
    from,
    history,
    calendar: learnable(calendarColumns(holidays, from, n + HORIZON_DAYS), n, n + HORIZON_DAYS),
    weather: weather === null ? [] : weatherColumns(weather, from, n + HORIZON_DAYS),
  }
}

export function forecastFrom({ compute }: Pick<Context, 'compute'>, scene: DayScene, hasWeather: boolean) {
  const regressors = [...scene.calendar, ...(hasWeather ? scene.weather.map(({ values }) => values) : [])]
  return compute('forecastDaily', scene.history, { horizon: HORIZON_DAYS, level: LEVEL, regressors })
}

/** Whether the days of the past would have been forecast better by whoever knew the week's weather; null: cannot be said. */
async function tryWeather(
  { compute, signal }: Pick<Context, 'compute' | 'signal'>,
  { history, calendar, weather }: DayScene,
): Promise<Pick<WeatherTrial, 'withIt' | 'without' | 'isKept'> | null> {
  const n = history.length
  if (weather.length === 0) return null
  const origins = Array.from({ length: TRIALS }, (_, o) => n - FORESEEN_DAYS - o * TRIAL_STEP).filter(
    (origin) => origin >= LEAST_TRIAL_DAYS,
  )
  if (origins.length < TRIALS / 2) return null
  const errorAt = async (origin: number, columns: readonly Float64Array[]) => {
    signal.throwIfAborted()
    const regressors = columns
      .map((column) => column.slice(0, origin + FORESEEN_DAYS))
      .filter((column) => column.subarray(0, origin).some(Boolean))
    const options = { horizon: FORESEEN_DAYS, level: LEVEL, regressors }
    const { point } = await compute('forecastDaily', history.slice(0, origin), options)
    return point.reduce((sum, value, h) => sum + Math.abs(value - (history[origin + h] ?? 0)), 0) / FORESEEN_DAYS
  }
  const meanError = async (columns: readonly Float64Array[]) => {
    const errors = await Promise.all(origins.map((origin) => errorAt(origin, columns)))
    return errors.reduce((sum, error) => sum + error, 0) / errors.length
  }
  const [withIt, without] = await Promise.all([
    meanError([...calendar, ...weather.map(({ values }) => values)]),
    meanError(calendar),
  ])
  return { withIt, without, isKept: withIt < CLEARLY * without }
}
