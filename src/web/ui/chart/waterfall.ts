/** The steps of a waterfall: each starts where the one before ended. Pure. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly isTotal: boolean
}

/** Where the first value and the ones after it add up to the last, both ends are totals. */
export function waterfallSteps(values: readonly number[]): Step[] {
  const last = values.length - 1
  const first = values[0] ?? 0
  const between = values.slice(1, last).reduce((sum, value) => sum + value, 0)
  const scale = Math.max(1, ...values.map(Math.abs))
  const closed = values.length >= 3 && Math.abs(first + between - (values[last] ?? 0)) <= scale * 1e-6 + 1
  let level = 0
  return values.map((value, index) => {
    const isTotal = closed && (index === 0 || index === last)
    const from = isTotal ? 0 : level
    level = from + value
    return { from, to: level, isTotal }
  })
}
