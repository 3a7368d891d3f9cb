/** What would sell at another price, with a promotion or in other weather: as far as the data carry it. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import type { Compute } from '../../compute/index.ts'
import { addDays, type Day } from '../../core/time.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { ownElasticity } from '../../ml/pricing/own-elasticity.ts'
import { shrinkElasticities } from '../../ml/pricing/shrink-elasticities.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { type DayScene, forecastFrom, sceneOf } from './daily.ts'
import type { ForecastRecord } from './forecast-store.ts'
import { LEVEL } from './outlook.ts'
import { readCategoryDays, readPriceWeeks } from './sales-store.ts'
import type { Effect, WhatIf } from './schema.ts'
import { layOutDays, sumSeries } from './series.ts'
import { ofRain } from './weather.ts'
import {
  NO_PRICES,
  NO_RAIN,
  NO_WEATHER,
  PRICE_UNSURE,
  priceBasis,
  promotionBasis,
  WEATHER_BASIS,
} from './what-if-texts.ts'

export interface WhatIfScene {
  readonly events: EventStore
  readonly compute: Compute
  readonly holidays: string
  readonly forecast: ForecastRecord
  /** What is known of the weather, asked only where it is needed. */
  weather(from: Day, to: Day): Promise<WeatherDays>
}

/** Rain of a wet day, millimetres. */
const WET_DAY = 8
/** Days of the past whose weather says what is usual. */
const WEATHER_DAYS = 1096

/** The effects asked for, in order; one that the data do not carry has no factor. */
export async function effectsOf(scene: WhatIfScene, asked: WhatIf): Promise<Effect[]> {
  const effects: Effect[] = []
  const { price, promotion, warmer, rain } = asked
  if (price !== undefined || promotion !== undefined) {
    const elasticity = await elasticityOf(scene)
    if (price !== undefined) effects.push(priceEffect('price', price, elasticity))
    if (promotion !== undefined) effects.push(priceEffect('promotion', 1 - promotion, elasticity))
  }
  if (warmer !== undefined || rain !== undefined) effects.push(await weatherEffect(scene, asked))
  return effects
}

interface Elasticity {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Products with prices that changed. */
  readonly products: number
}

/** Of the product drawn to its category's, or of the category or the whole shop; null: no price ever changed. */
async function elasticityOf({ events, forecast }: WhatIfScene): Promise<Elasticity | null> {
  const { kind, key, category, as_of: asOf } = forecast
  const { products, weeks, columns } = await readPriceWeeks(events, {
    asOf,
    category: kind === 'shop' ? null : category,
  })
  const units = products.map(() => new Float64Array(weeks))
  const cents = products.map(() => new Float64Array(weeks))
  columns.place.forEach((place, i) => {
    const week = weeks - 1 - (columns.back[i] ?? 0)
    units[place]?.set([columns.units[i] ?? 0], week)
    cents[place]?.set([columns.cents[i] ?? 0], week)
  })
  const season = smoothed(sumSeries(units))
  const estimates = products.map((_, place) => {
    const [own, money] = [units[place], cents[place]]
    return own === undefined || money === undefined ? null : estimate(own, money, season)
  })
  const shrunk = shrinkElasticities(estimates, new Int32Array(estimates.length), LEVEL)
  if (shrunk === null) return null
  const own = kind === 'product' ? shrunk.products[products.indexOf(key)] : undefined
  const counted = shrunk.pool.products
  if (own !== undefined) return { value: own.elasticity, low: own.low, high: own.high, products: counted }
  const reach = normalQuantile(0.5 + LEVEL / 2) * shrunk.pool.error
  const { mean } = shrunk.pool
  return { value: mean, low: mean - reach, high: mean + reach, products: counted }
}

/** From the weeks since the first sale; a week without sales had the price of the week before. */
function estimate(units: Float64Array, cents: Float64Array, season: Float64Array) {
  const first = units.findIndex((count) => count > 0)
  if (first < 0) return null
  let last = 0
  const price = units.subarray(first).map((count, i) => {
    if (count > 0) last = (cents[first + i] ?? 0) / count
    return last
  })
  // Free gifts have no price that demand could answer to.
  if (!price.every((value) => value > 0)) return null
  const level = season.subarray(first).map((pieces) => Math.log(1 + pieces))
  const levelRatio = new Float64Array(price.length).fill(1)
  const found = ownElasticity({ price, units: units.slice(first), controls: [], level, levelRatio })
  return found.ok && found.error > 0 && Number.isFinite(found.elasticity) ? found : null
}

/** Weeks to both sides: long enough that what single products cost for a while does not show. */
const SEASON_REACH = 6

/** The level of all products together, without its short moves. */
function smoothed(total: Float64Array): Float64Array {
  return total.map((_, week) => {
    const around = total.subarray(Math.max(0, week - SEASON_REACH), week + SEASON_REACH + 1)
    return around.reduce((sum, pieces) => sum + pieces, 0) / around.length
  })
}

function priceEffect(cause: 'price' | 'promotion', ratio: number, elasticity: Elasticity | null): Effect {
  const unknown = { cause, factor: null, low: null, high: null }
  if (elasticity === null) return { ...unknown, basis: NO_PRICES }
  // Demand that rises with the price is chance, or something that came with the price.
  if (elasticity.high >= 0) return { ...unknown, basis: PRICE_UNSURE }
  const ends = [ratio ** elasticity.low, ratio ** elasticity.high]
  const basis = cause === 'price' ? priceBasis : promotionBasis
  return {
    cause,
    factor: ratio ** elasticity.value,
    low: Math.min(...ends),
    high: Math.max(...ends),
    basis: basis(elasticity.value, elasticity.products),
  }
}

/** By the daily model of the shop or of the category: its forecast with the other weather over the one with the weather it has. */
async function weatherEffect(scene: WhatIfScene, { days, warmer, rain }: WhatIf): Promise<Effect> {
  const unknown = { cause: 'weather' as const, factor: null, low: null, high: null }
  const { forecast, events } = scene
  const { kind, category, as_of: asOf } = forecast
  const read = await readCategoryDays(events, asOf)
  const series = layOutDays(read, read.categories.length)
  const place = read.categories.indexOf(category)
  const history = kind === 'shop' || category === '' ? sumSeries(series) : series[place]
  if (history === undefined || !forecast.has_weather) return { ...unknown, basis: NO_WEATHER }
  const weather = await scene.weather(addDays(asOf, -WEATHER_DAYS), addDays(asOf, 28))
  const before = sceneOf({ asOf, holidays: scene.holidays }, history, weather)
  if (before === null || before.weather.length === 0) return { ...unknown, basis: NO_WEATHER }
  if (rain !== undefined && !before.weather.some(({ name }) => name === 'rain')) return { ...unknown, basis: NO_RAIN }
  const after = otherWeather(before, { days, warmer, rain })
  const sum = async (one: DayScene) => {
    const { point } = await forecastFrom(scene, one, true)
    return point.subarray(0, days).reduce((total, units) => total + units, 0)
  }
  const [was, is] = [await sum(before), await sum(after)]
  return was > 0 ? { ...unknown, factor: is / was, basis: WEATHER_BASIS } : { ...unknown, basis: NO_WEATHER }
}

function otherWeather(scene: DayScene, { days, warmer = 0, rain }: Pick<WhatIf, 'days' | 'warmer' | 'rain'>): DayScene {
  const n = scene.history.length
  return {
    ...scene,
    weather: scene.weather.map(({ name, values, usual }) => {
      const changed = values.slice()
      for (let t = n; t < n + days; t++) {
        if (name === 'temperature') changed[t] = (changed[t] ?? 0) + warmer
        if (name === 'rain' && rain !== undefined) changed[t] = (rain ? ofRain(WET_DAY) : 0) - (usual[t] ?? 0)
      }
      return { name, values: changed, usual }
    }),
  }
}

/** Pieces of the first days, with the band of the 28 days narrowed as independent days would. */
export function spanOf({ days, month }: Pick<ForecastRecord, 'days' | 'month'>, span: number) {
  const point = days.slice(0, span).reduce((sum, units) => sum + units, 0)
  const [whole, low, high] = month
  const share = Math.sqrt(span / 28)
  return { point, low: Math.max(0, point - (whole - low) * share), high: point + (high - whole) * share }
}
