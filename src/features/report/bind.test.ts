import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { orderByMoney, toldOnce } from './bind.ts'

const [finding] = sampleReport().findings

function staked(id: string, stakeCents: number | null, stakePeriodDays = 7) {
  if (finding === undefined) throw new Error('the sample has no finding')
  return { ...finding, id, stakeCents, stakePeriodDays }
}

describe('orderByMoney', () => {
  it('puts the greatest amount first, gain or loss, and what has none last in its given order', () => {
    const given = [
      staked('none', null),
      staked('small', 100),
      staked('loss', -900),
      staked('also none', null),
      staked('gain', 500),
    ]
    expect(orderByMoney(given).map(({ id }) => id)).toEqual(['loss', 'gain', 'small', 'none', 'also none'])
  })

  it('weighs an amount of a year as its share of a month', () => {
    const given = [staked('year', 1200, 365), staked('week', 100, 7), staked('month', 90, 28)]
    expect(orderByMoney(given).map(({ id }) => id)).toEqual(['week', 'year', 'month'])
  })
})

describe('toldOnce', () => {
  const about = (id: string, matter: string | undefined, level: number | null) => {
    const one = staked(id, -500)
    const interval = level === null ? null : { low: 0, high: 1, level }
    return { ...one, ...(matter === undefined ? {} : { about: matter }), figure: { ...one.figure, interval } }
  }
  const idsOf = (given: readonly ReturnType<typeof about>[]) => toldOnce(given).map(({ id }) => id)

  it('keeps of findings about the same the one with the interval of the higher level, wherever it stands', () => {
    const [usual, odd] = [about('usual', 'total 2026-11-22', 0.8), about('odd', 'total 2026-11-22', 0.99)]
    expect(idsOf([usual, odd])).toEqual(['odd'])
    expect(idsOf([odd, usual])).toEqual(['odd'])
  })

  it('keeps the first of equals, and one without an interval where there is no other', () => {
    expect(idsOf([about('first', 'same', null), about('second', 'same', null)])).toEqual(['first'])
  })

  it('keeps what is about another day or about nothing others speak of', () => {
    const given = [about('a', 'total 2026-11-22', 0.8), about('b', 'total 2026-11-21', 0.99)]
    expect(idsOf([...given, about('c', undefined, null), about('d', undefined, null)])).toEqual(['a', 'b', 'c', 'd'])
  })
})
