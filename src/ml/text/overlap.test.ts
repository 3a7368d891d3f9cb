import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ngramOverlap, wordNgrams } from './overlap.ts'

const overlap = (a: string, b: string, n = 3) => ngramOverlap(wordNgrams(a, n), wordNgrams(b, n))

describe('overlap of n-grams', () => {
  it('takes words with their hyphens and decimals, without case and marks', () => {
    expect([...wordNgrams('Die T-Shirts wiegen 1,5 kg.', 2)]).toEqual([
      'die t-shirts',
      't-shirts wiegen',
      'wiegen 1,5',
      '1,5 kg',
    ])
    expect(wordNgrams('zwei Worte', 3).size).toBe(0)
  })

  it('counts what is in both by what is in either', () => {
    // a b c d -> {abc, bcd}; a b c e -> {abc, bce}: one of three.
    expect(overlap('a b c d', 'A, b: c e!')).toBeCloseTo(1 / 3)
    expect(overlap('a b c', 'a b c')).toBe(1)
    expect(overlap('', 'a b c')).toBe(0)
    expect(overlap('', '')).toBe(0)
  })

  it('is symmetric and between 0 and 1', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c')).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = overlap(a, b, 2)
        expect(value).toBe(overlap(b, a, 2))
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('names an n it cannot use', () => {
    expect(() => wordNgrams('a', 0)).toThrow('n is 0')
  })
})
