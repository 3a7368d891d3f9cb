import { regularizedIncompleteBeta } from '../math/incomplete-beta.ts'
import { logBeta } from '../math/log-beta.ts'

/** Beyond this many trials the tail is read from a beta distribution of the same variance instead of summed. */
const SUM_BELOW = 5000

/**
 * P(X >= count) and P(X > count) for a beta-binomial count, the tails a mid-p value is made of.
 * @param count      whole number, 0..trials
 * @param trials     whole number >= 0
 * @param share      expected share of successes, 0..1 exclusive
 * @param precision  sum of the beta's parameters, > 0; Infinity gives the binomial distribution
 * @returns          relative error about 1e-10 up to 5,000 trials; beyond, with finite precision, within 2 % of the tail
 * @throws RangeError  an argument is out of its range
 * Source: Skellam (1948), "A probability distribution derived from the binomial distribution". Golden values: test/golden/stats.json
 */
export function betaBinomialTails(
  count: number,
  trials: number,
  share: number,
  precision: number,
): { atLeast: number; above: number } {
  if (!(trials >= 0 && Number.isInteger(trials)))
    throw new RangeError(`trials must be a whole number >= 0, got ${trials}`)
  if (!(count >= 0 && count <= trials && Number.isInteger(count))) {
    throw new RangeError(`count must be a whole number in 0..${trials}, got ${count}`)
  }
  if (!(share > 0 && share < 1)) throw new RangeError(`share must lie between 0 and 1, got ${share}`)
  if (!(precision > 0)) throw new RangeError(`precision must be positive, got ${precision}`)
  if (precision > 1e9) {
    const from = (k: number) => (k === 0 ? 1 : k > trials ? 0 : regularizedIncompleteBeta(share, k, trials - k + 1))
    return { atLeast: from(count), above: from(count + 1) }
  }
  if (trials > SUM_BELOW) return matchedBeta(count, trials, share, precision)
  const a = share * precision
  const b = precision - a
  const here = Math.exp(
    logBeta(count + a, trials - count + b) -
      logBeta(a, b) -
      Math.log(trials + 1) -
      logBeta(count + 1, trials - count + 1),
  )
  if (count > trials * share) {
    const above = sumAbove(count, trials, a, b, here)
    return { atLeast: Math.min(1, above + here), above }
  }
  const below = sumAbove(trials - count, trials, b, a, here)
  return { atLeast: Math.max(0, 1 - below), above: Math.max(0, 1 - below - here) }
}

/** Sum of the probabilities beyond `count` by their recurrence, until the rest no longer counts. */
function sumAbove(count: number, trials: number, a: number, b: number, here: number): number {
  let term = here
  let sum = 0
  for (let k = count; k < trials; k++) {
    term *= ((trials - k) * (k + a)) / ((k + 1) * (trials - k - 1 + b))
    sum += term
    // The ratio of terms may rise towards the end when b < 1, so there only the full sum is safe.
    if (b >= 1 && term < 1e-14 * sum) break
  }
  return sum
}

function matchedBeta(count: number, trials: number, share: number, precision: number) {
  // The share's variance is s(1-s) (1 + (n-1) rho) / n, and a beta's s(1-s) / (its precision + 1).
  const correlation = 1 / (precision + 1)
  const matched = trials / (1 + (trials - 1) * correlation) - 1
  const above = (k: number) => {
    const x = (k - 0.5) / trials
    if (x <= 0) return 1
    return x >= 1 ? 0 : regularizedIncompleteBeta(1 - x, (1 - share) * matched, share * matched)
  }
  return { atLeast: above(count), above: above(count + 1) }
}
