import { describe, expect, it } from 'vitest'
import { rangesOf, slicesOf } from './visits-slices.ts'

describe('slices of time', () => {
  const day = (n: number, hits: number) => ({ from: Date.UTC(2026, 0, n), hits })

  it('hold whole days up to the asked number of hits, and cover all of time without a gap', () => {
    const slices = slicesOf([day(1, 40), day(2, 60), day(5, 1), day(6, 500), day(7, 10)], 100)
    expect(slices.slice(1).map(({ from }) => from)).toEqual([5, 6, 7].map((n) => Date.UTC(2026, 0, n)))
    expect(slices[0]?.from).toBe(Date.UTC(1900, 0, 1))
    expect(slices.at(-1)?.to).toBe(Date.UTC(2300, 0, 1) - 1)
    for (const [place, { from }] of slices.entries()) if (place > 0) expect(slices[place - 1]?.to).toBe(from - 1)
  })

  it('are one where there is nothing', () => {
    expect(slicesOf([], 100)).toHaveLength(1)
  })
})

describe('ranges of visitors', () => {
  it('cover every 64-bit id once', () => {
    const ranges = rangesOf(1_000, 300)
    expect(ranges).toHaveLength(4)
    expect(ranges[0]?.first).toBe('0')
    expect(ranges.at(-1)?.last).toBe(String(2n ** 64n - 1n))
    for (const [place, { first }] of ranges.entries())
      if (place > 0) expect(BigInt(ranges[place - 1]?.last ?? 0)).toBe(BigInt(first) - 1n)
  })

  it('are none where there are no hits', () => {
    expect(rangesOf(0, 300)).toEqual([])
  })
})
