import { describe, expect, it } from 'vitest'
import { HOSTILE } from '../../../../../test/report-charts.ts'
import { emptyReport, FIGURES_SHOWN, longReport, sampleReport } from '../../../../../test/report-sample.ts'
import { reportSchema } from '../../schema.ts'
import { perRow } from './finding.ts'
import { renderHtml } from './page.ts'
import { PAGE_STYLE } from './style.ts'

const de = renderHtml(sampleReport(), 'de')
const en = renderHtml(sampleReport(), 'en')

/** The document's markup without its style sheet and font. */
function markup(html: string): string {
  return html.replace(/<style>.*?<\/style>/s, '')
}

describe('the sample', () => {
  it('is a report as it is stored', () => {
    expect(reportSchema.parse(sampleReport())).toEqual(sampleReport())
  })
})

describe('renderHtml', () => {
  it('loads nothing and runs nothing', () => {
    for (const html of [de, en]) {
      const addresses = [...html.matchAll(/https?:\/\/[^"' )<]+/g)].map(([address]) => address)
      expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']))
      expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b|@import|\son[a-z]+=|javascript:/i)
      expect([...html.matchAll(/url\(([^)]{0,12})/g)].map((match) => match[1])).toEqual(['data:font/wo'])
      expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; font-src data:;`)
    }
  })

  it('escapes whatever the data holds', () => {
    expect(de).not.toContain('<script')
    expect(de).not.toContain("title <> '<b>'")
    expect(de).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
    const hostile = { ...sampleReport(), shop: { name: HOSTILE, currency: 'EUR', timeZone: 'Europe/Berlin' } }
    expect(renderHtml(hostile, 'en')).not.toContain('<script')
    expect(renderHtml(sampleReport(), 'en', { links: [{ label: HOSTILE, href: '"><script>' }] })).not.toContain(
      '<script',
    )
  })

  it('shows every figure in the numbers of its language', () => {
    for (const figure of FIGURES_SHOWN.de) expect(de).toContain(figure)
    for (const figure of FIGURES_SHOWN.en) expect(en).toContain(figure)
    expect(de).toContain('9.000,00\u00a0€')
    expect(en).toContain('€9,000.00')
  })

  it('lists findings in the order of the report, each with its stake, interval, n, next steps and evidence', () => {
    const titles = sampleReport().findings.map((finding) => finding.title.en.slice(0, 20))
    const places = titles.map((title) => en.indexOf(title))
    expect(places.toSorted((a, b) => a - b)).toEqual(places)
    for (const part of [
      '−€3,900 a day',
      '28.8% to 34.1% (95%)',
      'n\u00a0=\u00a01,204',
      'Check the payment step in Safari 17',
      'SELECT day, sum(line_total_cents)',
    ]) {
      expect(en).toContain(part)
    }
  })

  it('names what is missing before anything else', () => {
    const gap = en.indexOf('This report is not complete')
    expect(gap).toBeGreaterThan(0)
    expect(gap).toBeLessThan(en.indexOf('The day in figures</h2>'))
    expect(en).toContain('Baskets (failed): Memory limit of 2 GB reached while counting pairs of &lt;products&gt;.')
    const whole = {
      ...sampleReport(),
      night: { ...sampleReport().night, steps: sampleReport().night.steps.slice(0, 2) },
    }
    expect(renderHtml(whole, 'en')).not.toContain('This report is not complete')
  })

  it('holds claims against what came, beside the week before', () => {
    expect(en).toContain('3 of 4 claims were within their band.')
    expect(en).toContain('above the band')
    expect(en).toContain('not known yet')
  })

  it('has unique ids, and every reference within the page leads somewhere', () => {
    for (const html of [
      markup(de),
      markup(renderHtml(longReport(4, 5), 'de')),
      markup(renderHtml(emptyReport(), 'en')),
    ]) {
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '')
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
      const links = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '')
      const names = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap((match) => (match[1] ?? '').split(' '))
      expect([...links, ...names].filter((id) => !ids.includes(id))).toEqual([])
      expect(links.length).toBeGreaterThan(3)
    }
  })

  it('has one main, landmarks, captions and scopes, in the language it says', () => {
    expect(de).toMatch(/^<!doctype html><html lang="de">/)
    const body = markup(de)
    for (const once of ['<main', '<h1', '<nav', '<header class="top"', 'class="skip"'])
      expect(body.split(once)).toHaveLength(2)
    const tables = body.match(/<table class="data[^>]*>.*?<\/table>/gs) ?? []
    expect(tables.length).toBeGreaterThan(5)
    for (const table of tables) {
      expect(table).toContain('<caption')
      expect(table).toContain('<th scope="col"')
    }
    expect(body.match(/<svg(?![^>]*(role="img"|aria-hidden="true"))/g)).toBeNull()
  })

  it('shows a piece of evidence once and links to it afterwards', () => {
    const summaries = de.match(/<summary>Beleg: Umsatz je Tag \(3 Zeilen\)<\/summary>/g)
    expect(summaries).toHaveLength(1)
    expect(de.match(/<a href="#evidence-sales-sales-day">/g)?.length).toBeGreaterThan(2)
  })

  it('cuts a table of 3,000 rows and says so', () => {
    const long = renderHtml(longReport(1, 3_000), 'de')
    expect(long).toContain('Gezeigt sind 250 von 3.000 Zeilen.')
    expect(long).toContain('>Artikel 250<')
    expect(long).not.toContain('>Artikel 251<')
  })

  it('says what will be here where there is nothing yet', () => {
    const html = renderHtml(emptyReport(), 'de')
    expect(html).toContain('Nichts Auffälliges.')
    expect(html).toContain('Noch keine Auswertung.')
    expect(html).not.toMatch(/NaN|undefined|\[object/)
    expect(de).toContain('Noch zu wenig Daten: Es braucht 100 Kunden')
  })

  it('writes what is not known as not known, with what is missing', () => {
    expect(de).toContain('nicht bekannt')
    expect(de).toContain('Es fehlt der Einkaufspreis von 38 Artikeln.')
  })
})

describe('the colours of the page', () => {
  const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) =>
      channel(Number.parseInt(hex.slice(start, start + 2), 16) / 255),
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  const themes = [/:root\{color-scheme:light dark;([^}]*)\}/, /prefers-color-scheme:dark\)\{:root\{([^}]*)\}/].map(
    (pattern) => {
      const declarations = pattern.exec(PAGE_STYLE)?.[1] ?? ''
      return new Map(
        [...declarations.matchAll(/--([a-z0-9-]+):(#[0-9A-Fa-f]{6})/g)].map((match) => [
          match[1] ?? '',
          match[2] ?? '',
        ]),
      )
    },
  )

  it.each([
    ['light', 0],
    ['dark', 1],
  ])('keep the contrast of AA for every text in the %s theme', (_, place) => {
    const theme = themes[place] ?? new Map<string, string>()
    const of = (name: string): string => theme.get(name) ?? ''
    for (const text of ['ink', 'muted', 'accent', 'good', 'bad']) {
      for (const ground of ['ground', 'surface'])
        expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(of('bad'), of('bad-ground'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('ink'), of('bad-ground'))).toBeGreaterThanOrEqual(4.5)
  })
})

describe('perRow', () => {
  it('leaves no tile alone in the last row', () => {
    for (let count = 1; count <= 20; count += 1) {
      const columns = perRow(count)
      expect(columns).toBeGreaterThanOrEqual(3)
      expect(columns).toBeLessThanOrEqual(5)
      if (count > columns) expect(count % columns, String(count)).not.toBe(1)
    }
  })
})
