/** Products too young for a model of their own: they sell as others like them did in their first weeks. */
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import { LEAST_VALUES } from '../../ml/forecast/forecast-series.ts'
import { prepareSeries } from '../../ml/forecast/models/prepare-series.ts'
import { slowSeasons } from '../../ml/forecast/models/stl.ts'
import type { LaunchedProduct, LaunchForecast, ProductTraits } from '../../ml/forecast/new-product.ts'
import { tameSpikes } from '../../ml/stats/tame-spikes.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StepContext } from '../findings/index.ts'
import { HORIZON_WEEKS, LEVEL, SEASON_WEEKS, type Total, type WeekOutlook } from './outlook.ts'
import type { DemandSeries } from './series.ts'

/** Weeks that a product has sold for at most while it counts as new. */
const MOST_AGE = LEAST_VALUES - 1
/** What sold from the first weeks of the data on may have been launched before them. */
const SEEN_BEFORE_WEEKS = 8
/** The latest launches: older ones tell of another shop, and more of them only cost time. */
const MOST_LAUNCHES = 600
const MOST_NAMED = 3
/** A season that takes more than this from a week, or gives more, is not divided out whole. */
const LARGEST_SEASON = 5

interface Sold {
  readonly wholes: readonly DemandSeries[]
  readonly products: readonly DemandSeries[]
  readonly ended: readonly DemandSeries[]
}

/** The products' outlooks, those of new ones by the launches of similar ones where there are enough of these. */
export async function likeSimilar(
  { compute, events, signal }: Pick<StepContext, 'compute' | 'events' | 'signal'>,
  { wholes, products, ended }: Sold,
  outlooks: readonly WeekOutlook[],
): Promise<readonly WeekOutlook[]> {
  const young = products.filter(({ weeks }) => weeks.length <= MOST_AGE)
  const length = wholes[0]?.weeks.length ?? 0
  const launched = [...products, ...ended]
    .filter(({ weeks: { length: age } }) => age <= length - SEEN_BEFORE_WEEKS && age >= MOST_AGE + HORIZON_WEEKS)
    .sort((a, b) => a.weeks.length - b.weeks.length)
    .slice(0, MOST_LAUNCHES)
  if (young.length === 0 || launched.length === 0) return outlooks
  signal.throwIfAborted()
  const traits = await readTraits(events)
  const seasons = new Map(wholes.map(({ kind, key, weeks }) => [kind === 'shop' ? null : key, seasonOf(weeks)]))
  const seasonFor = ({ category }: DemandSeries) => seasons.get(category) ?? seasons.get(null) ?? FLAT
  const withoutSeason = (series: DemandSeries) => {
    const season = seasonFor(series)
    return tameSpikes(series.weeks).map((units, week) => units / season(week - series.weeks.length))
  }
  const traitsOf = (series: DemandSeries) => traits.get(series.key) ?? bareTraits(series)
  const made = await compute('forecastLaunches', {
    launches: launched.map((series): LaunchedProduct => ({ ...traitsOf(series), demand: withoutSeason(series) })),
    products: young.map((series) => ({ ...traitsOf(series), sold: withoutSeason(series) })),
    options: {
      horizon: HORIZON_WEEKS,
      mostAge: MOST_AGE,
      sums: totalsIn(outlooks[0]).map(({ shares }) => shares),
    },
    level: LEVEL,
  })
  if (made === null) return outlooks
  const found = new Map(young.map(({ key }, i) => [key, made[i]]))
  return outlooks.map((outlook, i) => {
    const series = products[i]
    const launch = series === undefined ? undefined : found.get(series.key)
    if (series === undefined || launch === undefined) return outlook
    const season = Float64Array.from({ length: HORIZON_WEEKS }, (_, week) => seasonFor(series)(week))
    const most = launch.analogues.slice(0, MOST_NAMED).flatMap(({ place }) => launched[place]?.title ?? [])
    return toOutlook(outlook, launch, { season, most })
  })
}

/** By weeks after the night, those before it negative: what a week sells over what it would without a season. */
type Season = (week: number) => number
const FLAT: Season = () => 1

/** Of less than two years no season is known. */
function seasonOf(weeks: Float64Array): Season {
  const values = prepareSeries(weeks, SEASON_WEEKS).map(Math.log1p)
  const n = values.length
  if (n < 2 * SEASON_WEEKS + 1) return FLAT
  const [season = new Float64Array(n)] = slowSeasons(values, [SEASON_WEEKS])
  return (week) => {
    const at = week < 0 ? n + week : n - SEASON_WEEKS + (week % SEASON_WEEKS)
    return Math.min(LARGEST_SEASON, Math.max(1 / LARGEST_SEASON, Math.exp(season[at] ?? 0)))
  }
}

/** The sums of an outlook; those of all have the same shares. */
function totalsIn(outlook: WeekOutlook | undefined): readonly Total[] {
  return outlook === undefined ? [] : [outlook.month, outlook.quarter, ...outlook.calendar]
}

/** The launch's course with the season of the weeks to come. */
function toOutlook(
  before: WeekOutlook,
  { steps, sums, effectiveLaunches }: LaunchForecast,
  { season, most }: { season: Float64Array; most: readonly Text[] },
): WeekOutlook {
  const weekly = (of: (step: LaunchForecast['steps'][number]) => number) =>
    Float64Array.from(steps, (step, week) => of(step) * (season[week] ?? 1))
  const point = weekly((step) => step.point)
  const range = (place: number) => sums[place] ?? { point: 0, low: 0, high: 0 }
  // The launches' sums know no season: the sum of the weeks as they will be takes their bands along.
  const total = <T extends Total>(one: T, place: number): T => {
    const sum = one.shares.reduce((all, share, week) => all + share * (point[week] ?? 0), 0)
    const factor = range(place).point > 0 ? sum / range(place).point : 1
    return { ...one, point: sum, low: range(place).low * factor, high: range(place).high * factor }
  }
  return {
    ...before,
    weeks: { point, low: weekly((step) => step.low), high: weekly((step) => step.high) },
    month: total(before.month, 0),
    quarter: total(before.quarter, 1),
    calendar: before.calendar.map((one, place) => total(one, 2 + place)),
    method: 'similar products',
    tooLittle: {
      needs: before.tooLittle?.needs ?? LEAST_VALUES,
      has: before.tooLittle?.has ?? 0,
      similar: { products: effectiveLaunches, most },
    },
  }
}

const traitRow = z.object({
  product: z.string(),
  category: z.string(),
  brand: z.string(),
  title: z.string(),
  price_cents: z.number().nullable(),
})

/** What the catalogue says of each product, by its key as in sales: category, price, brand and the words of its title. */
async function readTraits(events: EventStore): Promise<ReadonlyMap<string, ProductTraits>> {
  const rows = await events.query(
    `SELECT if(product_id = '', sku, product_id) AS product, toString(any(category)) AS category, toString(any(brand)) AS brand,
       any(if(title_de = '', title_en, title_de)) AS title, min(price_cents) AS price_cents
     FROM products GROUP BY product`,
    {},
    traitRow,
  )
  return new Map(
    rows.map(({ product, category, brand, title, price_cents: price }) => {
      const tags = new Set(title.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
      if (brand !== '') tags.add(`brand=${brand}`)
      return [product, { categories: category.split(' > '), price: price !== null && price > 0 ? price : null, tags }]
    }),
  )
}

function bareTraits({ category, unitCents }: DemandSeries): ProductTraits {
  const price = unitCents !== null && unitCents > 0 ? unitCents : null
  return { categories: category.split(' > '), price, tags: new Set() }
}
