import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanProperties, cleanText, cleanTraits, mayHoldBadCharacters, replaceBadCharacters } from './clean.ts'
import { isObject, type JsonObject, Refused } from './json.ts'

function parse(json: string): JsonObject {
  const value: unknown = JSON.parse(json)
  if (!isObject(value)) throw new TypeError('no object')
  return value
}

describe('cleanProperties', () => {
  it('copies nothing where nothing is to be left out', () => {
    const properties = { sku: 'A', name: 'Rucksack', products: [{ sku: 'A', price: 1.5 }], ok: true, none: null }
    expect(cleanProperties(properties, false)).toBe(properties)
  })

  it('leaves out personal data however it is spelled and however deep it is, and keeps its input as it was', () => {
    const properties = {
      Email: 'a@b.example',
      'first-name': 'Anna',
      shipping_address: { street: 'Weg 1' },
      shipping: 4.9,
      shipping_cents: 490,
      customer: { id: 1, name: 'Anna' },
      coupon: 'X',
      products: [{ sku: 'A', gift: { phone_number: '0170' } }],
    }
    const before = JSON.stringify(properties)
    expect(cleanProperties(properties, false)).toEqual({
      shipping: 4.9,
      shipping_cents: 490,
      coupon: 'X',
      products: [{ sku: 'A', gift: {} }],
    })
    expect(JSON.stringify(properties)).toBe(before)
  })

  it('keeps the price of shipping and leaves out where to', () => {
    expect(cleanProperties({ shipping: '4.90' }, false)).toEqual({ shipping: '4.90' })
    expect(cleanProperties({ shipping: 'Weg 1, Berlin' }, false)).toEqual({})
    expect(cleanProperties({ shipping: { city: 'Berlin' } }, false)).toEqual({})
  })

  it('leaves out what tells who it was only where there is no consent', () => {
    const properties = { order_id: '1', gclid: 'x', user_id: '7', query: 'zelt' }
    expect(cleanProperties(properties, false)).toBe(properties)
    expect(cleanProperties(properties, true)).toEqual({ query: 'zelt' })
  })

  it('leaves out keys that change what an object is', () => {
    const clean = cleanProperties(
      parse('{"__proto__":{"admin":true},"a":{"constructor":{"prototype":1},"b":2}}'),
      false,
    )
    expect(JSON.stringify(clean)).toBe('{"a":{"b":2}}')
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
    expect('admin' in clean).toBe(false)
  })

  it('refuses infinite numbers, endless keys and deep nesting', () => {
    expect(() => cleanProperties(parse('{"a":[1e999]}'), false)).toThrow(Refused)
    expect(() => cleanProperties({ ['k'.repeat(201)]: 1 }, false)).toThrow(Refused)
    expect(() => cleanProperties(parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`), false)).toThrow(Refused)
    expect(() => cleanProperties(parse(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`), false)).toThrow(Refused)
  })

  it('of any JSON leaves no personal key and no mail address behind', () => {
    const key = fc.oneof(fc.constantFrom('email', 'E-Mail', 'phone', 'lastName', 'sku', '__proto__'), fc.string())
    const leaf = fc.oneof(fc.constantFrom('x@y.example', 'mailto:a.b@c.de?x', 1, null, true), fc.string())
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    }))
    fc.assert(
      fc.property(fc.dictionary(key, tree), (properties) => {
        const text = JSON.stringify(cleanProperties(properties, false))
        expect(text).not.toMatch(/"(email|E-Mail|phone|lastName|__proto__)":/)
        expect(text).not.toMatch(/x@y\.example|a\.b@c\.de/)
      }),
    )
  })
})

describe('cleanText', () => {
  it('takes mail addresses out, plain and encoded, and queries off addresses of the web', () => {
    expect(cleanText('Frage von anna.b+x@mail.shop.example, bitte')).toBe('Frage von [mail], bitte')
    expect(cleanText('anna%40mail.example')).toBe('[mail]')
    expect(cleanText('https://shop.example/konto?token=1#x')).toBe('https://shop.example/konto')
    expect(cleanText('@home')).toBe('@home')
  })

  it('cuts what is too long, but no character in half', () => {
    expect(cleanText(`${'x'.repeat(4_095)}😀`)).toBe('x'.repeat(4_095))
  })

  it('takes no longer for a text that is made to be slow', () => {
    expect(cleanText(`${'a.'.repeat(1_000)}@${'a.'.repeat(1_000)}`)).toContain('a.')
  })
})

describe('cleanTraits', () => {
  it('keeps what is personal, and neither harmful keys nor infinite numbers', () => {
    expect(cleanTraits(parse('{"email":"a@b.example","__proto__":{"x":1},"address":{"city":"Ulm"}}'))).toEqual({
      email: 'a@b.example',
      address: { city: 'Ulm' },
    })
    expect(() => cleanTraits(parse('{"n":[1e999]}'))).toThrow(Refused)
  })
})

describe('bad characters', () => {
  it('are found in any JSON text that holds them, and replaced in keys and values', () => {
    const unit = fc.oneof(fc.constantFrom('\ud83d', '\ude00', '\0', 'a', '\\', '😀'), fc.string({ maxLength: 2 }))
    const text = fc.array(unit, { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (key, value) => {
        const json = JSON.stringify({ [`k${key}`]: [value] })
        const isBad = /\p{Cs}|\0/u.test(key + value) || /\p{Cs}|\0/u.test(key) || /\p{Cs}|\0/u.test(value)
        if (isBad) expect(mayHoldBadCharacters(json)).toBe(true)
        const clean = replaceBadCharacters(JSON.parse(json))
        expect(JSON.stringify(clean)).not.toMatch(/\\ud[89a-f]|\\u0000/)
        if (!isBad) expect(clean).toEqual(JSON.parse(json))
      }),
    )
  })
})
