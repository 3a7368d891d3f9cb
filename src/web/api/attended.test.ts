import { expect, it } from 'vitest'
import { isAttended, watchTouches } from './attended.ts'

it('a page is attended for a minute after it was touched, and again with the next touch', () => {
  const page = new EventTarget()
  let now = 1_000_000
  watchTouches(page, () => now)
  expect(isAttended(now + 59_999)).toBe(true)
  now += 60_000
  expect(isAttended(now)).toBe(false)
  page.dispatchEvent(new Event('scroll'))
  expect(isAttended(now)).toBe(false)
  page.dispatchEvent(new Event('keydown'))
  expect(isAttended(now)).toBe(true)
})
