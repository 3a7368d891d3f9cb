import { solveSymmetric } from './solve-symmetric.ts'

/** Products in categories in a shop, or any other sums of sums. */
export interface Hierarchy {
  /** Int32Array[n]: the place of what a node adds up to, before its own place; -1 for a top. Nodes without parts are leaves. */
  readonly parents: Int32Array
}

/**
 * How much each forecast is believed. 'structural': errors of all leaves alike and independent, so a node's variance is its number
 * of leaves. 'variances': independent errors of known size. 'mint': variances and what goes together, from past errors.
 */
export type Trust =
  | { readonly name: 'bottom-up' }
  | { readonly name: 'structural' }
  /** Float64Array[n], >= 0; Infinity where a node that has parts has no forecast of its own. */
  | { readonly name: 'variances'; readonly variances: Float64Array }
  /** Float64Array[n * steps], node by node: actual minus one-step forecast; NaN where not known. */
  | { readonly name: 'mint'; readonly errors: Float64Array; readonly steps: number }

export interface ReconcileOptions {
  /** Steps ahead, a whole number >= 1. */
  readonly horizon: number
  readonly trust: Trust
  /** Whether no leaf may fall below 0, and so nothing above it. */
  readonly isNonNegative: boolean
}

/** Variance of a node whose errors were all 0, beside the mean of all: certain, but not beyond arithmetic. */
const LEAST_VARIANCE = 1e-9
/** Below, the part of the covariance that each node has to itself would be too small to divide by. */
const LEAST_SHRINKAGE = 1e-4
/** Rounds of holding negative leaves at 0; each only adds leaves, and few are left after the second. */
const ROUNDS = 20

/**
 * Forecasts of all levels changed as little as their errors allow so that parts add up to their wholes. Time and memory grow in
 * proportion to the nodes: on a tree the projection is two sweeps, and the covariance of MinT is a diagonal and few common factors.
 * @param forecasts  Float64Array[n * horizon], node by node, finite; those of wholes are not read for 'bottom-up'
 * @returns          Float64Array[n * horizon]; a whole is the sum of its parts to the last few bits
 * @throws RangeError  lengths differ, a parent that does not stand before its parts, a forecast or a variance out of range
 * Source: Wickramasuriya, Athanasopoulos & Hyndman (2019), "Optimal forecast reconciliation for hierarchical and grouped time series
 * through trace minimization"; shrinkage by Schäfer & Strimmer (2005). Golden values: test/golden/reconcile.json
 */
export function reconcile(
  forecasts: Float64Array,
  { parents }: Hierarchy,
  { horizon, trust, isNonNegative }: ReconcileOptions,
): Float64Array {
  const tree = readTree(parents)
  check(forecasts, tree, horizon)
  const { variances, factors } = covariance(tree, trust)
  const common = factors.length === 0 ? null : commonPart(tree, variances, factors)
  const result = new Float64Array(forecasts.length)
  for (let h = 0; h < horizon; h++) {
    const base = Float64Array.from(parents, (_, node) => forecasts[node * horizon + h] as number) // n * horizon, checked
    const own = common === null ? base : common(base)
    const found = isNonNegative ? nonNegative(tree, own, variances) : project(tree, own, variances)
    found.forEach((value, node) => {
      result[node * horizon + h] = value
    })
  }
  return result
}

interface Tree {
  readonly parents: Int32Array
  /** Uint8Array[n]: 1 where a node has parts. */
  readonly hasParts: Uint8Array
}

function readTree(parents: Int32Array): Tree {
  const hasParts = new Uint8Array(parents.length)
  parents.forEach((parent, node) => {
    if (parent < -1 || parent >= node)
      throw new RangeError(`parents[${node}] must be -1 or a place before ${node}, got ${parent}`)
    if (parent >= 0) hasParts[parent] = 1
  })
  return { parents, hasParts }
}

function check(forecasts: Float64Array, { parents }: Tree, horizon: number): void {
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new RangeError(`horizon must be a whole number >= 1, got ${horizon}`)
  if (forecasts.length !== parents.length * horizon)
    throw new RangeError(`forecasts has ${forecasts.length} values, ${parents.length} nodes need ${horizon} each`)
  const bad = forecasts.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`forecasts[${bad}] must be finite, got ${forecasts[bad]}`)
}

/** A covariance as independent variances and common factors: diag(variances) + sum of factor * factor'. */
interface Covariance {
  readonly variances: Float64Array
  readonly factors: readonly Float64Array[]
}

function covariance(tree: Tree, trust: Trust): Covariance {
  const n = tree.parents.length
  if (trust.name === 'mint') return shrunkCovariance(trust.errors, n, trust.steps)
  if (trust.name === 'bottom-up')
    return { variances: Float64Array.from(tree.hasParts, (has) => (has === 1 ? Infinity : 1)), factors: [] }
  if (trust.name === 'structural') return { variances: sumUp(tree, new Float64Array(n).fill(1)), factors: [] }
  const { variances } = trust
  if (variances.length !== n) throw new RangeError(`variances has ${variances.length} values, expected ${n}`)
  const bad = variances.findIndex((value, node) => !(value >= 0) || (value === Infinity && tree.hasParts[node] === 0))
  if (bad >= 0) throw new RangeError(`variances[${bad}] must be >= 0, and finite for a leaf, got ${variances[bad]}`)
  return { variances, factors: [] }
}

/**
 * Variances of the errors, with correlations shrunk towards 0 by the share that makes the expected squared error least. The sums
 * over all pairs of nodes are taken as sums over pairs of steps, which are few.
 */
function shrunkCovariance(errors: Float64Array, n: number, steps: number): Covariance {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`steps must be a whole number >= 1, got ${steps}`)
  if (errors.length !== n * steps) throw new RangeError(`errors has ${errors.length} values, expected ${n * steps}`)
  const variances = meanSquares(errors, n, steps)
  const standard = errors.map((error, i) => {
    const width = Math.sqrt(variances[Math.floor(i / steps)] as number) // a node's
    return Number.isNaN(error) ? 0 : error / width
  })
  const share = shrinkage(standard, n, steps)
  const weight = Math.sqrt((1 - share) / steps)
  const factors =
    share === 1
      ? []
      : Array.from({ length: steps }, (_, t) =>
          Float64Array.from(variances, (variance, i) => weight * Math.sqrt(variance) * (standard[i * steps + t] ?? 0)),
        )
  const own = variances.slice()
  for (const factor of factors) {
    for (let i = 0; i < n; i++) own[i] = (own[i] as number) - (factor[i] as number) ** 2 // n each
  }
  return { variances: own, factors }
}

/** Mean squared error of each node; of one without any known error that of all. */
function meanSquares(errors: Float64Array, n: number, steps: number): Float64Array {
  const found = new Float64Array(n)
  let [sum, count] = [0, 0]
  for (let node = 0; node < n; node++) {
    let [squares, known] = [0, 0]
    for (let t = node * steps; t < (node + 1) * steps; t++) {
      const error = errors[t] as number // within the node's steps
      if (Number.isNaN(error)) continue
      squares += error * error
      known++
    }
    found[node] = squares / known
    if (known > 0) [sum, count] = [sum + squares / known, count + 1]
  }
  const mean = sum > 0 ? sum / count : 1
  return found.map((value) => Math.max(Number.isNaN(value) ? mean : value, LEAST_VARIANCE * mean))
}

/** @param standard  Float64Array[n * steps], errors of variance 1 */
function shrinkage(standard: Float64Array, n: number, steps: number): number {
  if (steps < 2) return 1
  let [products, squares, ownProducts, ownSquares] = [0, 0, 0, 0]
  for (let s = 0; s < steps; s++) {
    for (let t = 0; t <= s; t++) {
      let dot = 0
      // `as number` here and below: i runs over n * steps.
      for (let i = 0; i < n * steps; i += steps) dot += (standard[i + s] as number) * (standard[i + t] as number)
      squares += (s === t ? 1 : 2) * dot * dot
      if (s === t) products += dot * dot
    }
  }
  for (let node = 0; node < n; node++) {
    let [square, fourth] = [0, 0]
    for (let t = node * steps; t < (node + 1) * steps; t++) {
      square += (standard[t] as number) ** 2
      fourth += (standard[t] as number) ** 4
    }
    ownProducts += fourth
    ownSquares += square * square
  }
  // Over pairs of different nodes: the variance of their correlations, and the correlations squared.
  const variance = (products - ownProducts - (squares - ownSquares) / steps) / (steps * (steps - 1))
  const correlations = (squares - ownSquares) / (steps * steps)
  return correlations > 0 ? Math.min(1, Math.max(LEAST_SHRINKAGE, variance / correlations)) : 1
}

/**
 * With common factors F beside the diagonal D, MinT is the projection by D alone of what is left when the factors' estimated part is
 * taken away (Woodbury's identity): x = P(y - F a), where (I + F' D^-1 (F - P F)) a = F' D^-1 (y - P y).
 */
function commonPart(
  tree: Tree,
  variances: Float64Array,
  factors: readonly Float64Array[],
): (base: Float64Array) => Float64Array {
  /** D^-1 (y - P y) */
  const incoherence = (values: Float64Array) => {
    const projected = project(tree, values, variances)
    return projected.map((value, i) => ((values[i] as number) - value) / (variances[i] as number)) // equal lengths
  }
  const k = factors.length
  const matrix = new Float64Array(k * k)
  factors.forEach((factor, s) => {
    const parts = incoherence(factor)
    for (let t = s; t < k; t++) matrix[t * k + s] = dot(factors[t], parts) + (s === t ? 1 : 0)
  })
  return (base) => {
    const parts = incoherence(base)
    const sizes = solveSymmetric(
      matrix,
      Float64Array.from(factors, (factor) => dot(factor, parts)),
    )
    const left = base.slice()
    factors.forEach((factor, t) => {
      const size = sizes[t] as number // one for each factor
      for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - size * (factor[i] as number)
    })
    return left
  }
}

function dot(a: Float64Array | undefined, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += (a?.[i] ?? 0) * (b[i] as number)
  return sum
}

/**
 * Weighted least squares on a tree. Upwards, each node's own value and the sum of its parts are averaged by their precision;
 * downwards, what a whole differs from the sum of its parts is shared out among them by their variances.
 */
function project({ parents, hasParts }: Tree, base: Float64Array, variances: Float64Array): Float64Array {
  const n = parents.length
  const sums = new Float64Array(n)
  const spreads = new Float64Array(n)
  const means = base.slice()
  const widths = variances.slice()
  // `as number` below: parents are places, and n runs over all arrays.
  for (let node = n - 1; node >= 0; node--) {
    if (hasParts[node] === 1) {
      const [sum, spread, own] = [sums[node] as number, spreads[node] as number, variances[node] as number]
      const gain = own === Infinity || spread === 0 ? 0 : spread / (spread + own)
      means[node] = sum + gain * ((base[node] as number) - sum)
      widths[node] = (1 - gain) * spread
    }
    const parent = parents[node] as number
    if (parent < 0) continue
    sums[parent] = (sums[parent] as number) + (means[node] as number)
    spreads[parent] = (spreads[parent] as number) + (widths[node] as number)
  }
  for (let node = 0; node < n; node++) {
    const parent = parents[node] as number
    if (parent < 0 || spreads[parent] === 0) continue
    const share = (widths[node] as number) / (spreads[parent] as number)
    means[node] = (means[node] as number) + share * ((means[parent] as number) - (sums[parent] as number))
  }
  const leaves = means.map((value, node) => (hasParts[node] === 1 ? 0 : value))
  return sumUp({ parents, hasParts }, leaves)
}

/** Leaves held at 0 are certain; the others are projected anew, so that what the leaves gain the wholes do not gain too. */
function nonNegative(tree: Tree, base: Float64Array, variances: Float64Array): Float64Array {
  const values = base.slice()
  const widths = variances.slice()
  let found = project(tree, values, widths)
  for (let round = 0; round < ROUNDS; round++) {
    let isDone = true
    found.forEach((value, node) => {
      if (value >= 0 || tree.hasParts[node] === 1) return
      values[node] = 0
      widths[node] = 0
      isDone = false
    })
    if (isDone) return found
    found = project(tree, values, widths)
  }
  return sumUp(
    tree,
    found.map((value) => Math.max(0, value)),
  )
}

/** The leaves' values, and for each whole the sum of its leaves. */
function sumUp({ parents, hasParts }: Tree, values: Float64Array): Float64Array {
  const sums = values.map((value, node) => (hasParts[node] === 1 ? 0 : value))
  for (let node = parents.length - 1; node >= 0; node--) {
    const parent = parents[node] as number // as long as values
    if (parent >= 0) sums[parent] = (sums[parent] as number) + (sums[node] as number)
  }
  return sums
}
