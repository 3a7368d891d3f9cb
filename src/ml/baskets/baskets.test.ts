import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { randomSource } from '../../../test/simulate.ts'
import { hypergeometricLogUpperTail, logFactorials } from './hypergeometric.ts'
import { frequentPairs } from './pairs.ts'

interface Golden {
  baskets: number[][]
  minCount: number
  pairs: {
    a: number
    b: number
    n: number
    lift: number
    confidenceAb: number
    confidenceBa: number
    p: number
    q: number
  }[]
  hypergeometric: { both: number; first: number; second: number; total: number; logP: number }[]
}
const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/golden/baskets.json', import.meta.url), 'utf8'))

function flat(baskets: readonly (readonly number[])[]) {
  const basketOffsets = new Uint32Array(baskets.length + 1)
  baskets.forEach((basket, k) => {
    basketOffsets[k + 1] = (basketOffsets[k] ?? 0) + basket.length
  })
  return { basketOffsets, items: Uint32Array.from(baskets.flat()) }
}

describe('hypergeometricLogUpperTail', () => {
  it('agrees with exact sums of whole numbers, far into the tail', () => {
    for (const { both, first, second, total, logP } of golden.hypergeometric) {
      const found = hypergeometricLogUpperTail(both, first, second, total, logFactorials(total))
      expect(Math.abs(found - logP), `${both} of ${first} and ${second} in ${total}`).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(logP)),
      )
    }
  })
  it('refuses more baskets with both than with one', () => {
    expect(() => hypergeometricLogUpperTail(5, 4, 9, 20, logFactorials(20))).toThrow(/5 of 4 and 9 in 20/)
  })
})

describe('frequentPairs', () => {
  it('agrees with mlxtend in counts, lift and confidence, and with scipy in p and q', () => {
    const found = frequentPairs({ ...flat(golden.baskets), minCount: golden.minCount })
    expect(found.baskets).toBe(golden.baskets.length)
    expect([...found.a].map((a, i) => [a, found.b[i], found.n[i]])).toEqual(
      golden.pairs.map(({ a, b, n }) => [a, b, n]),
    )
    golden.pairs.forEach((pair, i) => {
      expect(found.lift[i]).toBeCloseTo(pair.lift, 10)
      expect(found.confidenceAb[i]).toBeCloseTo(pair.confidenceAb, 10)
      expect(found.confidenceBa[i]).toBeCloseTo(pair.confidenceBa, 10)
      expect(Math.exp(found.logP[i] ?? 0)).toBeCloseTo(pair.p, 10)
      expect(found.q[i]).toBeCloseTo(pair.q, 10)
    })
  })
  it('counts like the plain double loop on random baskets', () => {
    const random = randomSource(8)
    const baskets = Array.from({ length: 400 }, () => {
      const size = 1 + random.poisson(4)
      const items = Array.from({ length: size }, () => Math.floor(40 * random.uniform() ** 2))
      return [...new Set(items)].sort((x, y) => x - y)
    })
    const counts = new Map<string, number>()
    for (const basket of baskets) {
      basket.forEach((a, i) => {
        for (const b of basket.slice(i + 1)) counts.set(`${a} ${b}`, (counts.get(`${a} ${b}`) ?? 0) + 1)
      })
    }
    const expected = new Map([...counts].filter(([, n]) => n >= 3))
    const found = frequentPairs({ ...flat(baskets), minCount: 3 })
    expect(new Map([...found.a].map((a, i) => [`${a} ${found.b[i]}`, found.n[i]]))).toEqual(expected)
  })
  it('counts an item once per basket', () => {
    const found = frequentPairs({
      ...flat([
        [1, 1, 2],
        [1, 2, 2],
      ]),
      minCount: 2,
    })
    expect([...found.n]).toEqual([2])
    expect([...found.withA]).toEqual([2])
  })
  it('keeps wholesale baskets unless told to leave them out, and then leaves them out of every count', () => {
    const baskets = [
      [1, 2],
      [1, 2],
      [1, 2, 3, 4],
    ]
    expect([...frequentPairs({ ...flat(baskets), minCount: 2 }).n]).toEqual([3])
    const limited = frequentPairs({ ...flat(baskets), minCount: 2, maxBasketSize: 3 })
    expect([limited.baskets, ...limited.n, ...limited.withB]).toEqual([2, 2, 2])
  })
  it('finds hardly a pair among items bought independently', () => {
    const random = randomSource(9)
    const baskets = Array.from({ length: 3000 }, () =>
      Array.from({ length: 60 }, (_, item) => item).filter((item) => random.uniform() < 1 / (4 + item)),
    )
    const { q } = frequentPairs({ ...flat(baskets), minCount: 5 })
    expect(q.length).toBeGreaterThan(500)
    expect(q.filter((value) => value <= 0.05).length).toBeLessThanOrEqual(2)
  })
  it('has no pairs without baskets', () => {
    const none = frequentPairs({ ...flat([]), minCount: 1 })
    expect([none.baskets, none.a.length]).toEqual([0, 0])
    expect(frequentPairs({ ...flat([[], [7]]), minCount: 1 }).a).toHaveLength(0)
  })
  it('names what is out of order', () => {
    expect(() => frequentPairs({ ...flat([[2, 1]]), minCount: 1 })).toThrow(/items\[1\] is 1, below 2/)
    expect(() => frequentPairs({ ...flat([[1, 2]]), minCount: 0 })).toThrow(
      /minCount must be a whole number >= 1, got 0/,
    )
    const offsets = Uint32Array.of(0, 5)
    expect(() => frequentPairs({ basketOffsets: offsets, items: Uint32Array.of(1), minCount: 1 })).toThrow(
      /from 0 to the 1/,
    )
  })
})
