import { solveSymmetric } from '../forecast/solve-symmetric.ts'

export interface CountsInput {
  /** Float64Array[n], >= 0, not all 0. */
  readonly units: Float64Array
  /** One Float64Array[n] for each coefficient. */
  readonly design: readonly Float64Array[]
  /** Standard deviation of a normal prior about 0 for each coefficient; Infinity for none. */
  readonly priors: readonly number[]
  /** Float64Array[n], added to the logarithm of the mean. */
  readonly offset: Float64Array
  /** Float64Array[coefficients] to begin with, from a like fit; the first of them stands for the mean where it is left out. */
  readonly start?: Float64Array | undefined
}

export interface CountsFit {
  readonly coefficients: Float64Array
  /** Float64Array[n], expected units. */
  readonly means: Float64Array
  /** Variance beyond Poisson as Pearson's chi-square over its degrees of freedom, at least 1. */
  readonly dispersion: number
  readonly degrees: number
  /** Standard error of a weighted sum of the coefficients: the larger of the one with overdispersion and the one that takes no variance for given. */
  readonly errorOf: (weights: ArrayLike<number>) => number
}

const STEPS = 50
/** Beyond, exp() of the linear part would leave what counts can be. */
const LARGEST = 30

/**
 * Quasi-Poisson regression with logarithmic link and normal priors, by Newton steps that are halved until the likelihood rises.
 * @throws RangeError  the system is singular: two columns say the same and have no prior
 * Source: McCullagh & Nelder (1989), "Generalized Linear Models", chapters 6 and 9;
 * White (1980), "A heteroskedasticity-consistent covariance matrix estimator"
 */
export function fitCounts(input: CountsInput): CountsFit {
  const { units, design, priors } = input
  let coefficients = input.start ?? startOf(input)
  let now = evaluate(input, coefficients)
  let curvature = curvatureOf(input, now.means)
  for (let step = 0; step < STEPS; step++) {
    const direction = solveSymmetric(curvature, slopeOf(input, coefficients, now.means))
    let share = 1
    let next = coefficients
    let reached = now
    for (; share > 1e-6; share /= 2) {
      next = coefficients.map((value, k) => value + share * (direction[k] ?? 0))
      reached = evaluate(input, next)
      if (reached.likelihood >= now.likelihood) break
    }
    if (share <= 1e-6) break
    const gain = reached.likelihood - now.likelihood
    coefficients = next
    now = reached
    curvature = curvatureOf(input, now.means)
    if (gain <= 1e-9 * (1 + Math.abs(now.likelihood))) break
  }
  let pearson = 0
  units.forEach((count, i) => {
    const mean = now.means[i] ?? 1
    pearson += (count - mean) ** 2 / mean
  })
  // A coefficient with a prior takes less than one degree of freedom; counting it whole is on the careful side.
  const free = priors.filter((prior) => prior > 0).length
  const degrees = Math.max(1, units.length - free)
  const dispersion = Math.max(1, pearson / degrees)
  const errorOf = (weights: ArrayLike<number>) => {
    const row = solveSymmetric(curvature, Float64Array.from(weights))
    const inverse = row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0)
    let robust = 0
    units.forEach((count, i) => {
      const leverage = design.reduce((sum, column, k) => sum + (row[k] ?? 0) * (column[i] ?? 0), 0)
      robust += ((count - (now.means[i] ?? 0)) * leverage) ** 2
    })
    return Math.sqrt(Math.max(dispersion * inverse, (robust * units.length) / degrees))
  }
  return { coefficients, means: now.means, dispersion, degrees, errorOf }
}

/** The first coefficient at the mean of the counts, where it has no prior: no step has to come from far away. */
function startOf({ units, design, priors, offset }: CountsInput): Float64Array {
  const start = new Float64Array(design.length)
  if (priors[0] !== Infinity) return start
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  start[0] = Math.log(Math.max(total(units), 0.5) / units.length) - total(offset) / units.length
  return start
}

function evaluate({ units, design, priors, offset }: CountsInput, coefficients: Float64Array) {
  const linear = Float64Array.from(offset)
  design.forEach((column, k) => {
    const value = coefficients[k] ?? 0
    for (let i = 0; i < linear.length; i++) linear[i] = (linear[i] as number) + value * (column[i] as number) // equal lengths
  })
  const means = linear.map((eta) => Math.exp(Math.min(LARGEST, Math.max(-LARGEST, eta))))
  let likelihood = 0
  units.forEach((count, i) => {
    likelihood += count * Math.log(means[i] ?? 1) - (means[i] ?? 0)
  })
  coefficients.forEach((value, k) => {
    likelihood -= value ** 2 / (2 * (priors[k] ?? Infinity) ** 2)
  })
  return { means, likelihood }
}

function slopeOf(
  { units, design, priors }: CountsInput,
  coefficients: Float64Array,
  means: Float64Array,
): Float64Array {
  return Float64Array.from(design, (column, k) => {
    let sum = -(coefficients[k] ?? 0) / (priors[k] ?? Infinity) ** 2
    for (let i = 0; i < means.length; i++) sum += (column[i] as number) * ((units[i] as number) - (means[i] as number))
    return sum
  })
}

function curvatureOf({ design, priors }: CountsInput, means: Float64Array): Float64Array {
  const size = design.length
  const matrix = new Float64Array(size * size)
  const weighted = new Float64Array(means.length)
  design.forEach((left, a) => {
    // `as number` below: all columns have the length of the means.
    for (let i = 0; i < weighted.length; i++) weighted[i] = (means[i] as number) * (left[i] as number)
    for (let b = 0; b <= a; b++) {
      const right = design[b] as Float64Array // b < size
      let sum = a === b ? 1 / (priors[a] ?? Infinity) ** 2 : 0
      for (let i = 0; i < weighted.length; i++) sum += (weighted[i] as number) * (right[i] as number)
      matrix[a * size + b] = sum
    }
  })
  return matrix
}
