/** One night's forecasts of everything: read, forecast, held against what came, kept. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import { reconcile } from '../../ml/forecast/reconcile.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Evidence, StepContext } from '../findings/index.ts'
import { publicHolidays } from '../forecast/index.ts'
import { type Checked, checkClaims, FRESH, nextStanding, type Outcome, type Standing, seriesId } from './accuracy.ts'
import { type DailyDemand, type DayOutlook, forecastDays, type WeatherUse } from './daily.ts'
import { readDueClaims, readStandings, saveRun } from './forecast-store.ts'
import { readLevels } from './levels.ts'
import { likeSimilar } from './new-products.ts'
import type { Supply } from './orders.ts'
import {
  blendWeeks,
  forecastWeeks,
  HORIZON_DAYS,
  HORIZON_WEEKS,
  LEVEL,
  naively,
  shareOut,
  type WeekOutlook,
  withWeeks,
} from './outlook.ts'
import { claimOf, type Foreseen, recordOf } from './records.ts'
import { readCategoryDays } from './sales-store.ts'
import { type DemandSeries, layOutDays, sumSeries } from './series.ts'

export interface DemandNight {
  readonly state: StateStore
  readonly context: StepContext
  readonly supply: Supply
  /** Null: no weather is asked for, or there is none. */
  readonly weather: WeatherDays | null
}

export interface NightDemand {
  /** The shop first, then its categories, then products. */
  readonly foreseen: readonly Foreseen[]
  readonly checked: Checked
  readonly weather: WeatherUse
  readonly evidence: readonly Evidence[]
  /** Series whose model gave way to the naive forecast tonight. */
  readonly gaveWay: readonly Foreseen[]
}

/** @returns null where nothing has been sold lately */
export async function foresee(night: DemandNight): Promise<NightDemand | null> {
  const { state, context, supply } = night
  const { asOf, signal } = context
  const levels = await readLevels(context)
  if (levels === null) return null
  signal.throwIfAborted()
  const { standings, asOf: lookedAt } = await readStandings(state)
  const daily = await forecastAllDays(night)
  const all = [...levels.wholes, ...levels.products]
  const products = await likeSimilar(context, levels, await forecastWeeks(context, levels.products))
  const models = [...(await forecastWeeks(context, levels.wholes, holidayWeeks(context, levels.wholes))), ...products]
  const checked = checkClaims(await readDueClaims(state, asOf), outcomesOf(all, daily.lastDays))
  const stood = all.map((one): Standing => {
    const id = seriesId(one.kind, one.key)
    const before = standings.get(id) ?? FRESH
    return lookedAt === asOf ? before : nextStanding(before, checked.weekErrors.get(id))
  })
  const own = models.map((model, i) => ownOutlook(model, all[i], stood[i], daily.outlooks))
  const outlooks = addUp(all, own)
  const foreseen = all.flatMap((series, i): Foreseen[] => {
    const [outlook, model, standing] = [outlooks[i], models[i], stood[i]]
    if (outlook === undefined || model === undefined || standing === undefined) return []
    const id = seriesId(series.kind, series.key)
    const gaveWay = standing.uses === 'naive' && standings.get(id)?.uses !== 'naive'
    const days = daysOf(series, outlook, daily.outlooks)
    return [{ series, outlook, model, standing, gaveWay, ...days, left: levels.leftOf(series) }]
  })
  signal.throwIfAborted()
  await saveRun(state, {
    asOf,
    forecasts: foreseen.map((one) => recordOf(one, asOf, supply)),
    claims: foreseen.map(claimOf),
    scores: checked.scores,
  })
  return {
    foreseen,
    checked,
    weather: daily.weather,
    evidence: levels.evidence,
    gaveWay: foreseen.filter(({ gaveWay }) => gaveWay),
  }
}

/** Of each week the share of its days that are public holidays, up to the last week ahead; Easter moves, and takes sales along. */
function holidayWeeks({ asOf, holidays }: StepContext, wholes: readonly DemandSeries[]): Float64Array {
  const weeks = wholes.reduce((most, one) => Math.max(most, one.weeks.length), 0) + HORIZON_WEEKS
  const from = addDays(asOf, 1 - 7 * (weeks - HORIZON_WEEKS))
  const shares = new Float64Array(weeks)
  for (const { day } of publicHolidays(holidays, from, addDays(from, 7 * weeks - 1))) {
    const week = Math.floor(daysBetween(from, day) / 7)
    shares[week] = (shares[week] ?? 0) + 1 / 7
  }
  return shares
}

async function forecastAllDays({ context, weather }: DemandNight): Promise<DailyDemand> {
  const read = await readCategoryDays(context.events, context.asOf)
  const series = layOutDays(read, read.categories.length)
  const categories = new Map(read.categories.map((name, i) => [name, series[i] ?? new Float64Array(0)]))
  return forecastDays(context, { shop: sumSeries(series), categories }, weather)
}

/** Days of a product go as those of its category, where that has any, else as those of the shop. */
function daysOf({ kind, key, category }: DemandSeries, outlook: WeekOutlook, daily: DailyDemand['outlooks']) {
  const own = daily.get(seriesId(kind, key))
  const shape = own ?? daily.get(seriesId('category', category)) ?? daily.get(seriesId('shop', ''))
  return {
    days: shareOut(outlook.weeks, shape?.point ?? new Float64Array(HORIZON_DAYS)),
    naiveDay: own?.naive[0] ?? null,
    hasWeather: shape?.hasWeather ?? false,
  }
}

/** The model's word, or the naive forecast's where the model was worse; weeks of the shop and of categories know the days' models too. */
function ownOutlook(
  outlook: WeekOutlook,
  series: DemandSeries | undefined,
  standing: Standing | undefined,
  daily: ReadonlyMap<string, DayOutlook>,
): WeekOutlook {
  if (standing?.uses === 'naive') return naively(outlook)
  const days = series === undefined ? undefined : daily.get(seriesId(series.kind, series.key))
  return days === undefined || series?.kind === 'product'
    ? outlook
    : withWeeks(outlook, blendWeeks(outlook.weeks.point, days.point))
}

/** The outlooks moved so that products add up to categories and categories to the shop, those most that are least certain. */
function addUp(series: readonly DemandSeries[], outlooks: readonly WeekOutlook[]): WeekOutlook[] {
  const places = new Map(series.map((one, i): [string, number] => [seriesId(one.kind, one.key), i]))
  const parents = Int32Array.from(series, ({ kind, category }) => {
    if (kind === 'shop') return -1
    return kind === 'category' ? 0 : (places.get(seriesId('category', category)) ?? 0)
  })
  const forecasts = new Float64Array(series.length * HORIZON_WEEKS)
  const variances = new Float64Array(series.length)
  outlooks.forEach(({ weeks, month }, i) => {
    forecasts.set(weeks.point, i * HORIZON_WEEKS)
    variances[i] = ((month.high - month.low) / (2 * normalQuantile(0.5 + LEVEL / 2))) ** 2
  })
  const options = { horizon: HORIZON_WEEKS, trust: { name: 'variances', variances }, isNonNegative: true } as const
  const summed = reconcile(forecasts, { parents }, options)
  return outlooks.map((outlook, i) => withWeeks(outlook, summed.slice(i * HORIZON_WEEKS, (i + 1) * HORIZON_WEEKS)))
}

/** What came of each series, for what earlier nights said. */
function outcomesOf(series: readonly DemandSeries[], lastDays: ReadonlyMap<string, number>): Map<string, Outcome> {
  return new Map(
    series.map(({ kind, key, category, weeks }): [string, Outcome] => {
      const id = seriesId(kind, key)
      const month = weeks.length < 4 ? Number.NaN : weeks.subarray(-4).reduce((sum, units) => sum + units, 0)
      return [id, { category, day: lastDays.get(id) ?? null, week: weeks.at(-1) ?? Number.NaN, month }]
    }),
  )
}
