import { logRegularizedGammaP, logRegularizedGammaQ, regularizedGammaQ } from './incomplete-gamma.ts'

const SQRT_TWO_PI = 2.5066282746310007

/** Probability that a standard normal variable is at most z; accurate relative to itself down to 1e-308. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf needs a number, got NaN')
  const tail = 0.5 * regularizedGammaQ(0.5, 0.5 * z * z)
  return z < 0 ? tail : 1 - tail
}

/** log of the probability that a standard normal variable exceeds z; good for any z (at z = 100 about -5005.5). */
export function normalLogSurvival(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalLogSurvival needs a number, got NaN')
  const half = 0.5 * z * z
  if (z >= 0) return logRegularizedGammaQ(0.5, half) - Math.LN2
  return Math.log1p(-0.5 * regularizedGammaQ(0.5, half))
}

/**
 * The z a standard normal variable stays below with probability p.
 * @param p  0..1; 0 gives -Infinity, 1 gives Infinity
 * @throws RangeError  p is not within 0..1
 * Source: start by Abramowitz & Stegun 26.2.23, then Halley steps on the log of the tail. Golden values: test/golden/special-functions.json
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile needs p in 0..1, got ${p}`)
  if (p > 0.5) return -normalQuantile(1 - p)
  if (p === 0) return -Infinity
  if (p === 0.5) return 0
  if (p > 0.25) return -centralQuantile(1 - 2 * p)
  const logTail = Math.log(p)
  const t = Math.sqrt(-2 * logTail)
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let step = 0; step < 3; step++) {
    const survival = normalLogSurvival(z)
    // Hazard: the slope of -log survival; in logs the curve is nearly a parabola, so Halley's step triples the digits.
    const hazard = Math.exp(-0.5 * z * z - survival) / SQRT_TWO_PI
    const newton = (survival - logTail) / hazard
    z += newton / (1 - 0.5 * newton * (z - hazard))
  }
  return -z
}

/** z > 0 with probability `central` between -z and z, for central <= 1/2. */
function centralQuantile(central: number): number {
  let z = central * 0.5 * SQRT_TWO_PI
  for (let step = 0; step < 5; step++) {
    const density = Math.exp(-0.5 * z * z) / SQRT_TWO_PI
    const newton = (Math.exp(logRegularizedGammaP(0.5, 0.5 * z * z)) - central) / (2 * density)
    z -= newton / (1 + 0.5 * newton * z)
  }
  return z
}
