import type { Estimate } from './product-interval.ts'

/**
 * Interval of the difference of two independent estimates from their own intervals of one level: the distances to the ends add
 * up as squares.
 * @returns  first less second
 * @throws RangeError  an estimate is not finite, or outside of its interval
 * Source: Zou & Donner (2008), "Construction of confidence limits about effect measures: a general approach" (MOVER)
 */
export function differenceInterval(first: Estimate, second: Estimate): Estimate {
  for (const { value, low, high } of [first, second]) {
    if (!(low > -Infinity && low <= value && value <= high && high < Infinity))
      throw new RangeError(`an estimate must lie within its interval, got ${value} in ${low}..${high}`)
  }
  const value = first.value - second.value
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  }
}
