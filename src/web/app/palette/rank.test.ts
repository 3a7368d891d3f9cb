import { expect, test } from 'vitest'
import { rank } from './rank.ts'

test('each word that is typed must begin a word', () => {
  expect(rank('Dunkle Farben', 'dun far')).not.toBeNull()
  expect(rank('Dunkle Farben', 'unkle')).toBeNull()
  expect(rank('Dunkle Farben', 'dunkel')).toBeNull()
})
test('what stands earlier fits better', () => {
  const [first, second] = [rank('Berichte', 'ber'), rank('Alle Berichte', 'ber')]
  expect([first, second]).toEqual([0, 1])
})
test('marks and capitals do not matter', () => {
  expect(rank('Übergaben im Chat', 'uber')).toBe(0)
})
test('nothing typed fits everything', () => {
  expect(rank('Heute', '  ')).toBe(0)
})
