import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Compute } from '../../compute/index.ts'
import { csvField } from '../../core/csv.ts'
import { invalidFile } from '../../core/csv-file.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { levelsOfOthers, type OthersLevel } from '../../ml/pricing/levels-of-others.ts'
import { LEAST_ROWS, type OwnElasticity, type TooLittle } from '../../ml/pricing/own-elasticity.ts'
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
 * @param compute  runs the kernels, a batch of products at a time
 * @throws AppError  input.not-found; input.invalid with file, line and column, or where no product has two prices and sales
 */
export async function backtestPricing(
  { input, output }: { readonly input: string; readonly output: string | null },
  compute: Compute,
): Promise<PricingBacktest> {
  const products = layOut(await readPrices(input))
  const fitted = await fitAll(products, (product) => product.rows, compute)
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
    holdout: await tryOut(products, compute),
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

async function fitAll(
  products: readonly Product[],
  take: (product: Product) => readonly PriceRow[],
  compute: Compute,
): Promise<readonly OwnElasticity[]> {
  const taken = products.map(take)
  const levels = weekLevels(taken)
  const histories = taken.map((rows, i) => historyOf(rows, controlsFrom(rows), levels[i]))
  return inBatches(histories, (batch) => compute('ownElasticities', batch))
}

/** The others' level in each row's week; nothing in a file without weeks. */
function weekLevels(products: readonly (readonly PriceRow[])[]): readonly OthersLevel[] {
  if (products.every((rows) => rows.every(({ week }) => week === null))) return []
  const sales = products.map((rows) => ({
    period: Int32Array.from(rows, ({ week }) => week ?? 0),
    price: Float64Array.from(rows, ({ price }) => price),
    units: Float64Array.from(rows, ({ units }) => units),
  }))
  return levelsOfOthers(sales, new Int32Array(products.length))
}

/** Small enough that threads end together, large enough that copying costs nothing. */
const BATCH = 50

async function inBatches<T, R>(
  items: readonly T[],
  run: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, b) =>
    run(items.slice(b * BATCH, (b + 1) * BATCH)),
  )
  return (await Promise.all(batches)).flat()
}

function shrinkAll(fitted: readonly OwnElasticity[]) {
  return shrinkElasticities(
    fitted.map((own) => (own.ok ? own : null)),
    new Int32Array(fitted.length),
  )
}

async function tryOut(products: readonly Product[], compute: Compute): Promise<PricingBacktest['holdout']> {
  const learnt = (product: Product) => product.rows.slice(0, product.cut)
  const fitted = await fitAll(products, learnt, compute)
  const shrunk = shrinkAll(fitted)
  if (shrunk === null) return null
  const tried = products.flatMap((product, i) => {
    const elasticity = shrunk.products[i]?.elasticity
    const isTried = product.cut > 0 && product.cut < product.rows.length && elasticity !== undefined
    return isTried ? [{ product, elasticity }] : []
  })
  const expected = await inBatches(tried, (batch) =>
    compute(
      'expectHeldOut',
      batch.map(({ product, elasticity }) => {
        const layout = controlsFrom(learnt(product))
        const { price, controls } = historyOf(product.rows.slice(product.cut), layout)
        return { history: historyOf(learnt(product), layout), elasticity, price, controls }
      }),
    ),
  )
  const sums = { withPrice: new AccuracySum(), withoutPrice: new AccuracySum(), mean: new AccuracySum() }
  tried.forEach(({ product }, i) => {
    const past = learnt(product)
    const usual = past.reduce((sum, { units }) => sum + units, 0) / past.length
    product.rows.slice(product.cut).forEach(({ units }, row) => {
      sums.withPrice.add(units, expected[i]?.withPrice[row] ?? 0)
      sums.withoutPrice.add(units, expected[i]?.withoutPrice[row] ?? 0)
      sums.mean.add(units, usual)
    })
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
