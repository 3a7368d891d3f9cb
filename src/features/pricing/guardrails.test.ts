import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf, violationsOf } from './guardrails.ts'
import { limitsFor } from './limits.ts'
import { type Limits, type Position, pricingRulesSchema, STANDARD_LIMITS } from './schema.ts'

const position: Position = {
  fromCents: 10_000,
  costCents: 5_000,
  taxPercent: 19,
  stock: 100,
  perDay: 2,
  competitorCents: [],
  productChanges: 0,
  shopChanges: 0,
  shopChangesPerWeek: 50,
  testUntil: null,
  aboveCents: null,
  belowCents: null,
  familyMixed: false,
}
const limits: Limits = { ...STANDARD_LIMITS, endings: [] }

const broken = (toCents: number, part: Partial<Position> = {}, over: Partial<Limits> = {}) =>
  violationsOf(toCents, { ...position, ...part }, { ...limits, ...over }).map(({ guardrail, boundCents }) =>
    boundCents === null ? guardrail : `${guardrail} ${boundCents}`,
  )

describe('guardrails', () => {
  it.each<[string, number, Partial<Position>, Partial<Limits>, string[]]>([
    ['lets a step within all of them pass', 9_500, {}, {}, []],
    ['a step of exactly the largest size', 11_000, {}, {}, []],
    ['a cent more', 11_001, {}, {}, ['largest-step 11000']],
    ['a cent less than the largest step down', 8_999, {}, {}, ['largest-step 9000']],
    [
      'cost is net, the price is gross',
      9_900,
      { costCents: 8_400 },
      { minMarginPercent: 0 },
      ['cost-floor 9996', 'minimum-margin 9996'],
    ],
    [
      'the least margin is of the net price',
      9_900,
      { costCents: 7_500 },
      { minMarginPercent: 10 },
      ['minimum-margin 9917'],
    ],
    [
      'without VAT in the prices',
      9_900,
      { costCents: 9_000, taxPercent: 0 },
      { minMarginPercent: 10 },
      ['minimum-margin 10000'],
    ],
    ['without a cost', 9_900, { costCents: null }, {}, ['cost-unknown']],
    ['a promised floor', 9_400, {}, { floorCents: 9_500 }, ['floor 9500']],
    ['the recommended price', 10_600, {}, { ceilingCents: 10_500 }, ['ceiling 10500']],
    [
      'a competitor band, below',
      9_400,
      { competitorCents: [9_000, 10_000, 20_000] },
      { competitorBand: { belowPercent: 5, abovePercent: 5 } },
      ['competitor-low 9500'],
    ],
    [
      'a competitor band, above',
      10_600,
      { competitorCents: [10_000] },
      { competitorBand: { belowPercent: 5, abovePercent: 5 } },
      ['competitor-high 10500'],
    ],
    ['no competitor, no band', 10_600, {}, { competitorBand: { belowPercent: 5, abovePercent: 5 } }, []],
    ['short stock is not sold faster', 9_900, { stock: 20 }, {}, ['stock-short 10000']],
    ['short stock may cost more', 10_500, { stock: 20 }, {}, []],
    ['long stock is not slowed down', 10_100, { stock: 1_000 }, {}, ['stock-long 10000']],
    ['stock that nobody buys is long', 10_100, { perDay: 0 }, {}, ['stock-long 10000']],
    ['unknown stock binds nothing', 10_100, { stock: null }, {}, []],
    ['a running test', 9_900, { testUntil: '2026-11-30' }, {}, ['running-test']],
    ['changes of the product', 9_900, { productChanges: 1 }, {}, ['product-changes']],
    ['changes of the shop', 9_900, { shopChanges: 50 }, {}, ['shop-changes']],
    ['a family that rises, below', 9_500, { aboveCents: 9_500 }, {}, ['family-order 9501']],
    ['a family that rises, above', 10_500, { belowCents: 10_500 }, {}, ['family-order 10499']],
    ['an ending', 9_990, {}, { endings: [99, 49] }, ['price-ending']],
    ['an allowed ending', 9_949, {}, { endings: [99, 49] }, []],
    ['a family that is to have one price and has several', 9_900, { familyMixed: true }, {}, ['family-mixed']],
    ['paused', 9_900, {}, { paused: true }, ['paused']],
  ])('%s', (_name, toCents, part, over, expected) => {
    expect(broken(toCents, part, over)).toEqual(expected)
  })

  const cents = fc.integer({ min: 1, max: 200_000 })
  const anyPosition = fc.record<Position>({
    fromCents: cents,
    costCents: fc.option(cents),
    taxPercent: fc.constantFrom(0, 7, 19),
    stock: fc.option(fc.integer({ min: -5, max: 5_000 })),
    perDay: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    competitorCents: fc.array(cents, { maxLength: 4 }),
    productChanges: fc.constant(0),
    shopChanges: fc.constant(0),
    shopChangesPerWeek: fc.constant(50),
    testUntil: fc.constant(null),
    aboveCents: fc.option(cents),
    belowCents: fc.option(cents),
    familyMixed: fc.constant(false),
  })
  const anyLimits = fc.record<Partial<Limits>>({
    minMarginPercent: fc.integer({ min: 0, max: 95 }),
    largestStepPercent: fc.integer({ min: 1, max: 50 }),
    floorCents: fc.option(cents),
    ceilingCents: fc.option(cents),
    competitorBand: fc.option(
      fc.record({ belowPercent: fc.integer({ min: 0, max: 50 }), abovePercent: fc.integer({ min: 0, max: 50 }) }),
    ),
  })
  it('draw a band whose every price breaks none of them, and beside which every price breaks one', () => {
    fc.assert(
      fc.property(anyPosition, anyLimits, fc.integer({ min: 1, max: 300_000 }), (at, over, toCents) => {
        const all = { ...limits, ...over }
        const band = bandOf(at, all)
        const found = violationsOf(toCents, at, all).filter(({ guardrail }) => guardrail !== 'cost-unknown')
        const isWithin = toCents >= band.lowCents && toCents <= band.highCents
        expect(found.length === 0).toBe(isWithin)
      }),
      { numRuns: 500 },
    )
  })
})

describe('limits of a product', () => {
  const rules = pricingRulesSchema.parse({
    overrides: [
      { scope: 'product', key: 'A-1', limits: { minMarginPercent: 30 } },
      { scope: 'category', key: 'Shoes > Trail', limits: { minMarginPercent: 20, largestStepPercent: 5 } },
      { scope: 'category', key: 'Shoes', limits: { minMarginPercent: 15, endings: [] } },
    ],
  })
  it('lay the product over its category, and that over those above it', () => {
    const trail = { category: 'Shoes > Trail', names: ['shop/a', 'A-1'] }
    expect(limitsFor(rules, trail)).toEqual({
      ...STANDARD_LIMITS,
      minMarginPercent: 30,
      largestStepPercent: 5,
      endings: [],
    })
  })
  it('take a category by its whole name', () => {
    expect(limitsFor(rules, { category: 'Shoes for dogs', names: [] })).toEqual(STANDARD_LIMITS)
  })
})
