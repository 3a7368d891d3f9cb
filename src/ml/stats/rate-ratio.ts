import { normalQuantile } from '../math/normal.ts'
import { betaBinomialTails } from './beta-binomial.ts'

export interface RateRatio {
  /** (after / exposureAfter) / (before / exposureBefore); Infinity from nothing, NaN when both counts are 0. */
  ratio: number
  /** Ends of the interval; 0 or Infinity where a count is 0. */
  low: number
  high: number
  /** Two-sided mid-p value of 'the rates are equal'; 1 when both counts are 0. */
  p: number
}

export interface RateRatioInput {
  /** Whole numbers >= 0. */
  before: number
  after: number
  /** Time, visits or anything the counts grow with, > 0. */
  exposureBefore: number
  exposureAfter: number
  /** Squared coefficient of variation of each period's rate beyond Poisson (1 / size of the negative binomial), >= 0. */
  dispersion: number
  /** How far the product's own dispersion may lie from the given one, as standard deviation of its logarithm; 0 is known. */
  dispersionSpread: number
  /** Of the interval, 0..1 exclusive. */
  level: number
}

/**
 * Test of two counts for equal rates: exact given their sum. Poisson counts share their sum binomially; where rates
 * also scatter from period to period (gamma), beta-binomially, exactly so for equal exposures. The interval holds the
 * ratios the same test does not reject. A dispersion known only roughly is averaged over.
 * @throws RangeError  a count is negative or not whole, an exposure or level out of range
 * Source: Przyborowski & Wilenski (1940); Lancaster (1961) for mid-p. Golden values: test/golden/stats.json
 */
export function rateRatio(input: RateRatioInput): RateRatio {
  const { before, after, exposureBefore, exposureAfter, dispersion, dispersionSpread, level } = input
  for (const [name, value] of [
    ['before', before],
    ['after', after],
  ] as const) {
    if (!(Number.isInteger(value) && value >= 0))
      throw new RangeError(`${name} must be a whole number >= 0, got ${value}`)
  }
  for (const [name, value] of [
    ['exposureBefore', exposureBefore],
    ['exposureAfter', exposureAfter],
  ] as const) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be positive, got ${value}`)
  }
  if (!(dispersion >= 0)) throw new RangeError(`dispersion must be >= 0, got ${dispersion}`)
  if (!(dispersionSpread >= 0)) throw new RangeError(`dispersionSpread must be >= 0, got ${dispersionSpread}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  const trials = before + after
  if (trials === 0) return { ratio: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY, p: 1 }
  const odds = exposureAfter / exposureBefore
  const ratio = before === 0 ? Number.POSITIVE_INFINITY : after / before / odds
  const tails = mixedTail(dispersion, dispersionSpread)
  const upper = (logRatio: number) => tails(after, trials, odds * Math.exp(logRatio))
  const lower = (logRatio: number) => tails(before, trials, 1 / (odds * Math.exp(logRatio)))
  const tail = (1 - level) / 2
  const middle = Math.log((after + 0.5) / (before + 0.5) / odds)
  const step = normalQuantile(1 - tail) * Math.sqrt(1 / (after + 0.5) + 1 / (before + 0.5) + 2 * dispersion)
  return {
    ratio,
    low: after === 0 ? 0 : Math.exp(solve(upper, tail, middle - step, step)),
    high: before === 0 ? Number.POSITIVE_INFINITY : Math.exp(-solve((x) => lower(-x), tail, -middle - step, step)),
    p: Math.min(1, 2 * Math.min(upper(0), lower(0))),
  }
}

/** Gauss-Hermite points of a standard normal, positive ones, with the weight of each of the pair; the middle has 8/15. */
const NODES = [
  { at: 1.355626179974266, weight: 0.2220759220056126 },
  { at: 2.856970013872806, weight: 0.01125741132772071 },
]

/** `midTail` averaged over what the dispersion may be: lognormal, by five points. */
function mixedTail(dispersion: number, spread: number) {
  if (dispersion === 0 || spread === 0) {
    return (count: number, trials: number, odds: number) => midTail(count, trials, odds, dispersion)
  }
  return (count: number, trials: number, odds: number) => {
    let tail = (8 / 15) * midTail(count, trials, odds, dispersion)
    for (const { at, weight } of NODES) {
      const reach = Math.exp(at * spread)
      tail += weight * midTail(count, trials, odds, dispersion / reach)
      tail += weight * midTail(count, trials, odds, dispersion * reach)
    }
    return tail
  }
}

/** Mid-p probability of at least `count` of `trials` when the odds of each are `odds`. */
function midTail(count: number, trials: number, odds: number, dispersion: number): number {
  const share = odds / (1 + odds)
  if (!(share > 0)) return count === 0 ? 0.5 : 0
  if (!(share < 1)) return 1
  const { atLeast, above } = betaBinomialTails(count, trials, share, precisionOf(dispersion, share))
  return 0.5 * (atLeast + above)
}

/** Sum of the beta's parameters that gives the log odds the scatter of two gamma rates of the dispersion. */
function precisionOf(dispersion: number, share: number): number {
  return dispersion > 0 ? 1 / (2 * dispersion * share * (1 - share)) : Number.POSITIVE_INFINITY
}

/** Where a rising tail probability reaches `target`, by safeguarded regula falsi on its logarithm from a good start. */
function solve(tail: (x: number) => number, target: number, start: number, step: number): number {
  const goal = Math.log(target)
  const f = (x: number) => Math.max(-700, Math.log(tail(x))) - goal
  let low = start
  let atLow = f(low)
  let high = start
  let atHigh = atLow
  let reach = 0.25 * step + 1e-3
  while (atLow > 0 && low > start - 200) {
    high = low
    atHigh = atLow
    low -= reach
    atLow = f(low)
    reach *= 2
  }
  while (atHigh < 0 && high < start + 200) {
    low = high
    atLow = atHigh
    high += reach
    atHigh = f(high)
    reach *= 2
  }
  for (let round = 0; round < 60 && high - low > 1e-7; round++) {
    const share = atHigh > atLow ? -atLow / (atHigh - atLow) : 0.5
    const x = low + (high - low) * Math.min(0.95, Math.max(0.05, share))
    const value = f(x)
    if (Math.abs(value) < 1e-7) return x
    if (value < 0) {
      low = x
      atLow = value
    } else {
      high = x
      atHigh = value
    }
  }
  return 0.5 * (low + high)
}
