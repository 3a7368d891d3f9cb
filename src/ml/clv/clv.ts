import type { BgNbdModel } from './bg-nbd.ts'
import { expectedPurchases } from './bg-nbd-predict.ts'
import type { PurchaseHistory } from './purchase-history.ts'

interface LifetimeValueInput {
  readonly model: BgNbdModel
  /** n customers, in the model's time unit. */
  readonly history: PurchaseHistory
  /** Float64Array[n], expected value of one purchase (revenue or margin), from expectedPurchaseValue or an average. */
  readonly purchaseValue: Float64Array
  /** How many months ahead; whole, >= 0. */
  readonly months: number
  /** Length of a month in the model's time unit: 30 with days, 4.345 with weeks. */
  readonly monthLength: number
  /** Interest per month, > -1; 0.01 is about 12.7 percent a year. */
  readonly monthlyDiscountRate: number
}

/**
 * Discounted value of what each customer is expected to buy in the coming months: the sum over months k = 1, 2, ... of the
 * expected purchases within month k times the value of a purchase, over (1 + rate)^k. Money comes at the end of its month.
 * This is the meaning of `customer_lifetime_value` of the Python package lifetimes (there the month is 30 days or 4.345 weeks).
 * @returns  Float64Array[n], in the unit of `purchaseValue`, >= 0 for values >= 0
 * @throws RangeError  lengths differ or a value is out of its range
 * Source: Fader, Hardie & Lee (2005), "RFM and CLV". Golden values: test/golden/gamma-gamma.json
 */
export function lifetimeValue(input: LifetimeValueInput): Float64Array {
  const { model, history, purchaseValue, months, monthLength, monthlyDiscountRate } = input
  const n = history.frequency.length
  if (purchaseValue.length !== n)
    throw new RangeError(`purchaseValue has length ${purchaseValue.length}, expected ${n}`)
  const invalid = purchaseValue.findIndex((value) => !Number.isFinite(value))
  if (invalid >= 0) throw new RangeError(`purchaseValue[${invalid}] must be finite, got ${purchaseValue[invalid]}`)
  if (!(Number.isInteger(months) && months >= 0)) throw new RangeError(`months must be whole and >= 0, got ${months}`)
  if (!(monthLength > 0 && monthLength < Infinity)) throw new RangeError(`monthLength must be > 0, got ${monthLength}`)
  if (!(monthlyDiscountRate > -1 && monthlyDiscountRate < Infinity)) {
    throw new RangeError(`monthlyDiscountRate must be > -1, got ${monthlyDiscountRate}`)
  }
  const total = new Float64Array(n)
  let before: Float64Array = new Float64Array(n)
  for (let month = 1; month <= months; month++) {
    const until = expectedPurchases(model, history, month * monthLength)
    const discount = (1 + monthlyDiscountRate) ** -month
    for (let i = 0; i < n; i++) {
      const purchases = (until[i] as number) - (before[i] as number) // i < n
      total[i] = (total[i] as number) + purchases * (purchaseValue[i] as number) * discount
    }
    before = until
  }
  return total
}
