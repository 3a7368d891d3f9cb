import { addDays, type Day } from '../../core/time.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'
import type { Chart } from '../findings/index.ts'
import type { SpanRow } from './schema.ts'
import { DAYS_SHOWN, WEEKS_SHOWN } from './tables.ts'

const YEAR_DAYS = 364

export interface ChartGround {
  readonly asOf: Day
  readonly first: Day
  readonly currency: string
  readonly evidenceId: string
}

/** Revenue per day over the last 60 days, with the same weekdays a year ago where they are known. */
export function daysChart(rows: readonly SpanRow[], ground: ChartGround): Chart {
  const { asOf, currency, evidenceId } = ground
  const days = Array.from({ length: DAYS_SHOWN }, (_, i) => addDays(asOf, i + 1 - DAYS_SHOWN)).filter(
    (day) => day >= ground.first,
  )
  const { actual, before } = linesOf(rows, days, ground)
  const average = actual.reduce((sum, value) => sum + value, 0) / Math.max(1, actual.length)
  return {
    id: 'sales.days',
    title: bothLangs((lang) => {
      const pen = pensFor(currency)[lang]
      const last = pen.short(actual.at(-1) ?? 0)
      const mean = pen.short(average)
      return lang === 'de'
        ? `Umsatz je Tag: zuletzt ${last}, im Schnitt der letzten ${days.length} Tage ${mean}`
        : `Revenue per day: ${last} at last, ${mean} on average over the last ${days.length} days`
    }),
    kind: 'line',
    unit: 'cents',
    x: days,
    series: seriesOf(actual, before),
    marks: [],
    evidenceId,
  }
}

/** Revenue per ISO week over the last 26 weeks that are over, with the year before where it is known. */
export function weeksChart(rows: readonly SpanRow[], ground: ChartGround): Chart | null {
  const { asOf, currency, evidenceId } = ground
  const full = rows.filter(({ start }) => start >= ground.first && addDays(start, 6) <= asOf)
  const weeks = full.slice(-WEEKS_SHOWN).map(({ start }) => start)
  if (weeks.length < 2) return null
  const { actual, before } = linesOf(rows, weeks, ground)
  const [last, lastYear] = [actual.at(-1) ?? 0, before.at(-1) ?? null]
  return {
    id: 'sales.weeks',
    title: bothLangs((lang) => {
      const pen = pensFor(currency)[lang]
      const now = pen.short(last)
      if (lastYear === null) {
        return lang === 'de' ? `Umsatz je Woche: zuletzt ${now}` : `Revenue per week: ${now} at last`
      }
      const year = pen.short(lastYear)
      return lang === 'de'
        ? `Umsatz je Woche: zuletzt ${now}, ein Jahr zuvor ${year}`
        : `Revenue per week: ${now} at last, ${year} a year earlier`
    }),
    kind: 'line',
    unit: 'cents',
    x: weeks,
    series: seriesOf(actual, before),
    marks: [],
    evidenceId,
  }
}

function linesOf(rows: readonly SpanRow[], starts: readonly Day[], { first }: ChartGround) {
  const revenue = new Map(rows.map((row) => [row.start, row.revenue]))
  const actual = starts.map((start) => revenue.get(start) ?? 0)
  const before = starts.map((start) => {
    const year = addDays(start, -YEAR_DAYS)
    return year < first ? null : (revenue.get(year) ?? 0)
  })
  return { actual, before }
}

function seriesOf(actual: readonly number[], before: readonly (number | null)[]): Chart['series'] {
  const lines: Chart['series'] = [{ name: { de: 'Umsatz', en: 'Revenue' }, role: 'actual', values: [...actual] }]
  if (before.every((value) => value === null)) return lines
  lines.push({ name: { de: 'Vor einem Jahr', en: 'A year ago' }, role: 'comparison', values: [...before] })
  return lines
}
