/** What each figure of the day is held against. */
import type { Text } from '../../core/lang.ts'
import type { PeriodName } from './schema.ts'

export const SCOPES = ['day', 'days7', 'days28', 'month'] as const
export type ScopeName = (typeof SCOPES)[number]

export const SCOPE_LABELS: Readonly<Record<ScopeName, Text>> = {
  day: { de: 'Tag', en: 'Day' },
  days7: { de: 'letzte 7 Tage', en: 'last 7 days' },
  days28: { de: 'letzte 28 Tage', en: 'last 28 days' },
  month: { de: 'Monat bisher', en: 'month to date' },
}

interface Baseline {
  readonly period: PeriodName
  readonly label: Text
}

const SAME_WEEKDAYS: Text = { de: 'Vor einem Jahr (gleiche Wochentage)', en: 'A year ago (same weekdays)' }

/** Per scope, the most recent period first. */
export const BASELINES: Readonly<Record<ScopeName, readonly Baseline[]>> = {
  day: [
    { period: 'day.previous', label: { de: 'Tag davor', en: 'Day before' } },
    {
      period: 'day.week-before',
      label: { de: 'Gleicher Wochentag der Vorwoche', en: 'Same weekday a week before' },
    },
    {
      period: 'day.weekdays',
      label: { de: 'Schnitt der letzten 4 gleichen Wochentage', en: 'Average of the last 4 same weekdays' },
    },
    {
      period: 'day.days364',
      label: { de: 'Vor einem Jahr (gleicher Wochentag)', en: 'A year ago (same weekday)' },
    },
    { period: 'day.year-before', label: { de: 'Vor einem Jahr (gleiches Datum)', en: 'A year ago (same date)' } },
  ],
  days7: [
    { period: 'days7.previous', label: { de: '7 Tage davor', en: '7 days before' } },
    { period: 'days7.days364', label: SAME_WEEKDAYS },
  ],
  days28: [
    { period: 'days28.previous', label: { de: '28 Tage davor', en: '28 days before' } },
    { period: 'days28.days364', label: SAME_WEEKDAYS },
  ],
  month: [
    {
      period: 'month.previous',
      label: { de: 'Vormonat bis zum gleichen Tag', en: 'Month before up to the same day' },
    },
    {
      period: 'month.year-before',
      label: { de: 'Vor einem Jahr (gleiche Tage)', en: 'A year ago (same days)' },
    },
  ],
}
