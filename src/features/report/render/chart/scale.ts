/** A linear scale with round ticks. `low` and `high` are the ends of the axis, ticks among them. */
export interface NiceScale {
  readonly low: number
  readonly high: number
  readonly step: number
  readonly ticks: readonly number[]
}

/**
 * A scale over [min, max] with about `count` ticks at 1, 2 or 5 times a power of ten.
 * An empty or single-valued range gets a range of its own; `wholeSteps` keeps the step at 1 or more (counted things).
 */
export function niceScale(min: number, max: number, count: number, wholeSteps: boolean): NiceScale {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return niceScale(0, 1, count, wholeSteps)
  if (min === max) {
    if (min === 0) return { low: 0, high: 1, step: 1, ticks: [0] }
    return niceScale(Math.min(0, min), Math.max(0, max), count, wholeSteps)
  }
  const raw = (max - min) / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(raw))
  const fraction = raw / power
  let step = (fraction > 5 ? 10 : fraction > 2 ? 5 : fraction > 1 ? 2 : 1) * power
  if (wholeSteps) step = Math.max(1, step)
  const first = Math.floor(min / step + 1e-9)
  const last = Math.ceil(max / step - 1e-9)
  const ticks: number[] = []
  // Multiplied, not added up, so that 0.1 steps stay 0.3 and not 0.30000000000000004 further up; + 0 turns -0 into 0.
  for (let place = first; place <= last; place += 1) ticks.push(Number((place * step).toPrecision(12)) + 0)
  return { low: first * step, high: last * step, step, ticks }
}

/** The ends of the values on a line chart; zero is taken in unless the values keep far from it. */
export function lineDomain(values: readonly number[]): readonly [number, number] {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return [0, 0]
  if (min > 0 && min < max * 0.7) min = 0
  if (max < 0 && max > min * 0.7) max = 0
  return [min, max]
}
