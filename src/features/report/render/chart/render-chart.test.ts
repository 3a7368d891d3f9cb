import { describe, expect, it } from 'vitest'
import {
  cohortChart,
  countryChart,
  driverChart,
  HOSTILE,
  monthsChart,
  revenueChart,
} from '../../../../../test/report-charts.ts'
import type { Chart } from '../../../findings/index.ts'
import { hasValues, renderChart } from './render-chart.ts'
import { renderSpark } from './spark.ts'
import { textWidth } from './text-width.ts'
import { pageTheme, paperTheme } from './theme.ts'

const series = (
  values: (number | null)[],
  role: Chart['series'][number]['role'] = 'actual',
  name = 'Umsatz',
): Chart['series'][number] => ({
  name: { de: name, en: name },
  role,
  values,
})

function chart(more: Partial<Chart>): Chart {
  return {
    id: 'c',
    title: { de: 'Satz', en: 'Sentence' },
    kind: 'line',
    unit: 'cents',
    x: [],
    series: [],
    marks: [],
    evidenceId: 'e',
    ...more,
  }
}

const days = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10))
const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Artikel mit einem langen Namen ${index}`)
const rising = (count: number): number[] => Array.from({ length: count }, (_, index) => index * 1_234.5)

const CASES: Readonly<Record<string, Chart>> = {
  'a forecast with band, comparison and marks': revenueChart(),
  'countries with a loss': countryChart(9),
  '60 categories': countryChart(60),
  'months with an expected one': monthsChart(),
  'drivers between totals': driverChart(),
  cohorts: cohortChart(),
  'a single day': chart({ x: ['2026-11-22'], series: [series([4_200])] }),
  'all zeros': chart({ unit: 'count', x: days(5), series: [series([0, 0, 0, 0, 0])] }),
  'values that are no numbers': chart({ x: days(4), series: [series([1, Number.NaN, Number.POSITIVE_INFINITY, 4])] }),
  'nothing but gaps': chart({ x: days(3), series: [series([null, null, null])] }),
  'twelve lines': chart({
    x: days(30),
    unit: 'ratio',
    series: names(12).map((name, index) =>
      series(
        rising(30).map((value) => value / 1e6 + index / 100),
        'group',
        name,
      ),
    ),
  }),
  'one category': chart({ kind: 'bar', x: ['Eins'], series: [series([42])] }),
  'bars that are all zero': chart({ kind: 'bar', x: names(3), series: [series([0, 0, 0])] }),
  'bars that are all negative': chart({ kind: 'bar', x: names(3), series: [series([-100, -20_000, -3])] }),
  'groups of bars': chart({
    kind: 'bar',
    x: names(4),
    series: [series([1, 2, null, 4], 'group', 'A'), series([4, 3, 2, 1], 'group', 'B')],
  }),
  'hours of a day': chart({
    kind: 'bar',
    unit: 'count',
    x: Array.from({ length: 24 }, (_, index) => String(index)),
    series: [series(rising(24))],
  }),
  'two years of days as bars': chart({ kind: 'bar', x: days(730), series: [series(rising(730))] }),
  'drivers without totals': chart({
    kind: 'waterfall',
    x: ['Preis', 'Menge'],
    series: [series([-120_000, 50_000], 'group')],
  }),
  'a heatmap of 60 columns': chart({ kind: 'heatmap', x: names(60), series: [series(rising(60), 'group', '2025-01')] }),
  'segments at two days': chart({
    kind: 'bar',
    unit: 'count',
    x: ['2026-10-25', '2026-11-22'],
    series: names(7).map((name, index) => series([index * 10, index * 20], 'group', name)),
  }),
  'a heatmap of zeros': chart({ kind: 'heatmap', unit: 'ratio', x: ['0', '1'], series: [series([0, 0], 'group')] }),
  'hostile names': chart({
    kind: 'bar',
    title: { de: HOSTILE, en: HOSTILE },
    x: [HOSTILE, 'B'],
    series: [series([5, 4], 'actual', HOSTILE), series([4, 5], 'comparison', HOSTILE)],
  }),
}

function draw(subject: Chart, width = 680, lang: 'de' | 'en' = 'de'): string {
  return renderChart(subject, { lang, currency: 'EUR', theme: paperTheme, width, id: 'x' })
}

/** Names of elements that are opened and not closed, or the other way round. */
function unbalanced(svg: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, close, name = '', self] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (self === '/') continue
    if (close !== '/') open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

interface Label {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function labels(svg: string): Label[] {
  return [...svg.matchAll(/<text x="([^"]+)" y="([^"]+)" font-size="([^"]+)"[^>]*?>([^<]*)/g)].map((match) => {
    const [whole, x, y, size, content = ''] = match
    const text = content.replace(/&[a-z#0-9]+;/g, 'x')
    const width = textWidth(text, Number(size))
    const anchor = /text-anchor="(\w+)"/.exec(whole)?.[1] ?? 'start'
    const left = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    return { text, left, right: left + width, top: Number(y) - Number(size) * 0.72, bottom: Number(y) }
  })
}

function touching(all: readonly Label[]): string[] {
  const pairs: string[] = []
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      const apart =
        a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5
      if (!apart) pairs.push(`${a.text} / ${b.text}`)
    }
  }
  return pairs
}

describe.each(Object.entries(CASES))('renderChart: %s', (_, subject) => {
  it('is well formed, named and described, and holds no value that is no number', () => {
    for (const width of [340, 520, 680]) {
      const svg = draw(subject, width)
      expect(unbalanced(svg)).toEqual([])
      expect(svg).toMatch(
        /^<svg [^>]*role="img" aria-labelledby="x-t x-d"[^>]*><title id="x-t">[^<]+<\/title><desc id="x-d">[^<]+<\/desc>/,
      )
      expect(svg).not.toMatch(/NaN|undefined|Infinity|="null"/)
    }
  })

  it('keeps its texts apart and inside, on a phone as on a page', () => {
    for (const width of [340, 520, 680]) {
      for (const lang of ['de', 'en'] as const) {
        const svg = draw(subject, width, lang)
        const height = Number(/viewBox="0 0 \S+ (\S+)"/.exec(svg)?.[1])
        expect(touching(labels(svg)), `${width} ${lang}`).toEqual([])
        const outside = labels(svg).filter(
          (one) => one.left < -1 || one.right > width + 1 || one.top < -1 || one.bottom > height + 1,
        )
        expect(outside, `${width} ${lang}`).toEqual([])
      }
    }
  })
})

describe('renderChart', () => {
  it('breaks a line where a value is missing', () => {
    const svg = draw(chart({ x: days(7), series: [series([1, 2, 3, null, 5, 6, 7])] }))
    expect(svg.match(/<path /g)).toHaveLength(3) // two stretches and the key
  })

  it('draws a value between two gaps as a dot', () => {
    expect(draw(chart({ x: days(5), series: [series([1, 2, null, 9, null])] }))).toContain('<circle')
  })

  it('dashes the forecast and joins it to the last actual value', () => {
    const svg = draw(
      chart({ x: days(4), series: [series([100, 200, null, null]), series([null, null, 300, 400], 'forecast')] }),
    )
    const [actual = '', forecast = ''] = [
      /<path d="([^"]+)"[^>]*stroke-width="2"[^>]*linecap="round"\/>/,
      /<path d="([^"]+)"[^>]*stroke-dasharray="5 4"/,
    ].map((pattern) => pattern.exec(svg)?.[1] ?? '')
    expect(forecast.split('L')).toHaveLength(3)
    expect(forecast.slice(1).split('L')[0]).toBe(actual.split('L').at(-1))
  })

  it('starts the axis of a line at zero unless the values keep far from it', () => {
    expect(
      labels(draw(chart({ unit: 'count', x: days(3), series: [series([10, 40, 90])] }))).map((one) => one.text),
    ).toContain('0')
    expect(
      labels(draw(chart({ unit: 'count', x: days(3), series: [series([980, 990, 1000])] }))).map((one) => one.text),
    ).not.toContain('0')
  })

  it('sorts categories by value and says how many are left out', () => {
    const svg = draw(countryChart(60))
    const shown = labels(svg).map((one) => one.text)
    expect(shown).toContain('… und 40 weitere')
    expect(shown.indexOf('Deutschland')).toBeLessThan(shown.indexOf('Österreich'))
    expect(shown).toContain('Dänemark') // the greatest loss is among the greatest amounts
  })

  it('leaves weekdays in their own order', () => {
    const svg = draw(chart({ kind: 'bar', x: ['Mo', 'Di', 'Mi'], series: [series([1, 3, 2])] }))
    const shown = labels(svg)
      .map((one) => one.text)
      .filter((text) => /^[MD]/.test(text))
    expect(shown).toEqual(['Mo', 'Di', 'Mi'])
  })

  it('takes the words along x from marks that name every entry, in the language asked for', () => {
    const x = ['Vorher', 'Preise', 'Jetzt']
    const words = ['Before', 'Prices', 'Now']
    const marks = x.map((entry, index) => ({ x: entry, text: { de: entry, en: words[index] ?? '' } }))
    const named = chart({ kind: 'waterfall', x, marks, series: [series([100, 20, 120])] })
    expect(labels(draw(named, 680, 'en')).map((one) => one.text)).toEqual(expect.arrayContaining(words))
    expect(draw(named, 680, 'en')).not.toContain('Preise')
  })

  it('turns many groups at two days into a row each', () => {
    const groups = names(7).map((name, index) => series([index * 10, index * 20], 'group', name))
    const svg = draw(chart({ kind: 'bar', unit: 'count', x: ['2026-10-25', '2026-11-22'], series: groups }), 680)
    const shown = labels(svg).map((one) => one.text)
    expect(shown).toContain('22. Nov 2026')
    expect(shown).toContain('25. Okt 2026')
    expect(shown).toContain('120')
  })

  it('labels weeks by the months that begin among them', () => {
    const weeks = Array.from({ length: 26 }, (_, index) =>
      new Date(Date.UTC(2026, 4, 25 + index * 7)).toISOString().slice(0, 10),
    )
    const shown = labels(draw(chart({ x: weeks, series: [series(rising(26))] }))).map((one) => one.text)
    expect(shown).toEqual(expect.arrayContaining(['Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov']))
  })

  it('shows the whole of a cut name on hover', () => {
    const svg = draw(countryChart(9), 340)
    expect(svg).toContain('Trekkingrucksack…<title>Trekkingrucksack Fjell 65+10 Liter')
  })

  it('writes numbers as the language does', () => {
    expect(draw(driverChart())).toContain('+29,4\u00a0Tsd.\u00a0€')
    expect(draw(driverChart(), 680, 'en')).toContain('+€29.4k')
  })

  it('takes the colours of a page from its variables and those of paper from nowhere', () => {
    const page = renderChart(revenueChart(), { lang: 'de', currency: 'EUR', theme: pageTheme, width: 680, id: 'x' })
    expect(page).not.toMatch(/#[0-9a-f]{3,6}/i)
    expect(draw(revenueChart())).not.toContain('var(')
  })

  it('escapes names and drops characters XML does not allow', () => {
    const svg = draw(CASES['hostile names'] ?? chart({}))
    expect(svg).not.toContain('<script')
    expect(svg).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    expect(svg).toContain('&lt;script&gt;')
  })
})

describe('hasValues', () => {
  it('is false where there is nothing to draw', () => {
    expect(hasValues(chart({ x: days(2), series: [series([null, Number.NaN])] }))).toBe(false)
    expect(hasValues(chart({ x: [], series: [series([])] }))).toBe(false)
    expect(hasValues(chart({ x: days(1), series: [series([0])] }))).toBe(true)
  })
})

describe('renderSpark', () => {
  it('is empty for fewer than two values and hidden from screen readers otherwise', () => {
    expect(renderSpark([1, null], { width: 72, height: 28 }, pageTheme)).toBe('')
    expect(renderSpark([3, 3, 3], { width: 72, height: 28 }, pageTheme)).toMatch(/^<svg [^>]*aria-hidden="true">/)
  })
})
