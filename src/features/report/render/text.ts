/** The report as plain text in 72 columns, for the terminal and as the text part of the mail. */
import type { Lang } from '../../../core/lang.ts'
import type { Chart, Finding, Table } from '../../findings/index.ts'
import type { Report, ReportSection } from '../schema.ts'
import { WORDS } from '../words.ts'
import {
  comparisonText,
  type FigureWords,
  figureWords,
  headFigures,
  mainComparisons,
  togetherWords,
} from './figures.ts'
import type { Writing } from './format.ts'
import { tableGrid } from './tables.ts'
import { blocks, heading, paragraph, type TextColumn, textTable } from './text-layout.ts'
import {
  claimWords,
  createdText,
  evidenceTitle,
  findEvidence,
  headlineOf,
  heldSentence,
  latestChecked,
  moreFindings,
  nightWords,
  stakeText,
  stepCells,
  stepOf,
  totalsWords,
  writingOf,
} from './view.ts'

export interface TextOptions {
  /** Address of the whole report, named at the end. */
  readonly url?: string
  /** Rows of a table at most; default 20. */
  readonly rows?: number
  /** Leaves the parts of the steps, and findings beyond the first 20, to the whole report. */
  readonly brief?: boolean
}

/** The report as plain text; every line has at most 72 columns, but for addresses and words longer than that. */
export function renderText(report: Report, lang: Lang, options: TextOptions = {}): string {
  const words = WORDS[lang]
  const writing = writingOf(report, lang)
  const night = nightWords(report, lang)
  const parts = [
    heading(headlineOf(report, lang), '='),
    paragraph(`${report.shop.name} · ${createdText(report, lang)}`),
  ]
  parts.push(paragraph(`${words.night} ${night.summary}`))
  if (!night.complete) {
    parts.push(
      [paragraph(`! ${words.incomplete}:`), ...night.gaps.map((gap) => paragraph(gap, '  - ', '    '))].join('\n'),
    )
  }
  parts.push(
    ...figuresPart(report, writing),
    ...findingsPart(report, writing, options.brief === true ? MOST_BRIEF : report.findings.length),
    ...claimsPart(report, writing),
  )
  if (options.brief !== true) {
    for (const section of report.sections) parts.push(...sectionPart(section, writing, options.rows ?? 20))
  }
  parts.push(
    heading(words.basis, '-'),
    pairs(totalsWords(report, writing)),
    heading(words.night, '-'),
    nightPart(report, lang),
  )
  if (options.url !== undefined) parts.push(`${words.whole}:\n${options.url}`)
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function pairs(entries: readonly { label: string; value: string }[]): string {
  return textTable(
    [
      { label: '', numeric: false },
      { label: '', numeric: true },
    ],
    entries.map((entry) => [entry.label, entry.value]),
  )
    .split('\n')
    .slice(2)
    .join('\n')
}

function figuresPart(report: Report, writing: Writing): string[] {
  const { words } = togetherWords(headFigures(report), writing)
  if (words.length === 0) return []
  const lines = words.map((one) => figureText(one, one.value, mainComparisons(one)))
  return [heading(WORDS[writing.lang].keyFigures, '-'), lines.join('\n')]
}

/** A figure in a line, and what it is held against in the lines under it. */
function figureText(one: FigureWords, value: string, comparisons: FigureWords['comparisons']): string {
  const first = [`${one.label}: ${value}`, one.interval, one.n, one.missing].filter((part) => part !== '').join(' · ')
  const compared = comparisons.map(comparisonText).join('; ')
  return [paragraph(first, '', '  '), ...(compared === '' ? [] : [paragraph(compared, '  ')])].join('\n')
}

const MOST_BRIEF = 20

function findingsPart(report: Report, writing: Writing, most: number): string[] {
  const words = WORDS[writing.lang]
  const head = heading(words.important, '-')
  if (report.findings.length === 0) return [head, paragraph(words.noFindings)]
  const shown = report.findings.slice(0, most)
  const more = moreFindings(report.findings.length - shown.length, writing.lang)
  return [head, ...shown.map((finding, index) => findingText(report, finding, index + 1, writing)), more]
}

function findingText(report: Report, finding: Finding, rank: number, writing: Writing): string {
  const { lang } = writing
  const words = WORDS[lang]
  const figure = figureWords(finding.figure, writing)
  const stake = stakeText(finding, writing)
  const first = `${rank}. `
  const inner = ' '.repeat(first.length)
  const held = mainComparisons(figure).map(comparisonText)
  const details = [`${figure.label} ${figure.value}`, figure.interval, figure.n, figure.missing, ...held].filter(
    (part) => part !== '',
  )
  const lines = [
    paragraph(finding.title[lang], first, inner),
    paragraph([words.direction[finding.direction], stake].filter((part) => part !== '').join(', '), inner),
    paragraph(finding.sentence[lang], inner),
    paragraph(details.join(' · '), inner),
  ]
  if (finding.chart !== null) lines.push(chartText(finding.chart, writing, inner))
  lines.push(...finding.next.map((step) => paragraph(step[lang], `${inner}> `, `${inner}  `)))
  for (const id of new Set(finding.evidenceIds)) {
    const found = findEvidence(report, id, stepOf(report, finding))
    if (found !== null) lines.push(paragraph(`${words.source}: ${evidenceTitle(found.evidence, lang)}`, inner))
  }
  return lines.join('\n')
}

/** A chart's sentence, and for a line its course in small blocks. */
function chartText(chart: Chart, writing: Writing, indent: string): string {
  const actual = chart.kind === 'line' ? chart.series.find((series) => series.role === 'actual') : undefined
  const sentence = paragraph(chart.title[writing.lang], indent)
  if (actual === undefined) return sentence
  const last = actual.values.findLastIndex((value) => value !== null)
  const course = blocks(actual.values.slice(Math.max(0, last - 47), last + 1))
  return course.trim() === '' ? sentence : `${sentence}\n${indent}${course}`
}

function claimsPart(report: Report, writing: Writing): string[] {
  const words = WORDS[writing.lang]
  const out: string[] = []
  const shared: TextColumn[] = [
    { label: words.day, numeric: false },
    { label: words.metric, numeric: false },
    { label: words.said, numeric: true },
  ]
  if (report.claimsChecked.length > 0) {
    const rows = latestChecked(report).map((checked) => {
      const one = claimWords(checked.claim, checked, writing)
      return [one.shortDay, one.metric, one.span, one.came, words.verdicts[one.verdict]]
    })
    const columns = [...shared, { label: words.came, numeric: true }, { label: words.verdict, numeric: false }]
    const sentence = heldSentence(report.claimsChecked, writing.lang)
    out.push(heading(words.held, '-'), sentence === '' ? '' : paragraph(sentence), textTable(columns, rows))
  }
  if (report.claims.length > 0) {
    const rows = report.claims.map((claim) => {
      const one = claimWords(claim, null, writing)
      return [one.shortDay, one.metric, one.span, one.said, one.naive]
    })
    const columns = [...shared, { label: words.value, numeric: true }, { label: words.naive, numeric: true }]
    out.push(heading(words.ahead, '-'), textTable(columns, rows))
  }
  return out
}

function sectionPart(section: ReportSection, writing: Writing, most: number): string[] {
  const { lang } = writing
  const { contribution } = section
  const out = [heading(contribution.title[lang], '-'), paragraph(contribution.method[lang])]
  if (contribution.notEnoughData !== null) out.push(paragraph(contribution.notEnoughData[lang]))
  if (contribution.figures.length > 0) {
    const words = contribution.figures.map((figure) => figureWords(figure, writing))
    out.push(words.map((one) => figureText(one, one.exact, one.comparisons)).join('\n'))
  }
  if (contribution.charts.length > 0)
    out.push(contribution.charts.map((chart) => chartText(chart, writing, '')).join('\n'))
  return [...out, ...contribution.tables.map((table) => tableText(table, writing, most))]
}

function tableText(table: Table, writing: Writing, most: number): string {
  const { title, note, columns, rows } = tableGrid(table, most, writing)
  const aligned = columns.map((column) => ({ label: column.label, numeric: column.kind === 'number' }))
  const body = rows.length === 0 ? WORDS[writing.lang].empty : textTable(aligned, rows)
  return [paragraph(title), body, ...(note === '' ? [] : [paragraph(note)])].join('\n')
}

function nightPart(report: Report, lang: Lang): string {
  const words = WORDS[lang]
  if (report.night.steps.length === 0) return ''
  const columns = [
    { label: words.step, numeric: false },
    { label: words.state, numeric: false },
    { label: words.time, numeric: true },
    { label: words.rows, numeric: true },
  ]
  const rows = report.night.steps.map((step) => {
    const cells = stepCells(step, lang)
    return [cells.title, cells.status, cells.time, cells.rows]
  })
  return textTable(columns, rows)
}
