/** Points of a quadrature over a Beta-distributed probability; the weights add up to 1. */
export interface BetaNodes {
  readonly probability: Float64Array
  readonly weight: Float64Array
}

const NEGLIGIBLE_LEFT = -50
const NEGLIGIBLE_RIGHT = -38
/** Beyond this log odds a probability or its complement is too small to matter to a smooth function: one lump does. */
const FLAT_LEFT = 55
const FLAT_RIGHT = 38

/**
 * Points and weights with which the mean of a smooth function of p ~ Beta(a, b) is a plain sum, to about 1e-12 also where
 * the density is infinite at an end (a < 1, b < 1) or very narrow. Trapezoidal rule in the log odds of p, which
 * converges exponentially there; for tiny a or b the far, flat ends are summed in closed form.
 * @param a  > 0
 * @param b  > 0
 * @returns  20 to about 500 points
 * @throws RangeError  an argument is not positive and finite
 * Source: Trefethen & Weideman (2014), "The exponentially convergent trapezoidal rule"
 */
export function betaNodes(a: number, b: number): BetaNodes {
  if (!(a > 0 && a < Infinity)) throw new RangeError(`betaNodes needs a finite a > 0, got ${a}`)
  if (!(b > 0 && b < Infinity)) throw new RangeError(`betaNodes needs a finite b > 0, got ${b}`)
  const logWeight = (odds: number): number => -a * softplus(-odds) - b * softplus(odds)
  const mode = Math.log(a / b)
  const top = logWeight(mode)
  const step = Math.min(0.25, 0.5 * Math.sqrt(1 / a + 1 / b))
  const leftEnd = -FLAT_LEFT - Math.max(0, Math.log(b))
  const rightEnd = FLAT_RIGHT + Math.max(0, Math.log(a))
  const logOdds: number[] = []
  const weights: number[] = []
  let odds = mode
  for (; odds > leftEnd && logWeight(odds) - top > NEGLIGIBLE_LEFT; odds -= step) {
    logOdds.push(odds)
    weights.push(Math.exp(logWeight(odds) - top))
  }
  logOdds.push(odds)
  weights.push(Math.exp(logWeight(odds) - top) / -Math.expm1(-a * step))
  for (odds = mode + step; odds < rightEnd && logWeight(odds) - top > NEGLIGIBLE_RIGHT; odds += step) {
    logOdds.push(odds)
    weights.push(Math.exp(logWeight(odds) - top))
  }
  logOdds.push(odds)
  weights.push(Math.exp(logWeight(odds) - top) / -Math.expm1(-b * step))
  let total = 0
  for (const w of weights) total += w
  return {
    probability: Float64Array.from(logOdds, (y) => 1 / (1 + Math.exp(-y))),
    weight: Float64Array.from(weights, (w) => w / total),
  }
}

/** log(1 + e^y) */
function softplus(y: number): number {
  return y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y))
}
