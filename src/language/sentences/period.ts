/** Days and periods in sentences: when something was, and what it is held against. */
import type { Lang } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { formatDay, formatDayRange, formatMonth, formatWeek } from '../dates.ts'
import { inTheLast } from '../grammar/preposition.ts'
import { formatCount } from '../numbers.ts'
import { capitalise } from './pen.ts'

/**
 * What a figure is about. `today` is the day the report is read on, so that the day before it is 'yesterday'.
 * `days`: the `days` days that end on `until`; `week`: the ISO week `day` lies in; `month`: 'YYYY-MM'.
 */
export type Period =
  | { readonly kind: 'day'; readonly day: Day; readonly today: Day }
  | { readonly kind: 'days'; readonly days: number; readonly until: Day; readonly today: Day }
  | { readonly kind: 'week'; readonly day: Day }
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'range'; readonly from: Day; readonly to: Day }

/** What a period is compared with. */
export type Baseline = 'same-weekday' | 'previous-period' | 'year-before'

const NEAR_DAYS: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  de: { '-1': 'gestern', '0': 'heute', '1': 'morgen' },
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
}

function nearDay(day: Day, today: Day, lang: Lang): string | null {
  return NEAR_DAYS[lang][String(daysBetween(today, day))] ?? null
}

/** Within a sentence: 'gestern', 'am 9. Dezember 2011', 'in den letzten 28 Tagen', 'im November 2026', 'in KW 48/2026'. */
export function when(period: Period, lang: Lang): string {
  const german = lang === 'de'
  switch (period.kind) {
    case 'day': {
      const dated = `${german ? 'am' : 'on'} ${formatDay(period.day, 'long', lang)}`
      return nearDay(period.day, period.today, lang) ?? dated
    }
    case 'days':
      return lastDays(period.days, period.until, period.today, lang)
    case 'week':
      return `in ${formatWeek(period.day, lang)}`
    case 'month':
      return `${german ? 'im' : 'in'} ${formatMonth(period.month, lang)}`
    case 'range':
      return `${german ? 'vom' : 'from'} ${formatDayRange(period.from, period.to, lang)}`
  }
}

function lastDays(days: number, until: Day, today: Day, lang: Lang): string {
  const count = formatCount(days, { lang })
  if (addDays(until, 1) === today || until === today) {
    if (lang === 'de') return inTheLast(days, 'Tag', count)
    return days === 1 ? 'on the last day' : `in the last ${count} days`
  }
  const last = formatDay(until, 'long', lang)
  if (days === 1) return lang === 'de' ? `am ${last}` : `on ${last}`
  return lang === 'de' ? `in den ${count} Tagen bis zum ${last}` : `in the ${count} days to ${last}`
}

/**
 * The head of a sentence that goes on with an amount: 'Gestern ', 'Freitag, 9. Dezember 2011: ', 'In den letzten 28
 * Tagen: '. A colon keeps a year and an amount apart.
 */
export function lead(period: Period, lang: Lang): string {
  if (period.kind === 'day') {
    const near = nearDay(period.day, period.today, lang)
    if (near !== null) return capitalise(near) + (lang === 'de' ? ' ' : ': ')
    return `${formatDay(period.day, 'full', lang)}: `
  }
  return `${capitalise(when(period, lang))}: `
}

/** 'am Montag davor', 'in den 28 Tagen davor', 'ein Jahr zuvor' / 'the Monday before', 'in the 28 days before'. */
export function baselineWhen(baseline: Baseline, period: Period, lang: Lang): string {
  if (baseline === 'year-before') return lang === 'de' ? 'ein Jahr zuvor' : 'a year earlier'
  if (period.kind === 'day') {
    const weekday = baseline === 'same-weekday' ? formatDay(period.day, 'weekday', lang) : null
    if (lang === 'de') return `am ${weekday ?? 'Tag'} davor`
    return `the ${weekday ?? 'day'} before`
  }
  const [german, english] = beforeWords(period)
  return lang === 'de' ? `${german.in} ${german.noun} davor` : `in the ${english} before`
}

/** After 'gegenüber' / 'on': 'dem Montag davor', 'den 28 Tagen davor', 'dem Vorjahr' / 'the Monday before'. */
export function baselineNoun(baseline: Baseline, period: Period, lang: Lang): string {
  if (baseline === 'year-before') return lang === 'de' ? 'dem Vorjahr' : 'a year earlier'
  if (period.kind === 'day') {
    const weekday = baseline === 'same-weekday' ? formatDay(period.day, 'weekday', lang) : null
    if (lang === 'de') return `dem ${weekday ?? 'Tag'} davor`
    return `the ${weekday ?? 'day'} before`
  }
  const [german, english] = beforeWords(period)
  return lang === 'de' ? `${german.article} ${german.noun} davor` : `the ${english} before`
}

function beforeWords(
  period: Exclude<Period, { kind: 'day' }>,
): readonly [german: { readonly in: string; readonly article: string; readonly noun: string }, english: string] {
  switch (period.kind) {
    case 'days':
      if (period.days === 1) return [{ in: 'am', article: 'dem', noun: 'Tag' }, 'day']
      return [
        { in: 'in den', article: 'den', noun: `${formatCount(period.days, { lang: 'de' })} Tagen` },
        `${formatCount(period.days, { lang: 'en' })} days`,
      ]
    case 'week':
      return [{ in: 'in der', article: 'der', noun: 'Woche' }, 'week']
    case 'month':
      return [{ in: 'im', article: 'dem', noun: 'Monat' }, 'month']
    case 'range':
      return [{ in: 'im', article: 'dem', noun: 'Zeitraum' }, 'period']
  }
}
