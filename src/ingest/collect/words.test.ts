import { describe, expect, it } from 'vitest'
import { clientOf } from './client.ts'
import { consentOf } from './consent.ts'
import { countryOf } from './country.ts'
import { translate } from './ga4.ts'
import { remember } from './remember.ts'

describe('clientOf', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      { device: 'mobile', browser: 'Safari 17', os: 'iOS', agent: 'person' },
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
      { device: 'desktop', browser: 'Edge 130', os: 'Windows', agent: 'person' },
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
      { device: 'mobile', browser: 'Samsung Internet 26', os: 'Android', agent: 'person' },
    ],
    [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      { device: '', browser: 'Googlebot 2', os: '', agent: 'bot' },
    ],
    ['', { device: '', browser: '', os: '', agent: '' }],
  ])('tells %s', (userAgent, client) => {
    expect(clientOf(userAgent)).toEqual(client)
  })

  it('tells scanners of mails from other machines', () => {
    expect(clientOf('Mozilla/5.0 (via ggpht.com GoogleImageProxy)').agent).toBe('scanner')
    expect(clientOf('curl/8.5.0').agent).toBe('bot')
  })
})

describe('remember', () => {
  it('asks once for what is asked for again and again, and forgets the rest', () => {
    let asked = 0
    const length = remember(2, (key) => {
      asked++
      return key.length
    })
    for (let round = 0; round < 50; round++)
      expect([length('often'), length(`once ${round}`)]).toEqual([5, 5 + String(round).length])
    expect(asked).toBe(51)
    length('once 0')
    expect(asked).toBe(52)
  })
})

describe('consentOf', () => {
  it.each([
    [{}, ''],
    [{ dirigentConsent: 'denied', consent: { categoryPreferences: { Analytics: true } } }, 'denied'],
    [{ dirigentConsent: 'granted' }, 'granted'],
    [{ dirigentConsent: 'unknown' }, 'denied'],
    [{ consent: { categoryPreferences: { Advertising: false, Analytics: true } } }, 'granted'],
    [{ consent: { categoryPreferences: { Advertising: true, Analytics: false } } }, 'denied'],
    [{ consent: { categoryPreferences: { C0001: true, C0002: false } } }, 'denied'],
    [{ consent: { categoryPreferences: { Marketing: true, Other: false } } }, 'denied'],
    [{ consent: { categoryPreferences: { Marketing: true } } }, 'granted'],
    [{ consent: { categoryPreferences: { Analytics: 'yes' } } }, 'denied'],
    [{ consent: { categoryPreferences: {} } }, ''],
    [{ consent: 'yes' }, ''],
  ])('of %j is %j', (context, consent) => {
    expect(consentOf(context)).toBe(consent)
  })
})

describe('countryOf', () => {
  it.each([
    [{ location: { country: 'at' }, timezone: 'Europe/Berlin' }, 'CH', 'AT'],
    [{ location: { country: 'Germany' }, timezone: 'Europe/Vienna' }, '', 'AT'],
    [{ timezone: 'Europe/Berlin', locale: 'en-US' }, '', 'DE'],
    [{ timezone: 'Europe/San_Marino' }, '', 'SM'],
    [{ timezone: 'Mars/Base', locale: 'de_CH.UTF-8' }, '', 'CH'],
    [{ locale: 'zh-Hant-TW' }, '', 'TW'],
    [{ locale: 'de' }, '', ''],
    [{ locale: 'de-DE' }, 'XX', 'DE'],
    [{ locale: 'de-DE' }, 'UK', 'GB'],
    [{ locale: 7, timezone: null, location: 'x' }, '', ''],
  ])('of %j with header %j is %j', (context, header, country) => {
    expect(countryOf(context, header)).toBe(country)
  })
})

describe('translate', () => {
  it('says what GA4 says in the words of the log', () => {
    expect(
      translate('purchase', {
        transaction_id: 'T1',
        value: 20,
        items: [{ item_id: 'A', item_name: 'Zelt', index: 0 }],
      }),
    ).toEqual({
      type: 'Order Completed',
      properties: { order_id: 'T1', value: 20, products: [{ product_id: 'A', name: 'Zelt', position: 0 }] },
    })
    expect(translate('search', { search_term: 'zelt' })).toEqual({
      type: 'Products Searched',
      properties: { query: 'zelt' },
    })
    expect(translate('add_shipping_info', {}).properties).toEqual({ step: 'shipping' })
  })

  it.each(['Product Viewed', 'constructor', '__proto__', 'my_event'])('leaves %s as it is', (name) => {
    const properties = { items: [1] }
    expect(translate(name, properties)).toEqual({ type: name, properties })
  })
})
