/** The newest report as the page Today needs it: the day's figures, the findings as an agenda, and how the night went. Pure. */
import type { Evidence, Figure, Finding, Table } from '../findings/index.ts'
import { headFigures, sparkOf } from './render/figures.ts'
import type { AgendaItem, CheckedClaim, DayReport, FigureOfDay, Report } from './schema.ts'

const COURSE_DAYS = 28
/** What is said for days to come, and the figure it speaks of. */
const METRIC_OF: Readonly<Record<string, CheckedClaim['claim']['metric']>> = {
  'sales.day.revenue': 'revenueCents',
  'sales.day.orders': 'orders',
}
/** The comparison that people make first. */
const SAME_WEEKDAY = 'Gleicher Wochentag der Vorwoche'

export function dayReportOf(report: Report): DayReport {
  const { asOf, createdAt, night, claimsChecked, sections } = report
  const judged = claimsChecked.filter(({ inBand }) => inBand !== null)
  return {
    asOf,
    createdAt,
    figures: headFigures(report).map((figure) => figureOf(figure, report)),
    findings: agendaOf(report),
    night: { startedAt: night.startedAt, finishedAt: night.finishedAt, steps: night.steps },
    checked: claimsChecked.filter(({ claim }) => claim.day === asOf),
    held: { judged: judged.length, inBand: judged.filter(({ inBand }) => inBand === true).length },
    waiting: sections.flatMap(({ step, contribution: { title, notEnoughData } }) =>
      notEnoughData === null ? [] : [{ step, title, missing: notEnoughData }],
    ),
  }
}

function figureOf(figure: Figure, report: Report): FigureOfDay {
  const { id, label, value, unit, missing, comparisons, evidenceId } = figure
  const compared = comparisons.find((one) => one.label.de === SAME_WEEKDAY) ?? comparisons[0]
  const said = report.claimsChecked.find(({ claim }) => claim.day === report.asOf && claim.metric === METRIC_OF[id])
  return {
    id,
    label,
    value,
    unit,
    missing,
    comparison: compared === undefined ? null : { label: compared.label, change: compared.change },
    expected:
      said === undefined
        ? null
        : { low: said.claim.low, high: said.claim.high, level: said.claim.level, inBand: said.inBand },
    course: sparkOf(figure, report) ?? courseInTable(figure, report),
    evidenceId,
  }
}

/** From the table whose rows are days, newest first, and whose column bears the figure's name. */
function courseInTable({ id, value }: Figure, { asOf, sections }: Report): (number | null)[] {
  const name = id.slice(id.lastIndexOf('.') + 1)
  for (const { columns, rows } of sections.flatMap(({ contribution }) => contribution.tables)) {
    const dayAt = columns.findIndex(({ unit }) => unit === 'date')
    const valueAt = columns.findIndex(({ key }) => key === name)
    const [first] = rows
    if (dayAt < 0 || valueAt < 0 || first?.[dayAt] !== asOf || first[valueAt] !== value) continue
    return rows
      .slice(0, COURSE_DAYS)
      .map((row) => row[valueAt])
      .map((cell) => (typeof cell === 'number' ? cell : null))
      .reverse()
  }
  return []
}

function agendaOf({ findings, sections }: Report): AgendaItem[] {
  const evidence = new Map<string, Evidence>()
  const stepOf = new Map<string, string>()
  const tables: Table[] = []
  for (const { step, contribution } of sections) {
    for (const one of contribution.evidence) evidence.set(one.id, one)
    for (const one of contribution.findings) stepOf.set(one.id, step)
    tables.push(...contribution.tables)
  }
  return findings.map((finding: Finding) => {
    const { id, kind, direction, stakeCents, stakePeriodDays, title, sentence, next, evidenceIds } = finding
    return {
      id,
      kind,
      direction,
      stakeCents,
      stakePeriodDays,
      title,
      sentence,
      next,
      step: stepOf.get(id) ?? '',
      evidence: evidenceIds.flatMap((evidenceId) => {
        const found = evidence.get(evidenceId)
        return found === undefined ? [] : [{ id: evidenceId, title: found.title, rowCount: found.rowCount }]
      }),
      tables: tables
        .filter(({ evidenceId }) => evidenceIds.includes(evidenceId))
        .map((table) => ({ id: table.id, title: table.title })),
    }
  })
}
