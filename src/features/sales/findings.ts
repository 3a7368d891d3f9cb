import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { kpiChange } from '../../language/sentences/kpi.ts'
import { bothLangs, pensFor, steps } from '../../language/sentences/pen.ts'
import { type Chart, type Figure, type Finding, revenueOn } from '../findings/index.ts'
import type { LastDay } from '../forecast/index.ts'
import type { RateName, Unusual } from './unusual.ts'

export interface Headline {
  readonly asOf: Day
  readonly currency: string
  /** Revenue of the day, with its comparisons. */
  readonly figure: Figure | null
  /** Revenue of the same weekday a week before and a year ago; null: not known. */
  readonly weekBefore: number | null
  readonly yearBefore: number | null
  /** What was to be expected of the day; null: too little history. */
  readonly expected: LastDay | null
  readonly chart: Chart | null
  readonly evidenceIds: readonly string[]
}

/** The day's revenue against what was to be expected. Money is at stake only where it left the interval. */
export function headlineOf(headline: Headline): Finding | null {
  const { asOf, currency, figure } = headline
  if (figure === null) return null
  const expected = headline.expected?.revenueCents ?? null
  const value = figure.value ?? 0
  const outside = expected !== null && (value < expected.low || value > expected.high)
  const statement = kpiChange({
    metric: 'revenueCents',
    period: { kind: 'day', day: asOf, today: addDays(asOf, 1) },
    value,
    comparisons: [
      { baseline: 'same-weekday', value: headline.weekBefore },
      { baseline: 'year-before', value: headline.yearBefore },
    ],
    expected,
    currency,
  })
  return {
    id: 'sales.headline',
    kind: 'anomaly',
    about: revenueOn('total', asOf),
    direction: !outside ? 'neutral' : value > expected.high ? 'good' : 'bad',
    stakeCents: outside ? Math.round(value - expected.value) : null,
    stakePeriodDays: 1,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      ...figure,
      interval: expected === null ? null : { low: expected.low, high: expected.high, level: expected.level },
    },
    chart: headline.chart,
    evidenceIds: [...headline.evidenceIds],
    next: [...statement.next],
  }
}

const RATE_LABELS: Readonly<Record<RateName, Text>> = {
  averageOrder: { de: 'Durchschnittlicher Warenkorb, letzte 7 Tage', en: 'Average order value, last 7 days' },
  cancellations: { de: 'Stornierungen am Bestellwert, letzte 7 Tage', en: 'Cancellations of order value, last 7 days' },
  refunds: { de: 'Erstattungen am Bestellwert, letzte 7 Tage', en: 'Refunds of order value, last 7 days' },
}

/** A rate of the last seven days that stands out against the weeks before. */
export function unusualFinding(unusual: Unusual, currency: string, evidenceId: string): Finding {
  const { rate, value, expected, interval, orders, weeks } = unusual
  const isOrder = rate === 'averageOrder'
  const up = value > interval.high
  // Of order value a euro more per order; of cancellations and refunds a share of what was ordered.
  const stake = isOrder ? (value - expected) * orders : (expected - value) * unusual.gross
  const unit = isOrder ? 'cents' : 'ratio'
  const shown = (number: number) => (isOrder ? Math.round(number) : number)
  const label = RATE_LABELS[rate]
  return {
    id: `sales.unusual.${rate}`,
    kind: 'anomaly',
    direction: unusual.calledOff ? 'neutral' : up === isOrder ? 'good' : 'bad',
    stakeCents: unusual.calledOff ? null : Math.round(stake),
    stakePeriodDays: 7,
    title: unusualTitle(unusual),
    sentence: unusualSentence(unusual, currency),
    figure: {
      id: `sales.unusual.${rate}`,
      label,
      value: shown(value),
      unit,
      interval: { low: shown(interval.low), high: shown(interval.high), level: interval.level },
      n: orders,
      missing: null,
      comparisons: [
        {
          label: {
            de: `Schnitt der ${weeks.length - 1} Wochen davor`,
            en: `Average of the ${weeks.length - 1} weeks before`,
          },
          value: shown(expected),
          change: isOrder && expected > 0 ? value / expected - 1 : null,
        },
      ],
      evidenceId,
    },
    chart: {
      id: `sales.unusual.${rate}`,
      title: unusualTitle(unusual),
      kind: 'line',
      unit,
      x: weeks.map(({ ends }) => ends),
      series: [{ name: label, role: 'actual', values: weeks.map((week) => shown(week.value)) }],
      marks: [],
      evidenceId,
    },
    evidenceIds: [evidenceId],
    next: [...nextSteps(rate, up)],
  }
}

const RATE_NOUNS: Readonly<Record<RateName, Text>> = {
  averageOrder: { de: 'Warenkorb', en: 'Order value' },
  cancellations: { de: 'Stornierungen', en: 'Cancellations' },
  refunds: { de: 'Erstattungen', en: 'Refunds' },
}

function unusualTitle({ rate, value, interval }: Unusual): Text {
  const up = value > interval.high
  if (rate === 'averageOrder') {
    return {
      de: `Durchschnittlicher Warenkorb ${up ? 'höher' : 'niedriger'} als sonst`,
      en: `Average order value ${up ? 'higher' : 'lower'} than usual`,
    }
  }
  const noun = RATE_NOUNS[rate]
  return {
    de: `${up ? 'Mehr' : 'Weniger'} ${noun.de} als sonst`,
    en: `${up ? 'More' : 'Fewer'} ${noun.en.toLowerCase()} than usual`,
  }
}

function unusualSentence(unusual: Unusual, currency: string): Text {
  const { rate, value, expected, interval, weeks } = unusual
  const n = weeks.length - 1
  return bothLangs((lang) => {
    const pen = pensFor(currency)[lang]
    const because = becauseOfOne(unusual, currency)[lang]
    if (rate === 'averageOrder') {
      const range = pen.range(interval, 'cents')
      return lang === 'de'
        ? `In den letzten 7 Tagen war der durchschnittliche Warenkorb ${pen.money(value)} wert. Nach den ${n} Wochen davor waren ${pen.money(expected)} zu erwarten (${range}).${because}`
        : `In the last 7 days the average order was worth ${pen.money(value)}. After the ${n} weeks before, ${pen.money(expected)} was to be expected (${range}).${because}`
    }
    const range = pen.range(interval, 'ratio')
    const noun = RATE_NOUNS[rate]
    return lang === 'de'
      ? `In den letzten 7 Tagen machten ${noun.de} ${pen.percent(value)} des Bestellwerts aus. Nach den ${n} Wochen davor waren ${pen.percent(expected)} zu erwarten (${range}).${because}`
      : `In the last 7 days ${noun.en.toLowerCase()} made up ${pen.percent(value)} of order value. After the ${n} weeks before, ${pen.percent(expected)} was to be expected (${range}).${because}`
  })
}

const SINGLES: Readonly<Record<RateName, Text>> = {
  averageOrder: { de: 'die größte Bestellung', en: 'the largest order' },
  cancellations: { de: 'die größte Stornierung', en: 'the largest cancellation' },
  refunds: { de: 'die größte Erstattung', en: 'the largest refund' },
}

/** The sentence that says that one order makes the difference; empty where it is more than one. */
function becauseOfOne({ rate, single, calledOff }: Unusual, currency: string): Text {
  return bothLangs((lang) => {
    if (single === null) return ''
    const pen = pensFor(currency)[lang]
    const cents = pen.money(single.cents)
    if (calledOff) {
      return lang === 'de'
        ? ` Das kommt von einer einzigen Bestellung über ${cents}, die in derselben Zeit wieder storniert wurde.`
        : ` This comes from a single order of ${cents} that was cancelled again within the same days.`
    }
    const rest = rate === 'averageOrder' ? pen.money(single.rateWithout) : pen.percent(single.rateWithout)
    return lang === 'de'
      ? ` Ohne ${SINGLES[rate].de} (${cents}) wären es ${rest}.`
      : ` Without ${SINGLES[rate].en} (${cents}) it would be ${rest}.`
  })
}

function nextSteps(rate: RateName, up: boolean): readonly Text[] {
  if (rate === 'averageOrder') {
    return up
      ? steps(['Ansehen, welche Produkte die Bestellungen größer machen', 'See which products make the orders larger'])
      : steps(['Rabatte und Versandgrenze prüfen', 'Check discounts and the free shipping limit'])
  }
  return up
    ? steps(['Gründe und betroffene Produkte ansehen', 'Look at the reasons and the products concerned'])
    : steps(['Prüfen, ob Buchungen fehlen', 'Check whether bookings are missing'])
}
