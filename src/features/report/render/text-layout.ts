/** Plain text in a fixed number of columns: paragraphs, headings and aligned tables. */
import { clean } from './escape.ts'

/** Columns of a line. */
const COLUMNS = 72
const GAP = 2
const LEAST = 10

// Below U+1100 every character but combining marks takes one column; the punctuation block and arrows do so too.
const SIMPLE =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2580-\u259f]*$/
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u

const characters = new Intl.Segmenter()

/** Columns a text takes: characters as readers see them, wide ones twice. */
export function columnsOf(text: string): number {
  if (SIMPLE.test(text)) return text.length
  let columns = 0
  for (const { segment } of characters.segment(text)) columns += WIDE.test(segment) ? 2 : 1
  return columns
}

function cut(text: string, most: number): string {
  if (columnsOf(text) <= most) return text
  let out = ''
  let used = 1
  for (const { segment } of characters.segment(text)) {
    used += columnsOf(segment)
    if (used > most) break
    out += segment
  }
  return `${out.trimEnd()}…`
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)))
  return right ? space + text : text + space
}

/** One line without control characters; spaces that hold a number together stay. */
export function oneLine(text: string): string {
  return clean(text)
    .replace(/[ \t\n]+/g, ' ')
    .trim()
}

/** The text in lines of at most `width` columns, each begun with `indent`; longer words stand alone and are not cut. */
export function paragraph(text: string, indent = '', hanging = indent): string {
  const lines: string[] = []
  let line = indent
  let used = columnsOf(indent)
  let begun = false
  for (const word of oneLine(text).split(' ')) {
    const width = columnsOf(word)
    if (begun && used + 1 + width > COLUMNS) {
      lines.push(line)
      line = hanging + word
      used = columnsOf(hanging) + width
    } else {
      line += begun ? ` ${word}` : word
      used += width + (begun ? 1 : 0)
      begun = true
    }
  }
  return [...lines, line].join('\n')
}

/** A heading with a rule under it. */
export function heading(text: string, rule: '=' | '-'): string {
  const lines = paragraph(text)
  const width = Math.max(...lines.split('\n').map(columnsOf))
  return `${lines}\n${rule.repeat(Math.min(COLUMNS, width))}`
}

export interface TextColumn {
  readonly label: string
  readonly numeric: boolean
}

/** An aligned table. Columns of text give way first; where even that is not enough, each row becomes a short list. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, index) => oneLine(row[index] ?? '')))
  const widths = columns.map((column, index) =>
    Math.max(columnsOf(column.label), ...cells.map((row) => columnsOf(row[index] ?? ''))),
  )
  const room = COLUMNS - GAP * (columns.length - 1)
  const fitted = shrink(widths, columns, room)
  if (fitted === null) return cells.map((row) => record(columns, row)).join('\n')
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => pad(cut(row[index] ?? '', fitted[index] ?? 0), fitted[index] ?? 0, column.numeric))
      .join(' '.repeat(GAP))
      .trimEnd()
  const rule = fitted.map((width) => '-'.repeat(width)).join(' '.repeat(GAP))
  return [line(columns.map((column) => column.label)), rule, ...cells.map(line)].join('\n')
}

/** Widths that fit into `room`, the widest column of text cut first; null where numbers alone are too wide. */
function shrink(widths: readonly number[], columns: readonly TextColumn[], room: number): number[] | null {
  const out = [...widths]
  let over = out.reduce((sum, width) => sum + width, 0) - room
  while (over > 0) {
    let widest = -1
    for (const [index, column] of columns.entries()) {
      if (!column.numeric && (out[index] ?? 0) > LEAST && (out[index] ?? 0) > (out[widest] ?? 0)) widest = index
    }
    if (widest < 0) return null
    out[widest] = (out[widest] ?? 0) - 1
    over -= 1
  }
  return out
}

function record(columns: readonly TextColumn[], row: readonly string[]): string {
  const rest = columns.slice(1).flatMap((column, index) => {
    const cell = row[index + 1] ?? ''
    return cell === '' ? [] : [`${column.label} ${cell}`]
  })
  return [paragraph(row[0] ?? '', '  '), ...(rest.length === 0 ? [] : [paragraph(rest.join('; '), '    ')])].join('\n')
}

const BLOCKS = '▁▂▃▄▅▆▇█'

/** The values as a row of small blocks from the lowest to the highest; a gap where there is none. */
export function blocks(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value))
  if (known.length === 0) return ''
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const span = high - low || 1
  return values
    .map((value) => {
      if (value === null || !Number.isFinite(value)) return ' '
      return BLOCKS[Math.min(7, Math.floor(((value - low) / span) * 8))] ?? ' '
    })
    .join('')
}
