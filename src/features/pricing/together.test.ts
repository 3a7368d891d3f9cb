import { describe, expect, it } from 'vitest'
import { runInline } from '../../compute/index.ts'
import { type Candidate, decidePrices, gainOf, questionOf } from './decide.ts'
import { chooseIn } from './plan.ts'
import { type PricingRules, pricingRulesSchema } from './schema.ts'
import { groupsOf } from './together.ts'

const rules = pricingRulesSchema.parse({ heldOutPercent: 0 })
const free: PricingRules = { ...rules, everywhere: { ...rules.everywhere, endings: [], largestStepPercent: 30 } }
const chooser = chooseIn(runInline, new AbortController().signal)
const decide = (candidates: readonly Candidate[], given = free) =>
  decidePrices(candidates, given, { chooser, today: '2026-06-29' })

function candidate(key: string, part: Partial<Candidate> & { elasticity?: number; unsure?: number } = {}): Candidate {
  const { elasticity = -2.5, unsure = 0.1, ...rest } = part
  return {
    unit: {
      key,
      title: { de: key, en: key },
      category: 'A',
      refs: [{ sku: key, productId: key }],
      fromCents: 2_000,
      family: null,
      familyMixed: false,
    },
    currency: 'EUR',
    position: {
      fromCents: 2_000,
      costCents: 900,
      taxPercent: 0,
      stock: null,
      perDay: 5,
      competitorCents: [],
      productChanges: 0,
      shopChanges: 0,
      shopChangesPerWeek: 50,
      testUntil: null,
      aboveCents: null,
      belowCents: null,
      familyMixed: false,
    },
    demand: {
      ok: true,
      form: 'constant-elasticity',
      formChances: [1, 0, 0],
      referencePrice: 2_000,
      units: 35,
      elasticity,
      logUnitsError: 0.05,
      elasticityError: unsure,
      dispersion: 1,
      lowestSeen: 1_600,
      highestSeen: 2_400,
      basis: 'own',
    },
    cross: [],
    ...rest,
  }
}

const ofPair = (elasticity: number): Candidate[] => [
  candidate('a', { elasticity: -1.6, cross: [{ unit: 'b', elasticity }] }),
  candidate('b', { elasticity: -1.6, cross: [{ unit: 'a', elasticity }] }),
]
const priceOf = (plan: { toCents: number | null } | undefined) => plan?.toCents ?? 2_000

describe('prices that are chosen together', () => {
  it('are those that families or substitutes link, and that may move', () => {
    const inFamily = (key: string, place: number) => {
      const one = candidate(key)
      return { ...one, unit: { ...one.unit, family: { name: 'sizes', place } } }
    }
    const units = [...ofPair(0.5), candidate('c'), inFamily('d', 0), inFamily('e', 1), inFamily('f', 2)]
    const one = candidate('q')
    const question = questionOf(one, free.everywhere, { lowCents: 1, highCents: 2, lowBy: 'floor', highBy: 'ceiling' })
    const asked = units.map(({ unit }) => ({ question: unit.key === 'e' ? null : question }))
    expect(groupsOf(units, asked)).toEqual([
      [0, 1],
      [3, 5],
    ])
    expect(groupsOf([], [])).toEqual([])
  })

  it('ask more where one gets what the other loses, and say what they do to each other', async () => {
    const apart = ofPair(0.8).map((one) => ({ ...one, cross: [] }))
    const [alone, together] = [await decide(apart), await decide(ofPair(0.8))]
    for (const place of [0, 1]) expect(priceOf(together[place])).toBeGreaterThan(priceOf(alone[place]) + 30)
    const [plan] = together
    if (plan === undefined) throw new RangeError('two were asked for')
    expect(plan.others).toHaveLength(1)
    expect(Math.sign(plan.others[0]?.units ?? 0)).toBe(Math.sign(priceOf(plan) - 2_000))
    expect(gainOf(plan)).toBeCloseTo((plan.effect?.margin?.change ?? 0) + (plan.others[0]?.marginCents ?? 0), -1)
    expect(alone[0]?.others).toEqual([])
  })

  it('keep a family in order, a cent apart at least', async () => {
    const sizes = [1_900, 2_000].map((fromCents, place) => {
      // The smaller one would be dearer by itself.
      const one = candidate(`size ${place}`, { elasticity: place === 0 ? -1.5 : -4 })
      const position = {
        ...one.position,
        fromCents,
        aboveCents: place === 1 ? 1_900 : null,
        belowCents: place === 0 ? 2_000 : null,
      }
      return { ...one, position, unit: { ...one.unit, fromCents, family: { name: 'sizes', place } } }
    })
    const [small, large] = await decide(sizes)
    expect(small?.toCents ?? 1_900).toBeLessThan(large?.toCents ?? 2_000)
    expect(small?.toCents ?? 1_900).toBeLessThan(2_000)
    expect(large?.toCents ?? 2_000).toBeGreaterThan(1_900)
  })

  it('have no number that is none, whatever one of them lacks', async () => {
    const [one, other] = ofPair(0.8)
    if (one === undefined || other === undefined) throw new RangeError('two were asked for')
    const short = { ok: false, reason: 'rows', needs: 8, has: 3 } as const
    for (const broken of [
      { ...other, demand: short },
      { ...other, position: { ...other.position, costCents: null } },
      { ...other, position: { ...other.position, stock: 0 } },
      { ...other, position: { ...other.position, perDay: null, stock: -3 } },
    ]) {
      const plans = await decide([one, broken, { ...candidate('c'), cross: [{ unit: 'gone', elasticity: 1 }] }])
      expect(JSON.stringify(plans)).not.toContain('null,"low":null')
      for (const { effect, others } of plans)
        for (const value of [effect?.units.change ?? 0, ...others.map(({ units }) => units)])
          expect(Number.isFinite(value)).toBe(true)
    }
  })
})

describe('trials', () => {
  const many = Array.from({ length: 200 }, (_, place) => candidate(`unit ${place}`, { unsure: 0.8 }))
  const trying = { ...free, trials: { sharePercent: 10, largestStepPercent: 4, largestLossPercent: 2 } }

  it('are off unless somebody switches them on', async () => {
    expect((await decide(many)).some(({ trial }) => trial !== null)).toBe(false)
  })

  it('are few, go no farther than they may, cost no more than they may, and come first', async () => {
    const plans = await decide(many, trying)
    const tried = plans.filter(({ trial, outcome }) => trial !== null && outcome === 'change')
    expect(tried.length).toBeGreaterThan(5)
    expect(tried.length).toBeLessThanOrEqual(20)
    for (const { toCents, trial } of tried) {
      expect(Math.abs((toCents ?? 0) - 2_000)).toBeLessThanOrEqual(80)
      expect(trial?.regret).toBeLessThanOrEqual(0.02)
    }
    expect(new Set(tried.map(({ toCents }) => toCents)).size).toBeGreaterThan(1)
    expect(plans.filter(({ outcome }) => outcome === 'change')).toHaveLength(50)
    expect(await decide(many, trying)).toEqual(plans)
  })

  it('are others once the last ones are measured', async () => {
    const keysOn = async (today: string) => {
      const plans = await decidePrices(many, trying, { chooser, today })
      return plans.filter(({ trial }) => trial !== null).map(({ unit }) => unit)
    }
    const [first, next, later] = [await keysOn('2026-06-29'), await keysOn('2026-06-30'), await keysOn('2026-07-29')]
    expect(next).toEqual(first)
    expect(later).not.toEqual(first)
  })

  it('keep to every guardrail', async () => {
    const held = {
      ...trying,
      everywhere: { ...free.everywhere, endings: [99], ceilingCents: 2_010, largestStepPercent: 3 },
    }
    for (const { toCents, outcome } of await decide(many, held)) {
      if (outcome !== 'change') continue
      expect((toCents ?? 0) % 100).toBe(99)
      expect(toCents).toBeLessThanOrEqual(2_010)
      expect(toCents).toBeGreaterThanOrEqual(1_940)
    }
  })
})
