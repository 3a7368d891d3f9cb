import { describe, expect, it } from 'vitest'
import { repeatRate, retention } from './cohorts.ts'
import { validateHoldout } from './holdout.ts'
import { NO_SEGMENT, RFM_SEGMENTS, rfmScores, rfmSegments, segmentMoves } from './rfm.ts'

describe('validateHoldout', () => {
  const input = {
    frequency: Float64Array.of(0, 0, 2, 9, 8),
    age: Float64Array.of(0, 10, 20, 30, 40),
    predicted: Float64Array.of(0.5, 0.5, 1, 3, 2),
    actual: Float64Array.of(0, 1, 1, 5, 2),
    horizon: 10,
  }

  it('holds model and naive prediction against what came', () => {
    const result = validateHoldout(input)
    expect(result.actualTotal).toBe(9)
    expect(result.model.total).toBe(7)
    expect(result.model.mae).toBeCloseTo((0.5 + 0.5 + 0 + 2 + 0) / 5, 14)
    expect(result.model.rmse).toBeCloseTo(Math.sqrt((0.25 + 0.25 + 4) / 5), 14)
    expect(result.naive.total).toBeCloseTo(0 + 0 + 1 + 3 + 2, 14)
    expect(result.naive.mae).toBeCloseTo((0 + 1 + 0 + 2 + 0) / 5, 14)
  })

  it('groups the calibration table by frequency, the last line open above', () => {
    expect(validateHoldout(input).table).toEqual([
      { frequency: 0, customers: 2, meanActual: 0.5, meanPredicted: 0.5, meanNaive: 0 },
      { frequency: 2, customers: 1, meanActual: 1, meanPredicted: 1, meanNaive: 1 },
      { frequency: 7, customers: 2, meanActual: 3.5, meanPredicted: 2.5, meanNaive: 2.5 },
    ])
    expect(validateHoldout({ ...input, lastFrequency: 1 }).table.map((line) => line.customers)).toEqual([2, 3])
  })

  it('knows no error without customers', () => {
    const none = new Float64Array(0)
    const empty = validateHoldout({ frequency: none, age: none, predicted: none, actual: none, horizon: 10 })
    expect(empty.model).toEqual({ mae: null, rmse: null, total: 0 })
    expect(empty.table).toEqual([])
  })

  it('refuses lengths that differ and values below 0, by name', () => {
    expect(() => validateHoldout({ ...input, actual: new Float64Array(2) })).toThrow(/actual has length 2, expected 5/)
    expect(() => validateHoldout({ ...input, predicted: Float64Array.of(1, 1, -1, 1, 1) })).toThrow(/predicted\[2\]/)
    expect(() => validateHoldout({ ...input, horizon: -1 })).toThrow(RangeError)
  })
})

describe('rfmScores', () => {
  it('splits different values into fifths, the lately, often and much buying on top', () => {
    const one = Float64Array.from({ length: 10 }, (_, i) => i)
    const scores = rfmScores(one, one, one)
    expect([...scores.frequency]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect([...scores.value]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect([...scores.recency]).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
  })

  it('gives equal values the score of the middle of their ranks, in whatever order they stand', () => {
    const values = Float64Array.of(7, 1, 1, 3, 1, 1, 1, 1, 2, 5)
    const scores = rfmScores(values, values, values).frequency
    // Six of ten bought once: middle rank 3 of 10, the second fifth.
    expect([...scores]).toEqual([5, 2, 2, 4, 2, 2, 2, 2, 4, 5])
    const backwards = rfmScores(values, values.toReversed(), values).frequency
    expect([...backwards.toReversed()]).toEqual([...scores])
  })

  it('puts a single customer and all-equal ones in the middle, nobody nowhere', () => {
    const same = new Float64Array(7).fill(4)
    expect([...rfmScores(same, same, same).recency]).toEqual([3, 3, 3, 3, 3, 3, 3])
    expect([...rfmScores(Float64Array.of(0), Float64Array.of(1), Float64Array.of(2)).value]).toEqual([3])
    const none = new Float64Array(0)
    expect(rfmScores(none, none, none).recency).toHaveLength(0)
  })

  it('refuses NaN and lengths that differ', () => {
    const one = Float64Array.of(1)
    expect(() => rfmScores(one, Float64Array.of(Number.NaN), one)).toThrow(/frequency\[0\]/)
    expect(() => rfmScores(one, one, new Float64Array(2))).toThrow(/1, 1, 2/)
  })
})

describe('rfmSegments', () => {
  const segmentOf = (r: number, f: number, m: number) =>
    RFM_SEGMENTS[
      rfmSegments({ recency: Uint8Array.of(r), frequency: Uint8Array.of(f), value: Uint8Array.of(m) })[0] ?? -1
    ]

  it('names the corners and the middle as shops do', () => {
    expect(segmentOf(5, 5, 5)).toBe('champions')
    expect(segmentOf(3, 5, 4)).toBe('loyal')
    expect(segmentOf(5, 2, 3)).toBe('potential-loyalist')
    expect(segmentOf(5, 1, 1)).toBe('new')
    expect(segmentOf(4, 1, 1)).toBe('promising')
    expect(segmentOf(3, 3, 3)).toBe('needs-attention')
    expect(segmentOf(3, 1, 2)).toBe('about-to-sleep')
    expect(segmentOf(2, 4, 4)).toBe('at-risk')
    expect(segmentOf(1, 5, 5)).toBe('cannot-lose')
    expect(segmentOf(2, 1, 2)).toBe('hibernating')
    expect(segmentOf(1, 1, 1)).toBe('lost')
  })

  it('rounds the mean of frequency and value up', () => {
    expect(segmentOf(5, 3, 4)).toBe('champions')
    expect(segmentOf(5, 1, 2)).toBe('potential-loyalist')
  })

  it('refuses scores outside 1..5 and lengths that differ', () => {
    expect(() => segmentOf(0, 1, 1)).toThrow(/got 0/)
    expect(() => segmentOf(1, 6, 1)).toThrow(/got 6/)
    const uneven = { recency: Uint8Array.of(1), frequency: Uint8Array.of(1, 2), value: Uint8Array.of(1) }
    expect(() => rfmSegments(uneven)).toThrow(RangeError)
  })
})

describe('segmentMoves', () => {
  it('counts moves from row to column, newcomers in the last row', () => {
    const moves = segmentMoves(Uint8Array.of(0, 0, 7, NO_SEGMENT), Uint8Array.of(0, 7, 10, 3))
    expect(moves).toHaveLength(12)
    expect(moves[0]?.[0]).toBe(1)
    expect(moves[0]?.[7]).toBe(1)
    expect(moves[7]?.[10]).toBe(1)
    expect(moves[NO_SEGMENT]?.[3]).toBe(1)
    expect(moves.flat().reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  it('refuses lengths that differ and unknown numbers', () => {
    expect(() => segmentMoves(Uint8Array.of(1), Uint8Array.of())).toThrow(RangeError)
    expect(() => segmentMoves(Uint8Array.of(1), Uint8Array.of(12))).toThrow(/after\[0\].*12/)
    expect(() => segmentMoves(Uint8Array.of(13), Uint8Array.of(1))).toThrow(/before\[0\].*13/)
  })
})

describe('retention', () => {
  it('counts customers by the period of their first purchase and the periods since, in any order of rows', () => {
    const customer = Uint32Array.of(9, 4, 4, 9, 4, 2, 9, 9)
    const period = Uint32Array.of(2, 1, 1, 0, 3, 1, 2, 1)
    const { size, active } = retention(customer, period, 4)
    expect([...size]).toEqual([1, 2, 0, 0])
    expect(active.map((row) => [...row])).toEqual([[1, 1, 1, 0], [2, 0, 1], [0, 0], [0]])
  })

  it('has every customer active at age 0', () => {
    const { size, active } = retention(Uint32Array.of(0, 1, 2, 0), Uint32Array.of(0, 0, 1, 1), 2)
    expect(active.map((row) => row[0])).toEqual([...size])
  })

  it('knows empty input and refuses a period out of range', () => {
    expect(retention(new Uint32Array(0), new Uint32Array(0), 0)).toEqual({ size: new Uint32Array(0), active: [] })
    expect(() => retention(Uint32Array.of(1), Uint32Array.of(3), 3)).toThrow(/period\[0\] must be below 3, got 3/)
    expect(() => retention(Uint32Array.of(1), Uint32Array.of(), 3)).toThrow(RangeError)
    expect(() => retention(Uint32Array.of(), Uint32Array.of(), -1)).toThrow(RangeError)
  })
})

describe('repeatRate', () => {
  it('is the share of buyers who bought again, with its interval', () => {
    const { customers, repeaters, rate, interval } = repeatRate(Float64Array.of(0, 1, 1, 1, 1, 1, 1, 1, 2, 3, 9))
    expect([customers, repeaters, rate]).toEqual([10, 3, 0.3])
    expect(interval?.low).toBeCloseTo(0.10779126740630102, 12)
    expect(interval?.high).toBeCloseTo(0.6032218525388546, 12)
    expect(interval?.level).toBe(0.95)
  })

  it('is unknown without customers and refuses negative counts', () => {
    expect(repeatRate(Float64Array.of(0))).toEqual({ customers: 0, repeaters: 0, rate: null, interval: null })
    expect(() => repeatRate(Float64Array.of(-1))).toThrow(/purchases\[0\]/)
  })
})
