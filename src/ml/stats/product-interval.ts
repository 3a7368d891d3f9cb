/** An estimate with the ends of its interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Interval of the product of two independent estimates that cannot be negative, from their own intervals of one level: the
 * distances to the ends add up as squares, on the logarithm.
 * @returns  the product; its low end is 0 where a low end is 0
 * @throws RangeError  an estimate is negative, not finite, or outside of its interval
 * Source: Zou & Donner (2008), "Construction of confidence limits about effect measures: a general approach" (MOVER)
 */
export function productInterval(first: Estimate, second: Estimate): Estimate {
  for (const { value, low, high } of [first, second]) {
    if (!(low >= 0 && low <= value && value <= high && high < Infinity)) {
      throw new RangeError(`an estimate must lie within its interval and not below 0, got ${value} in ${low}..${high}`)
    }
  }
  const value = first.value * second.value
  if (value === 0) return { value, low: 0, high: first.high * second.high }
  const reach = (a: number, b: number) => Math.exp(Math.hypot(Math.log(a), Math.log(b)))
  const isOpen = first.low === 0 || second.low === 0
  return {
    value,
    low: isOpen ? 0 : value / reach(first.value / first.low, second.value / second.low),
    high: value * reach(first.high / first.value, second.high / second.value),
  }
}
