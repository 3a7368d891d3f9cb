import { expect, test } from 'vitest'
import { compareCells, nextSort } from './sort.ts'

const texts = new Intl.Collator('de', { numeric: true })
const sorted = (cells: readonly (string | number | null)[], direction: 'ascending' | 'descending') =>
  cells.toSorted((a, b) => compareCells(a, b, { direction }, texts))

test('numbers go by size, not by their digits', () => {
  expect(sorted([10, 9, 100], 'ascending')).toEqual([9, 10, 100])
})
test('what is not known stands last in both directions', () => {
  expect(sorted([null, 2, 1], 'ascending')).toEqual([1, 2, null])
  expect(sorted([null, 2, 1], 'descending')).toEqual([2, 1, null])
})
test('texts go as the language does', () => {
  expect(sorted(['Zebra', 'Äpfel', 'Aal 10', 'Aal 9'], 'ascending')).toEqual(['Aal 9', 'Aal 10', 'Äpfel', 'Zebra'])
})
test('a heading pressed again turns the order', () => {
  const first = nextSort(null, 'cents', true)
  expect(first).toEqual({ key: 'cents', direction: 'descending' })
  expect(nextSort(first, 'cents', true)).toEqual({ key: 'cents', direction: 'ascending' })
  expect(nextSort(first, 'name', false)).toEqual({ key: 'name', direction: 'ascending' })
})
