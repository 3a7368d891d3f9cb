import { studentQuantile, studentTwoSidedP } from '../math/student.ts'
import type { Proportion } from './compare-proportions.ts'

export interface CohortComparison {
  /** Pooled shares. */
  readonly now: number
  readonly before: number
  /** now less before, with its interval. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided p-value of 'the shares are equal'. */
  readonly p: number
  /** How much more the earlier cohorts scatter than chance alone; at least 1. */
  readonly dispersion: number
}

/**
 * Whether the share of the latest cohorts differs from that of the ones before: difference of two shares, its variance widened by
 * the scatter between the earlier cohorts (quasi-binomial), Student's t with their degrees of freedom.
 * @param level  of the interval, 0..1 exclusive
 * @returns      null where there are fewer than three earlier cohorts, or shares that leave nothing to compare (all or none)
 * @throws RangeError  hits are more than there are, or the level is out of range
 * Source: McCullagh & Nelder (1989), "Generalized Linear Models", section 4.5 (over-dispersion)
 */
export function compareCohorts(
  latest: readonly Proportion[],
  earlier: readonly Proportion[],
  level: number,
): CohortComparison | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1, got ${level}`)
  const bad = [...latest, ...earlier].find(({ hits, of }) => !(hits >= 0 && hits <= of))
  if (bad !== undefined) throw new RangeError(`hits must be 0..${bad.of}, got ${bad.hits}`)
  const [is, was] = [pool(latest), pool(earlier)]
  if (earlier.length < 3 || is.of === 0 || was.of === 0) return null
  const [now, before] = [is.hits / is.of, was.hits / was.of]
  const together = (is.hits + was.hits) / (is.of + was.of)
  if (together <= 0 || together >= 1) return null
  const freedom = earlier.length - 1
  const dispersion = scatterOf(earlier, before, freedom)
  const spread = (share: number) => share * (1 - share)
  const equal = Math.sqrt(dispersion * spread(together) * (1 / is.of + 1 / was.of))
  const own = Math.sqrt(dispersion * (spread(now) / is.of + spread(before) / was.of))
  const reach = studentQuantile(0.5 + level / 2, freedom) * own
  const difference = now - before
  return {
    now,
    before,
    difference,
    low: difference - reach,
    high: difference + reach,
    p: studentTwoSidedP(difference / equal, freedom),
    dispersion,
  }
}

function pool(cohorts: readonly Proportion[]): Proportion {
  return cohorts.reduce((sum, { hits, of }) => ({ hits: sum.hits + hits, of: sum.of + of }), { hits: 0, of: 0 })
}

/** Pearson's chi-square over its degrees of freedom. */
function scatterOf(cohorts: readonly Proportion[], share: number, freedom: number): number {
  if (share <= 0 || share >= 1) return 1
  let pearson = 0
  for (const { hits, of } of cohorts) if (of > 0) pearson += (hits - of * share) ** 2 / (of * share * (1 - share))
  return Math.max(1, pearson / freedom)
}
