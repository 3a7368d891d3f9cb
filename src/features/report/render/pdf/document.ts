/** The report as a PDF for printing and filing: A4, fonts inside, charts as vectors in the colours of paper. */
import type { Content } from 'pdfmake/interfaces.js'
import type { Lang } from '../../../../core/lang.ts'
import type { Finding } from '../../../findings/index.ts'
import type { Report, ReportSection } from '../../schema.ts'
import { WORDS } from '../../words.ts'
import {
  comparisonText,
  type FigureGrid,
  figureGrids,
  figureWords,
  headFigures,
  mainComparisons,
  togetherWords,
} from '../figures.ts'
import type { Writing } from '../format.ts'
import {
  claimWords,
  createdText,
  evidenceTitle,
  headlineOf,
  heldSentence,
  latestChecked,
  nightWords,
  stakeText,
  stepCells,
  totalsWords,
  writingOf,
} from '../view.ts'
import { COLORS, PAGE_WIDTH, pdfChart, pdfDataTable, pdfTable, said } from './parts.ts'
import { print } from './print.ts'

/** The report as the bytes of a PDF file in one language. Dates in it are those of the report, so that it can be compared. */
export async function renderPdf(report: Report, lang: Lang): Promise<Buffer> {
  const words = WORDS[lang]
  const headline = headlineOf(report, lang)
  const shop = said(report.shop.name)
  const margin: [number, number, number, number] = [40, 0, 40, 0]
  return print({
    pageSize: 'A4',
    pageMargins: [40, 56, 40, 52],
    language: lang === 'de' ? 'de-DE' : 'en-GB',
    displayTitle: true,
    version: '1.7',
    info: {
      title: `${headline} · ${shop}`,
      author: shop,
      creator: 'Dirigent',
      producer: 'Dirigent',
      creationDate: new Date(report.createdAt),
    },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: COLORS.ink },
    header: (page) =>
      page === 1 ? null : { margin: [40, 28, 40, 0], text: `${headline} · ${shop}`, fontSize: 8, color: COLORS.muted },
    footer: (page, pages) => ({
      margin,
      columns: [
        { text: said(createdText(report, lang)), fontSize: 8, color: COLORS.muted },
        {
          text: `${words.page} ${page} ${words.of} ${pages}`,
          fontSize: 8,
          color: COLORS.muted,
          alignment: 'right',
          width: 100,
        },
      ],
    }),
    content: contentOf(report, lang),
  })
}

function contentOf(report: Report, lang: Lang): Content[] {
  const words = WORDS[lang]
  const writing = writingOf(report, lang)
  const night = nightWords(report, lang)
  return [
    { text: said(headlineOf(report, lang)), fontSize: 20, bold: true, lineHeight: 1.1 },
    { text: said(`${report.shop.name} · ${words.night} ${night.summary}`), color: COLORS.muted, margin: [0, 2, 0, 4] },
    ...gaps(report, lang),
    ...keyFigures(report, writing),
    heading(words.important),
    ...findings(report, writing),
    ...claims(report, writing),
    ...report.sections.flatMap((section) => sectionContent(section, writing)),
    heading(words.basis),
    {
      text: said(
        totalsWords(report, writing)
          .map((one) => `${one.label} ${one.value}`)
          .join('  ·  '),
      ),
    },
    heading(words.night),
    nightTable(report, lang),
    ...evidence(report, lang),
  ]
}

function heading(text: string): Content {
  return { text: said(text), fontSize: 14, bold: true, margin: [0, 18, 0, 4], outline: true }
}

function gaps(report: Report, lang: Lang): Content[] {
  const night = nightWords(report, lang)
  if (night.complete) return []
  return [
    { text: WORDS[lang].incomplete, bold: true, color: COLORS.bad, margin: [0, 8, 0, 2] },
    ...night.gaps.map((gap): Content => ({ text: said(gap), margin: [0, 0, 0, 2] })),
  ]
}

/** The figures of the day side by side. */
function keyFigures(report: Report, writing: Writing): Content[] {
  const { words } = togetherWords(headFigures(report), writing)
  if (words.length === 0) return []
  const tiles = words.map((one) => {
    const extra = [one.interval, one.n, one.missing].filter((part) => part !== '').join(' · ')
    const size = one.missing === '' ? 16 : 11
    return {
      stack: [
        { text: said(one.label), fontSize: 8.5, color: COLORS.muted },
        { text: said(one.value), fontSize: size, bold: true, lineHeight: 1.1 },
        ...(extra === '' ? [] : [{ text: said(extra), fontSize: 8, color: COLORS.muted }]),
        ...mainComparisons(one).map(
          (other): Content => ({ text: said(`${other.change} ${other.label}`.trim()), fontSize: 8 }),
        ),
      ],
      width: '*' as const,
    }
  })
  return [heading(WORDS[writing.lang].keyFigures), { columns: tiles, columnGap: 12, margin: [0, 4, 0, 4] }]
}

function findings(report: Report, writing: Writing): Content[] {
  if (report.findings.length === 0) return [{ text: WORDS[writing.lang].noFindings, color: COLORS.muted }]
  return report.findings.flatMap((finding, index) => findingContent(finding, index + 1, writing))
}

function findingContent(finding: Finding, rank: number, writing: Writing): Content[] {
  const { lang } = writing
  const words = WORDS[lang]
  const figure = figureWords(finding.figure, writing)
  const color = finding.direction === 'neutral' ? COLORS.muted : COLORS[finding.direction]
  const details = [
    `${figure.label}: ${figure.value}`,
    figure.interval,
    figure.n,
    figure.missing,
    ...mainComparisons(figure).map(comparisonText),
  ].filter((part) => part !== '')
  const stake = stakeText(finding, writing)
  const block: Content = {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    stack: [
      {
        columns: [
          { text: said(`${rank}. ${finding.title[lang]}`), bold: true, fontSize: 11, width: '*' },
          { text: said(stake), bold: true, fontSize: 11, width: 'auto' },
        ],
        columnGap: 12,
      },
      { text: words.direction[finding.direction], fontSize: 8.5, color },
      { text: said(finding.sentence[lang]), margin: [0, 2, 0, 2] },
      { text: said(details.join(' · ')), fontSize: 8.5, color: COLORS.muted },
      ...(finding.next.length === 0
        ? []
        : [
            {
              text: words.next,
              fontSize: 8.5,
              color: COLORS.muted,
              margin: [0, 4, 0, 0] as [number, number, number, number],
            },
            {
              ul: finding.next.map((step) => said(step[lang])),
              margin: [0, 0, 0, 2] as [number, number, number, number],
            },
          ]),
    ],
  }
  const rule: Content = {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: PAGE_WIDTH, y2: 0, lineWidth: 0.5, lineColor: COLORS.line }],
    margin: [0, 8, 0, 0],
  }
  return [block, ...(finding.chart === null ? [] : pdfChart(finding.chart, writing)), rule]
}

function claims(report: Report, writing: Writing): Content[] {
  const { lang } = writing
  const words = WORDS[lang]
  const out: Content[] = []
  if (report.claimsChecked.length > 0) {
    const labels = [words.day, words.metric, words.said, words.interval, words.came, words.verdict, words.naive]
    const rows = latestChecked(report).map((checked) => {
      const one = claimWords(checked.claim, checked, writing)
      return [one.day, one.metric, one.said, one.range, one.came, words.verdicts[one.verdict], one.naive]
    })
    const columns = labels.map((label, index) => ({ label, numeric: index > 1 && index !== 5 }))
    out.push(
      heading(words.held),
      { text: said(heldSentence(report.claimsChecked, lang)) },
      pdfTable({ title: '', note: '', columns, rows }, lang),
    )
  }
  if (report.claims.length > 0) {
    const labels = [words.day, words.metric, words.said, words.interval, words.naive]
    const rows = report.claims.map((claim) => {
      const one = claimWords(claim, null, writing)
      return [one.day, one.metric, one.said, one.range, one.naive]
    })
    const columns = labels.map((label, index) => ({ label, numeric: index > 1 }))
    out.push(heading(words.ahead), pdfTable({ title: '', note: '', columns, rows }, lang))
  }
  return out
}

/** A step's heading stays with what follows it: with its figures where they are few, with its first chart otherwise. */
function sectionContent(section: ReportSection, writing: Writing): Content[] {
  const { lang } = writing
  const { contribution } = section
  const intro: Content[] = [
    heading(contribution.title[lang]),
    { text: said(contribution.method[lang]), fontSize: 8.5, color: COLORS.muted },
  ]
  if (contribution.notEnoughData !== null)
    intro.push({ text: said(contribution.notEnoughData[lang]), margin: [0, 6, 0, 0] })
  const charts = contribution.charts.flatMap((chart) => pdfChart(chart, writing))
  const tables = contribution.tables.map((table) => pdfDataTable(table, writing))
  const figures = figureGrids(contribution.figures, writing).map((one) => figureTable(one, lang))
  const [first, ...rest] = [...figures, ...charts]
  const kept: Content = {
    unbreakable: contribution.figures.length <= 15,
    stack: first === undefined ? intro : [...intro, first],
  }
  return [kept, ...rest, ...tables]
}

function figureTable({ title, head, rows }: FigureGrid, lang: Lang): Content {
  const columns = head.map((label, index) => ({ label, numeric: index > 0 }))
  const cells = rows.map((row) =>
    row.cells.map((cell, index) => (index === 0 && row.missing !== '' ? `${cell}: ${row.missing}` : cell)),
  )
  return pdfTable({ title, note: '', columns, rows: cells }, lang)
}

function nightTable(report: Report, lang: Lang): Content {
  const words = WORDS[lang]
  const labels = [words.step, words.state, words.time, words.rows, words.cause]
  const rows = report.night.steps.map((step) => {
    const cells = stepCells(step, lang)
    return [cells.title, cells.status, cells.time, cells.rows, cells.error]
  })
  const columns = labels.map((label, index) => ({ label, numeric: index === 2 || index === 3 }))
  return pdfTable({ title: '', note: nightWords(report, lang).summary, columns, rows }, lang)
}

/** The queries everything rests on, as an appendix; their rows are in the page and in the JSON. */
function evidence(report: Report, lang: Lang): Content[] {
  const words = WORDS[lang]
  const all = report.sections.flatMap((section) => section.contribution.evidence)
  if (all.length === 0) return []
  const items = all.map((one): Content => {
    const params = Object.entries(one.params).map(([name, value]) => `${name} = ${value}`)
    return {
      margin: [0, 6, 0, 0],
      stack: [
        { text: said(evidenceTitle(one, lang)), bold: true, fontSize: 9 },
        {
          text: said(one.sql === '' ? words.noQuery : one.sql),
          fontSize: 7.5,
          color: COLORS.muted,
          preserveLeadingSpaces: true,
        },
        ...(params.length === 0 ? [] : [{ text: said(params.join(', ')), fontSize: 7.5, color: COLORS.muted }]),
      ],
    }
  })
  return [heading(words.sources), ...items]
}
