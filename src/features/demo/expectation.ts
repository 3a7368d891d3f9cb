/** What the simulated process leads one to expect, reckoned and not drawn: part of the ground truth. */
import { CUSTOMER_PROCESS } from './customers.ts'
import { type Demand, WARM_UP_DAYS } from './demand.ts'

/** Orders of people without an account, per order of a customer. */
export const GUEST_SHARE = 0.04

/** Nodes of the integral over the leaving probability. */
const NODES = 400

/**
 * Purchases per day of average demand that a customer is expected to make `age` days of average demand after the first
 * one, for ages 0, 1, ... `oldest`. The rate is integrated in closed form, the leaving probability by the midpoint rule.
 */
function repeatRates(oldest: number): Float64Array {
  const { r, alpha, a, b } = CUSTOMER_PROCESS
  const rates = new Float64Array(oldest + 1)
  let total = 0
  for (let k = 0; k < NODES; k++) {
    // With p = q^(1/a) the density's pole at zero is gone.
    const p = ((k + 0.5) / NODES) ** (1 / a)
    const weight = (1 - p) ** (b - 1)
    total += weight
    for (let age = 0; age <= oldest; age++) {
      rates[age] = (rates[age] ?? 0) + weight * (r / alpha) * (alpha / (alpha + p * age)) ** (r + 1)
    }
  }
  return rates.map((rate) => rate / total)
}

/** Expected orders per day of the window for a shop of so many customers, guests included, incidents left out. */
export function expectOrders(customers: number, demand: Demand): Float64Array {
  const { level, days } = demand
  const clock = new Float64Array(level.length)
  const arrivals = new Float64Array(level.length)
  let time = 0
  let total = 0
  level.forEach((value, i) => {
    clock[i] = time + value / 2
    time += value
    arrivals[i] = value * Math.exp((CUSTOMER_PROCESS.yearlyGrowth * (i - WARM_UP_DAYS)) / 365)
    total += arrivals[i] ?? 0
  })
  const buyers = Math.round(customers * CUSTOMER_PROCESS.buyingShare)
  const rates = repeatRates(Math.ceil(time) + 1)
  return Float64Array.from({ length: days }, (_, day) => {
    const d = day + WARM_UP_DAYS
    let repeats = 0
    for (let i = 0; i <= d; i++) {
      const age = (clock[d] ?? 0) - (clock[i] ?? 0)
      const whole = Math.floor(age)
      const rate = (rates[whole] ?? 0) + (age - whole) * ((rates[whole + 1] ?? 0) - (rates[whole] ?? 0))
      // On the day of the first purchase only what is left of the day counts.
      repeats += (i === d ? 0.5 : 1) * (arrivals[i] ?? 0) * rate
    }
    const perArrival = buyers / total
    return (1 + GUEST_SHARE) * perArrival * ((arrivals[d] ?? 0) + (level[d] ?? 0) * repeats)
  })
}
