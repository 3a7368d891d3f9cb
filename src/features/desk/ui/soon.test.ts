import { expect, it } from 'vitest'
import { emptyHint, soonWords } from './words.ts'

it('the empty desk says when the next night shift begins, by the clock of the shop', () => {
  const at = '2026-11-26T01:00:00.000Z'
  const today = soonWords(at, Date.parse('2026-11-25T23:30:00Z'), 'Europe/Berlin')
  expect(today).toEqual({ de: 'heute um 02:00', en: 'today at 02:00' })
  expect(soonWords(at, Date.parse('2026-11-25T22:30:00Z'), 'Europe/Berlin').de).toBe('morgen um 02:00')
  expect(emptyHint(today).de).toContain('Nächste Nachtschicht: heute um 02:00.')
  expect(emptyHint(null).en).not.toContain('night shift:')
})
