import { describe, expect, it } from 'vitest'
import { consentAtStart } from './visitor.ts'

describe('consent at the start of a page', () => {
  it.each([
    { said: 'granted', optedOut: false, knownId: '', holds: 'granted' },
    { said: 'granted', optedOut: true, knownId: '', holds: 'granted' },
    { said: 'denied', optedOut: false, knownId: '1-2', holds: 'denied' },
    { said: 'unknown', optedOut: false, knownId: '', holds: 'unknown' },
    { said: 'unknown', optedOut: false, knownId: '1-2', holds: 'granted' },
    { said: 'unknown', optedOut: true, knownId: '1-2', holds: 'denied' },
    { said: undefined, optedOut: true, knownId: '', holds: 'denied' },
    { said: 'GRANTED', optedOut: false, knownId: '', holds: 'unknown' },
  ])('is $holds where the page says $said, the browser objects: $optedOut, the device has "$knownId"', (sample) => {
    expect(consentAtStart(sample.said, sample.optedOut, sample.knownId)).toBe(sample.holds)
  })
})
