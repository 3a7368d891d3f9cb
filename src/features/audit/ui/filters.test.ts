import { expect, it } from 'vitest'
import { dayAfter, listPath, NO_FILTERS, readFilters, startOfDay } from './filters.ts'

it('a day begins when it does where the shop is, summer and winter, and on the days the clocks change', () => {
  expect(startOfDay('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z')
  expect(startOfDay('2026-11-23', 'Europe/Berlin')).toBe('2026-11-22T23:00:00.000Z')
  expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
  expect(startOfDay('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
  expect(startOfDay('2026-10-26', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
  expect(startOfDay('2026-11-23', 'America/New_York')).toBe('2026-11-23T05:00:00.000Z')
})

it('the last day is included', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  const path = listPath({ ...NO_FILTERS, from: '2026-11-22', to: '2026-11-22' }, (day) => day)
  expect(path).toBe('/audit?limit=100&from=2026-11-22&until=2026-11-23')
})

it('asks for nothing that was not asked for', () => {
  expect(listPath({ ...NO_FILTERS, actor: '  ' }, (day) => day)).toBe('/audit?limit=100')
})

it('takes no day from the address that is none', () => {
  expect(readFilters({ from: 'yesterday', to: '2026-99-99', actor: 7 })).toEqual(NO_FILTERS)
  expect(readFilters({ from: '2026-11-22', action: 'proposal' })).toEqual({
    ...NO_FILTERS,
    from: '2026-11-22',
    action: 'proposal',
  })
})
