/** The report as a mail: what matters and the main tables, small enough that no mail reader cuts it. */
import type { Lang } from '../../../core/lang.ts'
import { formatDay } from '../../../language/dates.ts'
import type { Finding, Table } from '../../findings/index.ts'
import type { Report } from '../schema.ts'
import { WORDS } from '../words.ts'
import { escapeMarkup as esc } from './escape.ts'
import { figureWords, headFigures, mainComparisons, togetherWords } from './figures.ts'
import type { Writing } from './format.ts'
import { line, mailChart, mailFrame, mailHeading, mailLink, mailTable, short } from './mail-parts.ts'
import { tableGrid } from './tables.ts'
import { renderText } from './text.ts'
import { oneLine } from './text-layout.ts'
import {
  claimWords,
  createdText,
  headlineOf,
  heldSentence,
  latestChecked,
  moreFindings,
  nightWords,
  stakeText,
  totalsWords,
  writingOf,
} from './view.ts'

export interface MailText {
  readonly subject: string
  readonly html: string
  readonly text: string
}

export interface MailOptions {
  /** Address of the whole report; without one the mail has no link. */
  readonly url?: string
}

// Gmail cuts a mail at 102 KB.
const MOST_BYTES = 100_000

interface Budget {
  readonly findings: number
  readonly tables: number
  readonly rows: number
}

const BUDGETS: readonly Budget[] = [
  { findings: 12, tables: 6, rows: 8 },
  { findings: 10, tables: 3, rows: 6 },
  { findings: 6, tables: 1, rows: 5 },
  { findings: 3, tables: 0, rows: 0 },
]

/** Subject, HTML of less than 100,000 bytes and plain text of the report in one language. */
export function renderMail(report: Report, lang: Lang, options: MailOptions = {}): MailText {
  const text = renderText(report, lang, { rows: 8, brief: true, ...options })
  const subject = subjectOf(report, lang)
  let html = ''
  for (const budget of BUDGETS) {
    html = page(report, lang, options, budget)
    if (Buffer.byteLength(html) < MOST_BYTES) break
  }
  return { subject, html, text }
}

/** 'Morgenbericht 22.11.2026: Umsatz 41.280 €, 4 Befunde'. */
function subjectOf(report: Report, lang: Lang): string {
  const words = WORDS[lang]
  const writing = writingOf(report, lang)
  const [figure] = togetherWords(headFigures(report), writing).words
  const count = report.findings.length
  const noun = lang === 'de' ? (count === 1 ? 'Befund' : 'Befunde') : count === 1 ? 'finding' : 'findings'
  const parts = [...(figure === undefined ? [] : [`${figure.label} ${figure.value}`]), `${count} ${noun}`]
  const gap = nightWords(report, lang).complete ? '' : lang === 'de' ? ' (nicht vollständig)' : ' (not complete)'
  return oneLine(`${words.report} ${formatDay(report.asOf, 'short', lang)}: ${parts.join(', ')}${gap}`)
}

function preheaderOf(report: Report, writing: Writing): string {
  const top = report.findings[0]
  if (top === undefined) return WORDS[writing.lang].noFindings
  return [stakeText(top, writing), top.title[writing.lang]].filter((part) => part !== '').join(': ')
}

function page(report: Report, lang: Lang, options: MailOptions, budget: Budget): string {
  const words = WORDS[lang]
  const writing = writingOf(report, lang)
  const night = nightWords(report, lang)
  const title = headlineOf(report, lang)
  const link = options.url === undefined ? '' : line(mailLink(words.whole, options.url), { top: 12 })
  const gaps = night.complete
    ? ''
    : line(esc(words.incomplete), { tone: 'bad', bold: true, top: 16 }) +
      night.gaps.map((gap) => line(short(gap), { size: 13 })).join('')
  const totals = totalsWords(report, writing).map((one) => `${one.label} ${one.value}`)
  const body = [
    `<h1 class="i" style="margin:0;font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:20px;line-height:28px;color:#1F1D1A">${esc(title)}</h1>`,
    line(short(`${report.shop.name} · ${createdText(report, lang)}`), { size: 13, tone: 'muted' }),
    line(esc(`${words.night} ${night.summary}`), { size: 13, tone: 'muted' }),
    gaps,
    link,
    figures(report, writing),
    findings(report, writing, budget.findings),
    held(report, writing),
    tables(report, writing, budget),
    mailHeading(words.basis),
    line(esc(totals.join(' · ')), { size: 13, tone: 'muted' }),
    line(esc(words.moreInReport), { size: 13, tone: 'muted', top: 24 }),
    link,
  ]
  return mailFrame({ lang, title, preheader: preheaderOf(report, writing), body: body.join('') })
}

function figures(report: Report, writing: Writing): string {
  const all = togetherWords(headFigures(report), writing).words
  if (all.length === 0) return ''
  const rows = all.map((one) => {
    const [first, second] = mainComparisons(one)
    const compared = [first, second].flatMap((other) =>
      other === undefined ? [] : [`${other.change} ${other.label}`.trim()],
    )
    return [one.label, one.value, [one.interval, one.missing, ...compared].filter((part) => part !== '').join(' · ')]
  })
  const words = WORDS[writing.lang]
  const columns = [
    { label: words.figure, numeric: false },
    { label: words.value, numeric: true },
    { label: '', numeric: false },
  ]
  return mailHeading(words.keyFigures) + mailTable(columns, rows)
}

function findings(report: Report, writing: Writing, most: number): string {
  const words = WORDS[writing.lang]
  if (report.findings.length === 0) return mailHeading(words.important) + line(esc(words.noFindings))
  const items = report.findings.slice(0, most).map((finding, index) => findingBlock(finding, index + 1, writing))
  const more = moreFindings(report.findings.length - items.length, writing.lang)
  const rest = more === '' ? '' : line(esc(more), { size: 13, tone: 'muted', top: 16 })
  return mailHeading(words.important) + items.join('') + rest
}

function findingBlock(finding: Finding, rank: number, writing: Writing): string {
  const { lang } = writing
  const words = WORDS[lang]
  const figure = figureWords(finding.figure, writing)
  const tone = finding.direction === 'neutral' ? 'muted' : finding.direction
  const stake = [words.direction[finding.direction], stakeText(finding, writing)]
    .filter((part) => part !== '')
    .join(' · ')
  const details = [`${figure.label}: ${figure.value}`, figure.interval, figure.n, figure.missing].filter(
    (part) => part !== '',
  )
  const next = finding.next.map((step) => line(`&rsaquo; ${short(step[lang])}`, { top: 4 })).join('')
  return (
    line(`${rank}. ${short(finding.title[lang])}`, { size: 16, bold: true, top: 20 }) +
    line(esc(stake), { size: 13, tone, bold: true }) +
    line(short(finding.sentence[lang]), { top: 4 }) +
    line(short(details.join(' · ')), { size: 13, tone: 'muted', top: 4 }) +
    `${finding.chart === null ? '' : mailChart(finding.chart, writing)}${next}`
  )
}

function held(report: Report, writing: Writing): string {
  const { lang } = writing
  const words = WORDS[lang]
  const out: string[] = []
  if (report.claimsChecked.length > 0) {
    const columns = [words.day, words.metric, words.said, words.came, words.verdict].map((label, index) => ({
      label,
      numeric: index === 2 || index === 3,
    }))
    const rows = latestChecked(report)
      .slice(0, 8)
      .map((checked) => {
        const one = claimWords(checked.claim, checked, writing)
        return [one.shortDay, one.metric, one.span, one.came, words.verdicts[one.verdict]]
      })
    out.push(mailHeading(words.held), line(esc(heldSentence(report.claimsChecked, lang))), mailTable(columns, rows))
  }
  if (report.claims.length > 0) {
    const columns = [words.day, words.metric, words.said, words.naive].map((label, index) => ({
      label,
      numeric: index > 1,
    }))
    const rows = report.claims.slice(0, 8).map((claim) => {
      const one = claimWords(claim, null, writing)
      return [one.shortDay, one.metric, one.span, one.naive]
    })
    out.push(mailHeading(words.ahead), mailTable(columns, rows))
  }
  return out.join('')
}

/** The first table of each section, as far as the budget goes. */
function tables(report: Report, writing: Writing, budget: Budget): string {
  const main = report.sections.flatMap((section) => section.contribution.tables.slice(0, 1)).slice(0, budget.tables)
  return main.map((table) => tableBlock(table, writing, budget.rows)).join('')
}

// What a phone can show side by side.
const MOST_COLUMNS = 4

function tableBlock(table: Table, writing: Writing, most: number): string {
  const { title, note, columns, rows } = tableGrid(table, most, writing)
  const shown = columns
    .slice(0, MOST_COLUMNS)
    .map((column) => ({ label: column.label, numeric: column.kind === 'number' }))
  const cells = rows.map((row) => row.slice(0, MOST_COLUMNS))
  const rest = note === '' ? '' : line(short(note), { size: 12, tone: 'muted', top: 4 })
  return mailHeading(title) + mailTable(shown, cells) + rest
}
