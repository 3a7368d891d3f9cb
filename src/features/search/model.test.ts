import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankGroups, rankHits, scoreText } from './model.ts'

const hit = (key: string, score: number) => ({
  kind: 'x',
  key,
  title: { de: key, en: key },
  subtitle: null,
  href: '/',
  score,
})

describe('how well words fit a text', () => {
  it('forgives a wrong or missing letter, also within a compound', () => {
    expect(scoreText(['Regnjacke'], 'Damen-Regenjacke Fjell')).toBeGreaterThan(0.6)
    expect(scoreText(['jacke'], 'Regenjacke')).toBe(2)
    expect(scoreText(['Mueller'], 'Müller')).toBe(2)
    expect(scoreText(['Zelt'], 'Regenjacke')).toBeNull()
    expect(scoreText(['1001'], '1002')).toBeNull()
    // Its letters are all there, but in no one word.
    expect(scoreText(['Oetscher'], 'ots tsc sch che her er')).toBeNull()
  })

  it('needs every word', () => {
    expect(scoreText(['Fjell', 'Regenjacke'], 'Regenjacke Fjell')).toBe(4)
    expect(scoreText(['Fjell', 'Rucksack'], 'Regenjacke Fjell')).toBeNull()
  })

  it('is 2 for each word that is in the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (word, before, after) => {
        expect(scoreText([word], `${before} ${word} ${after}`)).toBe(2)
      }),
    )
  })
})

describe('an answer', () => {
  it('has the best first, equal ones in the order of their keys', () => {
    expect(rankHits([hit('b', 1), hit('c', 2), hit('a', 1)]).map(({ key }) => key)).toEqual(['c', 'a', 'b'])
  })

  it('leaves out groups without a hit, and has the one with the best hit first', () => {
    const group = (kind: string, ...scores: number[]) => ({
      kind,
      label: { de: kind, en: kind },
      hits: scores.map((score) => hit(kind, score)),
      more: false,
    })
    expect(rankGroups([group('a', 1), group('b'), group('c', 2)]).map(({ kind }) => kind)).toEqual(['c', 'a'])
  })
})
