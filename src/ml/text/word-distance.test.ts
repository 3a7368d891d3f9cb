import { describe, expect, it } from 'vitest'
import { wordDistance } from './word-distance.ts'

describe('the distance of two texts in words', () => {
  it('is the share of words that are changed, left out, put in or swapped', () => {
    expect(wordDistance('Die Jacke wiegt 420 g.', 'Die Jacke wiegt 380 g.')).toBeCloseTo(1 / 5)
    expect(wordDistance('Die blaue Jacke.', 'Die Jacke')).toBeCloseTo(1 / 3)
    expect(wordDistance('leicht und warm', 'warm und leicht')).toBeCloseTo(2 / 3)
    expect(wordDistance('blau leicht', 'leicht blau')).toBeCloseTo(1 / 2)
  })
  it('is 0 for the same words, whatever marks stand between them, and 1 for none in common', () => {
    expect(wordDistance('Leicht, warm.', 'Leicht – warm!')).toBe(0)
    expect(wordDistance('', ' . ')).toBe(0)
    expect(wordDistance('', 'Leicht')).toBe(1)
    expect(wordDistance('eins zwei', 'drei vier')).toBe(1)
  })
  it('is answered for texts of any length, and is the same both ways', () => {
    const long = Array.from({ length: 20_000 }, (_, n) => `wort${n}`).join(' ')
    expect(wordDistance(long, long)).toBe(0)
    expect(wordDistance(long, 'wort1 wort2')).toBe(wordDistance('wort1 wort2', long))
  })
})
