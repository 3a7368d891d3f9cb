import { Link } from '@tanstack/react-router'
import { formatDay, formatMonth } from '../../../language/dates.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { ReportHead } from '../schema.ts'
import type { Month } from './months.ts'
import { words } from './report-words.ts'
import classes from './reports.module.css'

/** A monday, for the names of the weekdays. */
const WEEK = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']

/** One month; a day that has a report leads to it. */
export function MonthGrid({ month, heads }: { month: Month; heads: ReadonlyMap<string, ReportHead> }) {
  const { lang } = useLocale()
  return (
    <table className={classes.month}>
      <caption>{formatMonth(month.month, lang)}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" abbr={formatDay(day, 'weekday', lang)}>
              {formatDay(day, 'weekday', lang).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, place) => (
              <td key={WEEK[place]}>{day !== null && <DayCell day={day} head={heads.get(day)} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, head }: { day: string; head: ReportHead | undefined }) {
  const t = useText()
  const { lang } = useLocale()
  const date = Number(day.slice(8))
  if (head === undefined) return <span className={classes.empty}>{date}</span>
  const count = head.findings ?? 0
  return (
    <Link
      to="/reports/$day"
      params={{ day }}
      className={classes.day}
      aria-label={`${formatDay(day, 'full', lang)}, ${t(words.findingsOf(count))}`}
    >
      {date}
      <span>{count}</span>
    </Link>
  )
}
