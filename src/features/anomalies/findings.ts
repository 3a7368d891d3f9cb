/** From what stood out to findings, the table of all that was tested, and charts with the band. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import { anomaly, zeroSales } from '../../language/sentences/anomaly.ts'
import { type Metric, metricUnit, moreIsGood } from '../../language/sentences/metric.ts'
import { bothLangs, type Statement } from '../../language/sentences/pen.ts'
import { type Chart, type Figure, type Finding, revenueOn, type Table } from '../findings/index.ts'
import { LEVEL, MAX_Q, moneyOf, type Verdict, type Worth } from './judge.ts'
import { type Deviation, findMatters, type Matter } from './matters.ts'
import { judgedDay, scopeLabel, seriesLabel } from './series.ts'
import type { OverlapRow } from './store.ts'
import { partsSentence } from './texts.ts'

const MOST_FINDINGS = 5
const CHART_DAYS = 42
const TABLE_ROWS = 200
const PARTS_NAMED = 2

export interface Scene {
  readonly asOf: Day
  readonly currency: string
  readonly worth: Worth
  /** How many judged days there are, and from which place on they are told. */
  readonly days: number
  readonly toldFrom: number
  /** Per told day what deviated at once, and the evidence of it. */
  readonly overlaps: ReadonlyMap<number, { readonly rows: readonly OverlapRow[]; readonly evidenceId: string }>
}

/** Figures whose worth is the revenue of the same part. */
const OF_REVENUE: ReadonlySet<Metric> = new Set(['orders', 'items', 'averageOrderCents'])

/** Whether the money of a deviation is the revenue of its part. */
const isRevenue = (metric: Metric) => metric === 'revenueCents' || OF_REVENUE.has(metric)

const at = (values: Float64Array, place: number) => values[place] ?? Number.NaN

/** What stood out on a judged day. */
export function deviationsOn(verdicts: readonly Verdict[], place: number, worth: Worth): Deviation[] {
  const deviation = (verdict: Verdict) => at(verdict.actual, place) - at(verdict.expected, place)
  const revenue = new Map(
    verdicts.flatMap((verdict): [string, number][] => {
      const { metric, scopeId } = verdict.series
      const own = deviation(verdict)
      return metric === 'revenueCents' && !Number.isNaN(own) ? [[scopeId, own]] : []
    }),
  )
  return verdicts.flatMap((verdict) => {
    if (!(at(verdict.q, place) <= MAX_Q)) return []
    const { metric, scopeId } = verdict.series
    // More or larger orders need not mean more money: what came in counts, where it is known.
    const known = OF_REVENUE.has(metric) ? revenue.get(scopeId) : undefined
    return [{ verdict, place, cents: known ?? moneyOf(metric, deviation(verdict), worth) }]
  })
}

/** One finding per matter, days in a row together, the most money first, at most five. */
export function anomalyFindings(verdicts: readonly Verdict[], scene: Scene): Finding[] {
  const threads = new Map<string, Matter[]>()
  for (let place = scene.toldFrom; place < scene.days; place++) {
    const overlap = scene.overlaps.get(place)?.rows ?? []
    for (const matter of findMatters(deviationsOn(verdicts, place, scene.worth), overlap)) {
      const id = idOf(matter.leader)
      threads.set(id, [...(threads.get(id) ?? []), matter])
    }
  }
  return [...threads]
    .flatMap(([id, matters]) => findingOf(id, matters, scene) ?? [])
    .sort((a, b) => Math.abs(b.stakeCents ?? 0) - Math.abs(a.stakeCents ?? 0))
    .slice(0, MOST_FINDINGS)
}

function idOf({ verdict, place }: Deviation): string {
  const { scopeId, metric } = verdict.series
  const up = at(verdict.actual, place) > at(verdict.expected, place)
  return `anomalies.${scopeId}.${metric}.${up ? 'high' : 'low'}`
}

/** `matters`: one per day, oldest first. */
function findingOf(id: string, matters: readonly Matter[], scene: Scene): Finding | null {
  const last = matters.at(-1)
  if (last === undefined) return null
  const { verdict, place } = last.leader
  const { series } = verdict
  const cents = Math.round(matters.reduce((sum, { leader }) => sum + leader.cents, 0))
  const statement = statementOf(last.leader, scene)
  const named = new Set([series.scopeId])
  const parts = last.others.flatMap(({ verdict: other, cents: own }) => {
    if (named.has(other.series.scopeId) || other.series.dimension === null) return []
    named.add(other.series.scopeId)
    return [{ scope: other.series.scope, cents: own }]
  })
  const shown = partsSentence(parts.slice(0, PARTS_NAMED), scene.currency)
  const overlap = matters.flatMap(({ leader }) => scene.overlaps.get(leader.place)?.evidenceId ?? [])
  const evidenceIds = [
    series.evidenceId,
    ...last.others.map(({ verdict: other }) => other.series.evidenceId),
    ...overlap,
  ]
  return {
    id,
    kind: 'anomaly',
    ...(isRevenue(series.metric) ? { about: revenueOn(series.scopeId, judgedDay(scene.asOf, scene.days, place)) } : {}),
    direction: directionOf(last.leader, cents),
    stakeCents: cents,
    stakePeriodDays: matters.length,
    title: statement.title,
    sentence: bothLangs((lang) => statement.sentence[lang] + shown[lang]),
    figure: figureOf(id, verdict, place),
    chart: chartOf(
      id,
      verdict,
      matters.map(({ leader }) => leader.place),
      scene,
      statement,
    ),
    evidenceIds: [...new Set(evidenceIds)],
    next: [...statement.next],
  }
}

/** Neutral where the figure and the money disagree: fewer orders, and yet not less revenue. */
function directionOf({ verdict, place }: Deviation, cents: number): Finding['direction'] {
  const up = at(verdict.actual, place) > at(verdict.expected, place)
  const good = up === moreIsGood(verdict.series.metric)
  if (good === cents > 0) return good ? 'good' : 'bad'
  return 'neutral'
}

function statementOf({ verdict, place }: Deviation, { asOf, currency, days }: Scene): Statement {
  const { series } = verdict
  const day = judgedDay(asOf, days, place)
  const today = addDays(asOf, 1)
  const value = at(verdict.actual, place)
  const expected = { mean: at(verdict.expected, place), low: at(verdict.low, place), high: at(verdict.high, place) }
  const daysInARow = runOf(verdict, place)
  if (series.metric === 'orders' && value === 0) {
    return zeroSales({ scope: series.scope, day, today, quietDays: daysInARow, usualPerDay: expected })
  }
  return anomaly({
    metric: series.metric,
    scope: series.scope,
    period: { kind: 'day', day, today },
    value,
    expected,
    daysInARow,
    currency,
  })
}

/** Days in a row, up to the place, on which the value was outside of the band on the same side. */
function runOf({ actual, expected, low, high }: Verdict, place: number): number {
  const side = (d: number) => {
    const value = at(actual, d)
    return value > at(high, d) ? 1 : value < at(low, d) ? -1 : 0
  }
  const own = Math.sign(at(actual, place) - at(expected, place))
  let run = 1
  while (run <= place && side(place - run) === own) run++
  return run
}

const shown = (metric: Metric, value: number) =>
  metricUnit(metric) === 'cents' ? Math.round(value) : Math.round(100 * value) / 100

function figureOf(id: string, verdict: Verdict, place: number): Figure {
  const { series } = verdict
  const [value, expected] = [at(verdict.actual, place), at(verdict.expected, place)]
  const known = series.values.reduce((count, own) => count + (Number.isNaN(own) ? 0 : 1), 0)
  return {
    id,
    label: seriesLabel(series),
    value: shown(series.metric, value),
    unit: metricUnit(series.metric),
    interval: {
      low: shown(series.metric, at(verdict.low, place)),
      high: shown(series.metric, at(verdict.high, place)),
      level: LEVEL,
    },
    n: known,
    missing: null,
    comparisons: [
      {
        label: { de: 'Erwartet', en: 'Expected' },
        value: shown(series.metric, expected),
        change: expected > 0 ? value / expected - 1 : null,
      },
    ],
    evidenceId: series.evidenceId,
  }
}

/** Six weeks of the series, the band of the judged days and a mark on what stood out. */
function chartOf(
  id: string,
  verdict: Verdict,
  places: readonly number[],
  { asOf, days }: Scene,
  statement: Statement,
): Chart {
  const { series } = verdict
  const length = Math.min(CHART_DAYS, series.values.length)
  const x = Array.from({ length }, (_, i) => addDays(asOf, i + 1 - length))
  const point = (value: number) => (Number.isNaN(value) ? null : shown(series.metric, value))
  const lead = Array.from({ length: Math.max(0, length - days) }, () => null)
  const judged = (values: Float64Array) => [
    ...lead,
    ...Array.from(values.subarray(values.length - Math.min(days, length)), point),
  ]
  return {
    id,
    title: statement.title,
    kind: 'line',
    unit: metricUnit(series.metric),
    x,
    series: [
      {
        name: seriesLabel(series),
        role: 'actual',
        values: Array.from(series.values.subarray(series.values.length - length), point),
      },
      { name: { de: 'Erwartet', en: 'Expected' }, role: 'forecast', values: judged(verdict.expected) },
      { name: { de: 'Von', en: 'From' }, role: 'low', values: judged(verdict.low) },
      { name: { de: 'Bis', en: 'To' }, role: 'high', values: judged(verdict.high) },
    ],
    marks: places.map((place) => ({ x: judgedDay(asOf, days, place), text: { de: 'auffällig', en: 'stands out' } })),
    evidenceId: series.evidenceId,
  }
}

/** All series tested on the day of the report, and those that stood out on the six days before. */
export function testedTable(verdicts: readonly Verdict[], { asOf, days, worth }: Scene, evidenceId: string): Table {
  const rows = verdicts.flatMap((verdict) =>
    Array.from({ length: days }, (_, place) => ({ verdict, place })).filter(
      ({ place }) => !Number.isNaN(at(verdict.p, place)) && (place === days - 1 || at(verdict.q, place) <= MAX_Q),
    ),
  )
  const money = ({ verdict, place }: (typeof rows)[number]) =>
    Math.abs(moneyOf(verdict.series.metric, at(verdict.actual, place) - at(verdict.expected, place), worth))
  rows.sort((a, b) => at(a.verdict.q, a.place) - at(b.verdict.q, b.place) || money(b) - money(a))
  return {
    id: 'anomalies.tested',
    title: { de: 'Alles, was geprüft wurde', en: 'All that was tested' },
    note: {
      de: 'Der Tag des Berichts in allen Reihen; von den sechs Tagen davor, was auffiel. Geld in Einheiten der Währung. q: Anteil falscher Meldungen, wenn man bis hier alle nimmt.',
      en: 'The day of the report in all series; of the six days before, what stood out. Money in units of the currency. q: share of false alerts when all up to here are taken.',
    },
    columns: [
      { key: 'scope', label: { de: 'Bereich', en: 'Scope' }, unit: 'text' },
      { key: 'metric', label: { de: 'Kennzahl', en: 'Figure' }, unit: 'text' },
      { key: 'day', label: { de: 'Tag', en: 'Day' }, unit: 'date' },
      { key: 'actual', label: { de: 'Wert', en: 'Value' }, unit: 'number' },
      { key: 'expected', label: { de: 'Erwartet', en: 'Expected' }, unit: 'number' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'number' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'number' },
      { key: 'p', label: { de: 'p', en: 'p' }, unit: 'number' },
      { key: 'q', label: { de: 'q', en: 'q' }, unit: 'number' },
    ],
    rows: rows.slice(0, TABLE_ROWS).map(({ verdict, place }) => {
      const { series } = verdict
      const scope = scopeLabel(series)
      const label = seriesLabel({ ...series, dimension: null })
      // A column has one unit only, so money stands in whole units of the currency here.
      const unit = metricUnit(series.metric) === 'cents' ? 100 : 1
      const cell = (values: Float64Array) => Math.round((100 * at(values, place)) / unit) / 100
      return [
        scope,
        label,
        judgedDay(asOf, days, place),
        ...[verdict.actual, verdict.expected, verdict.low, verdict.high].map(cell),
        at(verdict.p, place),
        at(verdict.q, place),
      ]
    }),
    rowCount: rows.length,
    evidenceId,
  }
}
