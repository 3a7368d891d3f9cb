/** Products ordered more or less often than was to be expected, new bestsellers, and what is going viral. */
import { addDays, daysBetween } from '../../core/time.ts'
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import { readDays, toSeries } from '../forecast/index.ts'
import { byUnit, readCatalogue } from '../incidents/index.ts'
import { compareProducts, type Shop } from './compare.ts'
import { moverFindings } from './findings.ts'
import { findBestsellers, moverFigures, moverTable, productsToChart, type Scene } from './model.ts'
import { MONTH, readProductDays, readProducts } from './store.ts'
import { METHOD, TITLE, tooFewDays } from './texts.ts'

export const moversStep: NightStep = { name: 'movers', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, compute, currency, timeZone, signal } = context
  const days = await readDays(ask, asOf)
  const series = toSeries(days.rows, asOf)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const history = series === null ? 0 : daysBetween(series.from, asOf) + 1
  if (series === null || history < 2 * MONTH || series.silentDays > 0) {
    const from = addDays(asOf, Math.max(1, 2 * MONTH - history))
    return {
      ...empty,
      evidence: [days.evidence],
      notEnoughData: tooFewDays(history - (series?.silentDays ?? 0), 2 * MONTH, from),
    }
  }
  const shop: Shop = { asOf, from: series.from, orders: ordersOf(series.orders) }
  const products = await readProducts(ask, asOf)
  const catalogue = await readCatalogue(ask, asOf, timeZone)
  signal.throwIfAborted()
  const windows = await compareProducts(compute, products.rows, shop)
  const bestsellers = findBestsellers(products.rows, shop)
  const chosen = productsToChart(
    windows,
    bestsellers.map(({ row }) => row),
  )
  const daily = await readProductDays(ask, asOf, chosen)
  const month = windows[0] ?? []
  const scene: Scene = {
    shop,
    currency,
    articles: byUnit(catalogue.rows),
    tested: month.length,
    evidence: {
      products: products.evidence.id,
      days: daily.evidence.id,
      shop: days.evidence.id,
      stock: catalogue.evidence.id,
    },
  }
  return {
    ...empty,
    figures: moverFigures(windows, scene),
    findings: moverFindings(windows, bestsellers, daily.rows, scene),
    tables: month.length === 0 ? [] : [moverTable(windows, scene)],
    evidence: [products.evidence, daily.evidence, days.evidence, catalogue.evidence],
    notEnoughData: null,
  }
}

/** Sums of the shop's orders between two days before the last one. */
function ordersOf(perDay: Float64Array): Shop['orders'] {
  const running = new Float64Array(perDay.length + 1)
  perDay.forEach((count, t) => {
    running[t + 1] = (running[t] ?? 0) + (Number.isNaN(count) ? 0 : count)
  })
  const upTo = (t: number) => running[Math.min(perDay.length, Math.max(0, t))] ?? 0
  return (lastBack, firstBack) => upTo(perDay.length - lastBack) - upTo(perDay.length - 1 - firstBack)
}
