/** From weekly counts to cohorts, the curve over all of them, and whether the latest do better or worse. Pure. */
import { addDays, type Day, weekdayOf } from '../../core/time.ts'
import { type CohortComparison, compareCohorts } from '../../ml/stats/compare-cohorts.ts'
import { valuePerVisitor } from '../../ml/stats/value-per-visitor.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { type Cohort, type CurvePoint, type Group, LEVEL, type RetentionAnswer, type Share } from './schema.ts'
import type { CellRow, GroupRow } from './store.ts'

const LATEST = 2
const MOST_EARLIER = 10
/** In the first weeks on record old visitors look new: they are no measure for later ones. */
const START_WEEKS = 3

export function shareOf(count: number, of: number): Share {
  const interval = wilsonInterval(count, of, LEVEL)
  return { count, of, share: of === 0 ? null : count / of, low: interval?.low ?? null, high: interval?.high ?? null }
}

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/** Monday of the first of so many weeks that end with the week of a day. */
export const firstWeek = (to: Day, weeks: number): Day => addDays(mondayOf(to), 7 * (1 - weeks))

/** Cohorts, oldest first; the week on record that began before the records did is left out. */
export function toCohorts(rows: readonly CellRow[], to: Day): Cohort[] {
  const since = rows[0]?.since ?? to
  const weeks = [...new Set(rows.map(({ cohort }) => cohort))].filter((week) => week >= since)
  const counts = new Map(rows.map(({ cohort, age, visitors }) => [`${cohort}/${age}`, visitors]))
  return weeks.map((week): Cohort => {
    const visitors = counts.get(`${week}/0`) ?? 0
    const returned: Share[] = []
    for (let age = 1; addDays(week, 7 * age + 6) <= to; age++)
      returned.push(shareOf(Math.min(visitors, counts.get(`${week}/${age}`) ?? 0), visitors))
    return { week, visitors, returned }
  })
}

/** All cohorts together, per week since the first visit. */
export function toCurve(cohorts: readonly Cohort[]): CurvePoint[] {
  const longest = Math.max(0, ...cohorts.map(({ returned }) => returned.length))
  return Array.from({ length: longest }, (_, i) => {
    const seen = cohorts.flatMap(({ returned }) => returned[i] ?? [])
    const total = (pick: (share: Share) => number) => seen.reduce((sum, share) => sum + pick(share), 0)
    return {
      age: i + 1,
      cohorts: seen.length,
      ...shareOf(
        total(({ count }) => count),
        total(({ of }) => of),
      ),
    }
  })
}

export function toGroup(row: GroupRow | undefined): Group {
  const { visitors, sessions, buyers, cents, squares } = row ?? {
    visitors: 0,
    sessions: 0,
    buyers: 0,
    cents: 0,
    squares: 0,
  }
  const value = valuePerVisitor({ visitors, buyers, sum: cents, squares, level: LEVEL })
  return {
    visitors,
    sessions,
    bought: shareOf(buyers, visitors),
    value:
      value === null
        ? null
        : { cents: Math.round(value.value), low: Math.round(value.low), high: Math.round(value.high) },
  }
}

export interface Change extends CohortComparison {
  readonly latest: readonly Cohort[]
  readonly earlier: readonly Cohort[]
}

/** The share that came again in the week after, of the latest two cohorts against those before; null: too few. */
export function changeOf({ cohorts, since }: Pick<RetentionAnswer, 'cohorts' | 'since'>): Change | null {
  const start = addDays(mondayOf(since), 7 * START_WEEKS)
  const mature = cohorts.filter(({ week, returned }) => returned.length > 0 && week >= start)
  const latest = mature.slice(-LATEST)
  const earlier = mature.slice(0, -LATEST).slice(-MOST_EARLIER)
  const first = ({ returned }: Cohort) => ({ hits: returned[0]?.count ?? 0, of: returned[0]?.of ?? 0 })
  const compared = compareCohorts(latest.map(first), earlier.map(first), LEVEL)
  return compared === null ? null : { ...compared, latest, earlier }
}
