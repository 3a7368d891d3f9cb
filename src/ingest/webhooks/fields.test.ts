import { describe, expect, it } from 'vitest'
import { cents, child, clean, field, instant, key, list, parseObject, text, whole } from './fields.ts'

describe('parseObject', () => {
  it('takes a JSON object in UTF-8 and nothing else', () => {
    expect(parseObject(Buffer.from('{"a":"ü"}'))).toEqual({ a: 'ü' })
    for (const body of ['[1]', '1', 'null', '', '{', 'a=1']) expect(parseObject(Buffer.from(body))).toBeNull()
    expect(parseObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeNull()
  })
})

describe('fields', () => {
  it('are those of the object itself', () => {
    expect(field({}, 'constructor')).toBeUndefined()
    expect(text({}, 'toString')).toBe('')
    expect(child({ a: [1] }, 'a')).toEqual({})
    expect(list({ a: [{ b: 1 }, null, 'x', [2]] }, 'a')).toEqual([{ b: 1 }])
  })

  it('are texts that PostgreSQL and UTF-8 can hold', () => {
    expect(clean('a\u0000b\ud800c\udc00d𝄞')).toBe('ab\ufffdc\ufffdd𝄞')
  })

  it('are no keys where they are longer than 200 characters', () => {
    expect(key({ a: 'x'.repeat(200) }, 'a')).toHaveLength(200)
    expect(() => key({ a: 'x'.repeat(201) }, 'a')).toThrow(/more than 200/)
  })

  it('are instants in UTC where no zone is named, and none outside of 1970 to 2100', () => {
    const at = (value: unknown) => instant({ value }, 'value')
    expect(at('2026-11-20T10:00:00')).toBe(Date.UTC(2026, 10, 20, 10))
    expect(at('2026-11-20T10:00:00+01:00')).toBe(Date.UTC(2026, 10, 20, 9))
    expect(at('2026-11-20T10:00:00.500Z')).toBe(Date.UTC(2026, 10, 20, 10, 0, 0, 500))
    for (const none of ['2026-13-01T00:00:00', '1969-12-31T23:59:59', '2101-01-01T00:00:00', '20.11.2026', 1, null])
      expect(at(none)).toBeNull()
  })

  it('are exact cents, from texts and from binary fractions', () => {
    const of = (value: unknown) => cents({ value }, 'value')
    expect(['19.90', 44.879999999999995, '0.005', -4.999, 2 ** -44, 1.005, '-0.004'].map(of)).toEqual([
      1990, 4488, 1, -500, 0, 101, 0,
    ])
    expect(of(null)).toBeNull()
    for (const none of ['NaN', '1e3', 1e21, 'abc', '99999999999']) expect(() => of(none)).toThrow(/value/)
  })

  it('are whole numbers of 32 bits', () => {
    expect([whole({ a: 3 }, 'a'), whole({ a: '-3' }, 'a')]).toEqual([3, -3])
    for (const a of [1.5, 3e9, '', null, 'x']) expect(() => whole({ a }, 'a')).toThrow(/whole number/)
  })
})
