import { describe, expect, it } from 'vitest'
import { foldText, wordsOf } from './fold.ts'

describe('a folded text', () => {
  it('is the same however an umlaut was typed', () => {
    expect(new Set(['Müller', 'MÜLLER', 'Mueller', 'muller'].map(foldText))).toEqual(new Set(['muller']))
    expect(foldText('Größe Çelik Ångström')).toBe('grosse celik angstrom')
  })
})

describe('words', () => {
  it('are what stands between blanks, a few of them', () => {
    expect(wordsOf('  Regenjacke   Fjell ')).toEqual(['Regenjacke', 'Fjell'])
    expect(wordsOf('a b c d e f g h')).toHaveLength(6)
    expect(wordsOf('  ')).toEqual([])
  })
})
