import { describe, expect, it } from 'vitest'
import { readCookie, writeCookie } from './cookie.ts'

describe('the cookie', () => {
  it('is kept from scripts and from pages elsewhere', () => {
    expect(writeCookie('abc', { secure: false, seconds: 60 })).toBe(
      'dirigent_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
    )
  })

  it('is bound to the host and to encryption where there is any', () => {
    expect(writeCookie('abc', { secure: true, seconds: 60 })).toBe(
      '__Host-dirigent_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
    )
  })

  it('is read back among others', () => {
    expect(readCookie('a=1; dirigent_session=x_-9; b=2', false)).toBe('x_-9')
    expect(readCookie('__Host-dirigent_session=s;dirigent_session=x', true)).toBe('s')
  })

  it('is not taken from one that only ends alike, or from the other kind', () => {
    expect(readCookie('notdirigent_session=x; dirigent_session2=y', false)).toBeNull()
    expect(readCookie('dirigent_session=x', true)).toBeNull()
    expect(readCookie(undefined, false)).toBeNull()
  })
})
