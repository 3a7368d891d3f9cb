import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { choosePrice } from './choose-price.ts'
import { explorePrice } from './explore-price.ts'
import { NO_LIMITS } from './price-limits.ts'
import type { PriceQuestion } from './price-question.ts'

function question(elasticityError: number, change: Partial<PriceQuestion> = {}): PriceQuestion {
  return {
    demand: {
      ok: true,
      form: 'constant-elasticity',
      formChances: [1, 0, 0],
      referencePrice: 2000,
      units: 40,
      elasticity: -2,
      logUnitsError: 0.1,
      elasticityError,
      dispersion: 1,
      lowestSeen: 1000,
      highestSeen: 3000,
      basis: 'own',
    },
    currentCents: 2000,
    costCents: 900,
    taxRate: 0,
    periods: 1,
    stock: null,
    profitWeight: 1,
    limits: { ...NO_LIMITS, largestStep: 0.5 },
    leastGain: 0,
    ...change,
  }
}

/** Prices tried in so many weeks; the current one where none is tried. */
function tried(asked: PriceQuestion, largestRegret: number, weeks = 200): number[] {
  const { uniform: rng } = randomSource(4)
  return Array.from({ length: weeks }, () => {
    const found = explorePrice(asked, { largestRegret, rng })
    if (found.ok) expect(found.regret).toBeLessThanOrEqual(largestRegret)
    return found.ok ? found.priceCents : asked.currentCents
  })
}

const spread = (prices: readonly number[]) => Math.max(...prices) - Math.min(...prices)

describe('explorePrice', () => {
  it('spreads out while little is known and settles on the best price where demand is known', () => {
    expect(spread(tried(question(0.8), 0.05))).toBeGreaterThan(300)
    const sure = question(0.001)
    const best = choosePrice(sure)
    for (const price of tried(sure, 0.05, 20))
      expect(Math.abs(price - (best.ok ? best.priceCents : 0))).toBeLessThan(10)
  })

  it('goes no further than the loss it is allowed, and nowhere for none', () => {
    const wide = spread(tried(question(0.8), 0.05))
    const narrow = spread(tried(question(0.8), 0.005))
    expect(narrow).toBeLessThan(wide)
    const best = choosePrice(question(0.8))
    for (const price of tried(question(0.8), 0, 20))
      expect(Math.abs(price - (best.ok ? best.priceCents : 0))).toBeLessThanOrEqual(1)
  })

  it('keeps to step and endings, and does the same again with the same seed', () => {
    const limits = { ...NO_LIMITS, largestStep: 0.1, endings: [99, 49] }
    const prices = tried(question(0.8, { limits }), 0.1)
    expect(prices).toEqual(tried(question(0.8, { limits }), 0.1))
    for (const price of prices.filter((cents) => cents !== 2000)) {
      expect(Math.abs(price - 2000)).toBeLessThanOrEqual(200)
      expect([99, 49]).toContain(price % 100)
    }
  })

  it('gives the reasons that a choice gives', () => {
    const missing = { ok: false, reason: 'rows', needs: 8, has: 3 } as const
    const { uniform: rng } = randomSource(1)
    expect(explorePrice(question(1, { demand: missing }), { largestRegret: 0.01, rng })).toEqual({
      ok: false,
      reason: { kind: 'too-little-data', missing },
      curve: [],
    })
    expect(() => explorePrice(question(1), { largestRegret: -1, rng })).toThrow('largestRegret')
  })
})
