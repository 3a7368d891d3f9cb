/** The key figures in words. */
import type { Lang, Text } from '../../core/lang.ts'
import type { ValueUnit } from '../format.ts'
import { isKnown, type Known } from '../numbers.ts'
import { bothLangs, many, type Pen, zahl } from './pen.ts'

export type Metric =
  | 'revenueCents'
  | 'orders'
  | 'items'
  | 'averageOrderCents'
  | 'marginCents'
  | 'marginRatio'
  | 'refundCents'
  | 'cancellations'
  | 'newCustomers'
  | 'returningCustomers'

interface MetricWords {
  readonly label: Text
  readonly unit: Extract<ValueUnit, 'cents' | 'count' | 'ratio'>
  /** Amounts are more or less, averages and ratios higher or lower. */
  readonly amount: boolean
  readonly moreIsGood: boolean
  de(value: number, pen: Pen): string
  en(value: number, pen: Pen): string
}

/** The words of every metric; the amount is written for the place after 'Gestern ' / 'Yesterday: '. */
const METRICS: Readonly<Record<Metric, MetricWords>> = {
  revenueCents: {
    label: { de: 'Umsatz', en: 'Revenue' },
    unit: 'cents',
    amount: true,
    moreIsGood: true,
    de: (value, pen) => (Math.round(value) === 0 ? 'kein Umsatz' : `${pen.money(value)} Umsatz`),
    en: (value, pen) => (Math.round(value) === 0 ? 'no revenue' : `${pen.money(value)} in revenue`),
  },
  orders: {
    label: { de: 'Bestellungen', en: 'Orders' },
    unit: 'count',
    amount: true,
    moreIsGood: true,
    de: (value) => zahl(value, 'Bestellung'),
    en: (value) => many(value, 'order'),
  },
  items: {
    label: { de: 'Verkaufte Artikel', en: 'Items sold' },
    unit: 'count',
    amount: true,
    moreIsGood: true,
    de: (value) => zahl(value, 'Artikel', { adjectives: ['verkauft'] }),
    en: (value) => `${many(value, 'item')} sold`,
  },
  averageOrderCents: {
    label: { de: 'Durchschnittlicher Warenkorb', en: 'Average order value' },
    unit: 'cents',
    amount: false,
    moreIsGood: true,
    de: (value, pen) => `ein durchschnittlicher Warenkorb von ${pen.money(value)}`,
    en: (value, pen) => `an average order value of ${pen.money(value)}`,
  },
  marginCents: {
    label: { de: 'Rohertrag', en: 'Gross profit' },
    unit: 'cents',
    amount: true,
    moreIsGood: true,
    de: (value, pen) => `${pen.money(value)} Rohertrag`,
    en: (value, pen) => `${pen.money(value)} in gross profit`,
  },
  marginRatio: {
    label: { de: 'Marge', en: 'Margin' },
    unit: 'ratio',
    amount: false,
    moreIsGood: true,
    de: (value, pen) => `eine Marge von ${pen.percent(value)}`,
    en: (value, pen) => `a margin of ${pen.percent(value)}`,
  },
  refundCents: {
    label: { de: 'Erstattungen', en: 'Refunds' },
    unit: 'cents',
    amount: true,
    moreIsGood: false,
    de: (value, pen) => (Math.round(value) === 0 ? 'keine Erstattung' : `${pen.money(value)} Erstattungen`),
    en: (value, pen) => (Math.round(value) === 0 ? 'no refunds' : `${pen.money(value)} in refunds`),
  },
  cancellations: {
    label: { de: 'Stornierungen', en: 'Cancellations' },
    unit: 'count',
    amount: true,
    moreIsGood: false,
    de: (value) => zahl(value, 'Stornierung'),
    en: (value) => many(value, 'cancellation'),
  },
  newCustomers: {
    label: { de: 'Neue Kunden', en: 'New customers' },
    unit: 'count',
    amount: true,
    moreIsGood: true,
    de: (value) => zahl(value, 'Kunde', { adjectives: ['neu'] }),
    en: (value) => many(value, 'new customer'),
  },
  returningCustomers: {
    label: { de: 'Wiederkehrende Kunden', en: 'Returning customers' },
    unit: 'count',
    amount: true,
    moreIsGood: true,
    de: (value) => zahl(value, 'Kunde', { adjectives: ['wiederkehrend'] }),
    en: (value) => many(value, 'returning customer'),
  },
}

/** 'Umsatz' / 'Revenue'. */
export function metricLabel(metric: Metric): Text {
  return METRICS[metric].label
}

/** How the metric's values are written. */
export function metricUnit(metric: Metric): 'cents' | 'count' | 'ratio' {
  return METRICS[metric].unit
}

/** Whether a change upwards is good news. */
export function moreIsGood(metric: Metric): boolean {
  return METRICS[metric].moreIsGood
}

/** Value and name: '41.280 € Umsatz', 'keine Bestellung', 'ein durchschnittlicher Warenkorb von 80,60 €'. */
export function metricAmount(metric: Metric, value: number, pen: Pen): string {
  return METRICS[metric][pen.lang](value, pen)
}

/** The bare value for a title or after 'gegenüber': '41.280 €', '512', '38,1 %'. */
export function metricValue(metric: Metric, value: Known, pen: Pen): string {
  if (metricUnit(metric) === 'cents') return pen.money(value)
  return metricUnit(metric) === 'ratio' ? pen.percent(value) : pen.count(value)
}

/** A value as it was expected, short: '17,8 Tsd. €', '4,2', '38,1 %'. */
export function metricExpected(metric: Metric, value: number, pen: Pen): string {
  if (metricUnit(metric) === 'cents') return pen.short(value)
  return metricUnit(metric) === 'ratio' ? pen.percent(value) : pen.mean(value)
}

/** 'mehr' or 'höher', 'weniger' or 'niedriger' / 'more' or 'higher', 'less', 'fewer' or 'lower'. */
export function comparative(metric: Metric, up: boolean, lang: Lang): string {
  const { amount, unit } = METRICS[metric]
  if (lang === 'de') return up ? (amount ? 'mehr' : 'höher') : amount ? 'weniger' : 'niedriger'
  if (!amount) return up ? 'higher' : 'lower'
  return up ? 'more' : unit === 'count' ? 'fewer' : 'less'
}

/** 'genauso viel' or 'genauso hoch' (German goes on with 'wie'). */
export function equative(metric: Metric): string {
  return METRICS[metric].amount ? 'genauso viel' : 'genauso hoch'
}

/** How a value differs from another: relative for amounts, points for ratios, absolute for counts below 10. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'relative'; readonly ratio: number }
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'absolute'; readonly difference: number }
  /** One of them is zero or below: a percentage would say nothing. */
  | { readonly kind: 'from'; readonly base: number }

/** Null where either is unknown. */
export function changeOf(metric: Metric, value: Known, base: Known): Change | null {
  if (!isKnown(value) || !isKnown(base)) return null
  const unit = metricUnit(metric)
  if (unit === 'ratio') {
    const points = (value - base) * 100
    return Math.abs(points) < 0.05 ? { kind: 'none' } : { kind: 'points', points }
  }
  if (Math.round(value) === Math.round(base)) return { kind: 'none' }
  if (base <= 0 || value <= 0) return { kind: 'from', base }
  if (unit === 'count' && base < 10) return { kind: 'absolute', difference: value - base }
  return { kind: 'relative', ratio: value / base - 1 }
}

/** A metric that is not known, for the place after 'Gestern: '; `where` as `within` gives it. */
export function unknownMetric(metric: Metric, where: string): Text {
  return bothLangs((lang) => {
    const label = metricLabel(metric)[lang]
    return lang === 'de' ? `${label}${where} nicht bekannt` : `${label.toLowerCase()}${where} not known`
  })
}
