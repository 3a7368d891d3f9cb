/** Weekly demand of every product of Online Retail; the last eight weeks are held out. */

import { trainInThreads } from '../src/compute/train-in-threads.ts'
import { readCsvFile } from '../src/core/csv-file.ts'
import { withGlobal } from '../src/ml/forecast/global-combine.ts'
import { forecastGlobal, type Train, trainGlobal } from '../src/ml/forecast/global-forecast.ts'
import { sumPanel } from '../src/ml/forecast/global-panel.ts'
import { crostonSba } from '../src/ml/forecast/models/intermittent.ts'
import { rmsse } from '../src/ml/forecast/rmsse.ts'
import type { Bench } from './lib/bench.ts'
import { datasetPath } from './lib/datasets.ts'
import { rounded, withForecasts } from './lib/forecasting.ts'

const HORIZON = 8
const WEEK_MS = 7 * 86_400_000
/** Products sold for fewer weeks before the hold-out are left out. */
const LEAST_WEEKS = 12
const SMALL_PRODUCTS = 100
const THREADS = 2
const SEED = 20261126
const PERIOD = 52

interface Product {
  units: Float64Array
  revenue: Float64Array
}

/** Units and revenue by whole week of every product, goods that came back left out. */
async function weeklyDemand(): Promise<Product[]> {
  const sales: { code: string; at: number; units: number; price: number }[] = []
  await readCsvFile(datasetPath('online-retail.csv.gz'), 'data set', async (lines) => {
    for await (const { record } of lines) {
      const [invoice = '', code = '', , quantity, date, price] = record
      const units = Number(quantity)
      // The codes of goods begin with five digits; the others are postage, fees and corrections.
      if (invoice.startsWith('C') || !(units > 0) || !(Number(price) > 0) || !/^\d{5}/.test(code)) continue
      sales.push({ code, at: Date.parse(`${date?.replace(' ', 'T')}Z`), units, price: Number(price) })
    }
  })
  const end = sales.reduce((last, { at }) => Math.max(last, at), 0) + 1
  const weeks = Math.floor((end - sales.reduce((first, { at }) => Math.min(first, at), end)) / WEEK_MS)
  const products = new Map<string, Product>()
  for (const { code, at, units, price } of sales) {
    const week = weeks - 1 - Math.floor((end - 1 - at) / WEEK_MS)
    if (week < 0) continue
    const product = products.get(code) ?? { units: new Float64Array(weeks), revenue: new Float64Array(weeks) }
    products.set(code, product)
    product.units[week] = (product.units[week] ?? 0) + units
    product.revenue[week] = (product.revenue[week] ?? 0) + units * price
  }
  return [...products.values()].flatMap(({ units, revenue }) => {
    const first = units.findIndex((value) => value > 0)
    return weeks - HORIZON - first < LEAST_WEEKS ? [] : [{ units: units.slice(first), revenue: revenue.slice(first) }]
  })
}

/** Logarithm of the price paid, held until the next sale; NaN before the first. */
function pricesOf({ units, revenue }: Product): Float64Array {
  let last = Number.NaN
  return units.map((count, week) => {
    // The weeks that are held out keep the last price known.
    if (count > 0 && week < units.length - HORIZON) last = Math.log((revenue[week] ?? 0) / count)
    return last
  })
}

/** Forecasts of one model for all products, from the end and from a horizon before it. */
async function globally(products: readonly Product[]) {
  const series = products.map((product) => ({
    history: product.units.slice(0, -HORIZON),
    category: 'all',
    regressors: [pricesOf(product)],
  }))
  const panel = sumPanel({ series, period: PERIOD })
  const train: Train = (columns, target, options) => trainInThreads(columns, target, options, THREADS)
  const from = async (heldBack: number) => {
    const model = await trainGlobal(panel, { horizon: HORIZON, heldBack, seed: SEED }, train)
    return model === null ? products.map(() => null) : forecastGlobal(model, panel, heldBack)
  }
  return { ahead: await from(0), past: await from(HORIZON) }
}

export const forecastRetailBench: Bench = {
  name: 'forecast-retail',
  about:
    'weekly product demand of Online Retail, 8 weeks ahead: RMSSE weighted by revenue, beside ETS, Croston-SBA, naive',
  run: ({ small }) =>
    withForecasts(async (forecast) => {
      const products = (await weeklyDemand()).slice(0, small ? SMALL_PRODUCTS : undefined)
      const inputs = products.map(({ units }) => ({ history: units.slice(0, -HORIZON), regressors: [] }))
      const started = performance.now()
      const made = await forecast(inputs, { horizon: HORIZON, period: PERIOD, origins: 1, withEts: true })
      const seconds = (performance.now() - started) / 1000
      const global = await globally(products)
      const globalSeconds = (performance.now() - started) / 1000 - seconds
      const histories = inputs.map(({ history }) => history)
      const mixed = withGlobal(made, global, histories, { horizon: HORIZON, period: PERIOD })
      const sums = { ours: 0, global: 0, mixed: 0, ets: 0, crostonSba: 0, seasonalNaive: 0, weight: 0 }
      products.forEach(({ units, revenue }, i) => {
        const [history, { point, ets, naive } = {}] = [inputs[i]?.history ?? new Float64Array(0), made[i]]
        const error = (values?: Float64Array | null) =>
          rmsse(units.subarray(-HORIZON), values ?? new Float64Array(HORIZON), history)
        const weight = revenue.subarray(0, -HORIZON).reduce((sum, value) => sum + value, 0)
        if (Number.isNaN(error(point))) return
        sums.weight += weight
        sums.ours += weight * error(point)
        sums.global += weight * error(global.ahead[i] ?? point)
        sums.mixed += weight * error(mixed.forecasts[i]?.point)
        sums.ets += weight * error(ets)
        sums.crostonSba += weight * error(new Float64Array(HORIZON).fill(crostonSba(history)))
        sums.seasonalNaive += weight * error(naive)
      })
      const share = (sum: number) => rounded(sum / sums.weight)
      return {
        wrmsse: share(sums.ours),
        withGlobal: share(sums.mixed),
        globalAlone: share(sums.global),
        globalShares: mixed.shares,
        ets: share(sums.ets),
        crostonSba: share(sums.crostonSba),
        seasonalNaive: share(sums.seasonalNaive),
        products: products.length,
        seconds: rounded(seconds, 1),
        globalSeconds: rounded(globalSeconds, 1),
      }
    }),
}
