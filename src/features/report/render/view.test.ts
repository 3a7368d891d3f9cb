import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../../test/report-sample.ts'
import { axisWriting, compact } from './format.ts'
import { findEvidence, heldSentence, latestChecked, nightWords, stakeText, stepCells } from './view.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const [first] = sampleReport().findings
if (first === undefined) throw new Error('the sample has findings')

describe('stakeText', () => {
  it('names the money with its sign and its period', () => {
    expect(stakeText(first, de)).toBe('−3.900\u00a0€ am Tag')
    expect(stakeText({ ...first, stakeCents: 8_050, stakePeriodDays: 7 }, de)).toBe('+80,50\u00a0€ in der Woche')
    expect(stakeText({ ...first, stakePeriodDays: 28 }, en)).toBe('−€3,900 in 28 days')
    expect(stakeText({ ...first, stakeCents: null }, de)).toBe('')
  })
})

describe('heldSentence', () => {
  it('counts what can be judged and compares with the week before', () => {
    expect(heldSentence(sampleReport().claimsChecked, 'en')).toBe(
      '3 of 4 claims were within their band. For revenue the forecast was off by 5.3% on average, the value of the week before by 11.7%.',
    )
    expect(heldSentence([], 'de')).toBe('')
  })
})

describe('latestChecked', () => {
  it('begins with the newest day and leaves old ones to their section', () => {
    const report = sampleReport()
    expect(latestChecked(report).map((one) => one.claim.day)).toEqual([
      '2026-11-22',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
    ])
    const [one] = report.claimsChecked
    const many = {
      ...report,
      claimsChecked: Array.from({ length: 60 }, () => one).flatMap((checked) =>
        checked === undefined ? [] : [checked],
      ),
    }
    expect(latestChecked(many)).toHaveLength(14)
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

describe('what skills prepared', () => {
  it('stands beside the steps, and in the line of each skill', () => {
    const sample = sampleReport()
    const skill = (name: string, proposals: number) => ({
      name,
      title: { de: name, en: name },
      status: 'done' as const,
      seconds: 1,
      rows: 900,
      proposals,
      error: null,
    })
    const report = { ...sample, night: { ...sample.night, steps: [skill('a', 1), skill('b', 6)] } }
    expect(nightWords(report, 'de').summary).toBe('02:00 bis 02:03 Uhr · 2 von 2 Schritten fertig · 7 Vorschläge')
    expect(nightWords(report, 'en').summary).toMatch(/ · 7 proposals$/)
    expect(report.night.steps.map((step) => stepCells(step, 'en').rows)).toEqual(['1 proposal', '6 proposals'])
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
