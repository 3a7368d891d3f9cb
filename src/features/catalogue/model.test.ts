import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillDays, lowestBeforePresent, lowestWithin, marginOf, priceDays } from './model.ts'

const step = (day: string, priceCents: number) => ({
  at: Date.parse(`${day}T00:00:00Z`),
  priceCents,
  compareAtCents: null,
})
const STEPS = [step('2026-01-01', 1_000), step('2026-03-01', 800), step('2026-03-10', 1_200), step('2026-03-20', 900)]

describe('the lowest price', () => {
  it('of the 30 days before the present one leaves out the present one', () => {
    expect(lowestBeforePresent(STEPS)).toBe(800)
    expect(lowestBeforePresent(STEPS.slice(0, 1))).toBeNull()
    expect(lowestBeforePresent([])).toBeNull()
    // Held from before the 30 days on, and until the present price began.
    expect(lowestBeforePresent([step('2025-01-01', 500), step('2026-01-01', 700)])).toBe(500)
  })

  it('of a time is that of whatever held at any moment of it', () => {
    const steps = fc
      .array(fc.record({ at: fc.integer({ min: 0, max: 100 }), priceCents: fc.integer({ min: 1, max: 50 }) }), {
        maxLength: 12,
      })
      .map((all) => all.toSorted((a, b) => a.at - b.at).map((one) => ({ ...one, compareAtCents: null })))
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 40 }), (all, since, length) => {
        let expected: number | null = null
        for (let moment = since; moment < since + length; moment++) {
          const held = all.findLast(({ at }) => at <= moment)
          if (held !== undefined) expected = Math.min(expected ?? Number.POSITIVE_INFINITY, held.priceCents)
        }
        expect(lowestWithin(all, since, since + length)).toBe(expected)
      }),
    )
  })
})

describe('prices by day', () => {
  it('stand beside the low of the 30 days before each, nothing before the first price', () => {
    const days = priceDays(STEPS, { lastDay: '2026-03-21', days: 90, timeZone: 'UTC' })
    expect(days).toHaveLength(90)
    const on = (day: string) => days.find((one) => one.day === day)
    expect(on('2025-12-25')).toMatchObject({ priceCents: null, lowestBeforeCents: null })
    expect(on('2026-01-01')).toMatchObject({ priceCents: 1_000, lowestBeforeCents: null })
    expect(on('2026-03-10')).toMatchObject({ priceCents: 1_200, lowestBeforeCents: 800 })
    expect(on('2026-03-21')).toMatchObject({ priceCents: 900, lowestBeforeCents: 800 })
  })
})

describe('a margin', () => {
  it('is what is left of the net price', () => {
    expect(marginOf(11_900, 5_000, 19)).toBeCloseTo(0.5)
    expect(marginOf(10_000, 12_000, 0)).toBeCloseTo(-0.2)
  })

  it('is not known without price or cost', () => {
    expect([marginOf(null, 1, 0), marginOf(1, null, 0), marginOf(0, 1, 0)]).toEqual([null, null, null])
  })
})

describe('days of a period', () => {
  it('without sales stand with 0', () => {
    const known = new Map([['2026-01-02', { quantity: 2, revenueCents: 300 }]])
    expect(fillDays(known, { lastDay: '2026-01-03', days: 3 })).toEqual([
      { day: '2026-01-01', quantity: 0, revenueCents: 0 },
      { day: '2026-01-02', quantity: 2, revenueCents: 300 },
      { day: '2026-01-03', quantity: 0, revenueCents: 0 },
    ])
  })
})
