/** Fits the purchase and value models and reckons with them, in worker threads. */
import type { Compute } from '../../compute/index.ts'
import type { BgNbdFit } from '../../ml/clv/bg-nbd.ts'
import type { GammaGammaFit, SpendHistory } from '../../ml/clv/gamma-gamma.ts'
import type { PurchaseHistory } from '../../ml/clv/purchase-history.ts'
import type { Histories } from './store.ts'

const WEEK = 7
export const YEAR_WEEKS = 365 / WEEK

/** Times in weeks. */
function purchaseHistory(histories: Histories): PurchaseHistory {
  return {
    frequency: histories.frequency,
    recency: histories.recency_days.map((days) => days / WEEK),
    age: histories.age_days.map((days) => days / WEEK),
  }
}

export function spendHistory(histories: Histories): SpendHistory {
  return { frequency: histories.frequency, value: histories.value_cents }
}

export interface Fits {
  readonly purchases: BgNbdFit
  /** Null: values scatter too little or too much for the model; every purchase is then worth the average. */
  readonly values: GammaGammaFit | null
}

/** Customers of whom fewer leave per purchase than this leave no trace in the data. */
const LEAST_LEAVING = 0.01

/** Whether the data show that customers leave; without it the model takes everybody for a customer for ever. */
export function showsLeaving({ purchases: { a, b } }: Fits): boolean {
  return a / (a + b) >= LEAST_LEAVING
}

/** Null: nobody bought twice. */
export async function fitModels(compute: Compute, histories: Histories): Promise<Fits | null> {
  const [purchases, values] = await Promise.all([
    compute('fitBgNbd', purchaseHistory(histories)),
    compute('fitGammaGamma', spendHistory(histories)),
  ])
  if (!purchases.ok) return null
  return { purchases, values: values.ok ? values : null }
}

/** Average value of a repeat purchase; 0 where there is none. */
function averageValue({ frequency, value_cents }: Histories): number {
  let count = 0
  let cents = 0
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i] ?? 0
    count += x
    cents += x * (value_cents[i] ?? 0)
  }
  return count === 0 ? 0 : cents / count
}

/** Expected value of a customer's next purchases, in cents each. */
async function purchaseValues(compute: Compute, fits: Fits, histories: Histories): Promise<Float64Array> {
  if (fits.values === null) return new Float64Array(histories.frequency.length).fill(averageValue(histories))
  return compute('expectedPurchaseValue', fits.values, spendHistory(histories))
}

export interface Outlook {
  /** Per customer: expected purchases within the horizon. */
  readonly purchases: Float64Array
  /** Per customer: what they are worth, cents. */
  readonly cents: Float64Array
  /** Per customer: probability of still being a customer. */
  readonly alive: Float64Array
}

/** What each customer is expected to buy within so many weeks. */
export async function lookAhead(compute: Compute, fits: Fits, histories: Histories, weeks: number): Promise<Outlook> {
  const history = purchaseHistory(histories)
  const [purchases, alive, values] = await Promise.all([
    compute('expectedPurchases', fits.purchases, history, weeks),
    compute('probabilityAlive', fits.purchases, history),
    purchaseValues(compute, fits, histories),
  ])
  return { purchases, alive, cents: purchases.map((count, i) => count * (values[i] ?? 0)) }
}

/** The rows of some customers. */
export function pickHistories(histories: Histories, places: ArrayLike<number>): Histories {
  const pick = (column: Float64Array) => Float64Array.from(places, (place) => column[place] ?? Number.NaN)
  return {
    frequency: pick(histories.frequency),
    recency_days: pick(histories.recency_days),
    age_days: pick(histories.age_days),
    value_cents: pick(histories.value_cents),
    recent: pick(histories.recent),
    future: pick(histories.future),
    future_cents: pick(histories.future_cents),
    year_cents: pick(histories.year_cents),
  }
}
