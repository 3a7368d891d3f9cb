/** From the outlook on revenue and orders to the figures, charts, claims and the finding of the report. */
import { addDays, type Day } from '../../core/time.ts'
import { forecast } from '../../language/sentences/forecast.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import type { Chart, Claim, Figure, Finding, Interval, Table } from '../findings/index.ts'
import type { Holiday } from './holidays.ts'
import { type Accuracy, type Expected, HORIZON_DAYS, knownDays, LEVEL, type Outlook } from './outlook.ts'
import type { DailySeries } from './series.ts'
import {
  coverageLabel,
  holidaySentence,
  lastDaysLabel,
  METRIC_LABELS,
  maseLabel,
  NAIVE_LABEL,
  nextSteps,
  outlookLabel,
} from './texts.ts'

/** Days of the past shown before the forecast. */
const PAST_DAYS = 42
const CLAIM_DAYS = 7

type MetricName = 'revenue' | 'orders'

export interface Subject {
  readonly name: MetricName
  readonly values: Float64Array
  readonly outlook: Outlook
}

export interface Ground {
  readonly series: DailySeries
  /** Public holidays of the next 28 days. */
  readonly holidays: readonly Holiday[]
  readonly currency: string
  readonly evidenceId: string
}

const metricOf = (name: MetricName) => (name === 'revenue' ? 'revenueCents' : 'orders')
const unitOf = (name: MetricName) => (name === 'revenue' ? 'cents' : 'count')

export function figuresOf({ name, values, outlook }: Subject, { series, evidenceId }: Ground): Figure[] {
  const from = addDays(series.asOf, 1)
  const [tomorrow] = outlook.days
  const spans: [number, Expected | undefined][] = [
    [1, tomorrow],
    [7, outlook.next7],
    [HORIZON_DAYS, outlook.next28],
  ]
  const figures = spans.flatMap(([days, expected]) => {
    if (expected === undefined) return []
    const before = days === 1 ? null : sumOfLast(values, days)
    const beside = [{ label: NAIVE_LABEL, ...against(expected.value, expected.naive) }]
    if (before !== null) beside.unshift({ label: lastDaysLabel(days), ...against(expected.value, before) })
    const figure: Figure = {
      id: `forecast.days${days}.${name}`,
      label: outlookLabel(name, days, from),
      value: rounded(name, expected.value),
      unit: unitOf(name),
      interval: intervalOf(expected),
      n: knownDays(values),
      missing: null,
      comparisons: beside,
      evidenceId,
    }
    return [figure]
  })
  return [...figures, ...accuracyFigures(name, outlook.accuracy, evidenceId)]
}

function intervalOf({ low, high }: Expected): Interval {
  return { low, high, level: LEVEL }
}

function rounded(name: MetricName, value: number): number {
  return name === 'revenue' ? Math.round(value) : Math.round(value * 100) / 100
}

function against(value: number, other: number): { value: number; change: number | null } {
  return { value: Math.round(other), change: other > 0 ? value / other - 1 : null }
}

function sumOfLast(values: Float64Array, days: number): number | null {
  if (values.length < days) return null
  const sum = values.subarray(values.length - days).reduce((total, value) => total + value, 0)
  return Number.isNaN(sum) ? null : sum
}

function accuracyFigures(name: MetricName, accuracy: Accuracy | null, evidenceId: string): Figure[] {
  if (accuracy === null) return []
  const { days, inBand, mase, naiveMase } = accuracy
  const base = { n: days, missing: null, evidenceId }
  const coverage: Figure = {
    ...base,
    id: `forecast.accuracy.coverage.${name}`,
    label: coverageLabel(name),
    value: inBand / days,
    unit: 'ratio',
    interval: wilson(inBand, days, 0.95),
    comparisons: [],
  }
  if (mase === null) return [coverage]
  const error: Figure = {
    ...base,
    id: `forecast.accuracy.mase.${name}`,
    label: maseLabel(name),
    value: mase,
    unit: 'number',
    interval: null,
    comparisons:
      naiveMase === null
        ? []
        : [{ label: NAIVE_LABEL, value: naiveMase, change: naiveMase > 0 ? mase / naiveMase - 1 : null }],
  }
  return [coverage, error]
}

/**
 * Interval of a share.
 * Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
 */
export function wilson(hits: number, n: number, level: number): Interval {
  const z = normalQuantile(0.5 + level / 2)
  const centre = (hits + (z * z) / 2) / (n + z * z)
  const reach = (z / (n + z * z)) * Math.sqrt((hits * (n - hits)) / n + (z * z) / 4)
  // At the ends the exact bounds, which rounding would miss.
  return { low: hits === 0 ? 0 : centre - reach, high: hits === n ? 1 : centre + reach, level }
}

/** What is said about each of the next seven days. */
export function claimsOf({ name, outlook }: Subject, { series }: Ground): Claim[] {
  return outlook.days.slice(0, CLAIM_DAYS).map((expected, index) => ({
    metric: metricOf(name),
    day: addDays(series.asOf, index + 1),
    value: rounded(name, expected.value),
    low: expected.low,
    high: expected.high,
    level: LEVEL,
    naive: Number.isFinite(expected.naive) ? expected.naive : null,
    method: outlook.method,
  }))
}

export function tableOf(subjects: readonly Subject[], { series, evidenceId }: Ground): Table {
  const cells = ({ name, outlook }: Subject, day: number) => {
    const expected = outlook.days[day]
    if (expected === undefined) return [null, null, null, null]
    return [rounded(name, expected.value), expected.low, expected.high, rounded(name, expected.naive)]
  }
  return {
    id: 'forecast.next-days',
    title: { de: 'Die nächsten 7 Tage', en: 'The next 7 days' },
    note: {
      de: 'Von und bis: das Intervall, in dem vier von fünf Tagen liegen sollen.',
      en: 'From and to: the interval that four out of five days should lie in.',
    },
    columns: [
      { key: 'day', label: { de: 'Tag', en: 'Day' }, unit: 'date' },
      ...subjects.flatMap(({ name }): Table['columns'] => {
        const unit = unitOf(name)
        const label = METRIC_LABELS[name]
        return [
          { key: name, label, unit },
          { key: `${name}Low`, label: { de: `${label.de} von`, en: `${label.en} from` }, unit },
          { key: `${name}High`, label: { de: `${label.de} bis`, en: `${label.en} to` }, unit },
          { key: `${name}Naive`, label: { de: `${label.de} fortgeschrieben`, en: `${label.en} carried over` }, unit },
        ]
      }),
    ],
    rows: Array.from({ length: CLAIM_DAYS }, (_, day) => [
      addDays(series.asOf, day + 1),
      ...subjects.flatMap((subject) => cells(subject, day)),
    ]),
    rowCount: CLAIM_DAYS,
    evidenceId,
  }
}

export function chartOf({ name, values, outlook }: Subject, ground: Ground): Chart {
  const { series, holidays, evidenceId } = ground
  const past = Math.min(PAST_DAYS, values.length)
  const ahead = outlook.days.length
  const x = Array.from({ length: past + ahead }, (_, i) => addDays(series.asOf, i - past + 1))
  const blank = (length: number): null[] => Array.from({ length }, () => null)
  const actual = [...values.subarray(values.length - past)].map((value) => (Number.isNaN(value) ? null : value))
  const future = (pick: (expected: Expected) => number) => [
    ...blank(past),
    ...outlook.days.map((expected) => rounded(name, pick(expected))),
  ]
  return {
    id: `forecast.${name}`,
    title: statementOf({ name, values, outlook }, ground, HORIZON_DAYS).title,
    kind: 'line',
    unit: unitOf(name),
    x,
    series: [
      { name: METRIC_LABELS[name], role: 'actual', values: [...actual, ...blank(ahead)] },
      { name: { de: 'Zu erwarten', en: 'Expected' }, role: 'forecast', values: future(({ value }) => value) },
      { name: { de: 'Von', en: 'From' }, role: 'low', values: future(({ low }) => low) },
      { name: { de: 'Bis', en: 'To' }, role: 'high', values: future(({ high }) => high) },
      { name: NAIVE_LABEL, role: 'comparison', values: future(({ naive }) => naive) },
    ],
    marks: holidays.map(({ day, name: text }) => ({ x: day, text })),
    evidenceId,
  }
}

function statementOf({ name, outlook }: Subject, { series, currency }: Ground, days: number) {
  const from = addDays(series.asOf, 1)
  const expected = days === HORIZON_DAYS ? outlook.next28 : outlook.next7
  return forecast({
    metric: metricOf(name),
    from,
    days,
    today: from,
    value: expected.value,
    interval: expected,
    naive: Number.isFinite(expected.naive) ? expected.naive : null,
    currency,
  })
}

/** The next seven days; good or bad where the last seven lie outside what is to be expected. */
export function findingOf(subject: Subject, ground: Ground): Finding | null {
  const { outlook, values } = subject
  const figure = figuresOf(subject, ground).find(({ id }) => id === `forecast.days7.${subject.name}`)
  if (figure === undefined) return null
  const before = sumOfLast(values, 7)
  const { low, high, value } = outlook.next7
  const direction = before === null || (before >= low && before <= high) ? 'neutral' : before < low ? 'good' : 'bad'
  const statement = statementOf(subject, ground, 7)
  const lastDay: Day = addDays(ground.series.asOf, 7)
  const holidays = holidaySentence(ground.holidays.filter(({ day }) => day <= lastDay))
  return {
    id: `forecast.${subject.name}`,
    kind: 'forecast',
    direction,
    stakeCents: direction === 'neutral' || before === null ? null : Math.round(value - before),
    stakePeriodDays: 7,
    title: statement.title,
    sentence: bothLangs((lang) => statement.sentence[lang] + holidays[lang]),
    figure,
    chart: chartOf(subject, ground),
    evidenceIds: [ground.evidenceId],
    next: [...nextSteps(direction)],
  }
}
