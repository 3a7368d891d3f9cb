import type { Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { joinList } from '../../language/numbers.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, steps, zahl } from '../../language/sentences/pen.ts'
import type { Holiday } from './holidays.ts'

export const TITLE: Text = { de: 'Was zu erwarten ist', en: 'What is to be expected' }

export const METHOD: Text = {
  de: 'Umsatz und Bestellungen je Tag werden aus dem Verlauf fortgeschrieben (exponentielle Glättung, Theta und Median der Wochentage, nach ihrer Treffsicherheit gewichtet), mit Feiertagen, Weihnachten und den Rabatttagen im November. Die Intervalle zum Niveau 80 % kommen aus den Fehlern früherer Vorhersagen (konforme Vorhersage; für Summen Student-t). Daneben steht immer die einfache Fortschreibung: der gleiche Wochentag der Vorwoche. Die Genauigkeit ist an den letzten acht Wochen gemessen, jede aus dem Wissen davor vorhergesagt.',
  en: 'Revenue and orders per day are carried forward from their history (exponential smoothing, theta and the median of weekdays, weighted by how well they did), with public holidays, Christmas and the discount days of November. The 80% intervals come from the errors of earlier forecasts (conformal prediction; Student t for sums). Beside them always stands the plain forecast: the same weekday of the week before. Accuracy is measured on the last eight weeks, each forecast from what was known before it.',
}

export const METRIC_LABELS: Readonly<Record<'revenue' | 'orders', Text>> = {
  revenue: { de: 'Umsatz', en: 'Revenue' },
  orders: { de: 'Bestellungen', en: 'Orders' },
}

export const NAIVE_LABEL: Text = { de: 'Fortgeschrieben (Vorwoche)', en: 'Carried over (week before)' }

/** 'Umsatz, nächste 7 Tage', 'Umsatz am 23.11.2026'. */
export function outlookLabel(metric: 'revenue' | 'orders', days: number, from: Day): Text {
  return bothLangs((lang) => {
    const label = METRIC_LABELS[metric][lang]
    if (days === 1) return `${label} ${lang === 'de' ? 'am' : 'on'} ${formatDay(from, 'short', lang)}`
    return lang === 'de' ? `${label}, nächste ${zahl(days, 'Tag')}` : `${label}, next ${many(days, 'day')}`
  })
}

export function lastDaysLabel(days: number): Text {
  return { de: `Letzte ${zahl(days, 'Tag')}`, en: `Last ${many(days, 'day')}` }
}

export function coverageLabel(metric: 'revenue' | 'orders'): Text {
  const label = METRIC_LABELS[metric]
  return {
    de: `${label.de}: Tage im 80-%-Band, letzte 8 Wochen`,
    en: `${label.en}: days within the 80% band, last 8 weeks`,
  }
}

export function maseLabel(metric: 'revenue' | 'orders'): Text {
  const label = METRIC_LABELS[metric]
  return {
    de: `${label.de}: mittlerer Fehler (MASE, unter 1 ist besser als die Vorwoche zu wiederholen)`,
    en: `${label.en}: mean error (MASE, below 1 beats repeating the week before)`,
  }
}

/** 'In diese Zeit fällt: Karfreitag (03.04.2026).' Empty for no holidays. */
export function holidaySentence(holidays: readonly Holiday[]): Text {
  return bothLangs((lang) => {
    if (holidays.length === 0) return ''
    const list = joinList(
      holidays.map(({ day, name }) => `${name[lang]} (${formatDay(day, 'short', lang)})`),
      lang,
    )
    const one = holidays.length === 1
    if (lang === 'de') return ` In diese Zeit ${one ? 'fällt' : 'fallen'}: ${list}.`
    return ` Public ${one ? 'holiday' : 'holidays'} in this time: ${list}.`
  })
}

export function nextSteps(direction: 'good' | 'bad' | 'neutral'): readonly Text[] {
  if (direction === 'good') {
    return steps(['Bestand und Versand auf mehr Bestellungen einstellen', 'Prepare stock and shipping for more orders'])
  }
  if (direction === 'bad') {
    return steps(['Eine Aktion für die kommende Woche erwägen', 'Consider a promotion for the coming week'])
  }
  return steps(['Versand und Bestand danach planen', 'Plan shipping and stock by it'])
}

export function silentText(silentDays: number, last: Day): Text {
  return bothLangs((lang) => {
    const day = formatDay(last, 'long', lang)
    return lang === 'de'
      ? `Seit dem ${day} ist nichts mehr gebucht (${zahl(silentDays, 'Tag')}); diese Tage gelten als nicht bekannt. Die Vorhersage stimmt erst wieder, wenn die fehlenden Bestellungen eingelesen sind.`
      : `Nothing has been booked since ${day} (${many(silentDays, 'day')}); these days count as not known. The forecast holds again once the missing orders are imported.`
  })
}

export const FORECAST_WORD: Text = { de: 'die Vorhersage', en: 'the forecast' }
export const ACCURACY_WORD: Text = { de: 'die Genauigkeit der Vorhersage', en: 'the accuracy of the forecast' }

/** What is missing, with the day from which it will be there. */
export function tooFewDays(what: Text, have: number, need: number, from: Day): Text {
  return notEnoughData({ what, unit: 'days', have, need, from })
}
