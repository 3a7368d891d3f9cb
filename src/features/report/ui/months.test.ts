import { expect, test } from 'vitest'
import { monthsOf } from './months.ts'

test('a month has whole weeks from Monday on', () => {
  const [november] = monthsOf(['2026-11-24'])
  expect(november?.month).toBe('2026-11')
  // 1 November 2026 is a Sunday.
  expect(november?.weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
  expect(november?.weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null])
  expect(november?.weeks.flat().filter((day) => day !== null)).toHaveLength(30)
})

test('the newest month stands first, each once', () => {
  expect(monthsOf(['2025-12-31', '2026-02-01', '2026-02-03']).map(({ month }) => month)).toEqual(['2026-02', '2025-12'])
})
