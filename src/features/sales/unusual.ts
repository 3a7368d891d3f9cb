/** Whether the last seven days stand out against the weeks before, by an interval that those weeks themselves give. */
import { studentQuantile } from '../../ml/math/student.ts'
import type { Interval } from '../findings/index.ts'
import type { BlockRow } from './schema.ts'

const RATES = ['averageOrder', 'cancellations', 'refunds'] as const
export type RateName = (typeof RATES)[number]

const LEAST_WEEKS = 6
const MOST_WEEKS = 12
/** An order and a cancellation that differ by less are taken for the same one. */
const SAME_ORDER = 0.01
/** One false alarm in twenty nights over all three rates together (Bonferroni). */
const LEVEL = 1 - 0.05 / RATES.length

interface Scale {
  /** The week as it would be without its largest order, cancellation or refund. */
  readonly without: (row: BlockRow) => BlockRow
  /** What that largest one came to. */
  readonly largest: (row: BlockRow) => number
  /** Null: the week says nothing about this rate. */
  readonly of: (row: BlockRow) => number | null
  readonly forward: (value: number) => number
  readonly back: (value: number) => number
}

const shareOfGross = (
  pick: (row: BlockRow) => number,
  { without, largest }: Pick<Scale, 'without' | 'largest'>,
): Scale => ({
  without,
  largest,
  of: (row) => (row.gross > 0 ? pick(row) / row.gross : null),
  // The root makes the spread of a share independent of its size.
  forward: (value) => Math.sqrt(Math.max(0, value)),
  back: (value) => Math.max(0, value) ** 2,
})

const SCALES: Readonly<Record<RateName, Scale>> = {
  averageOrder: {
    without: (row) => ({
      ...row,
      standing_cents: row.standing_cents - row.largest_standing,
      standing_orders: row.standing_orders - 1,
    }),
    largest: (row) => row.largest_standing,
    of: (row) => (row.standing_orders > 0 && row.standing_cents > 0 ? row.standing_cents / row.standing_orders : null),
    forward: Math.log,
    back: Math.exp,
  },
  cancellations: shareOfGross(({ cancellations }) => cancellations, {
    without: (row) => ({
      ...row,
      cancellations: row.cancellations - row.largest_cancellation,
      gross: isSame(row.largest_order, row.largest_cancellation) ? row.gross - row.largest_order : row.gross,
    }),
    largest: (row) => row.largest_cancellation,
  }),
  refunds: shareOfGross(({ refunds }) => refunds, {
    without: (row) => ({ ...row, refunds: row.refunds - row.largest_refund }),
    largest: (row) => row.largest_refund,
  }),
}

export interface Unusual {
  readonly rate: RateName
  readonly value: number
  readonly expected: number
  readonly interval: Interval
  /** Orders of the last seven days; of the order value those it is the average of. */
  readonly orders: number
  readonly gross: number
  /** The one order, cancellation or refund without which the week would be like the others; null: there is none. */
  readonly single: { readonly cents: number; readonly rateWithout: number } | null
  /** The single cancellation takes back the week's largest order: nothing was gained or lost. */
  readonly calledOff: boolean
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
  const found = RATES.flatMap((rate): Unusual[] => {
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
    const rateWithout = scale.of(scale.without(now))
    const isSingle = rateWithout !== null && rateWithout >= interval.low && rateWithout <= interval.high
    return [
      {
        rate,
        value,
        expected: scale.back(band.mean),
        interval,
        orders: rate === 'averageOrder' ? now.standing_orders : now.orders,
        gross: now.gross,
        single: isSingle ? { cents: scale.largest(now), rateWithout } : null,
        calledOff: rate === 'cancellations' && isSingle && isSame(now.largest_order, now.largest_cancellation),
        weeks: [...weeks.reverse(), { ends: now.ends, value }],
      },
    ]
  })
  return mergeCalledOff(found)
}

/** An order that was called off on a later day of the week is one matter, not a large order and a large cancellation. */
function mergeCalledOff(found: readonly Unusual[]): Unusual[] {
  const calledOff = found.find((one) => one.calledOff)?.single?.cents ?? 0
  return found.filter(({ rate, single }) => rate !== 'averageOrder' || !isSame(single?.cents ?? 0, calledOff))
}

/** Whether an order and a cancellation are of the same amount. */
function isSame(ordered: number, cancelled: number): boolean {
  return ordered > 0 && Math.abs(ordered - cancelled) <= SAME_ORDER * ordered
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
