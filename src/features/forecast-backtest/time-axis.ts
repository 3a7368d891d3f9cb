const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A date as it stands in a file: the clock's time as written and the instant it means, both in milliseconds. */
export interface Moment {
  readonly civilMs: number
  readonly instantMs: number
}

/** Maps moments to whole steps. */
export interface TimeAxis {
  /** 'month' steps differ in days; all others are `stepMs` long. */
  readonly unit: 'month' | 'ms'
  readonly step: number
  /** The step of a moment, from an arbitrary 0; null where it lies between two steps counted from `first`. */
  stepOf(moment: Moment, first: Moment): number | null
  /** The same, as words for a sentence: '7 days'. */
  readonly words: string
  /** Whether two rows of one time can be the hour that comes twice when summer time ends. */
  readonly isWithinDay: boolean
}

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/** A date: 2024, 2024-03, 2024-03-31, 2024-03-31 14:00, with seconds and offset if wanted, or 31.03.2024. Null: none of these. */
export function parseMoment(text: string): Moment | null {
  const german = GERMAN.exec(text)
  const iso = german === null ? ISO.exec(text) : null
  if (german === null && iso === null) return null
  const part = (index: number, fallback: number) => Number(iso?.[index] ?? fallback)
  const [year, month, day] =
    german === null ? [part(1, 0), part(2, 1), part(3, 1)] : [Number(german[3]), Number(german[2]), Number(german[1])]
  const [hour, minute, second] = [part(4, 0), part(5, 0), part(6, 0)]
  if (year < 1800 || year > 2199 || hour > 23 || minute > 59 || second > 59) return null
  const civilMs = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(civilMs)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(iso?.[7] ?? '')
  const shift =
    offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000
  return { civilMs, instantMs: civilMs - shift }
}

/**
 * Finds the step between the rows of a file: the commonest distance between neighbours.
 * @param series  the moments of each series, in any order
 */
export function findAxis(series: readonly (readonly Moment[])[]): TimeAxis {
  const isDates = series.every((moments) => moments.every(({ civilMs }) => civilMs % DAY_MS === 0))
  // Midnights as written are what a person means by days, whatever summer time does to the instants.
  const timeOf = (moment: Moment) => (isDates ? moment.civilMs : moment.instantMs)
  const months = isDates ? commonest(series, monthOf) : null
  const days = commonest(series, timeOf)
  if (months !== null && days !== null && days >= 28 * DAY_MS && isSameDayOfMonth(series)) {
    return {
      unit: 'month',
      step: months,
      stepOf: (moment, first) => whole((monthOf(moment) - monthOf(first)) / months),
      words: months === 12 ? 'a year' : months === 1 ? 'a month' : `${months} months`,
      isWithinDay: false,
    }
  }
  const step = days ?? DAY_MS
  // Days that a program wrote as instants of local midnight are an hour off when summer time comes and goes.
  const tolerance = step >= DAY_MS ? (1.01 * HOUR_MS) / step : 0
  return {
    unit: 'ms',
    step,
    stepOf: (moment, first) => {
      const steps = (timeOf(moment) - timeOf(first)) / step
      return Math.abs(steps - Math.round(steps)) <= tolerance ? Math.round(steps) : null
    },
    words: inWords(step),
    isWithinDay: step < DAY_MS,
  }
}

function whole(steps: number): number | null {
  return Number.isInteger(steps) ? steps : null
}

function monthOf({ civilMs }: Moment): number {
  const date = new Date(civilMs)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}

/** The same day in each month, or the last days of the months. */
function isSameDayOfMonth(series: readonly (readonly Moment[])[]): boolean {
  const days = new Set<number>()
  let isEnd = true
  for (const moments of series) {
    for (const { civilMs } of moments) {
      days.add(new Date(civilMs).getUTCDate())
      isEnd = isEnd && new Date(civilMs + DAY_MS).getUTCDate() === 1
    }
  }
  return isEnd || days.size === 1
}

/** The commonest distance > 0 between neighbours, the shorter of two; null where no series has two times. */
function commonest(series: readonly (readonly Moment[])[], timeOf: (moment: Moment) => number): number | null {
  const counts = new Map<number, number>()
  for (const moments of series) {
    const times = Float64Array.from(moments, timeOf).sort()
    for (let i = 1; i < times.length; i++) {
      const distance = (times[i] ?? 0) - (times[i - 1] ?? 0)
      if (distance > 0) counts.set(distance, (counts.get(distance) ?? 0) + 1)
    }
  }
  let best: number | null = null
  for (const [distance, count] of counts) {
    const most = best === null ? 0 : (counts.get(best) ?? 0)
    if (best === null || count > most || (count === most && distance < best)) best = distance
  }
  return best
}

function inWords(stepMs: number): string {
  const units = [
    [DAY_MS, 'day'],
    [HOUR_MS, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const
  for (const [size, name] of units) {
    if (stepMs % size !== 0) continue
    const count = stepMs / size
    return count === 1 ? `${name === 'hour' ? 'an' : 'a'} ${name}` : `${count} ${name}s`
  }
  return `${stepMs} milliseconds`
}
