import { expect, it } from 'vitest'
import { dayIn, isOverdue } from './due.ts'

it('a day is that of the shop, not that of Greenwich', () => {
  const at = Date.parse('2026-11-22T23:30:00Z')
  expect(dayIn('Europe/Berlin', at)).toBe('2026-11-23')
  expect(dayIn('America/New_York', at)).toBe('2026-11-22')
})

it('a task is late from the day after, and never once it is done', () => {
  expect(isOverdue({ state: 'open', dueDay: '2026-11-22' }, '2026-11-22')).toBe(false)
  expect(isOverdue({ state: 'open', dueDay: '2026-11-21' }, '2026-11-22')).toBe(true)
  expect(isOverdue({ state: 'done', dueDay: '2026-11-21' }, '2026-11-22')).toBe(false)
  expect(isOverdue({ state: 'open', dueDay: null }, '2026-11-22')).toBe(false)
})
