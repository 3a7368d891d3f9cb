/** When a job runs next. Pure. */
import { Temporal } from 'temporal-polyfill'

const DAILY = /^(\*|\*\/\d{1,2}|\d{1,2}) (\*|\d{1,2}) \* \* \*$/
const MINUTE_MS = 60_000
/** A day of hours and an hour of minutes, and some more for days on which the clock is changed. */
const MOST_STEPS = 150

/**
 * The next time a job runs after `now`, in the shop's time zone.
 * @param cron of the kinds there are here: a minute, each minute or each so many; an hour or each; every day
 * @returns null where it is none of these
 */
export function nextRun(cron: string, now: number, timeZone: string): number | null {
  const read = DAILY.exec(cron)
  if (read === null) return null
  const [, minute = '*', hour = '*'] = read
  let at = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS
  for (let step = 0; step < MOST_STEPS; step++) {
    const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    if (!fits(hour, clock.hour)) at += (60 - clock.minute) * MINUTE_MS
    else if (!fits(minute, clock.minute)) at += MINUTE_MS
    else return at
  }
  return null
}

function fits(field: string, value: number): boolean {
  if (field === '*') return true
  return field.startsWith('*/') ? value % Number(field.slice(2)) === 0 : Number(field) === value
}
