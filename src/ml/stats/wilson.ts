import { normalQuantile } from '../math/normal.ts'

/**
 * Wilson's score interval of a share.
 * @param successes  0..trials
 * @param trials     >= 0
 * @param level      probability the interval is to cover, between 0 and 1; 0.95 where left out
 * @returns          bounds within 0..1; null when trials is 0, as nothing is known then
 * @throws RangeError  an argument is out of its range
 * Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference"
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): { low: number; high: number } | null {
  if (!(trials >= 0 && trials < Infinity)) throw new RangeError(`trials must be >= 0, got ${trials}`)
  if (!(successes >= 0 && successes <= trials)) throw new RangeError(`successes must be 0..${trials}, got ${successes}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`)
  if (trials === 0) return null
  const z = -normalQuantile(0.5 * (1 - level))
  const share = successes / trials
  const zz = (z * z) / trials
  const center = (share + 0.5 * zz) / (1 + zz)
  const half = (z * Math.sqrt((share * (1 - share)) / trials + (0.25 * zz) / trials)) / (1 + zz)
  // At the ends the exact bound is the end itself; rounding must not move it.
  return {
    low: successes === 0 ? 0 : Math.max(0, center - half),
    high: successes === trials ? 1 : Math.min(1, center + half),
  }
}
