import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../../test/report-sample.ts'
import { tableGrid } from './tables.ts'

const de = { lang: 'de', currency: 'EUR' } as const
const en = { lang: 'en', currency: 'EUR' } as const
const [table] = sampleReport().sections[0]?.contribution.tables ?? []
if (table === undefined) throw new Error('the sample has a table')

describe('tableGrid', () => {
  it('writes each cell in the unit of its column', () => {
    const { columns, rows } = tableGrid(table, 20, de)
    expect(columns.map((column) => column.kind)).toEqual(['text', 'number', 'number', 'number', 'day'])
    expect(rows[2]).toEqual(['Artikel 3', '3.000,00\u00a0€', '133', '–', '22.11.2026'])
  })

  it('says how many rows there are in all where some are left out', () => {
    expect(tableGrid(table, 20, de).note).toBe('Ohne Versand und Gutscheine.')
    expect(tableGrid(table, 5, de).note).toBe('Ohne Versand und Gutscheine. Gezeigt sind 5 von 12 Zeilen.')
    expect(tableGrid({ ...table, note: null, rowCount: 4_000 }, 20, en).note).toBe('Showing 12 of 4,000 rows.')
  })

  it('turns a single wide row into a list of its columns', () => {
    const columns = Array.from({ length: 9 }, (_, index) => ({
      key: String(index),
      label: { de: `S${index}`, en: `C${index}` },
      unit: 'count' as const,
    }))
    const wide = { ...table, note: null, columns, rows: [columns.map((_, index) => index)], rowCount: 1 }
    const grid = tableGrid(wide, 20, de)
    expect(grid.columns.map((column) => column.label)).toEqual(['Kennzahl', 'Wert'])
    expect(grid.rows).toHaveLength(9)
    expect(grid.rows[8]).toEqual(['S8', '8'])
  })
})
