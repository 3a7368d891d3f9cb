import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIp, hostOf, pathOf, queryOf } from './address.ts'

describe('cutIp', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
    ['2001:DB8:00a3::1', '2001:db8:a3::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['::1', '0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['64:ff9b::203.0.113.77', '64:ff9b:0::'],
    ['', ''],
    ['203.0.113', ''],
    ['localhost', ''],
  ])('of %s is %s', (address, network) => {
    expect(cutIp(address)).toBe(network)
  })

  it('is the same for all machines of a network', () => {
    const isSame = (a: string, b: string): void => {
      expect(cutIp(a)).toBe(cutIp(b))
    }
    fc.assert(fc.property(fc.ipV4(), fc.nat(255), (ip, last) => isSame(ip, ip.replace(/\d+$/, String(last)))))
    const words = fc.array(fc.nat(0xffff), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const write = (tail: number[]) => `2001:db8:7:${tail.map((word) => word.toString(16)).join(':')}`
        isSame(write(a), write(b))
      }),
    )
  })
})

describe('pathOf', () => {
  it.each([
    ['/produkt/zelt?q=1#a', '/produkt/zelt'],
    ['https://shop.example/kasse/?a=https://b', '/kasse/'],
    ['https://shop.example', '/'],
    ['https://shop.example?mail=a@b.de', '/'],
    ['/konto/anna@mail.example/daten', '/konto/[mail]/daten'],
    ['/suche?u=http://x', '/suche'],
    ['', ''],
  ])('of %s is %s', (page, path) => {
    expect(pathOf(page)).toBe(path)
  })

  it('has no query and no fragment, whatever it is of', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (page) => {
        expect(pathOf(page)).not.toMatch(/[?#]/)
      }),
    )
  })
})

describe('hostOf', () => {
  it.each([
    ['https://www.Google.com/search?q=x', 'google.com'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm'],
    ['https://user:pass@shop.example:8080/a', 'shop.example'],
    ['https://shop.example?x', 'shop.example'],
    ['no address', ''],
  ])('of %s is %s', (page, host) => {
    expect(hostOf(page)).toBe(host)
  })

  it('stands before the path, and queryOf behind it', () => {
    expect(queryOf('https://a.example/?b=1&c#d')).toBe('b=1&c')
    expect(queryOf('https://a.example/')).toBe('')
  })
})
