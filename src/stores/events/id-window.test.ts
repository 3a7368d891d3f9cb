import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf } from '../../core/ids.ts'
import { IdWindow } from './id-window.ts'

describe('the window of known ids', () => {
  it('knows what was added and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 400 }), fc.nat(), (numbers, other) => {
        const window = new IdWindow(1_000, 0)
        for (const number of numbers) window.add(idOf(number), number)
        expect(numbers.every((number) => window.has(idOf(number)))).toBe(true)
        expect(window.has(idOf(other))).toBe(numbers.includes(other))
      }),
    )
  })

  it('forgets the older half when it is full, and says from when on it is whole', () => {
    const window = new IdWindow(50_000, 7)
    for (let n = 0; n < 100_000; n++) window.add(idOf(n), 1_000 + n)
    expect([window.coversFrom, window.has(idOf(0)), window.has(idOf(99_999))]).toEqual([7, true, true])
    window.add(idOf(100_000), 101_000)
    expect([window.coversFrom, window.has(idOf(0)), window.has(idOf(50_000))]).toEqual([51_000, false, true])
  })

  it('takes an id of zeros for an id', () => {
    const window = new IdWindow(10, 0)
    const zeros = '00000000-0000-0000-0000-000000000000'
    expect(window.has(zeros)).toBe(false)
    window.add(zeros, 1)
    expect(window.has(zeros)).toBe(true)
  })
})
