import { describe, expect, it } from 'vitest'
import { revenueChart } from '../../../../test/report-charts.ts'
import { sampleReport } from '../../../../test/report-sample.ts'
import type { Figure } from '../../findings/index.ts'
import { axisWriting, compact } from './format.ts'
import {
  cutTable,
  figureGrid,
  figureWords,
  findEvidence,
  heldSentence,
  nightWords,
  sparkOf,
  stakeText,
} from './view.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const [first] = sampleReport().findings
const figures = sampleReport().sections[0]?.contribution.figures ?? []
if (first === undefined) throw new Error('the sample has findings')

describe('stakeText', () => {
  it('names the money with its sign and its period', () => {
    expect(stakeText(first, de)).toBe('−3.900\u00a0€ am Tag')
    expect(stakeText({ ...first, stakeCents: 8_050, stakePeriodDays: 7 }, de)).toBe('+80,50\u00a0€ in der Woche')
    expect(stakeText({ ...first, stakePeriodDays: 28 }, en)).toBe('−€3,900 in 28 days')
    expect(stakeText({ ...first, stakeCents: null }, de)).toBe('')
  })
})

describe('figureWords', () => {
  it('says what is not known and what is missing', () => {
    const missing = figures.find((figure) => figure.value === null)
    expect(missing === undefined ? null : figureWords(missing, de)).toMatchObject({
      value: 'nicht bekannt',
      missing: 'Retouren werden noch nicht eingelesen.',
    })
  })

  it('has the exact value beside the one for headlines, and changes with their sign', () => {
    const [revenue] = figures
    const words = revenue === undefined ? null : figureWords(revenue, de)
    expect(words).toMatchObject({
      value: '41.280\u00a0€',
      exact: '41.280,00\u00a0€',
      interval: '38 bis 44\u00a0Tsd.\u00a0€ (95\u00a0%)',
    })
    expect(words?.comparisons[0]).toEqual({ label: 'Montag davor', value: '38.943\u00a0€', change: '+6,0\u00a0%' })
  })

  it('takes a value that is no number for unknown', () => {
    const broken: Figure = { ...first.figure, value: Number.NaN }
    expect(figureWords(broken, en).value).toBe('not known')
  })
})

describe('figureGrid', () => {
  it('has a column for every comparison that one of the figures has', () => {
    const { head, rows } = figureGrid(figures, en)
    expect(head).toEqual(['Figure', 'Value', 'Range', 'n', 'Monday before', 'Mean of the 28 days before', 'A year ago'])
    expect(rows.every((row) => row.cells.length === head.length)).toBe(true)
    expect(figureGrid(figures.slice(3, 4), en).head).toEqual(['Figure', 'Value', 'n'])
  })
})

describe('heldSentence', () => {
  it('counts what can be judged and compares with the week before', () => {
    expect(heldSentence(sampleReport().claimsChecked, 'en')).toBe(
      '3 of 4 claims were within their range. For revenue the forecast was off by 5.3% on average, the value of the week before by 11.7%.',
    )
    expect(heldSentence([], 'de')).toBe('')
  })
})

describe('nightWords', () => {
  it('tells the time of the shop and the steps that are missing', () => {
    expect(nightWords(sampleReport(), 'de')).toEqual({
      summary: '02:00 bis 02:03 Uhr · 2 von 4 Schritten fertig',
      complete: false,
      gaps: [
        'Warenkörbe (fehlgeschlagen): Memory limit of 2 GB reached while counting pairs of <products>.',
        'Kundenwert (ausgelassen): Needs customers with two orders or more.',
      ],
    })
  })
})

describe('cutTable', () => {
  it('says how many rows there are in all', () => {
    const [table] = sampleReport().sections[0]?.contribution.tables ?? []
    if (table === undefined) throw new Error('the sample has a table')
    expect(cutTable(table, 20, 'de').note).toBe('')
    expect(cutTable(table, 5, 'de')).toMatchObject({ note: 'Gezeigt sind 5 von 12 Zeilen.' })
    expect(cutTable({ ...table, rowCount: 4_000 }, 20, 'en').note).toBe('Showing 12 of 4,000 rows.')
  })
})

describe('findEvidence', () => {
  it('prefers the evidence of the own step', () => {
    const report = sampleReport()
    const [sales] = report.sections
    if (sales === undefined) throw new Error('the sample has sections')
    const twice = { ...report, sections: [{ ...sales, step: 'other' }, sales] }
    expect(findEvidence(twice, 'sales.day', 'sales')?.step).toBe('sales')
    expect(findEvidence(twice, 'sales.day', null)?.step).toBe('other')
    expect(findEvidence(twice, 'unknown', null)).toBeNull()
  })
})

describe('sparkOf', () => {
  it('is the end of the line that bears the name of the figure', () => {
    const [revenue] = figures
    if (revenue === undefined) throw new Error('the sample has figures')
    expect(sparkOf(revenue, [revenueChart()])).toHaveLength(28)
    expect(sparkOf({ ...revenue, id: 'other' }, [revenueChart()])).toBeUndefined()
  })
})

describe('compact', () => {
  it('writes about three digits in the unit', () => {
    expect(compact(4_128_000, 'cents', de)).toBe('41,3\u00a0Tsd.\u00a0€')
    expect(compact(4_128_000, 'cents', en)).toBe('€41.3k')
    expect(compact(1_234_567, 'count', de)).toBe('1,2\u00a0Mio.')
    expect(compact(0.314, 'ratio', de)).toBe('31,4\u00a0%')
    expect(compact(4.1, 'factor', en)).toBe('4.1×')
    expect(compact(null, 'cents', de)).toBe('–')
  })
})

describe('axisWriting', () => {
  it('names the unit once and writes bare numbers of one scale', () => {
    const { caption, write } = axisWriting([0, 2_000_000, 4_000_000], 2_000_000, 'cents', de)
    expect(caption).toBe('Tsd.\u00a0€')
    expect([0, 2_000_000, 4_000_000].map(write)).toEqual(['0', '20', '40'])
    expect(axisWriting([0, 0.05], 0.05, 'ratio', de).write(0.05)).toBe('5\u00a0%')
    expect(axisWriting([0, 0.005], 0.005, 'ratio', en).write(0.005)).toBe('0.5%')
  })
})
