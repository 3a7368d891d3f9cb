import { describe, expect, it } from 'vitest'
import { firstBatch, isFinal, MOST_CHARS, pauseMs } from './sender.ts'

describe('the pause before the next attempt', () => {
  it('is what the collector asks for, half an hour at most', () => {
    expect(pauseMs(1, '30', 0.5)).toBe(30_000)
    expect(pauseMs(9, '30', 0.5)).toBe(30_000)
    expect(pauseMs(1, '99999999', 0.5)).toBe(1_800_000)
  })

  it.each([null, '', '0', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'doubles from a second on where it asks for %j',
    (asked) => {
      expect([1, 2, 3, 4].map((failures) => pauseMs(failures, asked, 0))).toEqual([1000, 2000, 4000, 8000])
      expect(pauseMs(1, asked, 0.999)).toBeLessThan(2000)
      expect(pauseMs(2000, asked, 0.5)).toBe(1_800_000)
    },
  )
})

describe('an answer', () => {
  it('is final where the batch was taken, or would be refused each time', () => {
    for (const status of [200, 202]) expect(isFinal(status, 'application/json; charset=utf-8')).toBe(true)
    for (const status of [400, 401, 403, 404, 413, 422]) expect(isFinal(status, null)).toBe(true)
  })

  it('is not final where it comes from something in between, or another attempt may succeed', () => {
    expect(isFinal(200, 'text/html')).toBe(false)
    expect(isFinal(200, null)).toBe(false)
    for (const status of [408, 429, 500, 502, 503, 504]) expect(isFinal(status, 'application/json')).toBe(false)
  })
})

describe('the first batch', () => {
  it('has at most twenty events', () => {
    const events = Array.from({ length: 30 }, (_, index) => `${index}`)
    expect(firstBatch(events)).toEqual(events.slice(0, 20))
    expect(firstBatch(['a'])).toEqual(['a'])
    expect(firstBatch([])).toEqual([])
  })

  it('has at most so many characters, and always one event where there is one', () => {
    const large = 'x'.repeat(MOST_CHARS / 2)
    expect(firstBatch([large, large, large])).toEqual([large])
    expect(firstBatch(['x'.repeat(MOST_CHARS), 'y'])).toHaveLength(1)
  })
})
