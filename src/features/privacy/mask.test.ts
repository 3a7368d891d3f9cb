import { describe, expect, it } from 'vitest'
import { createMasker, MASK } from './mask.ts'

describe('a masker', () => {
  const { mask } = createMasker(['shop/12', 'shop/a.b (c)', 'ada@mail.example'])

  it('masks an id wherever it stands: alone, within a sentence, in a list, as a key', () => {
    expect(mask({ 'shop/12': [1, 'shop/12', { en: 'Customer shop/12.', ids: 'shop/12,shop/a.b (c)' }] })).toEqual({
      [MASK]: [1, MASK, { en: `Customer ${MASK}.`, ids: `${MASK},${MASK}` }],
    })
  })

  it('leaves ids that only begin or end like it', () => {
    const others = ['shop/123', 'shop/12-a', 'workshop/12', 'xshop/12', 'shop/1']
    expect(mask(others)).toBe(others)
  })

  it('gives back the very value where there is nothing to mask', () => {
    const value = { a: [null, 1, true, 'shop', { b: 'x' }] }
    expect(mask(value)).toBe(value)
    expect(createMasker([]).mask(value)).toBe(value)
  })

  it('finds whole values and words also where thousands are masked at once', () => {
    const many = createMasker(Array.from({ length: 2_000 }, (_, index) => `shop/${index}`))
    expect(many.mask(['shop/1999', 'shop/2000', 'of shop/7, shop/70007'])).toEqual([
      MASK,
      'shop/2000',
      `of ${MASK}, shop/70007`,
    ])
  })
})
