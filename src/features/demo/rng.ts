/** Seeded random numbers for the simulator: one independent stream per purpose, so that a change in one leaves the others. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Uniform on the open interval (0, 1). */
export type Rng = () => number

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value | 0
}

/** The stream of a purpose: the same seed and name give the same numbers. */
export function streamOf(seed: number, name: string): Rng {
  const generator = xoroshiro128plus(hash(`${seed}:${name}`))
  // The generator starts from a state of few set bits; the first outputs are not yet well mixed.
  for (let i = 0; i < 32; i++) generator.next()
  return () => ((generator.next() >>> 0) + 0.5) / 4294967296
}

/** Integer in [low, high], both inclusive. */
export function integer(rng: Rng, low: number, high: number): number {
  return low + Math.floor(rng() * (high - low + 1))
}

/** One of the items, each as likely. Throws RangeError when there are none. */
export function pick<T>(rng: Rng, items: readonly T[]): T {
  const item = items[Math.floor(rng() * items.length)]
  if (item === undefined) throw new RangeError('pick: there is nothing to pick from')
  return item
}

/** Standard normal, by Box and Muller. */
export function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(rng())) * Math.cos(2 * Math.PI * rng())
}

/** Exponential with mean 1. */
export function exponential(rng: Rng): number {
  return -Math.log(rng())
}

/** Gamma of a shape > 0 and scale 1. Source: Marsaglia & Tsang (2000), with the boost for shapes below one. */
export function gamma(rng: Rng, shape: number): number {
  if (shape < 1) return gamma(rng, shape + 1) * rng() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(rng)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(rng()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Beta(a, b), both > 0. */
export function beta(rng: Rng, a: number, b: number): number {
  const x = gamma(rng, a)
  return x / (x + gamma(rng, b))
}

/** Poisson of a mean >= 0; the time it takes grows with the mean. */
export function poisson(rng: Rng, mean: number): number {
  let count = 0
  let left = mean
  // Knuth's product underflows for large means; a Poisson is the sum of Poissons of smaller means.
  while (left > 0) {
    const limit = Math.exp(-Math.min(left, 20))
    left -= 20
    for (let product = rng(); product > limit; product *= rng()) count++
  }
  return count
}

/** Number of failures before a success of probability 1 - p. */
export function geometric(rng: Rng, p: number): number {
  return Math.floor(Math.log(rng()) / Math.log(p))
}

/** The first index of [from, to) whose running total exceeds the value; `cumulative` does not fall. */
export function searchCumulative(cumulative: ArrayLike<number>, value: number, from: number, to: number): number {
  let low = from
  let high = to - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** Draws items with the given weights (>= 0, not all zero). */
export function weighted<T>(items: readonly (readonly [T, number])[]): (rng: Rng) => T {
  const cumulative = new Float64Array(items.length)
  let total = 0
  items.forEach(([, weight], i) => {
    total += weight
    cumulative[i] = total
  })
  return (rng) => {
    const item = items[searchCumulative(cumulative, rng() * total, 0, items.length)]
    if (item === undefined) throw new RangeError('weighted: there is nothing to draw from')
    return item[0]
  }
}
