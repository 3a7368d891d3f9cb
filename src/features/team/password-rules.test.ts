import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePassword, LONGEST, normalizePassword, SHORTEST } from './password-rules.ts'

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@bergfreund.example' }

describe('judgePassword', () => {
  it.each([
    'Regenjacke trifft Murmeltier',
    'correct horse battery staple',
    'x7#Kq9!vLm2$',
    '7f3c09a1b2e8d4',
    'zwölf Boxkämpfer jagen',
    'пароль из снега и льда',
    'Sommerregen auf der Alm',
  ])('takes %s', (password) => expect(judgePassword(password, ada)).toBeNull())

  it.each([
    'password1234',
    'Passwort2024!',
    'PasswortPasswort',
    'P@ssw0rd1234!',
    'qwertzuiop123',
    'qwertyuiop[]',
    'abcdefghijkl',
    '123456789012',
    '210987654321',
    'aaaaaaaaaaaa',
    'lalalalalalala',
    '111122223333',
    'Willkommen2026',
    'changemechangeme',
    'Sommer2026!!!!',
    'iloveyou12345',
    'Dirigent2026!',
    'adminadmin123',
  ])('refuses %s as too common', (password) => expect(judgePassword(password, ada)).toBe('common'))

  it.each(['AdaLovelace12', 'lovelace-ada-1815', 'ada@bergfreund!', 'bergfreund.ada.1'])(
    'refuses %s as the name',
    (password) => expect(judgePassword(password, ada)).toBe('own-name'),
  )

  it('takes a name among words of one’s own', () =>
    expect(judgePassword('Ada zählt nachts Murmeltiere', ada)).toBeNull())

  it('counts characters, not bytes', () => {
    expect(judgePassword('ä'.repeat(SHORTEST - 1), ada)).toBe('too-short')
    expect(judgePassword('🦔🐻🦊🐗🦌🐇🦉🦡🐿🦔🐻', ada)).toBe('too-short')
    expect(judgePassword('Regenjacke trifft Murmeltier '.repeat(7).slice(0, LONGEST), ada)).toBeNull()
    expect(judgePassword('Regenjacke trifft Murmeltier '.repeat(7).slice(0, LONGEST + 1), ada)).toBe('too-long')
  })

  it('refuses a common one however it is lengthened with digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), (number) => {
        expect(judgePassword(`Passwort${String(number).padStart(4, '0')}`, ada)).toBe('common')
      }),
    )
  })

  it('takes what a generator makes', () => {
    const letters = [...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_!']
    // Drawn evenly: a generator does not try edges first, as properties do.
    const generated = fc.noBias(fc.array(fc.constantFrom(...letters), { minLength: 20, maxLength: 40 }))
    for (const signs of fc.sample(generated, 200)) expect(judgePassword(signs.join(''), ada)).toBeNull()
  })
})

describe('normalizePassword', () => {
  it('is the same for letters that were typed in one piece and in two', () =>
    expect(normalizePassword('Mu\u0308ller')).toBe(normalizePassword('Müller')))
})
