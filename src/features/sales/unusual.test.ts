import { describe, expect, it } from 'vitest'
import { studentQuantile } from '../../ml/math/student.ts'
import type { BlockRow } from './schema.ts'
import { findUnusual } from './unusual.ts'

const week = (block: number, part: Partial<BlockRow> = {}): BlockRow => {
  const { gross = 1_000_000, orders = 100, largest_order: largest = 20_000 } = part
  return {
    block,
    ends: `week ${block}`,
    gross,
    orders,
    standing_cents: gross,
    standing_orders: orders,
    cancellations: 50_000,
    refunds: 0,
    largest_order: largest,
    largest_standing: largest,
    largest_cancellation: 5_000,
    largest_refund: 0,
    ...part,
  }
}
/** Twelve weeks whose cancellations swing between 4 and 6 %. */
const usual = Array.from({ length: 12 }, (_, i) => week(i + 1, { cancellations: i % 2 === 0 ? 40_000 : 60_000 }))

describe('findUnusual', () => {
  it('keeps silent in a week like the others', () => {
    expect(findUnusual([week(0), ...usual])).toEqual([])
  })

  it('reports a rate beyond the interval the weeks before give', () => {
    const [found] = findUnusual([week(0, { cancellations: 150_000 }), ...usual])
    const roots = usual.map(({ cancellations, gross }) => Math.sqrt(cancellations / gross))
    const mean = roots.reduce((sum, root) => sum + root, 0) / 12
    const deviation = Math.sqrt(roots.reduce((sum, root) => sum + (root - mean) ** 2, 0) / 11)
    const reach = studentQuantile(1 - 0.05 / 6, 11) * deviation * Math.sqrt(1 + 1 / 12)
    expect(found?.rate).toBe('cancellations')
    expect(found?.value).toBeCloseTo(0.15, 12)
    expect(found?.expected).toBeCloseTo(mean ** 2, 12)
    expect(found?.interval.low).toBeCloseTo((mean - reach) ** 2, 12)
    expect(found?.interval.high).toBeCloseTo((mean + reach) ** 2, 12)
  })

  it('finds an order value that fell, with its weeks in order of time', () => {
    const weeks = Array.from({ length: 8 }, (_, i) => week(i + 1, { gross: 1_000_000 + 20_000 * (i % 3) }))
    const [found] = findUnusual([week(0, { gross: 500_000, cancellations: 25_000 }), ...weeks])
    expect(found).toMatchObject({ rate: 'averageOrder', value: 5000, orders: 100 })
    expect(found?.weeks.map(({ ends }) => ends).slice(-2)).toEqual(['week 1', 'week 0'])
  })

  it('names the one cancellation without which the week is like the others', () => {
    const [found] = findUnusual([week(0, { cancellations: 150_000, largest_cancellation: 100_000 }), ...usual])
    expect(found).toMatchObject({ rate: 'cancellations', single: { cents: 100_000 }, calledOff: false })
    expect(found?.single?.rateWithout).toBeCloseTo(0.05, 12)
    expect(findUnusual([week(0, { cancellations: 150_000 }), ...usual])[0]?.single).toBeNull()
  })

  it('takes a large order that was called off in the same week for one matter', () => {
    const weeks = Array.from({ length: 12 }, (_, i) => {
      return week(i + 1, { gross: 1_000_000 + 20_000 * (i % 3), cancellations: i % 2 === 0 ? 40_000 : 60_000 })
    })
    const now = week(0, {
      gross: 3_000_000,
      orders: 101,
      largest_order: 2_000_000,
      cancellations: 2_050_000,
      largest_cancellation: 2_000_000,
    })
    const found = findUnusual([now, ...weeks])
    expect(found.map(({ rate, calledOff }) => [rate, calledOff])).toEqual([['cancellations', true]])
  })

  it('takes one that was called off on its very day for the same, though the order value does not know it', () => {
    const now = week(0, {
      gross: 3_000_000,
      orders: 101,
      largest_order: 2_000_000,
      standing_cents: 1_000_000,
      standing_orders: 100,
      largest_standing: 20_000,
      cancellations: 2_050_000,
      largest_cancellation: 2_000_000,
    })
    expect(findUnusual([now, ...usual]).map(({ rate, calledOff }) => [rate, calledOff])).toEqual([
      ['cancellations', true],
    ])
  })

  it('says nothing with fewer than six weeks before', () => {
    expect(findUnusual([week(0, { cancellations: 900_000 }), ...usual.slice(0, 5)])).toEqual([])
  })

  it('says nothing where the weeks before give no spread to judge by', () => {
    const never = Array.from({ length: 12 }, (_, i) => week(i + 1))
    expect(findUnusual([week(0, { refunds: 500_000 }), ...never])).toEqual([])
  })

  it('says nothing in a week without an order', () => {
    expect(findUnusual([week(0, { gross: 0, orders: 0, cancellations: 10 }), ...usual])).toEqual([])
  })

  it('raises about one false alarm in twenty weeks, not one in five', () => {
    let state = 11
    const uniform = () => {
      state = (state * 16_807) % 2_147_483_647
      return state / 2_147_483_647
    }
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const random = (block: number) =>
      week(block, {
        gross: Math.round(1_000_000 * Math.exp(0.1 * normal())),
        cancellations: Math.round(50_000 * Math.exp(0.2 * normal())),
        refunds: Math.round(20_000 * Math.exp(0.2 * normal())),
      })
    let alarms = 0
    for (let trial = 0; trial < 2000; trial++) {
      if (findUnusual(Array.from({ length: 13 }, (_, block) => random(block))).length > 0) alarms++
    }
    expect(alarms / 2000).toBeGreaterThan(0.02)
    expect(alarms / 2000).toBeLessThan(0.07)
  })
})
