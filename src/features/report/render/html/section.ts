import type { NightStep, ReportSection } from '../../schema.ts'
import { WORDS } from '../../words.ts'
import { escapeMarkup as esc } from '../escape.ts'
import { type FigureGrid, figureGrids } from '../figures.ts'
import type { GridColumn } from '../tables.ts'
import { claimWords, heldSentence, latestChecked, stepCells } from '../view.ts'
import { ICONS } from './icons.ts'
import { chartFigure, dataTable, evidenceFor, grid, type PageContext } from './parts.ts'

const CHART_WIDTH = 720

/** What one step of the night shift found out: its figures, charts and tables in full. */
export function stepSection(context: PageContext, section: ReportSection, id: string): string {
  const { lang } = context
  const { contribution, step } = section
  const notice =
    contribution.notEnoughData === null ? '' : `<p class="notice">${esc(contribution.notEnoughData[lang])}</p>`
  const figures = figureGrids(contribution.figures, context.writing)
    .map((one) => figureTable(context, one, step))
    .join('')
  const charts = contribution.charts.map((chart) => {
    const figure = chartFigure(context, chart, CHART_WIDTH)
    return figure === '' ? '' : figure + evidenceFor(context, [chart.evidenceId], step)
  })
  const tables = contribution.tables.map((table) => dataTable(context, table, step))
  const rest = contribution.evidence.map((one) => one.id).filter((one) => !context.shown.has(`${step} ${one}`))
  return (
    `<section aria-labelledby="${id}"><h2 id="${id}">${esc(contribution.title[lang])}</h2>` +
    `<p class="muted small">${esc(WORDS[lang].method)}: ${esc(contribution.method[lang])}</p>` +
    `${notice}${figures}${charts.join('')}${tables.join('')}${evidenceFor(context, rest, step)}</section>`
  )
}

function figureTable(context: PageContext, figures: FigureGrid, step: string): string {
  const columns = figures.head.map((label, index): GridColumn => ({ label, kind: index > 0 ? 'number' : 'text' }))
  const rows = figures.rows.map((row) =>
    row.cells.map(
      (cell, index) => esc(cell) + (index === 0 && row.missing !== '' ? `<span>${esc(row.missing)}</span>` : ''),
    ),
  )
  return grid(context, { caption: esc(figures.title), columns, rows }) + evidenceFor(context, figures.evidenceIds, step)
}

const VERDICT_ICONS = { in: ICONS.check, above: ICONS.up, below: ICONS.down, open: ICONS.dash } as const

/** Yesterday's claims beside what came; empty where nothing was claimed. */
export function heldSection(context: PageContext, id: string): string {
  const { report, lang, writing } = context
  const words = WORDS[lang]
  if (report.claimsChecked.length === 0) return ''
  const labels = [words.day, words.metric, words.said, words.interval, words.came, words.verdict, words.naive]
  const rows = latestChecked(report).map((checked) => {
    const one = claimWords(checked.claim, checked, writing)
    const verdict = `<span class="tag ${one.verdict === 'in' ? '' : 'bad'}">${VERDICT_ICONS[one.verdict]}${esc(words.verdicts[one.verdict])}</span>`
    const plain =
      one.verdict === 'open'
        ? `<span class="tag neutral">${VERDICT_ICONS.open}${esc(words.verdicts.open)}</span>`
        : verdict
    return [
      esc(one.day),
      esc(one.metric),
      esc(one.said),
      esc(one.range),
      `<b>${esc(one.came)}</b>`,
      plain,
      esc(one.naive),
    ]
  })
  const columns = labels.map((label, index) => ({ label, kind: claimColumn(index, 5) }))
  const sentence = heldSentence(report.claimsChecked, lang)
  return (
    `<section aria-labelledby="${id}"><h2 id="${id}">${esc(words.held)}</h2>` +
    (sentence === '' ? '' : `<p>${esc(sentence)}</p>`) +
    `${grid(context, { caption: esc(words.held), captionHeard: true, columns, rows })}</section>`
  )
}

function claimColumn(index: number, words: number): 'day' | 'text' | 'number' {
  if (index === 0) return 'day'
  return index === 1 || index === words ? 'text' : 'number'
}

/** What is said for the days to come; empty where nothing is. */
export function aheadSection(context: PageContext, id: string): string {
  const { report, lang, writing } = context
  const words = WORDS[lang]
  if (report.claims.length === 0) return ''
  const labels = [words.day, words.metric, words.said, words.interval, words.naive]
  const rows = report.claims.map((claim) => {
    const one = claimWords(claim, null, writing)
    return [one.day, one.metric, one.said, one.range, one.naive].map(esc)
  })
  const columns = labels.map((label, index) => ({ label, kind: claimColumn(index, 5) }))
  return `<section aria-labelledby="${id}"><h2 id="${id}">${esc(words.ahead)}</h2>${grid(context, { caption: esc(words.ahead), captionHeard: true, columns, rows })}</section>`
}

const STATUS_ICONS = { done: ICONS.check, failed: ICONS.cross, skipped: ICONS.dash } as const
const STATUS_CLASSES = { done: '', failed: 'bad', skipped: 'neutral' } as const

/** The steps of the night shift with their times and rows. */
export function nightTable(context: PageContext): string {
  const { report, lang } = context
  const words = WORDS[lang]
  const steps = report.night.steps
  if (steps.length === 0) return ''
  const causes = steps.some((step) => step.error !== null)
  const labels = [words.step, words.state, words.time, words.rows, ...(causes ? [words.cause] : [])]
  const rows = steps.map((step) => nightRow(step, context, causes))
  const columns = labels.map((label, index) => ({
    label,
    kind: index === 2 || index === 3 ? ('number' as const) : ('text' as const),
  }))
  return grid(context, { caption: esc(words.night), captionHeard: true, columns, rows })
}

function nightRow(step: NightStep, context: PageContext, causes: boolean): string[] {
  const cells = stepCells(step, context.lang)
  const status = `<span class="tag ${STATUS_CLASSES[step.status]}">${STATUS_ICONS[step.status]}${esc(cells.status)}</span>`
  return [esc(cells.title), status, esc(cells.time), esc(cells.rows), ...(causes ? [esc(cells.error)] : [])]
}
