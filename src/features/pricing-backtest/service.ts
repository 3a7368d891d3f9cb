import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvField } from '../../core/csv.ts'
import { invalidFile } from '../../core/csv-file.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import {
  demandAt,
  LEAST_ROWS,
  type OwnElasticity,
  ownElasticity,
  type TooLittle,
} from '../../ml/pricing/own-elasticity.ts'
import { type Pool, type Shrunk, shrinkElasticities } from '../../ml/pricing/shrink-elasticities.ts'
import { median } from '../../ml/stats/quantile.ts'
import { type Accuracy, AccuracySum } from './accuracy.ts'
import { controlsFrom, historyOf, layOut, type Product } from './lay-out.ts'
import { type PriceRow, readPrices } from './read-prices.ts'

const NOTES: Readonly<Record<TooLittle, string>> = {
  'no-rows': 'no row with a price above 0 and units of 0 or more; from the others',
  'no-sales': 'nothing sold; from the others',
  'one-price': 'one price ever; from the others',
  'few-rows': `too little data: needs ${LEAST_ROWS} rows; from the others`,
}

export interface PricingBacktest {
  readonly products: number
  readonly rows: number
  /** Products with an elasticity of their own, and of the others how many for which reason. */
  readonly used: number
  readonly leftOut: Readonly<Partial<Record<TooLittle, number>>>
  /** Rows given away (price 0) and taken back (negative units): they say nothing about the price and are left out. */
  readonly freeRows: number
  readonly returnRows: number
  readonly elasticity: {
    readonly median: number
    /** Mean of the true elasticities and their standard deviation about it. */
    readonly pooled: number
    readonly pooledLower90: number
    readonly pooledUpper90: number
    readonly spread: number
    /** Share of the used products whose 90 % interval does not contain 0. */
    readonly shareBelowOrAboveZero: number
  }
  /** On the held-out rows; null where there are none. */
  readonly holdout: {
    readonly by: 'week' | 'row'
    readonly rows: number
    readonly withPrice: Accuracy
    readonly withoutPrice: Accuracy
    readonly mean: Accuracy
  } | null
}

/**
 * Fits own-price elasticities to a file of prices and units and tries them on what was held out.
 * @param output  where to write product,elasticity,lower90,upper90,n,prices,note; null for nowhere
 * @throws AppError  input.not-found; input.invalid with file, line and column, or where no product has two prices and sales
 */
export async function backtestPricing(input: string, output: string | null): Promise<PricingBacktest> {
  const products = layOut(await readPrices(input))
  const fitted = fitAll(products, (product) => product.rows)
  const shrunk = shrinkAll(fitted)
  if (shrunk === null) {
    const file = basename(input)
    const needs = `an elasticity needs a product with two prices above 0, some sales and ${LEAST_ROWS} rows`
    throw invalidFile(`${file}: none of its ${products.length} products says anything about prices; ${needs}.`, file)
  }
  if (output !== null) await writeElasticities(output, products, fitted, shrunk.products)
  const leftOut: Partial<Record<TooLittle, number>> = {}
  for (const own of fitted) if (!own.ok) leftOut[own.reason] = (leftOut[own.reason] ?? 0) + 1
  const sum = (count: (product: Product) => number) => products.reduce((total, product) => total + count(product), 0)
  return {
    products: products.length,
    rows: sum(({ rows, free, returned }) => rows.length + free + returned),
    used: fitted.filter(({ ok }) => ok).length,
    leftOut,
    freeRows: sum(({ free }) => free),
    returnRows: sum(({ returned }) => returned),
    elasticity: summaryOf(fitted, shrunk),
    holdout: tryOut(products),
  }
}

function summaryOf(fitted: readonly OwnElasticity[], { products, pool }: { products: readonly Shrunk[]; pool: Pool }) {
  const used = products.filter((_own, i) => fitted[i]?.ok)
  const certain = used.filter(({ low, high }) => low > 0 || high < 0).length
  const reach = 1.6448536269514722 * pool.error
  return {
    median: rounded(median(used.map(({ elasticity }) => elasticity))),
    pooled: rounded(pool.mean),
    pooledLower90: rounded(pool.mean - reach),
    pooledUpper90: rounded(pool.mean + reach),
    spread: rounded(pool.spread),
    shareBelowOrAboveZero: rounded(certain / used.length),
  }
}

function fitAll(
  products: readonly Product[],
  take: (product: Product) => readonly PriceRow[],
): readonly OwnElasticity[] {
  const levels = new WeekLevels(products.map(take))
  return products.map((product) => {
    const rows = take(product)
    return ownElasticity(historyOf(rows, controlsFrom(rows), levels.without(rows)))
  })
}

function shrinkAll(fitted: readonly OwnElasticity[]) {
  return shrinkElasticities(
    fitted.map((own) => (own.ok ? own : null)),
    new Int32Array(fitted.length),
  )
}

/** The level of all products in each week, from which a product's own sales can be taken away. */
class WeekLevels {
  readonly #units = new Map<number, number>()
  readonly #rows = new Map<number, number>()
  #allUnits = 0
  #allRows = 0

  constructor(products: readonly (readonly PriceRow[])[]) {
    for (const rows of products) {
      const mean = rows.reduce((sum, { units }) => sum + units, 0) / rows.length
      if (!(mean > 0)) continue
      for (const { week, units } of rows) {
        if (week === null) continue
        // Each product counts relative to its own mean, or the largest would speak for all.
        this.#units.set(week, (this.#units.get(week) ?? 0) + units / mean)
        this.#rows.set(week, (this.#rows.get(week) ?? 0) + 1)
        this.#allUnits += units / mean
        this.#allRows++
      }
    }
  }

  /** Logarithm of the others' level in a row's week about their mean; drawn to 0 where they are few. */
  without(rows: readonly PriceRow[]): (row: PriceRow) => number {
    const mean = rows.reduce((sum, { units }) => sum + units, 0) / rows.length
    const ownUnits = new Map<number, number>()
    const ownRows = new Map<number, number>()
    for (const { week, units } of rows) {
      if (week === null || !(mean > 0)) continue
      ownUnits.set(week, (ownUnits.get(week) ?? 0) + units / mean)
      ownRows.set(week, (ownRows.get(week) ?? 0) + 1)
    }
    const known = rows.filter(({ week }) => week !== null).length
    const others = Math.max(0, this.#allUnits - (mean > 0 ? known : 0))
    const usual = this.#allRows > known ? others / (this.#allRows - known) : 1
    return ({ week }) => {
      if (week === null || !(usual > 0)) return 0
      const units = Math.max(0, (this.#units.get(week) ?? 0) - (ownUnits.get(week) ?? 0)) / usual
      const count = Math.max(0, (this.#rows.get(week) ?? 0) - (ownRows.get(week) ?? 0))
      return Math.log((units + OTHERS_WEIGHT) / (count + OTHERS_WEIGHT))
    }
  }
}

/** Other products' rows in a week that weigh as much as the assumption that the week is like any other. */
const OTHERS_WEIGHT = 20

function tryOut(products: readonly Product[]): PricingBacktest['holdout'] {
  const learnt = (product: Product) => product.rows.slice(0, product.cut)
  const fitted = fitAll(products, learnt)
  const shrunk = shrinkAll(fitted)
  if (shrunk === null) return null
  const sums = { withPrice: new AccuracySum(), withoutPrice: new AccuracySum(), mean: new AccuracySum() }
  products.forEach((product, i) => {
    const past = learnt(product)
    const elasticity = shrunk.products[i]?.elasticity
    if (past.length === 0 || elasticity === undefined) return
    const layout = controlsFrom(past)
    // The others' level of weeks to come is not known: trend and season have to carry the demand alone.
    const history = historyOf(past, layout, () => 0)
    const usual = past.reduce((sum, { units }) => sum + units, 0) / past.length
    const priced = demandAt(history, elasticity)
    const plain = demandAt(history, 0)
    for (const row of product.rows.slice(product.cut)) {
      const controls = layout.controlsOf(row)
      sums.withPrice.add(row.units, priced?.expect(row.price, controls, 0) ?? 0)
      sums.withoutPrice.add(row.units, plain?.expect(row.price, controls, 0) ?? 0)
      sums.mean.add(row.units, usual)
    }
  })
  const { rows } = sums.mean
  if (rows === 0) return null
  const by = products.some(({ rows: own }) => own.some(({ week }) => week !== null)) ? 'week' : 'row'
  const { withPrice, withoutPrice, mean } = sums
  return { by, rows, withPrice: withPrice.result(), withoutPrice: withoutPrice.result(), mean: mean.result() }
}

async function writeElasticities(
  path: string,
  products: readonly Product[],
  fitted: readonly OwnElasticity[],
  shrunk: readonly Shrunk[],
): Promise<void> {
  function* lines() {
    yield 'product,elasticity,lower90,upper90,n,prices,note\n'
    for (const [i, { name, rows }] of products.entries()) {
      const own = fitted[i]
      const found = shrunk[i]
      if (own === undefined || found === undefined) continue
      const prices = new Set(rows.map(({ price }) => price)).size
      const numbers = [found.elasticity, found.low, found.high].map((value) => rounded(value))
      const note = own.ok ? '' : NOTES[own.reason]
      yield `${[csvField(name), ...numbers, rows.length, prices, csvField(note)].join(',')}\n`
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(path))
  } catch (error) {
    throw new AppError('usage.invalid', `${path} cannot be written: ${messageOf(error)}`, { path }, { cause: error })
  }
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}
