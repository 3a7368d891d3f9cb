import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { compareRates } from './compare-rates.ts'
import { estimateDispersion } from './estimate-dispersion.ts'

interface Shop {
  products: number
  /** Mean overdispersion; each product's own lies about a factor two around it. */
  dispersion: number
  changed: number
  factor: number
  periods: number
}

const DAYS = 28

function simulate(seed: number, { products, dispersion, changed, factor, periods }: Shop) {
  const random = randomSource(seed)
  const columns = Array.from({ length: periods + 2 }, () => new Float64Array(products))
  const truth = new Float64Array(products).fill(1)
  for (let i = 0; i < products; i++) {
    const mean = DAYS * Math.exp(-1.5 + 1.3 * random.normal())
    const shape = 1 / (dispersion * Math.exp(0.7 * random.normal()))
    if (random.uniform() < changed) truth[i] = random.uniform() < 0.5 ? factor : 1 / factor
    columns.forEach((column, k) => {
      const effect = k === periods + 1 ? (truth[i] ?? 1) : 1
      column[i] = random.poisson((mean * effect * random.gamma(shape)) / shape)
    })
  }
  const earlier = new Float64Array(products * periods)
  for (let i = 0; i < products; i++) {
    for (let k = 0; k < periods; k++) earlier[i * periods + k] = columns[k]?.[i] ?? 0
  }
  const before = columns[periods] ?? new Float64Array(0)
  const after = columns[periods + 1] ?? new Float64Array(0)
  return { before, after, earlier, truth }
}

function run(seed: number, shop: Shop) {
  const { before, after, earlier, truth } = simulate(seed, shop)
  const exposures = new Float64Array(shop.periods).fill(DAYS)
  const found = compareRates({
    before,
    after,
    exposureBefore: DAYS,
    exposureAfter: DAYS,
    ...(shop.periods > 0 && {
      dispersion: estimateDispersion({ counts: earlier, periods: shop.periods, exposures }),
    }),
  })
  const named = [...found.q.keys()].filter((i) => (found.q[i] ?? 1) <= 0.1)
  const wrong = named.filter((i) => truth[i] === 1).length
  const large = [...truth.keys()].filter((i) => truth[i] !== 1 && (before[i] ?? 0) + (after[i] ?? 0) >= 100)
  const hit = large.filter((i) => (found.q[i] ?? 1) <= 0.1).length
  let covered = 0
  truth.forEach((factor, i) => {
    if (factor >= (found.low[i] ?? 0) && factor <= (found.high[i] ?? 0)) covered++
  })
  return {
    share: named.length === 0 ? 0 : wrong / named.length,
    hit,
    large: large.length,
    covered: covered / truth.length,
  }
}

function over(runs: number, shop: Shop) {
  let share = 0
  let hit = 0
  let large = 0
  let covered = 0
  for (let seed = 1; seed <= runs; seed++) {
    const result = run(seed, shop)
    share += result.share / runs
    hit += result.hit
    large += result.large
    covered += result.covered / runs
  }
  return { falseShare: share, power: hit / Math.max(1, large), covered }
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('compareRates', () => {
  it('names at q = 0.1 at most a tenth of false movers where rates scatter beyond Poisson, and finds most of the large', () => {
    const { falseShare, power, covered } = over(20, {
      products: 1500,
      dispersion: 0.02,
      changed: 0.08,
      factor: 3,
      periods: 6,
    })
    // 20 runs leave a standard error of about 0.015.
    expect(falseShare).toBeLessThan(0.12)
    expect(power).toBeGreaterThan(0.6)
    expect(covered).toBeGreaterThan(0.93)
  })
  it('rarely names anything where nothing changed, with and without earlier periods', () => {
    const nothing = { products: 800, dispersion: 0.1, changed: 0, factor: 1 }
    // 40 nights: at a true share of 0.1, more than 8 would name something in 2 of 100 such tests.
    expect(over(40, { ...nothing, periods: 6 }).falseShare).toBeLessThanOrEqual(0.2)
    expect(over(40, { ...nothing, periods: 0 }).falseShare).toBeLessThanOrEqual(0.2)
  })
  it('would name many false movers if rates were taken to scatter like Poisson counts', () => {
    const { before, after } = simulate(1, { products: 800, dispersion: 0.1, changed: 0, factor: 1, periods: 0 })
    const poisson = { dispersion: new Float64Array(800), spread: 0 }
    const naive = compareRates({ before, after, exposureBefore: 1, exposureAfter: 1, dispersion: poisson })
    expect(naive.q.filter((q) => q <= 0.1).length).toBeGreaterThan(50)
  })
  it('leaves a product without sales untested', () => {
    const input = { before: Float64Array.of(0, 20), after: Float64Array.of(0, 25), exposureBefore: 1, exposureAfter: 1 }
    const found = compareRates(input)
    expect(found.q[0]).toBeNaN()
    expect(found.q[1]).toBeGreaterThan(0)
  })
  it('has nothing to say about no products', () => {
    const none = new Float64Array(0)
    expect(compareRates({ before: none, after: none, exposureBefore: 1, exposureAfter: 1 }).q).toHaveLength(0)
  })
  it('names what does not fit together', () => {
    const input = { before: Float64Array.of(1, 2), after: Float64Array.of(1), exposureBefore: 1, exposureAfter: 1 }
    expect(() => compareRates(input)).toThrow(/after has 1 values, expected 2/)
  })
})

describe('estimateDispersion', () => {
  it('finds the overdispersion of many products', () => {
    const { earlier } = simulate(3, { products: 2000, dispersion: 0.1, changed: 0, factor: 1, periods: 8 })
    const { dispersion } = estimateDispersion({ counts: earlier, periods: 8, exposures: new Float64Array(8).fill(28) })
    const mean = meanOf(dispersion)
    // The mean of a lognormal with sigma 0.7 is 1.28 times its median.
    expect(mean).toBeGreaterThan(0.08)
    expect(mean).toBeLessThan(0.16)
  })
  it('finds next to none in Poisson counts', () => {
    const random = randomSource(4)
    const counts = Float64Array.from({ length: 4000 }, () => random.poisson(40))
    const { dispersion } = estimateDispersion({ counts, periods: 4, exposures: new Float64Array(4).fill(1) })
    expect(meanOf(dispersion)).toBeLessThan(0.015)
  })
  it('is not fooled by a shop that grows as a whole', () => {
    const random = randomSource(5)
    const counts = Float64Array.from({ length: 3000 }, (_, i) => random.poisson(40 * 1.5 ** (i % 3)))
    const { dispersion } = estimateDispersion({ counts, periods: 3, exposures: Float64Array.of(1, 1, 1) })
    expect(meanOf(dispersion)).toBeLessThan(0.015)
  })
  it('names what is wrong with its input', () => {
    const exposures = Float64Array.of(1, 1)
    expect(() => estimateDispersion({ counts: new Float64Array(3), periods: 2, exposures })).toThrow(/3 values/)
    expect(() => estimateDispersion({ counts: new Float64Array(2), periods: 1, exposures })).toThrow(
      /at least 2, got 1/,
    )
  })
})
