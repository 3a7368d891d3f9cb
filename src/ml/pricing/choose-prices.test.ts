import { describe, expect, it } from 'vitest'
import type { Assortment } from './assortment.ts'
import { choosePrice } from './choose-price.ts'
import { choosePrices } from './choose-prices.ts'
import { NO_LIMITS } from './price-limits.ts'
import type { PriceQuestion } from './price-question.ts'

function product(change: Partial<PriceQuestion> & { elasticity?: number; units?: number } = {}): PriceQuestion {
  const { elasticity = -2, units = 40, ...rest } = change
  return {
    demand: {
      ok: true,
      form: 'constant-elasticity',
      formChances: [1, 0, 0],
      referencePrice: 2000,
      units,
      elasticity,
      logUnitsError: 0.1,
      elasticityError: 0.1,
      dispersion: 1,
      lowestSeen: 1000,
      highestSeen: 3000,
      basis: 'own',
    },
    currentCents: 2000,
    costCents: 800,
    taxRate: 0,
    periods: 1,
    stock: null,
    profitWeight: 1,
    limits: NO_LIMITS,
    leastGain: 0,
    ...rest,
  }
}

function assortment(questions: readonly PriceQuestion[], change: Partial<Assortment> = {}): Assortment {
  const sharedPrice = new Int32Array(questions.length).fill(-1)
  return { questions, sharedPrice, order: [], cross: [], locked: new Set(), mostChanges: Infinity, ...change }
}

const pricesOf = (given: Assortment) =>
  choosePrices(given).map((choice, i) => (choice.ok ? choice.priceCents : given.questions[i]?.currentCents))

describe('choosePrices', () => {
  it('says of products that have nothing to do with each other what each alone is told', () => {
    const questions = [
      product(),
      product({ elasticity: -3 }),
      product({ costCents: null }),
      product({ currentCents: 1601 }),
    ]
    expect(choosePrices(assortment(questions))).toEqual(questions.map(choosePrice))
  })

  it('gives a family one price between those that its members would have alone', () => {
    const questions = [product({ elasticity: -1.8 }), product({ elasticity: -3 })]
    const [low, high] = questions
      .map((one) => choosePrice(one))
      .map((one) => (one.ok ? one.priceCents : 0))
      .sort()
    const choices = choosePrices(assortment(questions, { sharedPrice: Int32Array.of(7, 7) }))
    expect(choices).toMatchObject([{ ok: true, binding: ['shared-price'] }, { ok: true }])
    const [one, other] = pricesOf(assortment(questions, { sharedPrice: Int32Array.of(7, 7) }))
    expect(one).toBe(other)
    expect(one).toBeGreaterThan(low ?? 0)
    expect(one).toBeLessThan(high ?? 0)
  })

  it('keeps the order of prices where alone they would change places', () => {
    const questions = [
      product({ elasticity: -1.6, currentCents: 1900 }),
      product({ elasticity: -3, currentCents: 2100 }),
    ]
    const [small, large] = pricesOf(assortment(questions, { order: [{ cheaper: 0, dearer: 1 }] }))
    expect(small).toBeLessThanOrEqual(large ?? 0)
    const free = pricesOf(assortment(questions))
    expect(free[0]).toBeGreaterThan(free[1] ?? 0)
    const choices = choosePrices(assortment(questions, { order: [{ cheaper: 0, dearer: 1 }] }))
    expect(choices.some((choice) => choice.ok && choice.binding.includes('price-order'))).toBe(true)
  })

  it('moves two prices in order together where each is in the other’s way', () => {
    const rising = { elasticity: -1.5, limits: { ...NO_LIMITS, largestStep: 0.5 } }
    const questions = [product({ ...rising, currentCents: 1500 }), product({ ...rising, currentCents: 1500 })]
    expect(pricesOf(assortment(questions, { order: [{ cheaper: 0, dearer: 1 }] }))).toEqual([2250, 2250])
  })

  it('changes no more prices than it may, the most valuable ones first', () => {
    const questions = [product({ units: 5 }), product({ units: 500 }), product({ units: 50 })]
    const choices = choosePrices(assortment(questions, { mostChanges: 2 }))
    expect(choices.map(({ ok }) => ok)).toEqual([false, true, true])
    expect(choices[0]).toMatchObject({ reason: { kind: 'not-among-the-most-valuable', gain: expect.any(Number) } })
    expect(choosePrices(assortment(questions, { mostChanges: 0 })).some(({ ok }) => ok)).toBe(false)
  })

  it('leaves prices under test alone, and all that share them', () => {
    const questions = [product(), product(), product()]
    const sharedPrice = Int32Array.of(0, 0, -1)
    const choices = choosePrices(assortment(questions, { sharedPrice, locked: new Set([0]) }))
    expect(choices).toMatchObject([
      { ok: false, reason: { kind: 'locked' } },
      { ok: false, reason: { kind: 'held-by-shared-price', by: 0 } },
      { ok: true },
    ])
  })

  it('asks more for substitutes than alone: what one loses the other gets', () => {
    const questions = [product(), product()]
    const cross = [
      { of: 0, on: 1, elasticity: 0.6 },
      { of: 1, on: 0, elasticity: 0.6 },
    ]
    const alone = pricesOf(assortment(questions))
    const together = pricesOf(assortment(questions, { cross }))
    expect(together[0]).toBeGreaterThan((alone[0] ?? 0) + 50)
    expect(together[1]).toBeGreaterThan((alone[1] ?? 0) + 50)
  })

  it('refuses places that are no products', () => {
    expect(() => choosePrices(assortment([product()], { order: [{ cheaper: 0, dearer: 3 }] }))).toThrow('no product 3')
    expect(() => choosePrices(assortment([product()], { sharedPrice: new Int32Array(0) }))).toThrow('sharedPrice')
    expect(() => choosePrices(assortment([product()], { mostChanges: -1 }))).toThrow('mostChanges')
    expect(choosePrices(assortment([]))).toEqual([])
  })
})
