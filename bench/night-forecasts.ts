/** A night's forecasts for a whole shop: made products with seasons, seldom sold and new ones, down to orders that add up. */
import { trainInThreads } from '../src/compute/train-in-threads.ts'
import { normal, poisson, streamOf } from '../src/features/demo/rng.ts'
import type { BatchForecast } from '../src/ml/forecast/forecast-batch.ts'
import { withGlobal } from '../src/ml/forecast/global-combine.ts'
import { forecastGlobal, type Train, trainGlobal } from '../src/ml/forecast/global-forecast.ts'
import { sumPanel } from '../src/ml/forecast/global-panel.ts'
import {
  fitLaunches,
  forecastLaunch,
  type LaunchedProduct,
  type LaunchForecast,
} from '../src/ml/forecast/new-product.ts'
import { withIntervals } from '../src/ml/forecast/pooled-intervals.ts'
import { reconcile } from '../src/ml/forecast/reconcile.ts'
import { rmsse } from '../src/ml/forecast/rmsse.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { meanOf, rounded, withForecasts } from './lib/forecasting.ts'
import { watchMemory } from './lib/memory.ts'

const SEED = 20261126
const WEEKS = 104
const HORIZON = 12
const PERIOD = 52
const CATEGORIES = 40
const THREADS = 2
const LEVEL = 0.9
/** Weeks after which a product is not new any more: until then its like says more than its own sales. */
const NEW_WEEKS = 8

export const nightForecastsBench: Bench = {
  name: 'night-forecasts',
  about:
    'forecasts of 20,000 products x 104 weeks on two cores; asked: 4 minutes, 1.5 GB, linear growth (twice the time of 10,000)',
  async run(request) {
    const products = wholeOption(request, 'products', request.small ? 60 : 20_000)
    const meter = watchMemory(() => [process.pid])
    const half = await forecastNight(makeShop(products / 2))
    const all = await forecastNight(makeShop(products))
    return {
      products,
      seconds: rounded(all.seconds, 1),
      halfSeconds: rounded(half.seconds, 1),
      growth: rounded(all.seconds / half.seconds, 2),
      cpuSeconds: rounded(all.cpuSeconds, 1),
      peakRssMb: meter.stop(),
      ...all.counts,
    }
  },
}

interface MadeProduct extends LaunchedProduct {
  /** Float64Array[HORIZON], the weeks after those that are known. */
  readonly ahead: Float64Array
}

type Forecast = Pick<BatchForecast, 'point' | 'scale'>

/** Everything a night reckons from the weeks' demand. */
function forecastNight(shop: readonly MadeProduct[]) {
  return withForecasts(async (forecast) => {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const options = { horizon: HORIZON, period: PERIOD, origins: 1, withEts: false }
    const old = shop.filter(({ demand }) => demand.length > NEW_WEEKS)
    const young = shop.filter(({ demand }) => demand.length <= NEW_WEEKS)
    const histories = old.map(({ demand }) => demand)
    const forecastAll = (some: readonly Float64Array[]) =>
      forecast(
        some.map((history) => ({ history, regressors: [] })),
        options,
      )
    const made = await forecastAll(histories)
    const global = await forecastGlobally(old)
    const { forecasts, shares } = withGlobal(made, global, histories, options)
    const intervals = withIntervals(forecasts, { horizon: HORIZON, level: LEVEL })
    const launches = fitLaunches(old, {
      horizon: HORIZON,
      mostAge: NEW_WEEKS,
      sums: [new Float64Array(HORIZON).fill(1)],
    })
    const first = young.map((product) =>
      launches.ok ? firstOf(forecastLaunch(launches.model, product, { sold: product.demand, level: LEVEL })) : null,
    )
    const whole = await addUp([...old, ...young], [...forecasts, ...first], forecastAll)
    const { user, system } = process.cpuUsage(cpu)
    return {
      seconds: (performance.now() - started) / 1000,
      cpuSeconds: (user + system) / 1e6,
      counts: {
        globalShares: shares,
        rmsse: errorOf(
          old,
          forecasts.map(({ point }) => point),
        ),
        rmsseWithoutGlobal: errorOf(
          old,
          made.map(({ point }) => point),
        ),
        rmsseNaive: errorOf(
          old,
          made.map(({ naive }) => naive),
        ),
        intervals: intervals.length,
        launches: young.length,
        reconciled: whole.length / HORIZON,
      },
    }
  })
}

/** Root mean squared scaled error of the weeks that were to come, a mean over products. */
function errorOf(products: readonly MadeProduct[], points: readonly Float64Array[]): number {
  const errors = products.map(({ demand, ahead }, i) => rmsse(ahead, points[i] ?? new Float64Array(HORIZON), demand))
  return rounded(meanOf(errors))
}

async function forecastGlobally(products: readonly LaunchedProduct[]) {
  const series = products.map(({ demand, categories }) => ({
    history: demand,
    category: categories[0] ?? '',
    regressors: [],
  }))
  const panel = sumPanel({ series, period: PERIOD })
  const train: Train = (columns, target, settings) => trainInThreads(columns, target, settings, THREADS)
  const from = async (heldBack: number) => {
    const model = await trainGlobal(panel, { horizon: HORIZON, heldBack, seed: SEED }, train)
    return model === null ? products.map(() => null) : forecastGlobal(model, panel, heldBack)
  }
  return { ahead: await from(0), past: await from(HORIZON) }
}

/** As unsure as its interval is wide. */
function firstOf({ steps, sums: [total] }: LaunchForecast): Forecast {
  const scale = total === undefined ? 0 : (total.high - total.low) / (2 * HORIZON)
  return { point: Float64Array.from(steps, ({ point }) => point), scale }
}

/** The shop and its categories above the products, forecast on their own, and all of them made to add up. */
async function addUp(
  products: readonly LaunchedProduct[],
  own: readonly (Forecast | null)[],
  forecast: (histories: readonly Float64Array[]) => Promise<readonly Forecast[]>,
): Promise<Float64Array> {
  const names = [...new Set(products.map(({ categories }) => categories[0] ?? ''))]
  const placeOf = new Map(names.map((name, place) => [name, 1 + place]))
  const parents = Int32Array.from([
    -1,
    ...names.map(() => 0),
    ...products.map(({ categories }) => placeOf.get(categories[0] ?? '') ?? 0),
  ])
  const first = 1 + names.length
  const sums = Array.from({ length: first }, () => new Float64Array(WEEKS))
  products.forEach(({ demand }, i) => {
    for (const sum of [sums[0], sums[parents[first + i] ?? 0]]) {
      demand.forEach((units, t) => {
        if (sum !== undefined) sum[WEEKS - demand.length + t] = (sum[WEEKS - demand.length + t] ?? 0) + units
      })
    }
  })
  const all = [...(await forecast(sums)), ...own]
  const forecasts = new Float64Array(parents.length * HORIZON)
  all.forEach((one, node) => void forecasts.set(one?.point ?? [], node * HORIZON))
  const variances = Float64Array.from(all, (one) => Math.max(one?.scale ?? 0, 0.1) ** 2)
  const trust = { name: 'variances', variances } as const
  return reconcile(forecasts, { parents }, { horizon: HORIZON, trust, isNonNegative: true })
}

/** Half of the products sell now and then, a tenth is new; the others have a season of their category and a trend. */
function makeShop(count: number): MadeProduct[] {
  const rng = streamOf(SEED, 'night-forecasts')
  return Array.from({ length: count }, () => {
    const category = Math.floor(CATEGORIES * rng())
    const kind = rng()
    const weeks = kind < 0.1 ? 1 + Math.floor(NEW_WEEKS * rng()) : rng() < 0.7 ? WEEKS : 20 + Math.floor(84 * rng())
    const level = kind < 0.6 ? 0.1 + 0.6 * rng() : Math.exp(1 + 2.5 * rng())
    const drift = kind < 0.6 ? 0 : 0.004 * normal(rng)
    const demand = Float64Array.from({ length: weeks + HORIZON }, (_, t) => {
      const place = (2 * Math.PI * (WEEKS - weeks + t + 5 * category)) / PERIOD
      return poisson(rng, level * Math.exp(drift * t + 0.5 * Math.sin(place) + 0.3 * normal(rng)))
    })
    return {
      categories: [`category ${category}`],
      price: Math.exp(2 + 2 * rng()),
      tags: new Set([`brand ${Math.floor(20 * rng())}`]),
      demand: demand.slice(0, weeks),
      ahead: demand.slice(weeks),
    }
  })
}
