/** Seeded draws for the tests of statistical kernels; the same seed gives the same numbers. */
export interface RandomSource {
  /** 0 <= x < 1. */
  uniform(): number
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  normal(): number
  gamma(shape: number): number
  poisson(mean: number): number
}

/** Box and Muller's normal, Marsaglia & Tsang's gamma and Knuth's Poisson over mulberry32. */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(limit * uniform())
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const poisson = (mean: number) => {
    if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let count = -1
    let product = 1
    do {
      count++
      product *= uniform()
    } while (product > limit)
    return count
  }
  return { uniform, below, normal, gamma, poisson }
}
