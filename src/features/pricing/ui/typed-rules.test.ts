import { describe, expect, it } from 'vitest'
import { type PricingRules, pricingRulesSchema } from '../schema.ts'
import { faultyFamilies, rulesOf, typedOf } from './typed-rules.ts'

const rules: PricingRules = pricingRulesSchema.parse({
  overrides: [
    { scope: 'category', key: 'Shoes', limits: { minMarginPercent: 20, ceilingCents: null, endings: [90] } },
    { scope: 'product', key: 'A-1', limits: { paused: true, objective: 'mix', revenueWeight: 0.2 } },
    { scope: 'product', key: 'A-2', limits: { competitorBand: { belowPercent: 5, abovePercent: 10 }, endings: [] } },
    { scope: 'product', key: 'A-3', limits: { competitorBand: null, paused: false } },
  ],
  families: [
    { name: 'Bottle', order: 'rising', products: ['A-500', 'A-1000'] },
    { name: 'Duo', order: 'same', products: ['B-1', 'B-2', 'B-3'] },
  ],
})

describe('guardrails as they are typed', () => {
  it('come back as they were, with what the form does not show', () => {
    expect(rulesOf(typedOf(rules))).toEqual({
      ...rules,
      overrides: expect.arrayContaining(rules.overrides.map((one) => expect.objectContaining(one))),
    })
  })
  it('take every setting of an override from a row, a band from its two sides', () => {
    const row = { scope: 'product', key: 'B-9' } as const
    const typed = {
      ...typedOf(rules),
      others: [],
      rows: [
        { ...row, setting: 'endings', value: '90; 50' },
        { ...row, setting: 'objective', value: 'revenue' },
        { ...row, setting: 'abovePercent', value: 7 },
        { ...row, setting: 'paused', value: 'no' },
      ] as const,
    }
    const limits = { endings: [90, 50], objective: 'revenue', paused: false }
    const competitorBand = { belowPercent: 100, abovePercent: 7 }
    expect(rulesOf(typed).overrides).toEqual([{ ...row, limits: { ...limits, competitorBand } }])
    const open = { ...typed, rows: [...typed.rows, { ...row, setting: 'belowPercent', value: null } as const] }
    expect(rulesOf(open).overrides).toEqual([{ ...row, limits: { ...limits, competitorBand: null } }])
  })
  it('read families from lines, and name the lines that are none', () => {
    const typed = { ...typedOf(rules), families: 'Cups: C-1 < C-2\n\n  Pair: D-1 = D-2 ' }
    expect(rulesOf(typed).families).toEqual([
      { name: 'Cups', order: 'rising', products: ['C-1', 'C-2'] },
      { name: 'Pair', order: 'same', products: ['D-1', 'D-2'] },
    ])
    expect(faultyFamilies('Cups: C-1\nno colon\n: A < B\nGood: A < B')).toEqual(['Cups: C-1', 'no colon', ': A < B'])
  })
  it('leave out overrides of nothing, and the last row of a setting holds', () => {
    const row = { scope: 'product', key: 'A-1', setting: 'minMarginPercent' } as const
    const typed = {
      ...typedOf(rules),
      others: [],
      rows: [
        { ...row, value: 5 },
        { ...row, value: 7 },
        { ...row, key: ' ', value: 9 },
      ],
    }
    expect(rulesOf(typed).overrides).toEqual([{ scope: 'product', key: 'A-1', limits: { minMarginPercent: 7 } }])
  })
  it('read endings however they are separated, each once', () => {
    expect(rulesOf({ ...typedOf(rules), endings: '99; 95 49,99' }).everywhere.endings).toEqual([99, 95, 49])
    expect(rulesOf({ ...typedOf(rules), endings: '' }).everywhere.endings).toEqual([])
  })
})
