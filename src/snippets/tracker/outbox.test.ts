import { describe, expect, it } from 'vitest'
import { bounded } from './outbox.ts'

describe('the events that fit on a device', () => {
  it('are all of them, in order, up to 64 KB with their line breaks', () => {
    const events = Array.from({ length: 64 }, (_, index) => `${index}`.padEnd(1023, '.'))
    expect(bounded(events)).toEqual(events)
    expect(bounded(events).join('\n').length).toBe(65_535)
  })

  it('are the newest where they are more', () => {
    const events = Array.from({ length: 70 }, (_, index) => `${index}`.padEnd(1023, '.'))
    expect(bounded(events)).toEqual(events.slice(6))
    expect(bounded([])).toEqual([])
  })
})
