import { describe, expect, it } from 'vitest'
import { beta, gamma, geometric, poisson, type Rng, searchCumulative, streamOf, weighted } from './rng.ts'

const mean = (draw: (rng: Rng) => number, n = 20_000): number => {
  const rng = streamOf(7, 'mean')
  let sum = 0
  for (let i = 0; i < n; i++) sum += draw(rng)
  return sum / n
}

describe('streamOf', () => {
  it('gives the same numbers for the same seed and name, and others for another seed or name', () => {
    const first = (seed: number, name: string) => {
      const rng = streamOf(seed, name)
      return [rng(), rng(), rng()]
    }
    expect(first(1, 'a')).toEqual(first(1, 'a'))
    expect(first(1, 'a')).not.toEqual(first(2, 'a'))
    expect(first(1, 'a')).not.toEqual(first(1, 'b'))
  })

  it('stays inside the open interval from 0 to 1', () => {
    const rng = streamOf(3, 'range')
    for (let i = 0; i < 10_000; i++) {
      const value = rng()
      expect(value > 0 && value < 1).toBe(true)
    }
  })
})

describe('distributions', () => {
  it('have their textbook means', () => {
    expect(mean((rng) => gamma(rng, 0.6))).toBeCloseTo(0.6, 1)
    expect(mean((rng) => gamma(rng, 3))).toBeCloseTo(3, 1)
    expect(mean((rng) => beta(rng, 0.85, 2.6))).toBeCloseTo(0.85 / 3.45, 1)
    expect(mean((rng) => poisson(rng, 65), 4000)).toBeCloseTo(65, 0)
    expect(mean((rng) => geometric(rng, 0.4))).toBeCloseTo(0.4 / 0.6, 1)
  })

  it('poisson of 0 is 0', () => {
    expect(mean((rng) => poisson(rng, 0), 50)).toBe(0)
  })

  it('weighted never draws what has no weight', () => {
    const draw = weighted([
      ['never', 0],
      ['always', 2],
      ['neither', 0],
    ])
    const rng = streamOf(1, 'weights')
    for (let i = 0; i < 200; i++) expect(draw(rng)).toBe('always')
  })
})

describe('searchCumulative', () => {
  it('finds the first running total above the value and stays in its range', () => {
    const totals = [1, 1, 3, 6]
    expect([0, 0.99, 1, 2.9, 3, 5.9, 99].map((value) => searchCumulative(totals, value, 0, 4))).toEqual([
      0, 0, 2, 2, 3, 3, 3,
    ])
    expect(searchCumulative(totals, 0, 2, 4)).toBe(2)
  })
})
