/** Pieces of the mail: nested tables with inline styles, because that is what every mail reader draws alike. */
import { inLanguage } from '../../../language/chart-words.ts'
import type { Chart } from '../../findings/index.ts'
import { turned } from './chart/context.ts'
import { hasValues } from './chart/render-chart.ts'
import { waterfallParts } from './chart/waterfall.ts'
import { escapeMarkup as esc } from './escape.ts'
import { compact, compactSigned, type Writing } from './format.ts'
import { blocks } from './text-layout.ts'

const MAIL = {
  ink: '#1F1D1A',
  muted: '#645E56',
  line: '#E3DED7',
  ground: '#F8F6F3',
  surface: '#FFFFFF',
  accent: '#0B6E6E',
  bar: '#4A453E',
  good: '#005A8F',
  bad: '#A03A00',
} as const

/** For readers that follow the theme of the system; the others show the light colours of the inline styles. */
const DARK_STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){.g{background:#171614!important}.s{background:#1F1D1B!important;border-color:#39352F!important}.i{color:#EDEAE4!important}.m{color:#A9A299!important}.a{color:#4FB8B0!important}.b{background:#CBC5BA!important}.l{border-color:#39352F!important}.good{color:#7CC4F0!important}.bad{color:#F2A06B!important}}`

const FONT = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const MOST_TEXT = 600

/** A text as markup, cut where it is longer than a mail bears. */
export function short(text: string, most = MOST_TEXT): string {
  // Cut before it is taken apart: a text of a megabyte would be split into a million characters first.
  const characters = [...new Intl.Segmenter().segment(text.slice(0, most * 4))].map((one) => one.segment)
  return esc(characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join(''))
}

interface LineStyle {
  readonly size?: 12 | 13 | 14 | 16 | 20 | 28
  readonly tone?: 'ink' | 'muted' | 'good' | 'bad'
  readonly bold?: boolean
  readonly top?: number
}

const TONES = {
  ink: { name: 'i', color: MAIL.ink },
  muted: { name: 'm', color: MAIL.muted },
  good: { name: 'good', color: MAIL.good },
  bad: { name: 'bad', color: MAIL.bad },
} as const

/** A paragraph; `markup` is escaped already. */
export function line(markup: string, style: LineStyle = {}): string {
  const { size = 14, tone = 'ink', bold = false, top = 0 } = style
  const { name, color } = TONES[tone]
  const weight = bold ? ';font-weight:600' : ''
  return `<p class="${name}" style="margin:${top}px 0 0;${FONT};font-size:${size}px;line-height:${Math.round(size * 1.45)}px;color:${color}${weight}">${markup}</p>`
}

export function mailHeading(text: string): string {
  return `<h2 class="i" style="margin:32px 0 8px;${FONT};font-size:20px;line-height:28px;font-weight:600;color:${MAIL.ink}">${esc(text)}</h2>`
}

interface MailColumn {
  readonly label: string
  readonly numeric: boolean
}

/** A table of data; cells are escaped here. */
export function mailTable(columns: readonly MailColumn[], rows: readonly (readonly string[])[]): string {
  const cell = (tag: 'th' | 'td', text: string, column: MailColumn | undefined, tone: 'i' | 'm'): string => {
    const numeric = column?.numeric ?? false
    const color = tone === 'i' ? MAIL.ink : MAIL.muted
    return `<${tag} class="${tone} l" align="${numeric ? 'right' : 'left'}" style="padding:7px 8px 7px 0;border-bottom:1px solid ${MAIL.line};${FONT};font-size:13px;line-height:18px;font-weight:400;color:${color}">${short(text)}</${tag}>`
  }
  const head = columns.map((column) => cell('th', column.label, column, 'm')).join('')
  const body = rows.map(
    (row) => `<tr>${columns.map((column, index) => cell('td', row[index] ?? '', column, 'i')).join('')}</tr>`,
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin-top:8px"><tr>${head}</tr>${body.join('')}</table>`
}

const MOST_BARS = 6

/** A chart without pictures: bars as coloured cells, a line as a row of small blocks; empty for what neither can show. */
export function mailChart(given: Chart, writing: Writing): string {
  if (!hasValues(given)) return ''
  const chart = turned(inLanguage(given, writing.lang), writing.lang)
  const title = line(short(chart.title[writing.lang]), { size: 13, bold: true, top: 12 })
  const main =
    chart.series.find((series) => series.role === 'actual') ?? chart.series.find((series) => series.role === 'group')
  if (main === undefined || chart.kind === 'heatmap') return ''
  const last = main.values.findLastIndex((value) => value !== null)
  if (chart.kind === 'line' || chart.x.every((entry) => /^\d{4}-/.test(entry))) {
    const course = blocks(main.values.slice(Math.max(0, last - 27), last + 1))
    const value = compact(main.values[last] ?? null, chart.unit, writing)
    const run = `<span aria-hidden="true" style="font-family:Menlo,Consolas,monospace;font-size:16px">${course}</span>`
    return title + line(`${run} ${esc(value)}`, { top: 4 })
  }
  if (chart.kind === 'waterfall') return title + stepTable(chart, main.values, writing)
  const rows = chart.x.flatMap((name, index) => {
    const value = main.values[index] ?? null
    return value === null ? [] : [{ name, value, text: compact(value, chart.unit, writing), bar: true }]
  })
  return title + barTable(rows.toSorted((a, b) => b.value - a.value).slice(0, MOST_BARS))
}

/** The steps between two totals as bars, the totals as figures: beside them no step would be seen. */
function stepTable(chart: Chart, values: readonly (number | null)[], writing: Writing): string {
  const sum = writing.lang === 'de' ? 'Zusammen' : 'In all'
  const parts = waterfallParts(
    chart.x,
    chart.x.map((_, index) => values[index] ?? 0),
    sum,
  )
  const rows = parts.slice(0, 12).map((part) => {
    const value = part.total ? part.to : part.to - part.from
    const text = part.total ? compact(value, chart.unit, writing) : compactSigned(value, chart.unit, writing)
    return { name: part.name, value, text, bar: !part.total }
  })
  return barTable(rows)
}

interface BarRow {
  readonly name: string
  readonly value: number
  readonly text: string
  /** Whether the value is drawn, or only written. */
  readonly bar: boolean
}

function barTable(rows: readonly BarRow[]): string {
  const most = Math.max(0, ...rows.filter((row) => row.bar).map((row) => Math.abs(row.value))) || 1
  const body = rows.map((row) => {
    const share = row.bar ? Math.round((Math.abs(row.value) / most) * 100) : 0
    const negative = row.value < 0
    const color = negative ? MAIL.bad : MAIL.bar
    const bar =
      share < 1
        ? ''
        : `<table width="${share}%" cellpadding="0" cellspacing="0" role="presentation"><tr><td${negative ? '' : ' class="b"'} height="12" style="height:12px;line-height:12px;font-size:0;background:${color}">&nbsp;</td></tr></table>`
    const text = `class="i" style="padding:3px 8px 3px 0;${FONT};font-size:13px;line-height:18px;color:${MAIL.ink}`
    return `<tr><td width="36%" ${text}">${short(row.name, 48)}</td><td width="44%">${bar}</td><td width="20%" align="right" ${text};white-space:nowrap">${esc(row.text)}</td></tr>`
  })
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin-top:4px;table-layout:fixed">${body.join('')}</table>`
}

/** The frame of the mail; `preheader` is what the inbox shows after the subject. */
export function mailFrame(frame: { lang: string; title: string; preheader: string; body: string }): string {
  // The run of joiners keeps the inbox from filling the preview with what comes next in the mail.
  const hidden = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${esc(frame.preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>`
  return (
    `<!doctype html><html lang="${frame.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">' +
    `<title>${esc(frame.title)}</title><style>${DARK_STYLE}</style></head>` +
    `<body class="g" style="margin:0;padding:0;background:${MAIL.ground}">${hidden}` +
    `<table class="g" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${MAIL.ground}"><tr><td align="center" style="padding:16px 8px">` +
    `<table class="s" role="presentation" width="640" cellpadding="0" cellspacing="0" style="width:100%;max-width:640px;background:${MAIL.surface};border:1px solid ${MAIL.line}"><tr><td style="padding:20px">` +
    `${frame.body}</td></tr></table></td></tr></table></body></html>\n`
  )
}

/** A link that looks like what can be acted on. */
export function mailLink(label: string, href: string): string {
  return `<a class="a" href="${esc(href)}" style="color:${MAIL.accent};font-weight:600">${esc(label)}</a>`
}
