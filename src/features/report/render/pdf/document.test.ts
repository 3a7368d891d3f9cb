import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { emptyReport, FIGURES_SHOWN, longReport, sampleReport } from '../../../../../test/report-sample.ts'
import { renderPdf } from './document.ts'
import { columnWidths, PAGE_WIDTH } from './parts.ts'

interface Read {
  readonly pages: string[]
  readonly title: unknown
  readonly language: unknown
}

async function read(pdf: Buffer): Promise<Read> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  const { info } = await document.getMetadata()
  const of = (key: string): unknown => Object.entries(info).find(([name]) => name === key)?.[1]
  await document.loadingTask.destroy()
  return { pages, title: of('Title'), language: of('Language') }
}

// Justified pieces come with more than one space, and some readers give a no-break space back as a plain one.
function plain(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ')
}

describe('renderPdf', () => {
  it('shows every figure, umlauts, the euro and the true minus sign as text', async () => {
    const { pages, title, language } = await read(await renderPdf(sampleReport(), 'de'))
    const text = plain(pages.join(' '))
    for (const figure of FIGURES_SHOWN.de) expect(text).toContain(plain(figure))
    for (const part of [
      'Fjellgut & Söhne',
      'Rückensystem',
      '−3.900 € am Tag',
      '„Zahlung“',
      'Nachtschicht 02:00 bis 02:03 Uhr',
      '<script>alert("x")</script>',
    ]) {
      expect(text).toContain(part)
    }
    expect(title).toBe('Morgenbericht für Sonntag, 22. November 2026 · Fjellgut & Söhne')
    expect(language).toBe('de-DE')
  })

  it('writes English numbers and numbers its pages', async () => {
    const { pages, language } = await read(await renderPdf(sampleReport(), 'en'))
    const text = plain(pages.join(' '))
    for (const figure of FIGURES_SHOWN.en) expect(text).toContain(figure)
    expect(language).toBe('en-GB')
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    expect(text).toContain('This report is not complete')
  })

  it('goes on over pages with the head of the table, cut with a note', async () => {
    const { pages } = await read(await renderPdf(longReport(2, 3_000), 'de'))
    const heads = pages.filter((page) => plain(page).includes('Artikel nach Umsatz'))
    expect(heads.length).toBeGreaterThan(2)
    expect(plain(pages.join(' '))).toContain('Gezeigt sind 30 von 3.000 Zeilen.')
  })

  it('renders a report with nothing in it', async () => {
    const { pages } = await read(await renderPdf(emptyReport(), 'de'))
    expect(plain(pages.join(' '))).toContain('Nichts Auffälliges.')
  })
})

describe('columnWidths', () => {
  const columns = [
    { label: 'Artikel', numeric: false },
    { label: 'Datum', numeric: false },
    { label: 'Umsatz', numeric: true },
  ]
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width + 10, 0)

  it('fills the page, whatever the texts', () => {
    for (const text of ['kurz', 'lang '.repeat(80)]) {
      const { widths } = columnWidths({ columns, rows: [[text, '22.11.2026', '1.234,56 €']] })
      expect(sum(widths)).toBeCloseTo(PAGE_WIDTH, 6)
    }
  })

  it('narrows the widest text and leaves short ones whole', () => {
    const { widths, size } = columnWidths({ columns, rows: [['lang '.repeat(80), '22.11.2026', '1.234,56 €']] })
    const alone = columnWidths({ columns, rows: [['kurz', '22.11.2026', '1.234,56 €']] })
    expect(size).toBe(8.5)
    expect(widths[1]).toBeCloseTo(alone.widths[1] ?? 0, 6)
  })

  it('never leaves the page with twenty columns of numbers', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ label: `Spalte ${index}`, numeric: true }))
    expect(sum(columnWidths({ columns: many, rows: [many.map(() => '1.234.567,89 €')] }).widths)).toBeCloseTo(
      PAGE_WIDTH,
      6,
    )
  })
})
