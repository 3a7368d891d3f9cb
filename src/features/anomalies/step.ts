/** Days on which a key figure, a country, a category or a channel left what was to be expected of it. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import type { Contribution, Evidence, Figure, NightStep, StepContext } from '../findings/index.ts'
import { toSeries } from '../forecast/index.ts'
import { anomalyFindings, deviationsOn, type Scene, testedTable } from './findings.ts'
import { JUDGED_DAYS, judgeAll, MAX_Q, type Verdict, type Worth } from './judge.ts'
import { buildSeries, judgedDay } from './series.ts'
import { readOverlap, readParts, readTotals, type TotalRow, VOLUME_DAYS } from './store.ts'
import { METHOD, TITLE, tooFewDays } from './texts.ts'

const LEAST_DAYS = 42 + JUDGED_DAYS

export const anomaliesStep: NightStep = { name: 'anomalies', title: TITLE, needs: [], run }

async function run(context: StepContext): Promise<Contribution> {
  const { ask, asOf, compute, currency, holidays, signal } = context
  const totals = await readTotals(ask, asOf)
  const whole = toSeries(totals.rows, asOf)
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const known = whole === null ? 0 : whole.orders.length - whole.silentDays
  if (whole === null || known < LEAST_DAYS || !totals.rows.some(({ orders }) => orders > 0)) {
    const from = addDays(asOf, Math.max(1, LEAST_DAYS - known))
    return { ...empty, evidence: [totals.evidence], notEnoughData: tooFewDays(known, LEAST_DAYS, from) }
  }
  const parts = await readParts(ask, asOf)
  const series = buildSeries({
    totals: totals.rows,
    parts: parts.rows,
    whole,
    evidence: { totals: totals.evidence.id, parts: parts.evidence.id },
  })
  const { verdicts, tooFew } = await judgeAll(compute, series, { whole, holidays, signal })
  const days = Math.min(JUDGED_DAYS, whole.orders.length)
  const toldFrom = days - toldDays(context.previousAsOf, asOf, days)
  const worth = worthOf(totals.rows, asOf)
  const overlaps = new Map<number, { rows: Awaited<ReturnType<typeof readOverlap>>['rows']; evidenceId: string }>()
  const evidence: Evidence[] = [totals.evidence, parts.evidence]
  for (let place = toldFrom; place < days; place++) {
    const dimensions = new Set(deviationsOn(verdicts, place, worth).map(({ verdict }) => verdict.series.dimension))
    dimensions.delete(null)
    if (dimensions.size < 2) continue
    const answer = await readOverlap(ask, judgedDay(asOf, days, place))
    evidence.push(answer.evidence)
    overlaps.set(place, { rows: answer.rows, evidenceId: answer.evidence.id })
  }
  const scene: Scene = { asOf, currency, worth, days, toldFrom, overlaps }
  return {
    ...empty,
    figures: figuresOf(verdicts, days, totals.evidence.id),
    findings: anomalyFindings(verdicts, scene),
    tables: verdicts.length === 0 ? [] : [testedTable(verdicts, scene, totals.evidence.id)],
    evidence,
    notEnoughData:
      tooFew === null
        ? null
        : tooFewDays(tooFew.known, tooFew.needed, addDays(asOf, Math.max(1, tooFew.needed - tooFew.known))),
  }
}

/** Days since the last report, at least the last one; all judged days on the first night. */
function toldDays(previousAsOf: Day | null, asOf: Day, days: number): number {
  if (previousAsOf === null || previousAsOf >= asOf) return days
  return Math.min(days, daysBetween(previousAsOf, asOf))
}

/** What an order and an item bring, and how many orders a day has, over the last weeks. */
function worthOf(rows: readonly TotalRow[], asOf: Day): Worth {
  const recent = rows.filter(({ day }) => day > addDays(asOf, -VOLUME_DAYS))
  const sum = (pick: (row: TotalRow) => number) => recent.reduce((total, row) => total + pick(row), 0)
  const [cents, orders] = [sum((row) => row.standing_cents), sum((row) => row.standing_orders)]
  const items = sum((row) => row.standing_items)
  return {
    perOrder: orders > 0 ? cents / orders : 0,
    perItem: items > 0 ? cents / items : 0,
    orders: orders / VOLUME_DAYS,
  }
}

function figuresOf(verdicts: readonly Verdict[], days: number, evidenceId: string): Figure[] {
  const last = (values: Float64Array) => values[days - 1] ?? Number.NaN
  const count = (id: string, label: Text, value: number): Figure => ({
    id: `anomalies.${id}`,
    label,
    value,
    unit: 'count',
    interval: null,
    n: null,
    missing: null,
    comparisons: [],
    evidenceId,
  })
  const tested = verdicts.filter(({ p }) => !Number.isNaN(last(p)))
  return [
    count('tested', { de: 'Geprüfte Reihen', en: 'Series tested' }, tested.length),
    count(
      'flagged',
      { de: 'Davon auffällig', en: 'Of these standing out' },
      tested.filter(({ q }) => last(q) <= MAX_Q).length,
    ),
  ]
}
