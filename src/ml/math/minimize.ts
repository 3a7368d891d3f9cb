/** The function to be minimised: returns its value at `point` and writes its slope into `gradient` (same length). */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

export interface Minimum {
  readonly point: Float64Array
  readonly value: number
  /** Largest absolute component of the gradient at `point`. */
  readonly slope: number
  readonly converged: boolean
  readonly iterations: number
  /** Float64Array[n * n], what the search learned of the inverse of the curvature: a head start for a like problem. */
  readonly inverse: Float64Array
}

interface MinimizeOptions {
  /** Converged when no component of the gradient is larger; scale the objective so that this means something. */
  readonly gradientTolerance?: number
  readonly maxIterations?: number
  /** Longest first trial step in any coordinate, so that a start far off does not jump out of the sensible range. */
  readonly maxStep?: number
  /** Inverse curvature from an earlier search for nearly the same function. */
  readonly inverse?: Float64Array
}

/**
 * Minimum of a smooth function of a few variables: BFGS with a bisecting weak-Wolfe line search. Values that are not
 * finite count as infinitely bad. Where rounding ends the search early, it counts as converged if the gradient is at
 * most a thousand times the tolerance.
 * @param start  Float64Array[n], n >= 1, where the objective must be finite
 * @throws RangeError  start is empty or the objective is not finite there
 * Source: Nocedal & Wright (2006), algorithm 6.1; line search of Lewis & Overton (2013), "Nonsmooth optimization via quasi-Newton methods"
 */
export function minimize(objective: Objective, start: Float64Array, options: MinimizeOptions = {}): Minimum {
  const { gradientTolerance = 1e-9, maxIterations = 200, maxStep = 2 } = options
  const n = start.length
  if (n === 0) throw new RangeError('minimize needs at least one variable, got none')
  let point: Float64Array = Float64Array.from(start)
  let gradient: Float64Array = new Float64Array(n)
  let value = objective(point, gradient)
  if (!Number.isFinite(value)) throw new RangeError(`minimize needs a finite value at the start, got ${value}`)
  const inverse = Float64Array.from(options.inverse ?? identity(n, 1))
  let iterations = 0
  for (; iterations < maxIterations && largest(gradient) > gradientTolerance; iterations++) {
    const direction = descent(inverse, gradient)
    if (!(dot(direction, gradient) < 0)) {
      inverse.set(identity(n, 1))
      for (let i = 0; i < n; i++) direction[i] = -(gradient[i] as number) // i < n
    }
    const found = lineSearch(objective, point, value, gradient, direction, maxStep)
    if (found === null) break
    const step = difference(found.point, point)
    const change = difference(found.gradient, gradient)
    if (iterations === 0 && options.inverse === undefined)
      inverse.set(identity(n, dot(step, change) / dot(change, change)))
    update(inverse, step, change)
    point = found.point
    gradient = found.gradient
    value = found.value
  }
  const slope = largest(gradient)
  return { point, value, slope, converged: slope <= 1000 * gradientTolerance, iterations, inverse }
}

/**
 * Runs searches from different starts until one converges; if none does, the one with the lowest value.
 * @throws RangeError  no searches are given
 */
export function firstConverged(searches: readonly (() => Minimum)[]): Minimum {
  let best: Minimum | null = null
  for (const search of searches) {
    const found = search()
    if (found.converged) return found
    if (best === null || found.value < best.value) best = found
  }
  if (best === null) throw new RangeError('firstConverged needs at least one search, got none')
  return best
}

/** Point, value and gradient at a step that is low enough and past the steepest part; null when rounding hides any descent. */
function lineSearch(
  objective: Objective,
  from: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  maxStep: number,
): { point: Float64Array; value: number; gradient: Float64Array } | null {
  const slope = dot(direction, gradient)
  const noise = 1e-15 * Math.abs(value)
  let low = 0
  let high = Infinity
  let t = Math.min(1, maxStep / largest(direction))
  for (let trial = 0; trial < 60; trial++) {
    const point = Float64Array.from(from, (x, i) => x + t * (direction[i] as number)) // same length as from
    const slopes = new Float64Array(from.length)
    const reached = objective(point, slopes)
    if (!(reached <= value + 1e-4 * t * slope + noise)) high = t
    else if (dot(direction, slopes) < 0.9 * slope) low = t
    else return largest(difference(point, from)) === 0 ? null : { point, value: reached, gradient: slopes }
    t = high === Infinity ? 2 * low : 0.5 * (low + high)
  }
  return null
}

/** The BFGS update of the inverse Hessian (row-major n x n), left out where the curvature is not positive. */
function update(inverse: Float64Array, step: Float64Array, change: Float64Array): void {
  const n = step.length
  const curvature = dot(step, change)
  if (!(curvature > 0)) return
  const product = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += (inverse[i * n + j] as number) * (change[j] as number) // within n x n
    product[i] = sum
  }
  const factor = (1 + dot(change, product) / curvature) / curvature
  for (let i = 0; i < n; i++) {
    const si = step[i] as number // i, j < n
    const pi = product[i] as number
    for (let j = 0; j < n; j++) {
      const sj = step[j] as number
      const k = i * n + j
      inverse[k] = (inverse[k] as number) + factor * si * sj - (pi * sj + si * (product[j] as number)) / curvature
    }
  }
}

function identity(n: number, scale: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = scale > 0 && scale < Infinity ? scale : 1
  return matrix
}

function descent(inverse: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length
  const direction = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += (inverse[i * n + j] as number) * (gradient[j] as number) // within n x n
    direction[i] = -sum
  }
  return direction
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from(a, (x, i) => x - (b[i] as number)) // equal lengths by construction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number) // equal lengths by construction
  return sum
}

function largest(vector: Float64Array): number {
  let result = 0
  for (const x of vector) result = Math.abs(x) > result || Number.isNaN(x) ? Math.abs(x) : result
  return result
}
