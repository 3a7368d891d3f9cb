import type { Lang, Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { formatDay } from '../dates.ts'
import { isKnown, type Known } from '../numbers.ts'
import { type Metric, metricLabel, metricUnit } from './metric.ts'
import { bothLangs, capitalise, type Interval, many, type Pen, pensFor, prose, type Statement, zahl } from './pen.ts'
import { when } from './period.ts'

type ForecastMetric = Extract<Metric, 'revenueCents' | 'orders'>

export interface Forecast {
  readonly metric: ForecastMetric
  /** One day, or the `days` days that begin with it. */
  readonly from: Day
  readonly days: number
  readonly today: Day
  readonly value: number
  readonly interval: Interval
  /** What the seasonal-naive forecast says; null: too little history. */
  readonly naive: Known
  readonly currency: string
}

/** A foretold value: '13,4 Tsd. € Umsatz', '132 Bestellungen'. */
function foretold(metric: ForecastMetric, value: number, pen: Pen): string {
  const german = pen.lang === 'de'
  if (metric === 'revenueCents') return `${pen.short(value)}${german ? ' Umsatz' : ' in revenue'}`
  return german ? zahl(value, 'Bestellung', { zero: 'digit' }) : many(value, 'order', 'digit')
}

function bare(metric: ForecastMetric, value: number, pen: Pen): string {
  return metric === 'revenueCents' ? pen.short(value) : pen.count(value)
}

/** The interval of orders is one of whole orders. */
function band(metric: ForecastMetric, interval: Interval, pen: Pen): string {
  const whole = metric === 'orders'
  const ends = whole ? { low: Math.round(interval.low), high: Math.round(interval.high) } : interval
  return pen.range(ends, metricUnit(metric))
}

function spanText(params: Forecast, lang: Lang): string {
  if (params.days === 1) return when({ kind: 'day', day: params.from, today: params.today }, lang)
  const soon = params.from === params.today || params.from === addDays(params.today, 1)
  const first = formatDay(params.from, 'long', lang)
  if (lang === 'de') {
    const days = zahl(params.days, 'Tag', { case: 'dative' })
    return soon ? `in den nächsten ${days}` : `in den ${days} ab dem ${first}`
  }
  const days = many(params.days, 'day')
  return soon ? `in the next ${days}` : `in the ${days} from ${first}`
}

/** 'Morgen zu erwarten: 13,4 Tsd. € Umsatz (12 bis 15 Tsd. €). Zum Vergleich, aus der Vorwoche fortgeschrieben: …' */
export function forecast(params: Forecast): Statement {
  const { metric, value, interval, naive } = params
  return {
    title: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const span = spanText(params, lang)
      const label = metricLabel(metric)[lang]
      return lang === 'de'
        ? `${label} ${span}: ${band(metric, interval, pen)} zu erwarten`
        : `${label} ${span}: ${band(metric, interval, pen)} expected`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const range = band(metric, interval, pen)
      const plain = isKnown(naive) ? bare(metric, naive, pen) : null
      if (lang === 'de') {
        return prose(
          `${capitalise(spanText(params, lang))} zu erwarten: ${foretold(metric, value, pen)} (${range}).`,
          plain === null
            ? 'Für den einfachen Vergleich mit der Vorwoche reicht die Geschichte noch nicht.'
            : `Zum Vergleich, aus der Vorwoche fortgeschrieben: ${plain}.`,
        )
      }
      return prose(
        `Expected ${spanText(params, lang)}: ${foretold(metric, value, pen)} (${range}).`,
        plain === null
          ? 'There is too little history for the plain comparison with the week before.'
          : `For comparison, carried over from the week before: ${plain}.`,
      )
    }),
    next: [],
  }
}

export interface ClaimCheck {
  readonly metric: ForecastMetric
  readonly day: Day
  readonly said: Interval
  /** What came; null: not known yet. */
  readonly came: Known
  readonly currency: string
}

/** Where what came lies: in the band, above, below, or not known. */
export type Outcome = 'within' | 'above' | 'below' | 'unknown'

/** Holds what came against what was said, ends included. */
export function outcomeOf(said: Interval, came: Known): Outcome {
  if (!isKnown(came)) return 'unknown'
  if (came < said.low) return 'below'
  return came > said.high ? 'above' : 'within'
}

const OUTCOMES: Readonly<Record<Outcome, Text>> = {
  within: { de: 'Im Band', en: 'Within the band' },
  above: { de: 'Über dem Band', en: 'Above the band' },
  below: { de: 'Unter dem Band', en: 'Below the band' },
  unknown: { de: 'Noch nicht bekannt', en: 'Not known yet' },
}

/** 'Im Band', 'Über dem Band', ... for tables. */
export function outcomeName(outcome: Outcome): Text {
  return OUTCOMES[outcome]
}

/** 'Gesagt: 12 bis 15 Tsd. €, gekommen: 13,1 Tsd. €. Im Band.' under the title 'Umsatz am Sonntag, 22. November 2026'. */
export function claimCheck(params: ClaimCheck): Statement {
  const { metric, said, came } = params
  const outcome = OUTCOMES[outcomeOf(said, came)]
  return {
    title: bothLangs((lang) => {
      const day = formatDay(params.day, 'full', lang)
      return `${metricLabel(metric)[lang]} ${lang === 'de' ? 'am' : 'on'} ${day}`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor(params.currency)[lang]
      const range = band(metric, said, pen)
      if (!isKnown(came)) {
        return lang === 'de'
          ? `Gesagt: ${range}. Was kam, ist noch nicht bekannt.`
          : `Said: ${range}. What came is not known yet.`
      }
      const result = bare(metric, came, pen)
      if (lang === 'de') return prose(`Gesagt: ${range}, gekommen: ${result}.`, `${outcome.de}.`)
      return prose(`Said: ${range}, came: ${result}.`, `${outcome.en}.`)
    }),
    next: [],
  }
}

export interface Calibration {
  /** Nights whose claims could be checked, and those in which what came lay in the band. */
  readonly checked: number
  readonly within: number
  /** Level of the interval: 0.9. */
  readonly level: number
}

/** 'In 11 von 12 Nächten lag das Ergebnis im Band; zu erwarten wären 90 %.' */
export function calibration(params: Calibration): Text {
  const { checked, within, level } = params
  return bothLangs((lang) => {
    const pen = pensFor('EUR')[lang]
    if (checked === 0) {
      return lang === 'de' ? 'Noch keine Vorhersage konnte geprüft werden.' : 'No forecast could be checked yet.'
    }
    const hits = pen.count(within)
    const share = pen.share(level)
    if (lang === 'de') {
      return `In ${hits} von ${zahl(checked, 'Nacht', { case: 'dative' })} lag das Ergebnis im Band; ${share} wären zu erwarten.`
    }
    return `In ${hits} of ${many(checked, 'night')} the result lay within the band; ${share} would be expected.`
  })
}
