import { describe, expect, it } from 'vitest'
import { wayOn } from './enter.ts'

const ORIGIN = 'https://desk.shop.example'

describe('wayOn', () => {
  it('leads to the page that was wanted', () =>
    expect(wayOn('/desk/7?skill=pricing#findings', ORIGIN)).toBe('/desk/7?skill=pricing#findings'))

  it.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/',
    '/welcome',
    'desk',
  ])('leads to the first page from %s', (next) => expect(wayOn(next, ORIGIN)).toBe('/'))
})
