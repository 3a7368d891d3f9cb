import type { Objective } from './minimize.ts'

/**
 * Standard errors of maximum likelihood estimates from the curvature of the negative log-likelihood, by central
 * differences of its gradient.
 * @param objective  negative log-likelihood PER observation, with its gradient
 * @param point      Float64Array[n], where it is smallest
 * @param observations  how many observations (sum of weights) stand behind it
 * @param step       of the differences; 1e-4 suits parameters on a log scale
 * @returns          Float64Array[n], or null where the curvature is not positive: the data do not pin the parameters down
 * Source: Cramer-Rao bound from the observed information
 */
export function standardErrors(
  objective: Objective,
  point: Float64Array,
  { observations, step = 1e-4 }: { observations: number; step?: number },
): Float64Array | null {
  const n = point.length
  const hessian = new Float64Array(n * n)
  const above = new Float64Array(n)
  const below = new Float64Array(n)
  const moved = Float64Array.from(point)
  for (let i = 0; i < n; i++) {
    const center = point[i] as number // i, j < n throughout
    moved[i] = center + step
    objective(moved, above)
    moved[i] = center - step
    objective(moved, below)
    moved[i] = center
    for (let j = 0; j < n; j++) hessian[i * n + j] = ((above[j] as number) - (below[j] as number)) / (2 * step)
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * ((hessian[i * n + j] as number) + (hessian[j * n + i] as number))
      hessian[i * n + j] = mean
      hessian[j * n + i] = mean
    }
  }
  const root = cholesky(hessian, n)
  return root === null ? null : inverseDiagonal(root, n).map((variance) => Math.sqrt(variance / observations))
}

/** Lower triangular root of a symmetric matrix; null where it is not safely positive definite. */
function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const root = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j] as number // within n x n
      for (let k = 0; k < j; k++) sum -= (root[i * n + k] as number) * (root[j * n + k] as number)
      if (i !== j) root[i * n + j] = sum / (root[j * n + j] as number)
      else if (sum > 1e-9 * Math.abs(matrix[i * n + i] as number) && sum > 1e-12) root[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  return root
}

/** Diagonal of the inverse of root root'. */
function inverseDiagonal(root: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n)
  const column = new Float64Array(n)
  for (let unit = 0; unit < n; unit++) {
    for (let i = unit; i < n; i++) {
      let sum = i === unit ? 1 : 0
      for (let k = unit; k < i; k++) sum -= (root[i * n + k] as number) * (column[k] as number) // within n x n
      column[i] = sum / (root[i * n + i] as number)
    }
    // The inverse is L^-T L^-1: its diagonal element is the squared norm of a COLUMN of L^-1.
    let norm = 0
    for (let i = unit; i < n; i++) norm += (column[i] as number) ** 2
    diagonal[unit] = norm
  }
  return diagonal
}
