import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { orderByMoney } from './bind.ts'

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
