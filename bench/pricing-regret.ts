/** Prices on a market whose demand is known: how much of the best possible profit each way to set them reaches. */
import { streamOf } from '../src/features/demo/rng.ts'
import { elasticityAt } from '../src/ml/pricing/demand-curve.ts'
import { fitShopDemand, type SalesRows } from '../src/ml/pricing/fit-shop-demand.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { rounded } from './lib/forecasting.ts'
import { buildMarket, type Market, WEEK } from './lib/price-market.ts'
import {
  bestPossible,
  costPlus,
  fixedPrices,
  plainBandit,
  ruleOfThumb,
  skillPolicy,
  YEAR_WEEKS,
} from './lib/price-policies.ts'
import { type Policy, runTrial } from './lib/price-trial.ts'

const SEED = 42
const DAYS = 180
const Z90 = 1.6448536269514722

/** Share of products whose true elasticity at their usual price lies in the 90 % interval. */
function coverageOf(market: Market, rows: readonly SalesRows[], week: number): number {
  const groups = Int32Array.from(market.products, ({ category }) => category)
  const { products } = fitShopDemand(rows, { groups, periodAhead: week, yearPeriods: YEAR_WEEKS })
  const inside = products.flatMap((found, p) => {
    const truth = market.products[p]?.truth
    if (!found.ok || truth === undefined) return []
    const away = found.elasticity - elasticityAt(truth, found.referencePrice)
    return [Number(Math.abs(away) <= Z90 * found.elasticityError)]
  })
  return inside.reduce((sum, one) => sum + one, 0) / inside.length
}

export const pricingRegretBench: Bench = {
  name: 'pricing-regret',
  about:
    'prices of 300 products over 180 days of known demand: share of the best possible profit, beside three other ways',
  run: async (request) => {
    const days = request.small ? 56 : DAYS
    const market = buildMarket({ seed: SEED, size: wholeOption(request, 'products', request.small ? 30 : 300), days })
    const best = runTrial(market, bestPossible(market), { days, isBound: false })
    const tried = (policy: Policy) => {
      const started = performance.now()
      const result = runTrial(market, policy, { days, isBound: true })
      const share = result.profitCents / best.profitCents
      const seconds = rounded((performance.now() - started) / 1000, 1)
      console.log(`${policy.name}: ${rounded(share)} of the best possible, ${result.changes} changes, ${seconds} s`)
      for (const violation of result.violations.slice(0, 5)) console.log(`  ${violation}`)
      return { share, ...result }
    }
    const fixed = tried(fixedPrices)
    const rule = tried(ruleOfThumb(market))
    const plus = tried(costPlus(market))
    const bandit = tried(plainBandit(market, streamOf(SEED, 'bandit')))
    const started = performance.now()
    const skill = tried(skillPolicy(market))
    return {
      profitShare: rounded(skill.share),
      fixedShare: rounded(fixed.share),
      ruleShare: rounded(rule.share),
      costPlusShare: rounded(plus.share),
      banditShare: rounded(bandit.share),
      violations: skill.violations.length,
      elasticityCoverage90: rounded(coverageOf(market, skill.rows, Math.ceil(days / WEEK))),
      elasticityCoverage90AtStart: rounded(coverageOf(market, fixed.rows.map(beforeTrial), 0)),
      products: market.products.length,
      days,
      secondsPerNight: rounded((performance.now() - started) / 1000 / Math.ceil(days / WEEK), 2),
    }
  },
}

function beforeTrial({ period, price, units, promotion, inStock }: SalesRows): SalesRows {
  const n = period.filter((week) => week < 0).length
  return {
    period: period.slice(0, n),
    price: price.slice(0, n),
    units: units.slice(0, n),
    promotion: promotion.slice(0, n),
    inStock: inStock.slice(0, n),
  }
}
