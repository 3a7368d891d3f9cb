import { describe, expect, it } from 'vitest'
import type { Effect } from '../schema.ts'
import { ageText, effectText, listedMoney, spreadText } from './effect.ts'

const effect: Effect = {
  cents: 210_000,
  low: 120_000,
  high: 340_000,
  level: 0.95,
  periodDays: 28,
  n: 318,
  basis: { de: '', en: '' },
}
const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

describe('an expected effect', () => {
  it('is money with its period and sign', () => {
    expect(plain(effectText(effect, de))).toBe('+2,1 Tsd. € in 28 Tagen')
    expect(plain(effectText({ ...effect, cents: -390_000, periodDays: 1 }, en))).toBe('−€3.9k a day')
  })

  it('is that of four weeks at most in the list, so that what stands first is the most', () => {
    expect(plain(listedMoney({ ...effect, cents: 3_650_000, periodDays: 365 }, de))).toBe('+2,8 Tsd. €')
    expect(plain(listedMoney({ ...effect, periodDays: 1 }, de))).toBe('+2,1 Tsd. €')
    expect(listedMoney({ ...effect, cents: null }, de)).toBeNull()
  })

  it('has its interval, level and cases beside it', () => {
    expect(plain(spreadText(effect, de))).toBe('1,2 bis 3,4 Tsd. € (95 %), n 318')
    expect(plain(spreadText({ ...effect, n: null }, en))).toBe('€1.2k to €3.4k (95%)')
  })

  it('says nothing of money it does not know', () => {
    expect(effectText({ ...effect, cents: null }, de)).toBeNull()
    expect(spreadText({ ...effect, low: null }, de)).toBeNull()
  })
})

describe('an age', () => {
  const now = Date.parse('2026-11-23T08:00:00Z')
  it('is short, and never negative where clocks differ', () => {
    expect(plain(ageText('2026-11-23T02:00:00Z', now, 'de'))).toBe('6 Std.')
    expect(plain(ageText('2026-11-20T02:00:00Z', now, 'en'))).toBe('3 days')
    expect(plain(ageText('2026-11-23T08:00:01Z', now, 'de'))).toBe('0 Min.')
  })
})
