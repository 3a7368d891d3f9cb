import { describe, expect, it } from 'vitest'
import { extraLine, settle } from './settle.ts'

const lines = [extraLine('fee', 'a', 1000), extraLine('discount', 'b', -2000)]

describe('settle', () => {
  it('puts what rounding leaves over on the largest line', () => {
    expect(settle(lines, -998).map(({ totalCents }) => totalCents)).toEqual([1000, -1998])
    expect(settle(lines, -1000)).toEqual(lines)
    expect(settle([], 0)).toEqual([])
  })

  it('refuses lines that are further off than rounding explains', () => {
    expect(() => settle(lines, -995)).toThrow(/5 cents off its total of -995 cents/)
  })
})
