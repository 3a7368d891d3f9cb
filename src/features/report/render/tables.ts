/** Tables of the analyses as words, cut to what a rendering bears. */
import type { Lang } from '../../../core/lang.ts'
import { formatValue } from '../../../language/format.ts'
import { formatCount } from '../../../language/numbers.ts'
import type { Cell, Table, Unit } from '../../findings/index.ts'
import { WORDS } from '../words.ts'
import type { Writing } from './format.ts'

export type ColumnKind = 'number' | 'day' | 'text'

export interface GridColumn {
  readonly label: string
  readonly kind: ColumnKind
}

export interface TableGrid {
  readonly title: string
  /** The table's own note, and how many of its rows are shown where it is not all of them; empty: neither. */
  readonly note: string
  readonly columns: readonly GridColumn[]
  readonly rows: readonly (readonly string[])[]
}

function kindOf(unit: Unit): ColumnKind {
  if (unit === 'date') return 'day'
  return unit === 'text' ? 'text' : 'number'
}

function inLang(cell: Cell | undefined, lang: Lang): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell[lang] : (cell ?? null)
}

/** One row of more columns than this is read more easily from top to bottom. */
const MOST_ACROSS = 6

/** A table with at most `most` rows. A single wide row becomes a list of its columns. */
export function tableGrid(table: Table, most: number, writing: Writing): TableGrid {
  const { lang } = writing
  const rows = table.rows
    .slice(0, most)
    .map((row) => table.columns.map((column, index) => formatValue(inLang(row[index], lang), column.unit, writing)))
  const note = [table.note?.[lang] ?? '', cutNote(rows.length, table, lang)].filter((part) => part !== '').join(' ')
  const columns = table.columns.map((column): GridColumn => ({ label: column.label[lang], kind: kindOf(column.unit) }))
  const [only] = rows
  if (rows.length !== 1 || only === undefined || columns.length <= MOST_ACROSS) {
    return { title: table.title[lang], note, columns, rows }
  }
  const across: GridColumn[] = [
    { label: WORDS[lang].figure, kind: 'text' },
    { label: WORDS[lang].value, kind: 'number' },
  ]
  return {
    title: table.title[lang],
    note,
    columns: across,
    rows: columns.map((column, index) => [column.label, only[index] ?? '']),
  }
}

function cutNote(shown: number, table: Table, lang: Lang): string {
  const all = Math.max(table.rowCount, table.rows.length)
  if (shown >= all) return ''
  const [part, whole] = [formatCount(shown, { lang }), formatCount(all, { lang })]
  return lang === 'de' ? `Gezeigt sind ${part} von ${whole} Zeilen.` : `Showing ${part} of ${whole} rows.`
}
