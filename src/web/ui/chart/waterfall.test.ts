import { expect, test } from 'vitest'
import { waterfallSteps } from './waterfall.ts'

test('between two totals each step starts where the one before ended', () => {
  expect(waterfallSteps([100, 30, -50, 80])).toEqual([
    { from: 0, to: 100, isTotal: true },
    { from: 100, to: 130, isTotal: false },
    { from: 130, to: 80, isTotal: false },
    { from: 0, to: 80, isTotal: true },
  ])
})

test('what does not add up has no totals', () => {
  expect(waterfallSteps([10, 5, 3])).toEqual([
    { from: 0, to: 10, isTotal: false },
    { from: 10, to: 15, isTotal: false },
    { from: 15, to: 18, isTotal: false },
  ])
})

test('nothing gives nothing', () => {
  expect(waterfallSteps([])).toEqual([])
})
