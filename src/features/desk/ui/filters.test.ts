import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  filtersInAddress,
  isNarrowed,
  listPath,
  NO_FILTERS,
  RISKS,
  readFilters,
  SORTS,
  VIEWS,
  withFilter,
} from './filters.ts'

const text = fc.string({ minLength: 1, maxLength: 40 })
const filters = fc.record({
  view: fc.constantFrom(...VIEWS),
  skill: fc.option(text),
  person: fc.option(text),
  risk: fc.option(fc.constantFrom(...RISKS)),
  text: fc.string({ maxLength: 40 }),
  sort: fc.constantFrom(...SORTS),
})

describe('filters of the desk', () => {
  it('come back from the address as they were', () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(readFilters(filtersInAddress(given))).toEqual(given)
      }),
    )
  })

  it('leave the address empty where nothing is narrowed', () => {
    expect(filtersInAddress(NO_FILTERS)).toEqual({})
    expect(isNarrowed(NO_FILTERS)).toBe(false)
  })

  it('are set by a chip one at a time, and taken away by its empty choice', () => {
    fc.assert(
      fc.property(filters, (given) => {
        expect(withFilter(given, 'risk', 'warning')).toEqual({ ...given, risk: 'warning' })
        expect(withFilter(given, 'skill', '')).toEqual({ ...given, skill: null })
        expect(withFilter(given, 'view', 'open')).toEqual({ ...given, view: 'open' })
      }),
    )
  })

  it('take nothing from an address that is none of ours', () => {
    const odd = fc.dictionary(fc.string(), fc.anything())
    fc.assert(
      fc.property(odd, (search) => {
        expect(VIEWS).toContain(readFilters(search).view)
      }),
    )
    expect(readFilters({ view: 'all', risk: 7, sort: ['age'], person: {} })).toEqual(NO_FILTERS)
  })

  it('ask the workbench for all states of the view', () => {
    const query = new URLSearchParams(
      listPath({ ...NO_FILTERS, view: 'decided', text: 'A & B', risk: 'error' }).split('?')[1],
    )
    expect(query.get('state')).toBe('approved,edited')
    expect(query.get('q')).toBe('A & B')
    expect(query.get('level')).toBe('error')
    expect(query.has('assignee')).toBe(false)
  })
})
