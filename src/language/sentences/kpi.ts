import type { Lang, Text } from '../../core/lang.ts'
import { formatPercentPoints, isKnown, joinList, type Known } from '../numbers.ts'
import {
  type Change,
  changeOf,
  comparative,
  equative,
  type Metric,
  metricAmount,
  metricLabel,
  metricUnit,
  metricValue,
  unknownMetric,
} from './metric.ts'
import { nextSteps } from './next-steps.ts'
import { bothLangs, type Interval, type Pen, pensFor, type Statement, steps } from './pen.ts'
import { type Baseline, baselineNoun, baselineWhen, lead, type Period } from './period.ts'
import { type Scope, within } from './scope.ts'

export interface KpiChange {
  readonly metric: Metric
  readonly period: Period
  /** Cents, a count, or a ratio, as the metric asks; null: not known. */
  readonly value: Known
  /** The most telling first: it makes the title. Unknown ones are left out. */
  readonly comparisons: readonly { readonly baseline: Baseline; readonly value: Known }[]
  /** What was to be expected; null: too little history. */
  readonly expected: Interval | null
  /** Default: the whole shop. */
  readonly scope?: Scope
  readonly currency: string
}

/** The size of a change without its direction: '6,2 %', '1,3 Prozentpunkte', '3'. */
function changeSize(change: Change, pen: Pen): string {
  if (change.kind === 'relative') return pen.percent(Math.abs(change.ratio))
  if (change.kind === 'points') return formatPercentPoints(Math.abs(change.points), { lang: pen.lang })
  return change.kind === 'absolute' ? pen.count(Math.abs(change.difference)) : ''
}

function isUp(change: Change): boolean {
  if (change.kind === 'relative') return change.ratio > 0
  if (change.kind === 'points') return change.points > 0
  return change.kind === 'absolute' && change.difference > 0
}

/** '6,2 % mehr als am Montag davor', 'genauso viel wie …', 'gegenüber 0 € …'. */
function comparisonPart(metric: Metric, change: Change, base: string, pen: Pen): string {
  const german = pen.lang === 'de'
  if (change.kind === 'none') return german ? `${equative(metric)} wie ${base}` : `the same as ${base}`
  if (change.kind === 'from') {
    const before = metricValue(metric, change.base, pen)
    return german ? `gegenüber ${before} ${base}` : `against ${before} ${base}`
  }
  const word = comparative(metric, isUp(change), pen.lang)
  return `${changeSize(change, pen)} ${word} ${german ? 'als' : 'than'} ${base}`
}

function expectedPart(metric: Metric, value: number, expected: Interval, pen: Pen): string {
  const unit = metricUnit(metric)
  const range = `(${pen.range(expected, unit)})`
  const german = pen.lang === 'de'
  if (value >= expected.low && value <= expected.high) {
    return german ? `im Rahmen des Erwarteten ${range}` : `within what was expected ${range}`
  }
  const word = comparative(metric, value > expected.high, pen.lang)
  return german ? `${word} als erwartet ${range}` : `${word} than expected ${range}`
}

function sentenceIn(lang: Lang, params: KpiChange): string {
  const { metric, period, value, expected } = params
  const pen = pensFor(params.currency)[lang]
  const where = within(params.scope ?? { kind: 'total' }, lang)
  if (!isKnown(value)) {
    const start = lead(period, lang).replace(/(?<!:) $/, ': ')
    return `${start}${unknownMetric(metric, where)[lang]}.`
  }
  const parts = params.comparisons.flatMap(({ baseline, value: base }) => {
    const change = changeOf(metric, value, base)
    return change === null ? [] : [comparisonPart(metric, change, baselineWhen(baseline, period, lang), pen)]
  })
  if (expected !== null) parts.push(expectedPart(metric, value, expected, pen))
  const start = `${lead(period, lang)}${metricAmount(metric, value, pen)}${where}`
  return parts.length === 0 ? `${start}.` : `${start}, ${joinList(parts, lang)}.`
}

function titleIn(lang: Lang, params: KpiChange): string {
  const { metric, period, value } = params
  const pen = pensFor(params.currency)[lang]
  const label = metricLabel(metric)[lang] + within(params.scope ?? { kind: 'total' }, lang)
  if (!isKnown(value)) return lang === 'de' ? `${label}: nicht bekannt` : `${label}: not known`
  const first = params.comparisons.find(({ value: base }) => isKnown(base))
  const change = first === undefined ? null : changeOf(metric, value, first.value)
  if (first === undefined || change === null || change.kind === 'from') {
    return `${label}: ${metricValue(metric, value, pen)}`
  }
  const base = baselineNoun(first.baseline, period, lang)
  if (lang === 'de') {
    if (change.kind === 'none') return `${label} unverändert gegenüber ${base}`
    return `${label} ${isUp(change) ? '+' : '−'}${changeSize(change, pen)} gegenüber ${base}`
  }
  if (change.kind === 'none') return `${label} unchanged on ${base}`
  return `${label} ${isUp(change) ? 'up' : 'down'} ${changeSize(change, pen)} on ${base}`
}

/**
 * A key figure against the same weekday, the previous period and the year before, and against what was expected:
 * 'Gestern 41.280 € Umsatz, 6,2 % mehr als am Montag davor und im Rahmen des Erwarteten (38,2 bis 44,0 Tsd. €).'
 */
export function kpiChange(params: KpiChange): Statement {
  const { metric, value } = params
  return {
    title: bothLangs((lang) => titleIn(lang, params)),
    sentence: bothLangs((lang) => sentenceIn(lang, params)),
    next: isKnown(value) ? stepsOutside(params, value) : costSteps(metric),
  }
}

function costSteps(metric: Metric): readonly Text[] {
  const margin = metric === 'marginCents' || metric === 'marginRatio'
  return margin ? steps(['Einkaufspreise nachtragen', 'Add the missing purchase costs']) : []
}

function stepsOutside(params: KpiChange, value: number): readonly Text[] {
  const { expected } = params
  if (expected === null || (value >= expected.low && value <= expected.high)) return []
  return nextSteps(params.metric, params.scope ?? { kind: 'total' }, value > expected.high)
}
