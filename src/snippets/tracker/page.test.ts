import { describe, expect, it } from 'vitest'
import { adMarkOf, campaignOf } from './page.ts'

describe('the campaign of an address', () => {
  it('is what begins with utm_, under the names of Segment', () => {
    const query =
      '?utm_source=google&utm_medium=cpc&utm_campaign=Zelte+im+Herbst&utm_term=zelt&utm_content=b&q=1&xutm_id=2'
    expect(campaignOf(query)).toEqual({
      source: 'google',
      medium: 'cpc',
      name: 'Zelte im Herbst',
      term: 'zelt',
      content: 'b',
    })
  })

  it('is empty where there is none, and survives broken escapes', () => {
    expect(campaignOf('')).toEqual({})
    expect(campaignOf('?utm_source=%E4%zz&')).toHaveProperty('source')
  })
})

describe('the mark of an advertisement', () => {
  it('tells which network it was and not which click', () => {
    expect(adMarkOf('?gclid=EAIaIQobChMI&x=1')).toBe('?gclid=')
    expect(adMarkOf('?x=1&msclkid=abc')).toBe('&msclkid=')
    expect(adMarkOf('?x=gclid&notgclid=1')).toBe('')
    expect(adMarkOf('')).toBe('')
  })
})
