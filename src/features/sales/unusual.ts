/** Whether the last seven days stand out against the weeks before, by an interval that those weeks themselves give. */
import { studentQuantile } from '../../ml/math/student.ts'
import type { Interval } from '../findings/index.ts'
import type { BlockRow } from './schema.ts'

export const RATES = ['averageOrder', 'cancellations', 'refunds'] as const
export type RateName = (typeof RATES)[number]

const LEAST_WEEKS = 6
const MOST_WEEKS = 12
/** One false alarm in twenty nights over all three rates together (Bonferroni). */
const LEVEL = 1 - 0.05 / RATES.length

interface Scale {
  /** Null: the week says nothing about this rate. */
  readonly of: (row: BlockRow) => number | null
  readonly forward: (value: number) => number
  readonly back: (value: number) => number
}

const shareOfGross = (pick: (row: BlockRow) => number): Scale => ({
  of: (row) => (row.gross > 0 ? pick(row) / row.gross : null),
  // The root makes the spread of a share independent of its size.
  forward: (value) => Math.sqrt(Math.max(0, value)),
  back: (value) => Math.max(0, value) ** 2,
})

const SCALES: Readonly<Record<RateName, Scale>> = {
  averageOrder: {
    of: (row) => (row.orders > 0 && row.gross > 0 ? row.gross / row.orders : null),
    forward: Math.log,
    back: Math.exp,
  },
  cancellations: shareOfGross(({ cancellations }) => cancellations),
  refunds: shareOfGross(({ refunds }) => refunds),
}

export interface Unusual {
  readonly rate: RateName
  readonly value: number
  readonly expected: number
  readonly interval: Interval
  /** Orders of the last seven days. */
  readonly orders: number
  readonly gross: number
  /** The rate of each week, oldest first, the last seven days last. */
  readonly weeks: readonly { readonly ends: string; readonly value: number }[]
}

/**
 * The rates of the last seven days that lie outside the interval in which the next week was to be expected: Student t for
 * one more value, on the logarithm (order value) or the root (shares), from the up to twelve weeks before.
 * @param blocks  seven days each, counted back from the day of the report; only those within the shop's history
 */
export function findUnusual(blocks: readonly BlockRow[]): Unusual[] {
  const now = blocks.find(({ block }) => block === 0)
  if (now === undefined) return []
  const before = blocks.filter(({ block }) => block >= 1 && block <= MOST_WEEKS)
  return RATES.flatMap((rate) => {
    const scale = SCALES[rate]
    const value = scale.of(now)
    const weeks = before.flatMap((row) => {
      const own = scale.of(row)
      return own === null ? [] : [{ ends: row.ends, value: own }]
    })
    if (value === null || weeks.length < LEAST_WEEKS) return []
    const band = nextWeek(weeks.map((week) => scale.forward(week.value)))
    // Weeks that are all alike (never a refund) give no spread to judge by.
    if (band === null) return []
    const interval = { low: scale.back(band.low), high: scale.back(band.high), level: LEVEL }
    if (value >= interval.low && value <= interval.high) return []
    const line = [...weeks.reverse(), { ends: now.ends, value }]
    return [
      { rate, value, expected: scale.back(band.mean), interval, orders: now.orders, gross: now.gross, weeks: line },
    ]
  })
}

/** Interval for one more value of the same kind; null without spread. */
function nextWeek(values: readonly number[]): { mean: number; low: number; high: number } | null {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  if (!(variance > 1e-24)) return null
  const reach = studentQuantile(0.5 + LEVEL / 2, n - 1) * Math.sqrt(variance * (1 + 1 / n))
  return { mean, low: mean - reach, high: mean + reach }
}
