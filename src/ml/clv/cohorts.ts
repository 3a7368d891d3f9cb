import { wilsonInterval } from '../stats/wilson.ts'

export interface Retention {
  /** Uint32Array[periods], customers whose first purchase fell into the period. */
  readonly size: Uint32Array
  /** Row per cohort: customers of it who bought `age` periods after their first; age 0 is the cohort's size. Row c has periods - c entries. */
  readonly active: readonly Uint32Array[]
}

/**
 * Retention of customers by the period of their first purchase.
 * @param customer  Uint32Array[n], one entry per purchase, in any order
 * @param period    Uint32Array[n], period of that purchase, 0 .. periods - 1
 * @param periods   how many periods were observed, >= 0
 * @returns         a customer who buys more than once in a period counts once in it
 * @throws RangeError  lengths differ or a period is out of range
 */
export function retention(customer: Uint32Array, period: Uint32Array, periods: number): Retention {
  const n = customer.length
  if (period.length !== n) throw new RangeError(`customer and period differ in length: ${n}, ${period.length}`)
  if (!(Number.isInteger(periods) && periods >= 0))
    throw new RangeError(`periods must be whole and >= 0, got ${periods}`)
  const first = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const p = period[i] as number // i < n
    const c = customer[i] as number
    if (p >= periods) throw new RangeError(`period[${i}] must be below ${periods}, got ${p}`)
    const known = first.get(c)
    if (known === undefined || p < known) first.set(c, p)
  }
  const size = new Uint32Array(periods)
  const active = Array.from({ length: periods }, (_, c) => new Uint32Array(periods - c))
  for (const cohort of first.values()) size[cohort] = (size[cohort] as number) + 1
  const seen = new Set<number>()
  for (let i = 0; i < n; i++) {
    const c = customer[i] as number // i < n
    const p = period[i] as number
    const key = c * periods + p
    if (seen.has(key)) continue
    seen.add(key)
    const cohort = first.get(c) as number // every customer has a first purchase
    const row = active[cohort] as Uint32Array
    row[p - cohort] = (row[p - cohort] as number) + 1
  }
  return { size, active }
}

export interface RepeatRate {
  readonly customers: number
  readonly repeaters: number
  /** Null when there are no customers. */
  readonly rate: number | null
  /** Wilson's interval; null when there are no customers. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null
}

/**
 * Share of customers who bought more than once.
 * @param purchases  Float64Array[n], purchases per customer, >= 1 for those who count; 0 is left out
 * @param level      of the interval, 0.95 where left out
 * @throws RangeError  a value is negative or NaN, or the level is not between 0 and 1
 */
export function repeatRate(purchases: Float64Array, level = 0.95): RepeatRate {
  let customers = 0
  let repeaters = 0
  for (let i = 0; i < purchases.length; i++) {
    const count = purchases[i] as number // i < n
    if (!(count >= 0)) throw new RangeError(`purchases[${i}] must be >= 0, got ${count}`)
    if (count >= 1) customers += 1
    if (count >= 2) repeaters += 1
  }
  const interval = wilsonInterval(repeaters, customers, level)
  return {
    customers,
    repeaters,
    rate: customers === 0 ? null : repeaters / customers,
    interval: interval === null ? null : { ...interval, level },
  }
}
