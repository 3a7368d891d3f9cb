import { describe, expect, it } from 'vitest'
import { emptyReport, FIGURES_SHOWN, longReport, sampleReport } from '../../../../test/report-sample.ts'
import { renderText } from './text.ts'
import { blocks, columnsOf, paragraph, textTable } from './text-layout.ts'

describe('renderText', () => {
  const de = renderText(sampleReport(), 'de')
  const en = renderText(sampleReport(), 'en')

  it('keeps every line within 72 columns', () => {
    for (const text of [de, en, renderText(longReport(3, 100), 'de'), renderText(emptyReport(), 'en')]) {
      expect(text.split('\n').filter((line) => columnsOf(line) > 72)).toEqual([])
    }
  })

  it('shows every figure in the numbers of its language', () => {
    for (const figure of FIGURES_SHOWN.de) expect(de).toContain(figure)
    for (const figure of FIGURES_SHOWN.en) expect(en).toContain(figure)
  })

  it('names findings by rank, what is missing, and the address of the whole report', () => {
    expect(de).toContain('1. Der Schritt „Zahlung“ bricht in Safari 17 ein')
    expect(de).toContain('! Dieser Bericht ist nicht vollständig:')
    expect(renderText(sampleReport(), 'de', { url: 'https://a.example/r' })).toContain('\nhttps://a.example/r\n')
  })

  it('holds no control character that a product name may bring', () => {
    expect(de.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('cuts a table of 3,000 rows and says so', () => {
    expect(renderText(longReport(1, 3_000), 'en')).toContain('Showing 20 of 3,000 rows.')
  })

  it('leaves the parts of the steps out where it is brief', () => {
    const brief = renderText(sampleReport(), 'de', { brief: true })
    expect(brief).not.toContain('Artikel nach Umsatz')
    expect(brief).toContain('Was wichtig ist')
  })

  it('says what will be here where there is nothing yet', () => {
    const text = renderText(emptyReport(), 'de')
    expect(text).toContain('Nichts Auffälliges.')
    expect(text).not.toMatch(/NaN|undefined|-----\n\n$/)
  })
})

describe('textTable', () => {
  const columns = [
    { label: 'Name', numeric: false },
    { label: 'Wert', numeric: true },
  ]

  it('aligns numbers right and texts left', () => {
    expect(
      textTable(columns, [
        ['a', '1,00 €'],
        ['bcdef', '100,00 €'],
      ]),
    ).toBe('Name       Wert\n-----  --------\na        1,00 €\nbcdef  100,00 €')
  })

  it('cuts the widest text where the line is too long', () => {
    const [, , row = ''] = textTable(columns, [['x'.repeat(100), '1']]).split('\n')
    expect(columnsOf(row)).toBe(72)
    expect(row).toMatch(/…\s+1$/)
  })

  it('turns rows into lists where numbers alone are too wide', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ label: `Spalte ${index}`, numeric: index > 0 }))
    expect(textTable(many, [many.map(() => '1.234.567,89 €')])).toContain('; Spalte 7 1.234.567,89 €')
  })

  it('counts wide characters twice', () => {
    expect(columnsOf('日本')).toBe(4)
    expect(columnsOf('Jä')).toBe(2)
  })
})

describe('paragraph', () => {
  it('wraps at spaces and hangs the following lines', () => {
    const lines = paragraph('wort '.repeat(30), '1. ', '   ').split('\n')
    expect(lines.length).toBe(3)
    expect(lines[1]).toMatch(/^ {3}wort/)
  })
})

describe('blocks', () => {
  it('goes from the lowest to the highest, with a space for a gap', () => {
    expect(blocks([0, 7, null, 3.5])).toBe('▁█ ▅')
    expect(blocks([null])).toBe('')
    expect(blocks([5, 5])).toBe('▁▁')
  })
})
