import { describe, expect, it } from 'vitest'
import { HOSTILE } from '../../../../test/report-charts.ts'
import { emptyReport, longReport, sampleReport } from '../../../../test/report-sample.ts'
import type { Report } from '../schema.ts'
import { renderMail } from './mail.ts'

describe('renderMail', () => {
  const mail = renderMail(sampleReport(), 'de', { url: 'https://dirigent.example/reports/2026-11-22?lang=de&x="' })

  it('says the day, the first figure and the number of findings in its subject', () => {
    expect(mail.subject).toBe('Morgenbericht 22.11.2026: Umsatz 41.280\u00a0€, 4 Befunde (nicht vollständig)')
    expect(renderMail(emptyReport(), 'en').subject).toBe('Morning report 22 Nov 2026: 0 findings')
  })

  it('has a subject of one line whatever the labels hold', () => {
    const report = sampleReport()
    const figure = report.sections[0]?.contribution.figures[0]
    if (figure !== undefined) figure.label = { de: 'Umsatz\r\nBcc: x@y.example', en: 'x' }
    expect(renderMail(report, 'de').subject).not.toMatch(/[\r\n]/)
  })

  it('loads nothing: its only addresses are those of the report', () => {
    expect(mail.html).not.toMatch(/<(script|img|svg|link|iframe|object)\b|url\(|@import|src=/i)
    const addresses = [...mail.html.matchAll(/https?:\/\/[^"<]+/g)].map(([address]) => address)
    expect(new Set(addresses)).toEqual(new Set(['https://dirigent.example/reports/2026-11-22?lang=de&amp;x=&quot;']))
    expect(renderMail(sampleReport(), 'en').html).not.toContain('http')
  })

  it('escapes whatever the data holds', () => {
    expect(mail.html).not.toContain('<script')
    expect(mail.html).toContain('&lt;script&gt;')
    expect(mail.text).toContain('<script>alert("x")</script>')
  })

  it('shows findings, figures, claims and the basis in the numbers of its language', () => {
    for (const part of [
      '41.280\u00a0€',
      '−3.900\u00a0€ am Tag',
      '28,8 bis 34,1\u00a0% (95\u00a0%)',
      '3 von 4 Aussagen',
      '9.747.747,93\u00a0€',
      'Zahlungsschritt in Safari 17 prüfen',
    ]) {
      expect(mail.html).toContain(part)
      expect(mail.text.replace(/\s+/g, ' ')).toContain(part.replaceAll('\u00a0', ' ').replace(/\s+/g, ' '))
    }
    expect(renderMail(sampleReport(), 'en').html).toContain('€41,280')
  })

  it('draws bars no wider than their place, and the totals of drivers as figures only', () => {
    const widths = [...mail.html.matchAll(/width="(\d+)%"/g)].map((match) => Number(match[1]))
    expect(Math.max(...widths)).toBe(100)
    const [total = ''] = /<tr><td[^>]*>Vorwoche<\/td>.*?<\/tr>/.exec(mail.html) ?? []
    expect(total).toContain('265\u00a0Tsd.\u00a0€')
    expect(total).not.toContain('<table')
  })

  it('opens with what the inbox shows after the subject', () => {
    expect(/display:none[^>]*>([^&]*)/.exec(mail.html)?.[1]).toBe(
      '−3.900\u00a0€ am Tag: Der Schritt „Zahlung“ bricht in Safari 17 ein',
    )
  })

  it('stays below 100,000 bytes, however much the night brought', () => {
    const base = longReport(30, 500)
    const [finding] = base.findings
    if (finding === undefined) throw new Error('the sample has findings')
    const many: Report = {
      ...base,
      findings: Array.from({ length: 300 }, (_, index) => ({
        ...(base.findings[index % base.findings.length] ?? finding),
        sentence: { de: `${HOSTILE} ä`.repeat(200), en: `${HOSTILE} ä`.repeat(200) },
      })),
    }
    const { html } = renderMail(many, 'de')
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(html).toMatch(/Weitere Befunde im ganzen Bericht: \d+\./)
  })
})
