import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PriceStep } from '../catalogue/index.ts'
import { largestPercent, referenceFor, refuseAnnouncement } from './reduction.ts'

const ZONE = 'Europe/Berlin'
const at = (day: string, time = '00:00') => Date.parse(`${day}T${time}:00+01:00`)
const step = (day: string, priceCents: number, compareAtCents: number | null = null): PriceStep => ({
  at: at(day),
  priceCents,
  compareAtCents,
})
const lowest = (steps: readonly PriceStep[], priceCents: number, day: string, time?: string) =>
  referenceFor(steps, { priceCents, at: at(day, time) }, ZONE).lowestCents

describe('the lowest price of the 30 days before', () => {
  it('is the lowest that held within them, not the last one and not the highest', () => {
    const steps = [step('2026-01-01', 10_000), step('2026-02-01', 8_000), step('2026-02-05', 9_000)]
    expect(lowest(steps, 7_500, '2026-02-20')).toBe(8_000)
  })
  it('counts a price that began earlier and still held on the first of the days', () => {
    expect(lowest([step('2025-06-01', 5_000), step('2026-02-01', 6_000)], 4_000, '2026-03-02')).toBe(5_000)
    expect(lowest([step('2025-06-01', 5_000), step('2026-02-01', 6_000)], 4_000, '2026-03-03')).toBe(6_000)
  })
  it('counts days of the shop, so that the hour of the change does not matter', () => {
    const steps = [step('2026-01-01', 5_000), { ...step('2026-02-01', 6_000), at: at('2026-02-01', '23:30') }]
    expect(lowest(steps, 4_000, '2026-03-03', '23:59')).toBe(5_000)
  })
  it('takes the days there are of an article sold for fewer than 30', () => {
    expect(lowest([step('2026-02-20', 3_000), step('2026-02-25', 3_500)], 2_500, '2026-03-01')).toBe(3_000)
  })
  it('is not known of an article that had no price yet', () => {
    expect(lowest([], 2_500, '2026-03-01')).toBeNull()
  })
  it('counts a price that was shorter than a day', () => {
    const hour = { ...step('2026-02-20', 6_000), at: at('2026-02-20', '13:00') }
    expect(lowest([step('2026-01-01', 6_000), step('2026-02-20', 4_000), hour], 5_000, '2026-03-01')).toBe(4_000)
  })
  it('does not look at what comes after', () => {
    expect(lowest([step('2026-01-01', 6_000), step('2026-04-01', 1_000)], 5_000, '2026-03-01')).toBe(6_000)
  })
})

describe('a reduction that grows step by step (paragraph 2)', () => {
  const steps = [step('2026-01-01', 10_000), step('2026-02-01', 9_000, 10_000), step('2026-02-10', 8_000, 10_000)]
  it('is held against the price before its first step, for as long as it lasts', () => {
    expect(lowest(steps, 7_000, '2026-02-20')).toBe(10_000)
    expect(referenceFor(steps, { priceCents: 7_000, at: at('2026-06-20') }, ZONE)).toEqual({
      lowestCents: 10_000,
      since: '2026-02-01',
    })
  })
  it('begins anew after a price that rose', () => {
    expect(lowest([...steps, step('2026-02-15', 9_500, 10_000)], 9_000, '2026-02-20')).toBe(8_000)
  })
  it('begins anew after a price that was not announced as reduced', () => {
    expect(lowest([...steps, step('2026-02-15', 7_500)], 7_000, '2026-02-20')).toBe(7_500)
  })
})

describe('what may be announced', () => {
  const said = { priceCents: 129, strikeCents: null, percent: null, highlight: false }
  it('refuses the minus 23 percent of C-330/23, reckoned from the last price and not from the lowest', () => {
    // Bananas: 1.29 now, 1.69 last, 1.29 the lowest of the 30 days.
    expect(refuseAnnouncement({ ...said, percent: 23, strikeCents: 169 }, { lowestCents: 129 })).toBe('no-reduction')
  })
  it('refuses the price highlight of C-330/23, whose price lay above the lowest', () => {
    // Pineapple: 1.49 now, 1.69 last, 1.39 the lowest of the 30 days.
    expect(refuseAnnouncement({ ...said, priceCents: 149, highlight: true }, { lowestCents: 139 })).toBe('no-reduction')
  })
  it.each([
    [{ strikeCents: 169 }, 169, null],
    [{ strikeCents: 199 }, 169, 'strike-not-low'],
    [{ strikeCents: 149 }, 169, 'strike-not-low'],
    [{ strikeCents: 169 }, null, 'unknown-low'],
    [{ percent: 23 }, 169, null],
    [{ percent: 23.7 }, 169, 'percent-too-large'],
    [{ percent: 24 }, 169, 'percent-too-large'],
    [{ highlight: true }, 169, null],
    [{ highlight: true }, 129, 'no-reduction'],
    [{}, null, null],
  ] as const)('%j against %s: %s', (part, lowestCents, refusal) => {
    expect(refuseAnnouncement({ ...said, ...part }, { lowestCents })).toBe(refusal)
  })
  it('takes the largest percentage it names itself, and no larger whole one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), fc.integer({ min: 1, max: 99_999 }), (lowestCents, off) => {
        const priceCents = Math.max(1, lowestCents - off)
        fc.pre(priceCents < lowestCents)
        const percent = largestPercent(priceCents, lowestCents)
        const one = { ...said, priceCents }
        expect(refuseAnnouncement({ ...one, percent }, { lowestCents })).toBeNull()
        expect(refuseAnnouncement({ ...one, percent: percent + 1 }, { lowestCents })).toBe('percent-too-large')
      }),
    )
  })
})
