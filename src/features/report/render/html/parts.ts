/** Pieces of the page that findings and sections share: tables, charts, evidence. Everything is escaped here. */
import type { Lang } from '../../../../core/lang.ts'
import type { Chart, Evidence, Table } from '../../../findings/index.ts'
import type { Report } from '../../schema.ts'
import { WORDS } from '../../words.ts'
import { hasValues, renderChart } from '../chart/render-chart.ts'
import { pageTheme } from '../chart/theme.ts'
import { escapeMarkup as esc, slug } from '../escape.ts'
import type { Writing } from '../format.ts'
import { type ColumnKind, type GridColumn, tableGrid } from '../tables.ts'
import { evidenceTitle, findEvidence } from '../view.ts'

const MOST_ROWS = 250
/** Longer tables scroll in themselves. */
const TALL_ROWS = 15
const PHONE_WIDTH = 340

/** What the parts of one page know of each other: ids in use, and the evidence that is already shown. */
export interface PageContext {
  readonly report: Report
  readonly lang: Lang
  readonly writing: Writing
  /** Id of each evidence that is on the page, by step and evidence id. */
  readonly shown: Map<string, string>
  /** An id that no other element has. */
  readonly unique: (wish: string) => string
}

export function pageContext(report: Report, lang: Lang): PageContext {
  const used = new Set<string>()
  const unique = (wish: string): string => {
    const base = slug(wish) || 'x'
    let id = base
    for (let count = 2; used.has(id); count += 1) id = `${base}-${count}`
    used.add(id)
    return id
  }
  return { report, lang, writing: { lang, currency: report.shop.currency }, shown: new Map(), unique }
}

interface Grid {
  /** Markup. */
  readonly caption: string
  /** Whether the heading above says the same, so that only those who hear the table need the caption. */
  readonly captionHeard?: boolean
  readonly columns: readonly GridColumn[]
  /** Markup of each cell. */
  readonly rows: readonly (readonly string[])[]
  readonly dense?: boolean
}

const CLASSES: Readonly<Record<ColumnKind, string>> = { number: 'num', day: 'day', text: 'long' }

/** A table in a container of its own that scrolls, so that the page never does; it can be scrolled by keyboard. */
export function grid(context: PageContext, table: Grid): string {
  const id = context.unique('table')
  const kind = (column: GridColumn | undefined): string => ` class="${CLASSES[column?.kind ?? 'text']}"`
  const head = table.columns.map((column) => `<th scope="col"${kind(column)}>${esc(column.label)}</th>`).join('')
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0 && !table.dense
        ? `<th scope="row"${kind(table.columns[0])}>${cell}</th>`
        : `<td${kind(table.columns[index])}>${cell}</td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  const empty = `<tr><td colspan="${table.columns.length}">${esc(WORDS[context.lang].empty)}</td></tr>`
  return (
    `<div class="scroll${rows.length > TALL_ROWS ? ' tall' : ''}" role="group" tabindex="0" aria-labelledby="${id}">` +
    `<table class="data${table.dense ? ' dense' : ''}"><caption id="${id}"${table.captionHeard ? ' class="sr"' : ''}>${table.caption}</caption>` +
    `<thead><tr>${head}</tr></thead><tbody>${rows.length === 0 ? empty : rows.join('')}</tbody></table></div>`
  )
}

/** A table of an analysis, cut to what a page bears, with its evidence. */
export function dataTable(context: PageContext, table: Table, step: string): string {
  const { title, note, columns, rows } = tableGrid(table, MOST_ROWS, context.writing)
  const caption = esc(title) + (note === '' ? '' : `<span>${esc(note)}</span>`)
  const markup = grid(context, { caption, columns, rows: rows.map((row) => row.map(esc)) })
  return markup + evidenceFor(context, [table.evidenceId], step)
}

/** A chart under its sentence, once for wide windows and once for a phone: text that shrinks with a picture cannot be read. */
export function chartFigure(context: PageContext, chart: Chart, width: number): string {
  if (!hasValues(chart)) return ''
  const { lang, writing } = context
  const draw = (size: number): string =>
    renderChart(chart, { ...writing, theme: pageTheme, width: size, id: context.unique(`chart-${chart.id}`) })
  return (
    `<figure><figcaption>${esc(chart.title[lang])}</figcaption>` +
    `<div class="wide">${draw(width)}</div><div class="narrow">${draw(PHONE_WIDTH)}</div></figure>`
  )
}

/** Evidence by id: opened in place where it comes first on the page, a link to that place afterwards. */
export function evidenceFor(context: PageContext, ids: readonly string[], step: string | null): string {
  const out: string[] = []
  for (const id of new Set(ids)) {
    const found = findEvidence(context.report, id, step)
    if (found === null) continue
    const key = `${found.step} ${id}`
    const place = context.shown.get(key)
    const title = `${WORDS[context.lang].source}: ${evidenceTitle(found.evidence, context.lang)}`
    if (place !== undefined) {
      out.push(`<p class="small"><a href="#${place}">${esc(title)}</a></p>`)
      continue
    }
    const own = context.unique(`evidence-${found.step}-${id}`)
    context.shown.set(key, own)
    out.push(`<details id="${own}"><summary>${esc(title)}</summary>${evidenceBody(context, found.evidence)}</details>`)
  }
  return out.length === 0 ? '' : `<div class="evidence">${out.join('')}</div>`
}

function evidenceBody(context: PageContext, evidence: Evidence): string {
  const words = WORDS[context.lang]
  const query =
    evidence.sql === ''
      ? `<p class="muted">${esc(words.noQuery)}</p>`
      : `<pre tabindex="0"><code>${esc(evidence.sql)}</code></pre>`
  const params = Object.entries(evidence.params).map(
    ([name, value]) => `<div><dt>${esc(name)}</dt><dd>${esc(String(value))}</dd></div>`,
  )
  const list =
    params.length === 0 ? '' : `<dl class="params" aria-label="${esc(words.parameters)}">${params.join('')}</dl>`
  const sample = evidence.sample[0]
  const columns = evidence.columns.map((label, index) => ({
    label,
    kind: typeof sample?.[index] === 'number' ? ('number' as const) : ('text' as const),
  }))
  const rows = evidence.sample.map((row) => row.map((value) => esc(value === null ? '–' : String(value))))
  const table = columns.length === 0 ? '' : grid(context, { caption: esc(words.firstRows), columns, rows, dense: true })
  return query + list + table
}
