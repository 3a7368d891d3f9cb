import { type BetaNodes, betaNodes } from './beta-nodes.ts'
import type { BgNbdModel } from './bg-nbd.ts'
import { type PurchaseHistory, requireHistory } from './purchase-history.ts'

/**
 * Probability that each customer has not left (BG/NBD).
 * @param model    parameters > 0, in the time unit of the history
 * @param history  n customers
 * @returns        Float64Array[n], 0..1; 1 for customers without repeat purchase, as this model lets nobody leave before one
 * @throws RangeError  a parameter is not positive, lengths differ or a value is out of its range
 * Source: Fader, Hardie & Lee (2008), "Computing P(alive) using the BG/NBD model". Golden values: test/golden/bgnbd.json
 */
export function probabilityAlive(model: BgNbdModel, history: PurchaseHistory): Float64Array {
  requireModel(model)
  requireHistory(history)
  const { frequency, recency, age } = history
  const { r, alpha, a, b } = model
  const alive = new Float64Array(frequency.length)
  for (let i = 0; i < alive.length; i++) {
    const x = frequency[i] as number // i < n
    if (x === 0) {
      alive[i] = 1
      continue
    }
    const idle = Math.log((alpha + (age[i] as number)) / (alpha + (recency[i] as number)))
    alive[i] = 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * idle))
  }
  return alive
}

/**
 * Expected purchases of each customer within the next `horizon` time units (BG/NBD).
 *
 * The published formula divides a difference of two nearly equal numbers by a - 1 and fails at a = 1. Here the same
 * quantity is the mean over the leaving probability p ~ Beta(a, b + x) of (1 - (1 + w p)^-(r + x)) / p with
 * w = horizon / (alpha + age), times the probability of being alive: positive throughout, for any parameters.
 * @param model    parameters > 0, in the time unit of the history
 * @param history  n customers; frequency 0, recency 0, age 0 stands for a brand-new one
 * @param horizon  >= 0, in the same time unit
 * @returns        Float64Array[n], >= 0
 * @throws RangeError  a parameter is not positive, the horizon is negative, lengths differ or a value is out of its range
 * Source: Fader, Hardie & Lee (2005), eq. 10. Golden values: test/golden/bgnbd.json
 */
export function expectedPurchases(model: BgNbdModel, history: PurchaseHistory, horizon: number): Float64Array {
  const expected = probabilityAlive(model, history)
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`horizon must be >= 0, got ${horizon}`)
  const { r, alpha, a, b } = model
  const { frequency, age } = history
  const byFrequency = new Map<number, { nodes: BetaNodes; byAge: Map<number, number> }>()
  for (let i = 0; i < expected.length; i++) {
    const x = frequency[i] as number // i < n
    const observed = age[i] as number
    let known = byFrequency.get(x)
    if (known === undefined) {
      known = { nodes: betaNodes(a, b + x), byAge: new Map() }
      byFrequency.set(x, known)
    }
    let whileAlive = known.byAge.get(observed)
    if (whileAlive === undefined) {
      whileAlive = meanPurchases(known.nodes, r + x, horizon / (alpha + observed))
      known.byAge.set(observed, whileAlive)
    }
    expected[i] = (expected[i] as number) * whileAlive
  }
  return expected
}

function meanPurchases({ probability, weight }: BetaNodes, shape: number, w: number): number {
  let sum = 0
  for (let k = 0; k < probability.length; k++) {
    const p = probability[k] as number // k within both arrays
    sum -= ((weight[k] as number) * Math.expm1(-shape * Math.log1p(w * p))) / p
  }
  return sum
}

function requireModel({ r, alpha, a, b }: BgNbdModel): void {
  for (const [name, value] of Object.entries({ r, alpha, a, b })) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`BG/NBD needs a finite ${name} > 0, got ${value}`)
  }
}
