import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choosePrice } from './choose-price.ts'
import { DEMAND_FORMS } from './demand-curve.ts'
import type { FittedDemand } from './fit-demand.ts'
import { NO_LIMITS } from './price-limits.ts'
import { outlookAt } from './price-outlook.ts'
import type { PriceQuestion } from './price-question.ts'

const SURE = {
  logUnitsError: 0,
  elasticityError: 0,
  dispersion: 1,
  lowestSeen: 1000,
  highestSeen: 3000,
  basis: 'own',
} as const

function demand(change: Partial<Extract<FittedDemand, { ok: true }>> = {}): FittedDemand {
  const curve = { form: 'constant-elasticity', referencePrice: 2000, units: 40, elasticity: -2 } as const
  const form = change.form ?? curve.form
  const formChances = DEMAND_FORMS.map((other) => Number(other === form))
  return { ok: true, ...SURE, ...curve, formChances, ...change }
}

function question(change: Partial<PriceQuestion> = {}): PriceQuestion {
  return {
    demand: demand(),
    currentCents: 2000,
    costCents: 800,
    taxRate: 0,
    periods: 4,
    stock: null,
    profitWeight: 1,
    limits: NO_LIMITS,
    leastGain: 0,
    ...change,
  }
}

function chosen(change: Partial<PriceQuestion> = {}) {
  const choice = choosePrice(question(change))
  if (!choice.ok) throw new Error(`no price was chosen: ${JSON.stringify(choice.reason)}`)
  return choice
}

describe('choosePrice', () => {
  it('finds the price of the textbook: cost times e / (e + 1), with tax on top', () => {
    expect(chosen().priceCents).toBe(1600)
    expect(chosen({ taxRate: 0.19 }).priceCents).toBe(Math.round(1600 * 1.19))
    // Exponential demand: cost plus 1 / (elasticity per unit of price). Linear: half way between cost and where demand ends.
    const exponential = demand({ form: 'exponential' })
    expect(chosen({ demand: exponential }).priceCents).toBe(800 + 2000 / 2)
    const linear = demand({ form: 'linear', elasticity: -1 })
    expect(chosen({ demand: linear }).priceCents).toBe((800 + 4000) / 2)
  })

  it('raises revenue alone where asked, and lies between for a mix', () => {
    const linear = demand({ form: 'linear', elasticity: -1.5 })
    const revenue = chosen({ demand: linear, profitWeight: 0 }).priceCents
    const mix = chosen({ demand: linear, profitWeight: 0.5 }).priceCents
    const profit = chosen({ demand: linear }).priceCents
    expect(revenue).toBe(Math.round((2000 * (1 + 1 / 1.5)) / 2))
    expect(mix).toBeGreaterThan(revenue)
    expect(mix).toBeLessThan(profit)
  })

  it('says what changes, and that it is the difference of before and after', () => {
    const { effect } = chosen({ demand: demand({ elasticityError: 0.2, logUnitsError: 0.1 }) })
    expect(effect.units.before).toBeCloseTo(160, -1)
    for (const figure of [effect.units, effect.revenue, effect.margin]) {
      if (figure === null) throw new Error('the margin is missing')
      expect(figure.after - figure.before).toBeCloseTo(figure.change, 6)
      expect(figure.low).toBeLessThan(figure.change)
      expect(figure.high).toBeGreaterThan(figure.change)
    }
    expect(effect.chanceOfGain).toBeGreaterThan(0.7)
  })

  it.each([
    ['cost-floor', { profitWeight: 0 }, 800],
    ['minimum-margin', { limits: { ...NO_LIMITS, minimumMargin: 0.6 } }, 2000],
    ['largest-step', { limits: { ...NO_LIMITS, largestStep: 0.1 } }, 1800],
    ['price-range', { limits: { ...NO_LIMITS, lowestCents: 1750 } }, 1750],
    ['competitor-band', { limits: { ...NO_LIMITS, competitor: { lowestCents: 1700, highestCents: 2200 } } }, 1700],
    ['advertised-minimum', { limits: { ...NO_LIMITS, advertisedMinimumCents: 1900 } }, 1900],
    ['recommended-price', { costCents: 1500, limits: { ...NO_LIMITS, recommendedCents: 2300 } }, 2300],
    ['seen-prices', { costCents: 5000, currentCents: 5000, limits: { ...NO_LIMITS, largestReach: 1 } }, 6000],
  ] as const)('stops at the %s and says so', (limit, change, price) => {
    const choice = choosePrice(question({ leastGain: 0, ...change }))
    if (price === 2000) {
      expect(choice).toMatchObject({ ok: false, reason: { kind: 'not-worth-it' } })
      return
    }
    expect(choice).toMatchObject({ ok: true, priceCents: price, binding: [limit] })
  })

  it('takes the better of the nearest endings, and says where there is none', () => {
    const endings = [99, 49]
    const choice = chosen({ limits: { ...NO_LIMITS, endings } })
    expect([1549, 1599]).toContain(choice.priceCents)
    expect(choice.binding).toContain('price-ending')
    const narrow = { ...NO_LIMITS, endings, lowestCents: 1605, highestCents: 1640 }
    expect(choosePrice(question({ limits: narrow }))).toMatchObject({
      ok: false,
      reason: { kind: 'no-price-with-ending', lowCents: 1605, highCents: 1640 },
    })
  })

  it('asks more where stock is scarce and less where it has to be cleared', () => {
    const free = chosen({ costCents: 1200 }).priceCents
    const scarce = chosen({ costCents: 1200, stock: { units: 40, periods: 4, leftoverCents: 1200 } })
    expect(scarce.priceCents).toBeGreaterThan(free)
    // Ten a period are there: the price at which ten are wanted.
    expect(scarce.priceCents).toBe(4000)
    expect(scarce.binding).toEqual(['stock'])
    const cleared = chosen({
      costCents: 1200,
      limits: { ...NO_LIMITS, minimumMargin: null },
      stock: { units: 640, periods: 4, leftoverCents: 0 },
    })
    expect(cleared.priceCents).toBe(1000)
    expect(cleared.binding).toEqual(['stock'])
  })

  it('is more careful the less is known: a wild guess of the elasticity moves a price no further than the sure one', () => {
    const guessed = choosePrice(question({ demand: demand({ elasticityError: 1.5 }), leastGain: 0.01 }))
    expect(guessed.curve.every(({ lowUnits, highUnits }) => highUnits >= lowUnits)).toBe(true)
    const width = (error: number) => {
      const { units } = chosen({
        demand: demand({ elasticityError: error }),
        limits: { ...NO_LIMITS, highestCents: 1900 },
      }).effect
      return units.high - units.low
    }
    expect(width(0.6)).toBeGreaterThan(width(0.1))
  })

  it.each([
    ['too-little-data', { demand: { ok: false, reason: 'rows', needs: 8, has: 3 } }],
    ['no-price', { currentCents: 0 }],
    ['no-cost', { costCents: null }],
    ['no-stock', { stock: { units: 0, periods: 1, leftoverCents: 0 } }],
    ['limits-conflict', { costCents: 3000, limits: { ...NO_LIMITS, largestStep: 0.1 } }],
    ['not-worth-it', { currentCents: 1600 }],
  ] as const)('gives %s as the reason', (kind, change) => {
    expect(choosePrice(question(change))).toMatchObject({ ok: false, reason: { kind } })
  })

  it('brings a price inside its limits even where that costs money', () => {
    const limits = { ...NO_LIMITS, recommendedCents: 1500 }
    expect(chosen({ limits })).toMatchObject({ priceCents: 1500, binding: ['recommended-price'] })
  })

  it.each([
    ['currentCents', { currentCents: Number.NaN }],
    ['costCents', { costCents: -1 }],
    ['periods', { periods: 0 }],
    ['profitWeight', { profitWeight: 2 }],
    ['limits.minimumMargin', { limits: { ...NO_LIMITS, minimumMargin: 1 } }],
  ] as const)('refuses a bad %s by name', (name, change) => {
    expect(() => choosePrice(question(change))).toThrow(name)
  })

  it('keeps to every limit and gives no NaN, whatever is asked', () => {
    const share = fc.double({ min: 0, max: 0.9, noNaN: true })
    const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
    const asked = fc.record({
      form: fc.constantFrom('constant-elasticity', 'exponential', 'linear'),
      units: fc.double({ min: 0, max: 1e6, noNaN: true }),
      elasticity: fc.double({ min: -30, max: 5, noNaN: true }),
      elasticityError: fc.double({ min: 0, max: 5, noNaN: true }),
      logUnitsError: fc.double({ min: 0, max: 3, noNaN: true }),
      currentCents: fc.integer({ min: 1, max: 1e7 }),
      costCents: fc.integer({ min: 0, max: 1e7 }),
      profitWeight: fc.double({ min: 0, max: 1, noNaN: true }),
      minimumMargin: orNull(share),
      largestStep: orNull(share),
      recommendedCents: orNull(fc.integer({ min: 1, max: 1e7 })),
      endings: orNull(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 3 })),
      stock: orNull(
        fc.record({
          units: fc.double({ min: 0, max: 1e5, noNaN: true }),
          periods: fc.integer({ min: 1, max: 50 }),
          leftoverCents: fc.integer({ min: 0, max: 1000 }),
        }),
      ),
    })
    fc.assert(
      fc.property(asked, ({ form, units, elasticity, elasticityError, logUnitsError, ...rest }) => {
        const { minimumMargin, largestStep, recommendedCents, endings, ...given } = rest
        const limits = { ...NO_LIMITS, minimumMargin, largestStep, recommendedCents, endings }
        const believed = demand({ form, units, elasticity, elasticityError, logUnitsError, referencePrice: 1500 })
        const choice = choosePrice({ ...question(), ...given, taxRate: 0.19, demand: believed, limits })
        for (const point of choice.curve) expect(Object.values(point).every(Number.isFinite)).toBe(true)
        if (!choice.ok) return
        const { priceCents } = choice
        expect(Number.isInteger(priceCents)).toBe(true)
        if (largestStep !== null)
          expect(Math.abs(priceCents / given.currentCents - 1)).toBeLessThanOrEqual(largestStep + 1e-9)
        if (recommendedCents !== null) expect(priceCents).toBeLessThanOrEqual(recommendedCents)
        if (minimumMargin !== null) {
          const net = priceCents / 1.19
          expect((net - given.costCents) / net).toBeGreaterThanOrEqual(minimumMargin - 1e-6)
        }
        if (endings !== null && endings.length > 0) expect(endings).toContain(priceCents % 100)
        for (const figure of [choice.effect.units, choice.effect.revenue])
          expect(Object.values(figure).every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('sells no more than the stock holds', () => {
    const curve = { form: 'linear', referencePrice: 1000, units: 50, elasticity: -1 } as const
    const { units } = outlookAt(curve, 1000, question({ stock: { units: 60, periods: 4, leftoverCents: 0 } }))
    expect(units).toBe(60)
  })
})
