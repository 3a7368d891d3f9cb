import { type Column, rowsOf } from './columns.ts'
import { childOf, inputsOf, type TreesModel } from './model.ts'

export interface Contributions {
  /** Float64Array[n * f], row by row: what each feature of the model adds to the row's score. */
  readonly values: Float64Array
  /** The score expected of a row about which nothing is known. */
  readonly expected: number
}

/**
 * Exact Shapley values of the trees' scores, path-dependent: what a feature adds beyond what the training rows in each node say.
 * A row's values and `expected` sum to `predictTrees(model, columns, 'score')`.
 * @param columns  as for `predictTrees`
 * @throws RangeError  as `predictTrees`
 * Source: Lundberg et al. (2018), "Consistent individualized feature attribution for tree ensembles", algorithm 2.
 * Golden values: test/golden/trees.json
 */
export function explainTrees(model: TreesModel, columns: readonly Column[]): Contributions {
  const rows = rowsOf(columns)
  const inputs = inputsOf(model, columns)
  const width = model.features.length
  const values = new Float64Array(rows * width)
  const means = meansOf(model)
  const walk = new ShapWalk(model)
  for (const root of model.roots) {
    for (let row = 0; row < rows; row++) {
      const inputOf = (feature: number) => inputs[feature]?.[row] ?? Number.NaN
      walk.explain(root, inputOf, values.subarray(row * width, (row + 1) * width))
    }
  }
  const expected = model.roots.reduce((sum, root) => sum + (means[root] ?? 0), model.base)
  return { values, expected }
}

/** Of every node the mean of the leaves below, weighted by training rows. Children stand behind their parents. */
function meansOf({ feature, number, left, rows }: TreesModel): Float64Array {
  const means = Float64Array.from(number)
  // `as number`: nodes of the model and their children.
  for (let node = feature.length - 1; node >= 0; node--) {
    if ((feature[node] as number) < 0) continue
    const child = left[node] as number
    const [a, b] = [rows[child] as number, rows[child + 1] as number]
    means[node] = (a * (means[child] as number) + b * (means[child + 1] as number)) / (a + b)
  }
  return means
}

/** The features on the way to a node, and how subsets of each size are weighted; one block of each array for every depth. */
class ShapWalk {
  readonly #model: TreesModel
  readonly #feature: Int32Array
  readonly #zero: Float64Array
  readonly #one: Float64Array
  readonly #weight: Float64Array
  readonly #width: number

  constructor(model: TreesModel) {
    this.#model = model
    this.#width = depthOf(model) + 2
    const cells = this.#width * (this.#width + 1)
    this.#feature = new Int32Array(cells)
    this.#zero = new Float64Array(cells)
    this.#one = new Float64Array(cells)
    this.#weight = new Float64Array(cells)
  }

  explain(root: number, inputOf: (feature: number) => number, values: Float64Array): void {
    this.#visit({ node: root, depth: 0, length: 0, zero: 1, one: 1, feature: -1 }, inputOf, values)
  }

  #visit(step: Step, inputOf: (feature: number) => number, values: Float64Array): void {
    const { feature: features, number, left, rows } = this.#model
    const at = step.depth * this.#width
    this.#extend(at, step)
    const length = step.length
    const feature = features[step.node] as number // a node of the model, as below
    if (feature < 0) {
      const leaf = number[step.node] as number
      for (let i = 1; i <= length; i++) {
        const weight = this.#unwoundSum(at, length, i)
        const own = this.#feature[at + i] as number // i lies on the way, as everywhere in this class
        const share = (this.#one[at + i] as number) - (this.#zero[at + i] as number)
        values[own] = (values[own] as number) + weight * share * leaf
      }
      return
    }
    const child = left[step.node] as number
    const hot = childOf(this.#model, step.node, inputOf(feature))
    const cold = hot === child ? child + 1 : child
    let zero = 1
    let one = 1
    let kept = length
    for (let i = 1; i <= length; i++) {
      if (this.#feature[at + i] !== feature) continue
      zero = this.#zero[at + i] as number
      one = this.#one[at + i] as number
      this.#unwind(at, length, i)
      kept = length - 1
      break
    }
    const all = rows[step.node] as number
    const next = { depth: step.depth + 1, length: kept + 1, feature }
    this.#copyDown(at, kept)
    this.#visit({ ...next, node: hot, zero: (zero * (rows[hot] as number)) / all, one }, inputOf, values)
    this.#copyDown(at, kept)
    this.#visit({ ...next, node: cold, zero: (zero * (rows[cold] as number)) / all, one: 0 }, inputOf, values)
  }

  #copyDown(at: number, last: number): void {
    const to = at + this.#width
    for (const path of [this.#feature, this.#zero, this.#one, this.#weight]) path.copyWithin(to, at, at + last + 1)
  }

  #extend(at: number, { length, zero, one, feature }: Step): void {
    const weight = this.#weight
    this.#feature[at + length] = feature
    this.#zero[at + length] = zero
    this.#one[at + length] = one
    weight[at + length] = length === 0 ? 1 : 0
    for (let i = length - 1; i >= 0; i--) {
      const own = weight[at + i] as number
      weight[at + i + 1] = (weight[at + i + 1] as number) + (one * own * (i + 1)) / (length + 1)
      weight[at + i] = (zero * own * (length - i)) / (length + 1)
    }
  }

  #unwind(at: number, length: number, index: number): void {
    const weight = this.#weight
    const one = this.#one[at + index] as number
    const zero = this.#zero[at + index] as number
    let next = weight[at + length] as number
    for (let i = length - 1; i >= 0; i--) {
      const own = weight[at + i] as number
      if (one !== 0) {
        weight[at + i] = (next * (length + 1)) / ((i + 1) * one)
        next = own - ((weight[at + i] as number) * zero * (length - i)) / (length + 1)
      } else weight[at + i] = (own * (length + 1)) / (zero * (length - i))
    }
    for (const path of [this.#feature, this.#zero, this.#one])
      path.copyWithin(at + index, at + index + 1, at + length + 1)
  }

  /** What `#unwind` would leave the weights to sum to. */
  #unwoundSum(at: number, length: number, index: number): number {
    const weight = this.#weight
    const one = this.#one[at + index] as number
    const zero = this.#zero[at + index] as number
    let next = weight[at + length] as number
    let sum = 0
    for (let i = length - 1; i >= 0; i--) {
      const own = weight[at + i] as number
      if (one !== 0) {
        const part = (next * (length + 1)) / ((i + 1) * one)
        sum += part
        next = own - (part * zero * (length - i)) / (length + 1)
      } else if (zero !== 0) sum += (own * (length + 1)) / (zero * (length - i))
    }
    return sum
  }
}

interface Step {
  readonly node: number
  readonly depth: number
  /** Features on the way, the one that led here the last. */
  readonly length: number
  /** Share of the rows that go this way where the feature is not known; and 1 where the row itself does, 0 where not. */
  readonly zero: number
  readonly one: number
  readonly feature: number
}

function depthOf({ roots, feature, left }: TreesModel): number {
  const depths = new Uint32Array(feature.length)
  for (const root of roots) depths[root] = 0
  let deepest = 0
  feature.forEach((at, node) => {
    const depth = depths[node] ?? 0
    deepest = Math.max(deepest, depth)
    if (at >= 0) depths.fill(depth + 1, left[node], (left[node] ?? 0) + 2)
  })
  return deepest
}
