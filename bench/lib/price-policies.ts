/** Ways to set prices: the skill's, and what it is compared with. */
import { gamma, normal, type Rng } from '../../src/features/demo/rng.ts'
import { bestPrice } from '../../src/ml/pricing/best-price.ts'
import { choosePrices } from '../../src/ml/pricing/choose-prices.ts'
import { fitShopDemand } from '../../src/ml/pricing/fit-shop-demand.ts'
import { allowedPrices, NO_LIMITS, nearestPrices, type PriceLimits } from '../../src/ml/pricing/price-limits.ts'
import { meanValue, type Situation } from '../../src/ml/pricing/price-outlook.ts'
import type { PriceQuestion } from '../../src/ml/pricing/price-question.ts'
import { type Market, TAX, WEEK } from './price-market.ts'
import { type Policy, priceOrder, RULES, type WeekView } from './price-trial.ts'

export const YEAR_WEEKS = 365.25 / 7
/** A change that brings less is not worth anybody's time. */
const LEAST_GAIN = 0.005

function limitsOf(market: Market, p: number): PriceLimits {
  const { minimumMargin, endings } = RULES
  return { ...NO_LIMITS, minimumMargin, endings, recommendedCents: market.products[p]?.ceilingCents ?? null }
}

function situationOf(market: Market, p: number, { scarce }: Pick<WeekView, 'scarce'>): Situation {
  const costCents = market.products[p]?.costCents ?? null
  const held = scarce[p] ?? null
  const stock = held === null ? null : { units: held.units, periods: held.weeks, leftoverCents: costCents ?? 0 }
  return { costCents, taxRate: TAX, periods: 1, stock, profitWeight: 1 }
}

export const fixedPrices: Policy = { name: 'fixed', decide: ({ prices }) => prices }

/** The skill: demand fitted anew each week, the best price within the limits for all products together. */
export function skillPolicy(market: Market): Policy {
  const groups = Int32Array.from(market.products, ({ category }) => category)
  const order = priceOrder(market)
  return {
    name: 'skill',
    decide: (view) => {
      const { week, prices, rows } = view
      const { products } = fitShopDemand(rows, { groups, periodAhead: week, yearPeriods: YEAR_WEEKS })
      const questions = products.map(
        (demand, p): PriceQuestion => ({
          ...situationOf(market, p, view),
          demand,
          currentCents: prices[p] ?? 0,
          limits: { ...limitsOf(market, p), largestStep: RULES.largestStep },
          leastGain: LEAST_GAIN,
        }),
      )
      const choices = choosePrices({
        questions,
        sharedPrice: new Int32Array(products.length).fill(-1),
        order,
        cross: [],
        locked: new Set(),
        mostChanges: Math.floor(RULES.changesPerWeek * products.length),
      })
      return prices.map((cents, p) => {
        const choice = choices[p]
        return choice?.ok === true ? choice.priceCents : cents
      })
    },
  }
}

/** Knows the true curve of every product, and neither steps nor a number of changes. */
export function bestPossible(market: Market): Policy {
  return {
    name: 'best',
    decide: (view) =>
      view.prices.map((cents, p) => {
        const one = market.products[p]
        if (one === undefined) return cents
        const weekly = market.expect(p, view.week * WEEK + 3, one.truth.referencePrice) * WEEK
        const situation = situationOf(market, p, view)
        const limits = limitsOf(market, p)
        const seen = { lowestSeen: cents, highestSeen: cents }
        const allowed = allowedPrices({ currentCents: cents, costCents: one.costCents, taxRate: TAX, seen, limits })
        const curve = [{ ...one.truth, units: weekly }]
        const best = bestPrice(allowed, limits.endings, (asked) => meanValue(curve, asked, situation))
        return best?.priceCents ?? cents
      }),
  }
}

/** Moves a price towards a target as far as limits, order and the number of changes left let it. */
class Mover {
  readonly #market: Market
  readonly #order: ReturnType<typeof priceOrder>
  readonly #prices: Int32Array
  #left: number

  constructor(market: Market, prices: Int32Array) {
    this.#market = market
    this.#order = priceOrder(market)
    this.#prices = prices.slice()
    this.#left = Math.floor(RULES.changesPerWeek * prices.length)
  }

  get prices(): Int32Array {
    return this.#prices
  }

  towards(p: number, targetCents: number): void {
    const currentCents = this.#prices[p] ?? 0
    const limits = { ...limitsOf(this.#market, p), largestStep: RULES.largestStep }
    const costCents = this.#market.products[p]?.costCents ?? 0
    const seen = { lowestSeen: currentCents, highestSeen: currentCents }
    let { lowCents, highCents, ...ends } = allowedPrices({ currentCents, costCents, taxRate: TAX, seen, limits })
    for (const { cheaper, dearer } of this.#order) {
      if (dearer === p) lowCents = Math.max(lowCents, this.#prices[cheaper] ?? 0)
      if (cheaper === p) highCents = Math.min(highCents, this.#prices[dearer] ?? Infinity)
    }
    const near = nearestPrices(targetCents, { lowCents, highCents, ...ends }, limits.endings)
    const direction = Math.sign(targetCents - currentCents)
    const next = direction > 0 ? Math.max(...near) : Math.min(...near)
    if (near.length === 0 || next === currentCents || this.#left === 0) return
    this.#prices[p] = next
    this.#left--
  }
}

/** Sells faster than in the eight weeks before: 2 % up; slower: 2 % down. */
export function ruleOfThumb(market: Market): Policy {
  return {
    name: 'rule',
    decide: ({ prices, rows }) => {
      const mover = new Mover(market, prices)
      rows.forEach(({ units }, p) => {
        const mean = (values: Float64Array) =>
          values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
        const pace = mean(units.slice(-2)) / Math.max(0.5, mean(units.slice(-10, -2)))
        if (pace > 1.1) mover.towards(p, (prices[p] ?? 0) * 1.02)
        else if (pace < 0.9) mover.towards(p, (prices[p] ?? 0) * 0.98)
      })
      return mover.prices
    },
  }
}

/** The same margin on everything: that of the whole shop at the beginning. */
export function costPlus(market: Market): Policy {
  const net = market.products.reduce((sum, one) => sum + one.startCents / (1 + TAX), 0)
  const markup = net / market.products.reduce((sum, one) => sum + one.costCents, 0)
  return {
    name: 'cost-plus',
    decide: ({ prices }) => {
      const mover = new Mover(market, prices)
      market.products.forEach(({ costCents }, p) => {
        mover.towards(p, costCents * markup * (1 + TAX))
      })
      return mover.prices
    },
  }
}

const ARMS = [0.85, 0.925, 1, 1.075, 1.15, 1.225]

/** Thompson sampling over a few prices of each product by itself, by what a week at them brought. */
export function plainBandit(market: Market, rng: Rng): Policy {
  const seen = market.products.map(() => ARMS.map(() => ({ count: 0, sum: 0 })))
  return {
    name: 'bandit',
    decide: ({ week, prices, rows }) => {
      const mover = new Mover(market, prices)
      market.products.forEach(({ startCents, costCents }, p) => {
        const arms = seen[p] ?? []
        const usual =
          (startCents / (1 + TAX) - costCents) * Math.max(0.5, meanOf(rows[p]?.units ?? new Float64Array(0)))
        if (week > 0) {
          const price = prices[p] ?? 0
          const units = rows[p]?.units.at(-1) ?? 0
          const arm = arms[nearestArm(price / startCents)]
          if (arm !== undefined) {
            arm.count++
            arm.sum += ((price / (1 + TAX) - costCents) * units) / usual
          }
        }
        const draws = arms.map(({ count, sum }) => {
          const precision = count + 1
          const scale = Math.sqrt(0.25 / Math.max(0.1, gamma(rng, precision) / precision) / precision)
          return (sum + 1) / precision + scale * normal(rng)
        })
        mover.towards(p, startCents * (ARMS[draws.indexOf(Math.max(...draws))] ?? 1))
      })
      return mover.prices
    },
  }
}

function nearestArm(ratio: number): number {
  const distances = ARMS.map((arm) => Math.abs(arm - ratio))
  return distances.indexOf(Math.min(...distances))
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
