import { describe, expect, it } from 'vitest'
import type { ShownFinding } from '../schema.ts'
import { mended, segmentsOf, withoutSentence, withSentence } from './segments.ts'

const finding = (start: number, end: number, part: Partial<ShownFinding> = {}): ShownFinding => ({
  kind: 'fact',
  rule: 'facts.contradicted',
  level: 'error',
  start,
  end,
  reason: { de: '', en: '' },
  mend: null,
  ...part,
})

describe('segmentsOf', () => {
  it('gives the whole text back, cut at sentences and findings', () => {
    const text = 'Sie wiegt 500 g. Sie ist blau.'
    const cut = segmentsOf(text, [finding(10, 15)], [{ start: 0, end: 16, sources: ['Gewicht'] }])
    expect(cut.map((segment) => segment.text).join('')).toBe(text)
    expect(cut.find((segment) => segment.text === '500 g')).toMatchObject({
      finding: { rule: 'facts.contradicted' },
      sources: ['Gewicht'],
    })
    expect(cut.at(-1)).toMatchObject({ finding: null, sources: [] })
  })

  it('shows the gravest of several findings, and none about the whole', () => {
    const cut = segmentsOf('abc', [finding(0, 3, { level: 'hint' }), finding(1, 2), finding(0, 0)])
    expect(cut.map(({ finding: found }) => found?.level)).toEqual(['hint', 'error', 'hint'])
  })

  it('takes places outside of the text for none', () => {
    expect(segmentsOf('ab', [finding(1, 9)]).map(({ text }) => text)).toEqual(['a', 'b'])
    expect(segmentsOf('', [])).toEqual([])
  })
})

describe('mended', () => {
  it('puts the proposal in place, or leaves the words out with the space before them', () => {
    expect(mended('wiegt 500 g.', finding(6, 11, { mend: '420 g' }))).toBe('wiegt 420 g.')
    expect(mended('das ist sehr gut', finding(8, 12, { mend: '' }))).toBe('das ist gut')
    expect(mended('bleibt', finding(0, 6))).toBe('bleibt')
  })
})

describe('a text made of sentences', () => {
  it('takes one at its end, and gives it back with the space that parted it', () => {
    expect(withSentence('', 'Sie wiegt 420 g.')).toBe('Sie wiegt 420 g.')
    expect(withSentence('Blau. ', 'Sie wiegt 420 g.')).toBe('Blau. Sie wiegt 420 g.')
    expect(withoutSentence('Blau. Sie wiegt 420 g. Leicht.', 'Sie wiegt 420 g.')).toBe('Blau. Leicht.')
    expect(withoutSentence('Blau. Leicht.', 'Blau.')).toBe('Leicht.')
    expect(withoutSentence('Blau.', 'Grün.')).toBe('Blau.')
  })
})
