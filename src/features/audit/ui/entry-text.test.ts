import { expect, it } from 'vitest'
import { actionText, detailsText } from './entry-text.ts'

const de = (text: { de: string }) => text.de

it('an action is told by kind and verb, and as it is stored where it has no words', () => {
  expect(actionText('proposal.approved', de)).toBe('Vorschläge: freigegeben')
  expect(actionText('proposal.teleported', de)).toBe('proposal.teleported')
  expect(actionText('odd', de)).toBe('odd')
})

it('details leave out what is not known, shorten checksums, and keep what has no word as it is stored', () => {
  const details = { odd: 'prices.correct', reason: null, byItself: false, contentHash: 'a'.repeat(64) }
  expect(detailsText(details, de)).toBe('odd: prices.correct, von selbst: nein, Prüfsumme: aaaaaaaa …')
})
