/** One night's forecasts of everything: read, forecast, held against what came, kept. */
import type { WeatherDays } from '../../channels/weather/index.ts'
import { addDays, startOfDay } from '../../core/time.ts'
import { reconcile } from '../../ml/forecast/reconcile.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Evidence, StepContext } from '../findings/index.ts'
import { isGiven } from '../findings/index.ts'
import { type Article, articleName, byUnit, readCatalogue } from '../incidents/index.ts'
import { type Checked, checkClaims, FRESH, nextStanding, type Outcome, type Standing, seriesId } from './accuracy.ts'
import { type DayOutlook, forecastDays, type WeatherUse } from './daily.ts'
import { readDueClaims, readStandings, saveRun } from './forecast-store.ts'
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
import {
  HISTORY_WEEKS,
  RECENT_WEEKS,
  readCategoryDays,
  readSoldProducts,
  readStockOuts,
  readWeeks,
  type SoldProduct,
} from './sales-store.ts'
import { type DemandSeries, layOutDays, layOutWeeks, sumSeries } from './series.ts'
import { ALL_TITLE } from './texts.ts'

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
  const { asOf, ask, timeZone, signal } = context
  const products = await readSoldProducts(ask, asOf)
  const catalogue = await readCatalogue(ask, asOf, timeZone)
  const weeks = layOutWeeks(
    await readWeeks(context.events, asOf),
    await readStockOuts(context.events, { asOf, endBefore: startOfDay(addDays(asOf, 1), timeZone) }),
    { products: products.rows.length, weeks: HISTORY_WEEKS },
  )
  const articles = byUnit(catalogue.rows)
  const levels = levelsOf(products.rows, weeks, articles)
  if (levels === null) return null
  signal.throwIfAborted()
  const { shop, categories, items } = levels
  const { standings, asOf: lookedAt } = await readStandings(state)
  const days = await readCategoryDays(context.events, asOf)
  const series = layOutDays(days, days.categories.length)
  const daily = await forecastDays(
    context,
    {
      shop: sumSeries(series),
      categories: new Map(days.categories.map((name, i) => [name, series[i] ?? new Float64Array(0)])),
    },
    night.weather,
  )
  const outlooks = [...(await forecastWeeks(context, [shop, ...categories])), ...(await forecastWeeks(context, items))]
  const outcomes = outcomesOf([shop, ...categories, ...items], daily.lastDays)
  const checked = checkClaims(await readDueClaims(state, asOf), outcomes)
  const all = [shop, ...categories, ...items]
  const stood = all.map((one): Standing => {
    const id = seriesId(one.kind, one.key)
    const before = standings.get(id) ?? FRESH
    return lookedAt === asOf ? before : nextStanding(before, checked.weekErrors.get(id))
  })
  const own = outlooks.map((outlook, i) => ownOutlook(outlook, all[i], stood[i], daily.outlooks))
  const summed = addUp(all, own)
  // Days of a product go as those of its category, where that has any.
  const shapeOf = ({ kind, key, category }: DemandSeries) =>
    daily.outlooks.get(seriesId(kind, key)) ??
    daily.outlooks.get(seriesId('category', category)) ??
    daily.outlooks.get(seriesId('shop', ''))
  const foreseen = all.flatMap((one, i): Foreseen[] => {
    const [outlook, model, standing] = [summed[i], outlooks[i], stood[i]]
    if (outlook === undefined || model === undefined || standing === undefined) return []
    const id = seriesId(one.kind, one.key)
    const shape = shapeOf(one)
    return [
      {
        series: one,
        outlook,
        model,
        days: shareOut(outlook.weeks, shape?.point ?? new Float64Array(HORIZON_DAYS)),
        naiveDay: daily.outlooks.get(id)?.naive[0] ?? null,
        standing,
        gaveWay: standing.uses === 'naive' && standings.get(id)?.uses !== 'naive',
        hasWeather: shape?.hasWeather ?? false,
        left: one.kind === 'product' ? leftOf(articles.get(`product/${one.key}`)) : null,
      },
    ]
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
    evidence: [products.evidence, catalogue.evidence],
    gaveWay: foreseen.filter(({ gaveWay }) => gaveWay),
  }
}

/** The shop, its categories, and the products that are still sold; null where nothing was sold lately. */
function levelsOf(
  rows: readonly SoldProduct[],
  weeks: ReturnType<typeof layOutWeeks>,
  articles: ReadonlyMap<string, Article>,
): { shop: DemandSeries; categories: DemandSeries[]; items: DemandSeries[] } | null {
  const items: DemandSeries[] = []
  const byCategory = new Map<string, { sold: Float64Array; unitCents: number | null }[]>()
  rows.forEach(({ product, category: told }, place) => {
    const own = weeks[place]
    if (own === undefined || own.sold.length === 0) return
    const category = isGiven(told) ? told : ''
    const members = byCategory.get(category) ?? []
    byCategory.set(category, members)
    members.push(own)
    const article = articles.get(`product/${product}`)
    // Taken out of the shop on purpose, or not sold for months.
    if (article !== undefined && article.status !== '' && article.status !== 'active') return
    if (!own.sold.subarray(-RECENT_WEEKS).some((units) => units > 0)) return
    const { demand, unitCents, outOfStockWeeks } = own
    const title = articleName(article, product)
    items.push({ kind: 'product', key: product, category, title, weeks: demand, unitCents, outOfStockWeeks })
  })
  if (items.length === 0) return null
  const living = new Set(items.map(({ category }) => category))
  const wholes = [...byCategory].filter(([category]) => category !== '' && living.has(category))
  const categories = wholes
    .map(([category, members]) => wholeOf('category', category, members))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  return { shop: wholeOf('shop', '', [...byCategory.values()].flat()), categories, items }
}

function wholeOf(
  kind: 'shop' | 'category',
  key: string,
  members: readonly { sold: Float64Array; unitCents: number | null }[],
): DemandSeries {
  let [money, pieces] = [0, 0]
  for (const { sold, unitCents } of members) {
    if (unitCents === null) continue
    const lately = sold.subarray(-12).reduce((sum, units) => sum + units, 0)
    money += lately * unitCents
    pieces += lately
  }
  return {
    kind,
    key,
    category: key,
    title: kind === 'shop' ? ALL_TITLE : { de: key, en: key },
    weeks: sumSeries(members.map(({ sold }) => sold)),
    unitCents: pieces > 0 ? money / pieces : null,
    outOfStockWeeks: 0,
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

/** Pieces left after what was sold since the shop last spoke of its stock; null: not known, or it was filled up since. */
function leftOf(article: Article | undefined): number | null {
  if (article === undefined || article.stock === null) return null
  const left = article.stock - article.sold_since
  if (left < 0) return null
  return left
}
