/** What the trees make small. `power` lies between 1 and 2; `quantile` between 0 and 1. */
export type Loss =
  | { readonly name: 'squared' | 'logistic' | 'poisson' }
  | { readonly name: 'tweedie'; readonly power: number }
  | { readonly name: 'quantile'; readonly quantile: number }

/** Keeps a Poisson step from overshooting where exp(score) is small, as LightGBM's `poisson_max_delta_step` does. */
const POISSON_DAMPING = Math.exp(0.7)

/** Targets beyond would overflow the single precision of the slopes. */
const LARGEST = 1e30

/** Values of a leaf with a logarithm as link: one outlier may not send exp(score) to infinity. */
const LOG_STEP = 3

/** Bounds of a leaf's value before it is shrunk. */
export function valueBounds({ name }: Loss): { readonly low: number; readonly high: number } {
  const high = name === 'poisson' || name === 'tweedie' ? LOG_STEP : Infinity
  return { low: -high, high }
}

export interface Slopes {
  /** First and second derivative of a row's loss by its score, times its weight. */
  readonly gradient: Float32Array
  readonly hessian: Float32Array
}

interface Rows {
  readonly target: Float64Array
  readonly weight: Float64Array | null
  readonly score: Float64Array
}

/** @throws RangeError  a parameter out of its range, a target or weight the loss does not take, with its row */
export function checkTarget(loss: Loss, target: Float64Array, weight: Float64Array | null): void {
  if (loss.name === 'tweedie' && !(loss.power > 1 && loss.power < 2))
    throw new RangeError(`power of the tweedie loss must lie between 1 and 2, got ${loss.power}`)
  if (loss.name === 'quantile' && !(loss.quantile > 0 && loss.quantile < 1))
    throw new RangeError(`quantile must lie between 0 and 1, got ${loss.quantile}`)
  const low = loss.name === 'squared' || loss.name === 'quantile' ? -LARGEST : 0
  const high = loss.name === 'logistic' ? 1 : LARGEST
  const bad = target.findIndex((y) => !(y >= low && y <= high))
  if (bad >= 0)
    throw new RangeError(`target[${bad}] must lie in ${low}..${high} for the ${loss.name} loss, got ${target[bad]}`)
  if (weight === null) return
  if (weight.length !== target.length)
    throw new RangeError(`weight has ${weight.length} rows, target has ${target.length}`)
  const light = weight.findIndex((w) => !(w >= 0 && w < Infinity))
  if (light >= 0) throw new RangeError(`weight[${light}] must be finite and >= 0, got ${weight[light]}`)
}

/** From score to prediction: probability for logistic, mean for poisson and tweedie, the score itself otherwise. */
export function responseOf({ name }: Loss, score: number): number {
  if (name === 'logistic') return 1 / (1 + Math.exp(-score))
  return name === 'poisson' || name === 'tweedie' ? Math.exp(score) : score
}

/** The inverse of `responseOf`; for the squared and the quantile loss the mean itself is the start. */
export function scoreOf({ name }: Loss, response: number): number {
  if (name === 'logistic') return Math.log(response / (1 - response))
  return name === 'poisson' || name === 'tweedie' ? Math.log(response) : response
}

/** Fills the slopes of the rows from..before. */
export function fillSlopes(loss: Loss, rows: Rows, { gradient, hessian }: Slopes, from: number, before: number): void {
  const { target, weight, score } = rows
  const power = loss.name === 'tweedie' ? loss.power : 0
  const level = loss.name === 'quantile' ? loss.quantile : 0
  for (let i = from; i < before; i++) {
    const s = score[i] as number // from..before lies within the rows
    const y = target[i] as number
    let g = s - y
    let h = 1
    if (loss.name === 'logistic') {
      const p = 1 / (1 + Math.exp(-s))
      g = p - y
      h = p * (1 - p)
    } else if (loss.name === 'poisson') {
      const mean = Math.exp(s)
      g = mean - y
      h = mean * POISSON_DAMPING
    } else if (loss.name === 'tweedie') {
      const below = y * Math.exp((1 - power) * s)
      const above = Math.exp((2 - power) * s)
      g = above - below
      h = (2 - power) * above + (power - 1) * below
    } else if (loss.name === 'quantile') g = s >= y ? 1 - level : -level
    const w = weight === null ? 1 : (weight[i] as number)
    gradient[i] = g * w
    hessian[i] = h * w
  }
}

/** Mean loss of the rows for which `held` is 1; null where their weights sum to 0. Constants of the target are left out. */
export function heldOutLoss(loss: Loss, { target, weight, score }: Rows, held: Uint8Array): number | null {
  let sum = 0
  let weights = 0
  for (let i = 0; i < held.length; i++) {
    if (held[i] === 0) continue
    const w = weight === null ? 1 : (weight[i] as number) // i lies within the rows
    sum += w * rowLoss(loss, target[i] as number, score[i] as number)
    weights += w
  }
  return weights === 0 ? null : sum / weights
}

function rowLoss(loss: Loss, y: number, s: number): number {
  switch (loss.name) {
    case 'squared':
      return (y - s) ** 2
    case 'logistic':
      return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s))) - y * s
    case 'poisson':
      return Math.exp(s) - y * s
    case 'tweedie':
      return Math.exp((2 - loss.power) * s) / (2 - loss.power) - (y * Math.exp((1 - loss.power) * s)) / (1 - loss.power)
    case 'quantile':
      return s >= y ? (1 - loss.quantile) * (s - y) : loss.quantile * (y - s)
  }
}
