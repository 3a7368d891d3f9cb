import type { Lang } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { nounPhrase } from '../grammar/article.ts'
import { formatOrdinal, formatPercentPoints } from '../numbers.ts'
import { comparative, type Metric, metricAmount, metricExpected, metricLabel, metricUnit } from './metric.ts'
import { nextSteps } from './next-steps.ts'
import { bothLangs, capitalise, type Interval, many, type Pen, pensFor, prose, type Statement, zahl } from './pen.ts'
import { lead, type Period, when } from './period.ts'
import { type Scope, within } from './scope.ts'

export interface Anomaly {
  readonly metric: Metric
  readonly scope: Scope
  readonly period: Period
  readonly value: number
  /** What the seasonal baseline expected, with its interval, in the metric's unit. */
  readonly expected: Interval & { readonly mean: number }
  /** How many days in a row the value has been outside the interval; 1: only now. */
  readonly daysInARow: number
  readonly currency: string
}

/** The gap to what was expected: '5,5 Tsd. € (31 %)', '12 (31 %)', '3,1 Prozentpunkte'. */
function gapText(params: Anomaly, pen: Pen): string {
  const { metric, value, expected } = params
  const gap = Math.abs(value - expected.mean)
  if (metricUnit(metric) === 'ratio') return formatPercentPoints(gap * 100, { lang: pen.lang })
  const amount = metricExpected(metric, gap, pen)
  return expected.mean > 0 ? `${amount} (${pen.share(gap / expected.mean)})` : amount
}

function anomalyIn(lang: Lang, params: Anomaly): string {
  const { metric, value, expected, daysInARow } = params
  const pen = pensFor(params.currency)[lang]
  const start = lead(params.period, lang) + metricAmount(metric, value, pen) + within(params.scope, lang)
  const mean = metricExpected(metric, expected.mean, pen)
  const range = pen.range(expected, metricUnit(metric))
  const up = value > expected.mean
  const gap = gapText(params, pen)
  const row = formatOrdinal(daysInARow, lang)
  if (lang === 'de') {
    return prose(
      `${start}, erwartet ${mean === '1' ? 'war' : 'waren'} ${mean} (${range}).`,
      `Das ${/^1(?: |$)/.test(gap) ? 'ist' : 'sind'} ${gap} ${up ? 'mehr' : 'weniger'}.`,
      daysInARow > 1 ? `Es ist der ${row} Tag in Folge.` : null,
    )
  }
  return prose(
    `${start}, with ${mean} expected (${range}).`,
    `That is ${gap} ${comparative(metric, up, lang)}.`,
    daysInARow > 1 ? `It is the ${row} day in a row.` : null,
  )
}

function anomalyTitle(lang: Lang, params: Anomaly): string {
  const { metric, value, expected } = params
  const pen = pensFor(params.currency)[lang]
  const up = value > expected.mean
  const label = metricLabel(metric)[lang] + within(params.scope, lang)
  const gap = Math.abs(value - expected.mean)
  const points = metricUnit(metric) === 'ratio'
  const size = points ? formatPercentPoints(gap * 100, { lang }) : pen.share(gap / expected.mean)
  const sized = points || expected.mean > 0
  if (lang === 'de') {
    return sized
      ? `${label} ${size} ${up ? 'über' : 'unter'} dem Erwarteten`
      : `${label} ${up ? 'über' : 'unter'} dem Erwarteten`
  }
  return `${label} ${sized ? `${size} ` : ''}${up ? 'above' : 'below'} what was expected`
}

/**
 * A value outside its seasonal interval: 'Gestern 12.300 € Umsatz in Deutschland, erwartet waren 17,8 Tsd. € (15,2
 * bis 20,1 Tsd. €). Das sind 5,5 Tsd. € (31 %) weniger.'
 */
export function anomaly(params: Anomaly): Statement {
  const up = params.value > params.expected.mean
  return {
    title: bothLangs((lang) => anomalyTitle(lang, params)),
    sentence: bothLangs((lang) => anomalyIn(lang, params)),
    next: nextSteps(params.metric, params.scope, up),
  }
}

export interface ZeroSales {
  readonly scope: Scope
  /** The last day looked at, and the day the report is read on. */
  readonly day: Day
  readonly today: Day
  /** Days without an order up to `day`, at least 1. */
  readonly quietDays: number
  /** Orders per day to be expected there. */
  readonly usualPerDay: Interval & { readonly mean: number }
}

/** 'Seit 3 Tagen keine Bestellung in den Niederlanden, üblich sind 4,2 am Tag (2 bis 7).' */
export function zeroSales(params: ZeroSales): Statement {
  const { scope, quietDays, usualPerDay } = params
  return {
    title: bothLangs((lang) => {
      const where = within(scope, lang)
      return lang === 'de' ? `Keine Bestellung${where}` : `No orders${where}`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor('EUR')[lang]
      const where = within(scope, lang)
      const usual = pen.mean(usualPerDay.mean)
      const range = pen.range(usualPerDay, 'count')
      const single = when({ kind: 'day', day: params.day, today: params.today }, lang)
      if (lang === 'de') {
        const since = `Seit ${zahl(quietDays, 'Tag', { case: 'dative' })}`
        const none = nounPhrase('Bestellung', { case: 'nominative', article: 'negative' })
        return `${quietDays > 1 ? since : capitalise(single)} ${none}${where}, üblich ${usual === '1' ? 'ist' : 'sind'} ${usual} am Tag (${range}).`
      }
      return `No orders${where} ${quietDays > 1 ? `for ${many(quietDays, 'day')}` : single}, usually ${usual} a day (${range}).`
    }),
    next: nextSteps('orders', scope, false),
  }
}
