import { describe, expect, it } from 'vitest'
import { revenueChart } from '../../../../test/report-charts.ts'
import { sampleReport } from '../../../../test/report-sample.ts'
import type { Figure } from '../../findings/index.ts'
import {
  comparisonText,
  figureGrids,
  figureWords,
  headFigures,
  mainComparisons,
  sparkOf,
  togetherWords,
} from './figures.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const figures = sampleReport().sections[0]?.contribution.figures ?? []

function figure(more: Partial<Figure>): Figure {
  const [first] = figures
  if (first === undefined) throw new Error('the sample has figures')
  return { ...first, ...more }
}

describe('figureWords', () => {
  it('has the exact value beside the one for headlines, and changes with their sign', () => {
    const words = figureWords(figure({}), de)
    expect(words).toMatchObject({
      value: '41.280\u00a0€',
      exact: '41.280,00\u00a0€',
      interval: '38 bis 44\u00a0Tsd.\u00a0€ (95\u00a0%)',
    })
    expect(words.comparisons[0]).toEqual({ label: 'Montag davor', value: '38.943\u00a0€', change: '+6,0\u00a0%' })
  })

  it('says what is not known and what is missing', () => {
    const missing = figures.find((one) => one.value === null)
    expect(missing === undefined ? null : figureWords(missing, de)).toMatchObject({
      value: 'nicht bekannt',
      missing: 'Kundennummern werden noch nicht eingelesen.',
    })
  })

  it('takes a value that is no number for unknown', () => {
    expect(figureWords(figure({ value: Number.NaN }), en).value).toBe('not known')
  })

  it('gives the change of a share in points', () => {
    const comparisons = [{ label: { de: 'Tag davor', en: 'Day before' }, value: 0.335, change: null }]
    const [first] = figureWords(figure({ unit: 'ratio', value: 0.246, comparisons }), de).comparisons
    expect(first?.change).toBe('−8,9\u00a0Pkt.')
  })
})

describe('headFigures', () => {
  it('are five figures of the day, in an order of their own', () => {
    const report = sampleReport()
    const [sales] = report.sections
    if (sales === undefined) throw new Error('the sample has sections')
    const many = [figure({ id: 'sales.days7.revenue' }), ...figures.toReversed()]
    const shuffled = { ...report, sections: [{ ...sales, contribution: { ...sales.contribution, figures: many } }] }
    expect(headFigures(shuffled).map((one) => one.id)).toEqual(figures.map((one) => one.id))
    expect(headFigures({ ...report, sections: [] })).toEqual([])
  })
})

describe('togetherWords', () => {
  it('leaves out what all labels end with', () => {
    expect(togetherWords(figures, de)).toMatchObject({
      shared: 'Tag',
      words: [{ label: 'Umsatz' }, { label: 'Bestellungen' }, {}, {}, {}],
    })
    expect(togetherWords([figure({}), figure({ label: { de: 'Marge', en: 'Margin' } })], de).words[0]?.label).toBe(
      'Umsatz, Tag',
    )
  })
})

describe('mainComparisons', () => {
  it('are at most three; of more the day before is left out', () => {
    const comparisons = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      label: { de: name, en: name },
      value: 1,
      change: 0,
    }))
    expect(mainComparisons(figureWords(figure({ comparisons }), de)).map((one) => one.label)).toEqual(['b', 'c', 'd'])
    expect(mainComparisons(figureWords(figure({}), de))).toHaveLength(3)
    expect(comparisonText({ label: 'a', value: '1', change: '' })).toBe('a 1')
  })
})

describe('figureGrids', () => {
  it('sets figures held against the same periods in one table, with a column for each period', () => {
    const week = figure({
      id: 'sales.days7.revenue',
      label: { de: 'Umsatz, 7 Tage', en: 'Revenue, 7 days' },
      comparisons: [],
    })
    const grids = figureGrids([...figures.slice(0, 3), week], en)
    expect(grids.map((grid) => grid.title)).toEqual(['Key figures: Day', 'Key figures'])
    expect(grids[0]?.head).toEqual([
      'Figure',
      'Value',
      'Range',
      'n',
      'Monday before',
      'Mean of the 28 days before',
      'A year ago',
    ])
    expect(grids[0]?.rows.every((row) => row.cells.length === grids[0]?.head.length)).toBe(true)
    expect(grids[1]?.rows[0]?.cells[0]).toBe('Revenue, 7 days')
  })
})

describe('sparkOf', () => {
  it('is the end of the line that ends with the report, at the value of the figure', () => {
    const report = sampleReport()
    const last = revenueChart().series[0]?.values[59] ?? null
    const spark = sparkOf(figure({ value: last }), report)
    expect(spark).toHaveLength(28)
    expect(spark?.at(-1)).toBe(last)
  })

  it('is nothing where the line ends at another day or value', () => {
    const report = sampleReport()
    const last = revenueChart().series[0]?.values[59] ?? null
    expect(sparkOf(figure({ value: 1 }), report)).toBeUndefined()
    expect(sparkOf(figure({ value: last, unit: 'count' }), report)).toBeUndefined()
    expect(sparkOf(figure({ value: last }), { ...report, asOf: '2026-11-21' })).toBeUndefined()
  })
})
