import { studentQuantile } from '../math/student.ts'
import { type Estimate, productInterval } from './product-interval.ts'
import { wilsonInterval } from './wilson.ts'

/** Fewer buyers say too little about what a buyer spends. */
const LEAST_BUYERS = 5

export interface ValueInput {
  /** Whole numbers, 0 <= buyers <= visitors. */
  readonly visitors: number
  readonly buyers: number
  /** Sum of what the buyers spent, and of its squares. */
  readonly sum: number
  readonly squares: number
  /** Of the interval, 0..1 exclusive. */
  readonly level: number
}

/**
 * What a visitor is worth on average: the share who buy times what a buyer spends. Most spend nothing, so the two are told apart:
 * Wilson's interval for the share, Student's for the mean (on its logarithm), joined by `productInterval`.
 * @returns  in the unit of `sum`; null where fewer than five bought, or all for nothing
 * @throws RangeError  more buyers than visitors, or the level is out of range
 * Source: Wilson (1927); Zou & Donner (2008)
 */
export function valuePerVisitor({ visitors, buyers, sum, squares, level }: ValueInput): Estimate | null {
  const share = wilsonInterval(buyers, visitors, level)
  if (share === null || buyers < LEAST_BUYERS || !(sum > 0)) return null
  const mean = sum / buyers
  const variance = Math.max(0, squares - sum * mean) / (buyers - 1)
  const reach = Math.exp((studentQuantile(0.5 + level / 2, buyers - 1) * Math.sqrt(variance / buyers)) / mean)
  return productInterval({ value: buyers / visitors, ...share }, { value: mean, low: mean / reach, high: mean * reach })
}
