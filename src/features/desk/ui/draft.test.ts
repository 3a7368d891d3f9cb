import { describe, expect, it } from 'vitest'
import type { DraftField } from '../schema.ts'
import { differences, editedFields, realEdits, sameValue, withEdits } from './draft.ts'

const field = (key: string, value: DraftField['value'], more: Partial<DraftField> = {}): DraftField => ({
  key,
  label: { de: key, en: key },
  kind: 'line',
  value,
  editable: true,
  ...more,
})

describe('edits of a draft', () => {
  it('are set at the path of their field and leave the given draft alone', () => {
    const draft = { subject: 'Alt', price: { cents: 100, from: 'x' }, variants: [{ title: 'A' }, { title: 'B' }] }
    expect(withEdits(draft, { subject: 'Neu', 'price.cents': 90, 'variants.1.title': 'C' })).toEqual({
      subject: 'Neu',
      price: { cents: 90, from: 'x' },
      variants: [{ title: 'A' }, { title: 'C' }],
    })
    expect(draft.variants[1]).toEqual({ title: 'B' })
    expect(draft.price.cents).toBe(100)
  })

  it('replace whole lists of lines', () => {
    expect(withEdits({ lines: ['a', 'b'] }, { lines: ['a'] })).toEqual({ lines: ['a'] })
  })

  it('make a path that the draft does not have yet', () => {
    expect(withEdits({}, { 'meta.title': 'x' })).toEqual({ meta: { title: 'x' } })
  })

  it('are none where a value is typed back, and never on a field that may not be edited', () => {
    const fields = [field('a', 'x'), field('b', ['1', '2']), field('c', 3, { editable: false })]
    expect(realEdits(fields, { a: 'x', b: ['1', '2'], c: 4 })).toEqual({})
    expect(realEdits(fields, { a: '', b: ['2', '1'], unknown: 'y' })).toEqual({ a: '', b: ['2', '1'] })
  })

  it('are seen in the fields, an emptied one too', () => {
    expect(editedFields([field('a', 'x'), field('b', 1)], { b: null }).map(({ value }) => value)).toEqual(['x', null])
  })
})

describe('differences', () => {
  it('name what changed, came and went', () => {
    const found = differences(
      [field('a', 'x'), field('b', 1), field('c', ['1'])],
      [field('a', 'y'), field('c', ['1']), field('d', 4)],
    )
    expect(found.map(({ field: { key }, before, after }) => ({ key, before, after }))).toEqual([
      { key: 'a', before: 'x', after: 'y' },
      { key: 'd', before: undefined, after: 4 },
      { key: 'b', before: 1, after: undefined },
    ])
  })

  it('are none between the same fields', () => {
    expect(differences([field('a', null)], [field('a', null)])).toEqual([])
    expect(sameValue(['a'], 'a')).toBe(false)
  })
})
