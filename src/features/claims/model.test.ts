import { describe, expect, it } from 'vitest'
import type { Claim } from '../findings/index.ts'
import { checkClaims, leftBand } from './model.ts'

const claim = (day: string, part: Partial<Claim> = {}): Claim => ({
  metric: 'revenueCents',
  day,
  value: 1_350_000,
  low: 1_200_000,
  high: 1_500_000,
  level: 0.8,
  naive: 1_290_000,
  method: 'ensemble',
  ...part,
})
const came = (entries: Record<string, [revenueCents: number, orders: number]>) =>
  new Map(Object.entries(entries).map(([day, [revenueCents, orders]]) => [day, { revenueCents, orders }]))
const plain = (text: string) => text.replaceAll('\u00A0', ' ')

describe('checkClaims', () => {
  it('says what was said and what came', () => {
    const { checked } = checkClaims([claim('2026-11-22')], came({ '2026-11-22': [1_310_000, 130] }), 'EUR')
    expect(checked[0]?.inBand).toBe(true)
    expect(plain(checked[0]?.sentence.de ?? '')).toContain('12 bis 15 Tsd. €, gekommen: 13,1 Tsd. €')
    expect(plain(checked[0]?.sentence.en ?? '')).toContain('€12k to €15k, came: €13.1k')
  })

  it('counts both ends of the band as within', () => {
    const claims = [claim('2026-11-21'), claim('2026-11-22')]
    const actual = came({ '2026-11-21': [1_200_000, 1], '2026-11-22': [1_500_000, 1] })
    expect(checkClaims(claims, actual, 'EUR').checked.map(({ inBand }) => inBand)).toEqual([true, true])
  })

  it('leaves open what has not come, and keeps it out of the calibration', () => {
    const { checked, calibration } = checkClaims([claim('2026-11-23')], came({}), 'EUR')
    expect(checked[0]).toMatchObject({ actual: null, inBand: null })
    expect(calibration[0]).toMatchObject({ metric: 'revenueCents', checked: 0, within: 0, level: null })
  })

  it('calibrates each metric over its last 28 known days', () => {
    const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2026, 9, 1 + i)).toISOString().slice(0, 10))
    const claims = days.flatMap((day) => [claim(day), claim(day, { metric: 'orders', value: 100, low: 90, high: 110 })])
    // Revenue misses on the first 20 days and on the last one; orders always hold.
    const actual = came(
      Object.fromEntries(days.map((day, i) => [day, [i < 20 || i === 39 ? 1 : 1_300_000, 100] as [number, number]])),
    )
    const { calibration } = checkClaims(claims.toReversed(), actual, 'EUR')
    expect(calibration).toMatchObject([
      { metric: 'revenueCents', checked: 28, within: 19, level: 0.8 },
      { metric: 'orders', checked: 28, within: 28, level: 0.8 },
    ])
    expect(plain(calibration[0]?.sentence.de ?? '')).toContain('19 von 28')
  })
})

describe('leftBand', () => {
  const about = { day: '2026-11-22', currency: 'EUR', evidenceId: 'claims.days' }

  it('finds nothing where the claim held', () => {
    const result = checkClaims([claim('2026-11-22')], came({ '2026-11-22': [1_310_000, 130] }), 'EUR')
    expect(leftBand(result, about)).toBeNull()
  })

  it('is about the day asked for, not about earlier ones', () => {
    const result = checkClaims([claim('2026-11-21')], came({ '2026-11-21': [1, 1] }), 'EUR')
    expect(leftBand(result, about)).toBeNull()
  })

  it('merges revenue and orders of one day into one finding, with the band as interval', () => {
    const claims = [claim('2026-11-22'), claim('2026-11-22', { metric: 'orders', value: 100, low: 90, high: 110 })]
    const finding = leftBand(checkClaims(claims, came({ '2026-11-22': [900_000, 70] }), 'EUR'), about)
    expect(finding).toMatchObject({
      direction: 'bad',
      figure: { value: 900_000, interval: { low: 1_200_000, high: 1_500_000, level: 0.8 }, n: 1 },
    })
    expect(finding?.sentence.de).toContain('Bestellungen')
    expect(finding?.sentence.de).toContain('Unter dem Band')
    expect(finding?.next.length).toBeGreaterThan(0)
  })
})
