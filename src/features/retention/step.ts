/** Who comes back: visitors by the week of their first visit, and what new and returning ones bring. */
import type {
  Chart,
  Contribution,
  Evidence,
  Figure,
  Finding,
  NightStep,
  StepContext,
  Table,
} from '../findings/index.ts'
import { textCell } from '../findings/index.ts'
import { periodUpTo, readCoverage, waitingText } from '../visits/index.ts'
import { type Change, changeOf } from './model.ts'
import { DEFAULT_WEEKS, LEVEL, type RetentionAnswer, type Share } from './schema.ts'
import { type Found, findRetention } from './service.ts'
import {
  COHORTS_TITLE,
  changeStatement,
  curveTitle,
  METHOD,
  SIGNIFICANCE,
  TITLE,
  tooFewWeeks,
  weekName,
} from './texts.ts'

export const retentionStep: NightStep = { name: 'retention', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf } = context
  const period = periodUpTo(asOf)
  const coverage = await readCoverage(ask, period)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const waiting = waitingText(coverage.rows[0], period)
  if (waiting !== null) return { ...empty, evidence: [coverage.evidence], notEnoughData: waiting }
  const found = await findRetention(context, { period, filters: [] }, DEFAULT_WEEKS)
  const { cohorts, groups } = found.evidence
  const change = changeOf(found)
  const heatmap = cohortChart(found, cohorts)
  const curve = curveChart(found, cohorts)
  return {
    ...empty,
    figures: figuresOf(found),
    findings: change === null || change.p >= SIGNIFICANCE ? [] : [changeFinding(change, cohorts, curve)],
    tables: [groupTable(found, groups), ...(found.cohorts.length === 0 ? [] : [cohortTable(found, cohorts)])],
    charts: [curve, heatmap].filter((chart) => chart !== null),
    evidence: [coverage.evidence, cohorts, groups],
    notEnoughData: found.curve.length === 0 ? tooFewWeeks(found.since, asOf) : null,
  }
}

const intervalOf = ({ low, high }: Share) => (low === null || high === null ? null : { low, high, level: LEVEL })

function shareFigure(id: string, label: Figure['label'], share: Share, evidence: Evidence): Figure {
  const missing = { de: 'Noch niemand lange genug beobachtet.', en: 'Nobody has been seen for long enough yet.' }
  return {
    id: `retention.${id}`,
    label,
    value: share.share,
    unit: 'ratio',
    interval: intervalOf(share),
    n: share.of,
    missing: share.share === null ? missing : null,
    comparisons: [],
    evidenceId: evidence.id,
  }
}

function figuresOf({ curve, isNew, newcomers, returning, evidence: { cohorts, groups } }: Found): Figure[] {
  const nobody: Share = { count: 0, of: 0, share: null, low: null, high: null }
  const after = (age: number) => curve.find((point) => point.age === age) ?? nobody
  return [
    shareFigure('week-1', { de: 'Wieder da in der Woche danach', en: 'Back in the week after' }, after(1), cohorts),
    shareFigure(
      'week-4',
      { de: 'Wieder da in der 4. Woche danach', en: 'Back in the 4th week after' },
      after(4),
      cohorts,
    ),
    shareFigure('new', { de: 'Neue Besucher (28 Tage)', en: 'New visitors (28 days)' }, isNew, groups),
    shareFigure(
      'new-buyers',
      { de: 'Neue Besucher, die bestellten', en: 'New visitors who ordered' },
      newcomers.bought,
      groups,
    ),
    shareFigure(
      'returning-buyers',
      { de: 'Wiederkehrende Besucher, die bestellten', en: 'Returning visitors who ordered' },
      returning.bought,
      groups,
    ),
  ]
}

function changeFinding(change: Change, evidence: Evidence, chart: Chart | null): Finding {
  const said = changeStatement(change)
  return {
    id: 'retention.change',
    kind: 'visitors',
    direction: change.difference > 0 ? 'good' : 'bad',
    stakeCents: null,
    stakePeriodDays: 14,
    ...said,
    next: [...said.next],
    figure: {
      id: 'retention.change',
      label: {
        de: 'Unterschied im Anteil, der in der Woche danach wiederkommt',
        en: 'Difference in the share back in the week after',
      },
      value: change.difference * 100,
      unit: 'percent-points',
      interval: { low: change.low * 100, high: change.high * 100, level: LEVEL },
      n: change.latest.reduce((sum, { visitors }) => sum + visitors, 0),
      missing: null,
      comparisons: [],
      evidenceId: evidence.id,
    },
    chart,
    evidenceIds: [evidence.id],
  }
}

function curveChart({ curve }: RetentionAnswer, evidence: Evidence): Chart | null {
  const first = curve[0]
  if (first === undefined || first.share === null || curve.length < 2) return null
  return {
    id: 'retention.curve',
    title: curveTitle(first.share, first.age),
    kind: 'line',
    unit: 'ratio',
    x: curve.map(({ age }) => String(age)),
    series: [
      { name: { de: 'Wieder da', en: 'Back' }, role: 'actual', values: curve.map(({ share }) => share) },
      { name: { de: 'untere Grenze', en: 'low' }, role: 'low', values: curve.map(({ low }) => low) },
      { name: { de: 'obere Grenze', en: 'high' }, role: 'high', values: curve.map(({ high }) => high) },
    ],
    marks: [],
    evidenceId: evidence.id,
  }
}

function cohortChart({ cohorts, curve }: RetentionAnswer, evidence: Evidence): Chart | null {
  const shown = cohorts.filter(({ returned }) => returned.length > 0)
  if (shown.length < 2) return null
  return {
    id: 'retention.cohorts',
    title: COHORTS_TITLE,
    kind: 'heatmap',
    unit: 'ratio',
    x: curve.map(({ age }) => String(age)),
    series: shown.map(({ week, returned }) => ({
      name: weekName(week),
      role: 'group' as const,
      values: curve.map((_, i) => returned[i]?.share ?? null),
    })),
    marks: [],
    evidenceId: evidence.id,
  }
}

function cohortTable({ cohorts, curve }: RetentionAnswer, evidence: Evidence): Table {
  return {
    id: 'retention.cohorts',
    title: COHORTS_TITLE,
    note: {
      de: 'Anteil der Besucher, die in der 1., 2., … Woche nach der ersten wieder da waren. Leer: Die Woche ist noch nicht vorbei.',
      en: 'Share of visitors who were back in the 1st, 2nd, … week after the first. Empty: the week is not over yet.',
    },
    columns: [
      { key: 'week', label: { de: 'Erste Woche', en: 'First week' }, unit: 'text' },
      { key: 'visitors', label: { de: 'Besucher', en: 'Visitors' }, unit: 'count' },
      ...curve.map(({ age }) => ({
        key: `week${age}`,
        label: { de: `${age}. Woche`, en: `Week ${age}` },
        unit: 'ratio' as const,
      })),
    ],
    rows: cohorts.map(({ week, visitors, returned }) => [
      textCell(weekName(week)),
      visitors,
      ...curve.map((_, i) => returned[i]?.share ?? null),
    ]),
    rowCount: cohorts.length,
    evidenceId: evidence.id,
  }
}

function groupTable({ newcomers, returning }: RetentionAnswer, evidence: Evidence): Table {
  const row = (name: { de: string; en: string }, group: typeof newcomers) => [
    name,
    group.visitors,
    group.sessions,
    group.bought.share,
    group.bought.low,
    group.bought.high,
    group.value?.cents ?? null,
    group.value?.low ?? null,
    group.value?.high ?? null,
  ]
  return {
    id: 'retention.groups',
    title: { de: 'Neue und wiederkehrende Besucher, 28 Tage', en: 'New and returning visitors, 28 days' },
    note: null,
    columns: [
      { key: 'group', label: { de: 'Besucher', en: 'Visitors' }, unit: 'text' },
      { key: 'visitors', label: { de: 'Anzahl', en: 'Number' }, unit: 'count' },
      { key: 'sessions', label: { de: 'Sitzungen', en: 'Sessions' }, unit: 'count' },
      { key: 'bought', label: { de: 'bestellten', en: 'ordered' }, unit: 'ratio' },
      { key: 'boughtLow', label: { de: 'von', en: 'from' }, unit: 'ratio' },
      { key: 'boughtHigh', label: { de: 'bis', en: 'to' }, unit: 'ratio' },
      { key: 'value', label: { de: 'Umsatz je Besucher', en: 'Revenue per visitor' }, unit: 'cents' },
      { key: 'valueLow', label: { de: 'von', en: 'from' }, unit: 'cents' },
      { key: 'valueHigh', label: { de: 'bis', en: 'to' }, unit: 'cents' },
    ],
    rows: [row({ de: 'neu', en: 'new' }, newcomers), row({ de: 'wiederkehrend', en: 'returning' }, returning)],
    rowCount: 2,
    evidenceId: evidence.id,
  }
}
