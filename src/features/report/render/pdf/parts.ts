/** Pieces of the printed report. Widths and sizes are points; an A4 page has 515 of them between its margins. */
import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import type { Lang } from '../../../../core/lang.ts'
import { NBSP } from '../../../../language/numbers.ts'
import type { Chart, Table } from '../../../findings/index.ts'
import { WORDS } from '../../words.ts'
import { hasValues, renderChart } from '../chart/render-chart.ts'
import { textWidth } from '../chart/text-width.ts'
import { paperTheme } from '../chart/theme.ts'
import { clean } from '../escape.ts'
import type { Writing } from '../format.ts'
import { tableGrid } from '../tables.ts'

export const PAGE_WIDTH = 515
export const COLORS = {
  ink: paperTheme.ink,
  muted: paperTheme.muted,
  line: '#DDD8D0',
  good: '#005A8F',
  bad: '#A03A00',
} as const

const MOST_ROWS = 30
const PADDING = 5
/** A column of text narrower than this breaks words. */
const LEAST_TEXT = 64

/** A text as the embedded font can show it: Roboto has no narrow no-break space. */
export function said(text: string): string {
  return clean(text).replaceAll('\u202F', NBSP)
}

interface PdfColumn {
  readonly label: string
  readonly numeric: boolean
}

interface PdfGrid {
  /** Stands over the columns and is repeated on every page the table goes on. */
  readonly title: string
  readonly note: string
  readonly columns: readonly PdfColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** Widths of columns in points that fill the page and no more: the widest text gives way first, then the size of the type. */
export function columnWidths(grid: Pick<PdfGrid, 'columns' | 'rows'>): {
  widths: number[]
  size: number
  /** Whether no word and no figure is broken. */
  fits: boolean
} {
  const room = PAGE_WIDTH - 2 * PADDING * grid.columns.length
  for (const size of [8.5, 7.5, 6.5]) {
    const natural = grid.columns.map((column, index) => {
      const cells = grid.rows.map((row) => textWidth(row[index] ?? '', size))
      // A heading may break between words; a figure stands on one line.
      const words = column.label.split(' ').map((word) => textWidth(word, size) * 1.05)
      return Math.max(20, ...words, ...cells) + 2
    })
    const over = natural.reduce((sum, width) => sum + width, 0) - room
    if (over <= 0) return { widths: widened(natural, -over, grid.columns), size, fits: true }
    const texts = natural.map((width, index) => (grid.columns[index]?.numeric ? 0 : width))
    const widest = capFor(texts, texts.reduce((sum, width) => sum + width, 0) - over)
    if (widest >= LEAST_TEXT) {
      return {
        widths: natural.map((width, index) => (grid.columns[index]?.numeric ? width : Math.min(width, widest))),
        size,
        fits: true,
      }
    }
  }
  return { widths: grid.columns.map(() => room / grid.columns.length), size: 6.5, fits: false }
}

// What is left over goes to the first column of text, or to all where there is none.
function widened(widths: readonly number[], extra: number, columns: readonly PdfColumn[]): number[] {
  const text = columns.findIndex((column) => !column.numeric)
  if (text < 0) return widths.map((width) => width + extra / widths.length)
  return widths.map((width, index) => (index === text ? width + extra : width))
}

/** The width that, as the upper bound of each, makes the widths add up to `total`. */
function capFor(widths: readonly number[], total: number): number {
  let left = total
  const ascending = widths.filter((width) => width > 0).sort((a, b) => a - b)
  for (const [index, width] of ascending.entries()) {
    const share = left / (ascending.length - index)
    if (width > share) return share
    left -= width
  }
  return ascending.at(-1) ?? 0
}

/** A table that goes on over pages with its head; empty tables say so. */
export function pdfTable(grid: PdfGrid, lang: Lang): Content {
  const { widths, size } = columnWidths(grid)
  const cell = (text: string, column: PdfColumn | undefined, head: boolean): TableCell => ({
    text: said(text),
    fontSize: size,
    alignment: column?.numeric ? 'right' : 'left',
    color: head ? COLORS.muted : COLORS.ink,
  })
  const span = grid.columns.length
  const filler = Array.from({ length: span - 1 }, (): TableCell => ({}))
  const titled = grid.title !== ''
  const title: TableCell[] = [
    {
      colSpan: span,
      text: [
        { text: said(grid.title), bold: true, fontSize: 10 },
        { text: grid.note === '' ? '' : `  ${said(grid.note)}`, fontSize: 8, color: COLORS.muted },
      ],
    },
    ...filler,
  ]
  const none: TableCell[] = [{ colSpan: span, text: WORDS[lang].empty, fontSize: size, color: COLORS.muted }, ...filler]
  const body = grid.rows.map((row) => grid.columns.map((column, index) => cell(row[index] ?? '', column, false)))
  const head = grid.columns.map((column) => cell(column.label, column, true))
  const table: ContentTable = {
    table: {
      headerRows: titled ? 2 : 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [...(titled ? [title] : []), head, ...(body.length === 0 ? [none] : body)],
    },
    layout: rowLines(titled ? 1 : 0),
    margin: [0, 8, 0, 8],
  }
  return table
}

function rowLines(firstRow: number): NonNullable<ContentTable['layout']> {
  return {
    hLineWidth: (row) => (row <= firstRow ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => COLORS.line,
    paddingLeft: () => PADDING,
    paddingRight: () => PADDING,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  }
}

/** A table of an analysis, cut to what paper bears: in rows, and in columns where they have no room. */
export function pdfDataTable(table: Table, writing: Writing): Content {
  const { lang } = writing
  const { title, note, columns, rows } = tableGrid(table, MOST_ROWS, writing)
  const all = columns.map((column) => ({ label: column.label, numeric: column.kind === 'number' }))
  const fitting = fittingColumns({ columns: all, rows })
  const left = all
    .slice(fitting)
    .map((column) => column.label)
    .join(', ')
  const words = lang === 'de' ? `Nicht gedruckte Spalten: ${left}.` : `Columns not printed: ${left}.`
  const notes = [note, left === '' ? '' : words].filter((part) => part !== '').join(' ')
  return pdfTable(
    { title, note: notes, columns: all.slice(0, fitting), rows: rows.map((row) => row.slice(0, fitting)) },
    lang,
  )
}

/** How many columns, from the first on, have room without breaking words. */
function fittingColumns(grid: Pick<PdfGrid, 'columns' | 'rows'>): number {
  for (let count = grid.columns.length; count > 2; count -= 1) {
    const part = { columns: grid.columns.slice(0, count), rows: grid.rows.map((row) => row.slice(0, count)) }
    if (columnWidths(part).fits) return count
  }
  return Math.min(2, grid.columns.length)
}

/** A chart under its sentence, kept together on one page; nothing where there is nothing to draw. */
export function pdfChart(chart: Chart, writing: Writing): Content[] {
  if (!hasValues(chart)) return []
  // Drawn wider than the page so that its 12-pixel labels come out at nine points.
  const svg = renderChart(chart, { ...writing, theme: paperTheme, width: 680, id: 'chart' })
  return [
    {
      unbreakable: true,
      stack: [
        { text: said(chart.title[writing.lang]), bold: true, fontSize: 10, margin: [0, 8, 0, 4] },
        { svg, width: PAGE_WIDTH },
      ],
    },
  ]
}
