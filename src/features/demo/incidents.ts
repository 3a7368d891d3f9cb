/** The planted incidents: which products they hit, when, and how hard. */
import type { DemoProduct } from './catalogue.ts'
import { APPETITE } from './customers.ts'
import type { Demand } from './demand.ts'

/** Mean number of products a basket is drawn for: one, and the mean odds of the appetite's beta distribution. */
const MEAN_PICKS = 1 + APPETITE.a / (APPETITE.b - 1)

const CHECKOUT_DAYS = 7
const VIRAL_FACTORS = [5, 6.1, 6.8, 7, 6.7, 6.4, 6.1, 5.8, 5.4] as const
const STOCK_OUT_DAYS = 13
const WRONG_PRICE_DAYS = 2

/** Days count from the window's beginning; every incident lasts until the window's end. */
export interface Incidents {
  readonly checkout: {
    readonly fromDay: number
    readonly browser: string
    readonly step: string
    /** Share of the browser's orders that fail. */
    readonly failureRate: number
  }
  readonly viral: {
    readonly fromDay: number
    readonly product: number
    /** Wanted units per day as multiples of the usual; the broken checkout takes its part of them. */
    readonly factors: readonly number[]
    /** Units per day without the incident. */
    readonly usualUnits: readonly number[]
  }
  readonly stockOut: {
    readonly fromDay: number
    readonly product: number
    /** Share of the buyers who take another product of the family. */
    readonly substituteRate: number
    readonly usualUnits: readonly number[]
  }
  readonly wrongPrice: {
    readonly fromDay: number
    readonly product: number
    readonly rightCents: number
    readonly wrongCents: number
    /** Further orders per day by people who noticed, for a shop of scale 1. */
    readonly bargainOrders: number
  }
}

/** Chooses the products by what sells at the time, so that every incident is large enough to be found. */
export function planIncidents(
  products: readonly DemoProduct[],
  demand: Demand,
  expectedOrders: Float64Array,
): Incidents {
  const { days } = demand
  const lengths = {
    checkout: CHECKOUT_DAYS,
    viral: VIRAL_FACTORS.length,
    stockOut: STOCK_OUT_DAYS,
    wrongPrice: WRONG_PRICE_DAYS,
  }
  const recent = new Float64Array(products.length * STOCK_OUT_DAYS)
  const cumulative = new Float64Array(products.length)
  for (let k = 0; k < STOCK_OUT_DAYS; k++) {
    const day = days - STOCK_OUT_DAYS + k
    const total = demand.weightsOn(day, cumulative)
    products.forEach((_, p) => {
      const weight = (cumulative[p] ?? 0) - (cumulative[p - 1] ?? 0)
      recent[p * STOCK_OUT_DAYS + k] = ((expectedOrders[day] ?? 0) * MEAN_PICKS * weight) / total
    })
  }
  const unitsOf = (p: number, lastDays: number) =>
    Array.from(recent.subarray((p + 1) * STOCK_OUT_DAYS - lastDays, (p + 1) * STOCK_OUT_DAYS))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const taken = new Set<number>()
  const best = (worth: (product: DemoProduct, p: number) => number): number => {
    let winner = -1
    let most = 0
    products.forEach((product, p) => {
      const value = taken.has(p) ? 0 : worth(product, p)
      if (value > most) {
        most = value
        winner = p
      }
    })
    if (winner < 0) throw new RangeError('no product of the catalogue fits the incident')
    taken.add(winner)
    return winner
  }
  const units = (p: number) => sum(unitsOf(p, STOCK_OUT_DAYS))
  const viral = best((product, p) => (product.family.key === 'regenjacke' ? units(p) : 0))
  const stockOut = best((product, p) => units(p) * product.listCents)
  const wrongPrice = best((product, p) => (product.listCents >= 18_000 && product.listCents <= 32_000 ? units(p) : 0))
  const rightCents = demand.priceCents[wrongPrice * days + days - WRONG_PRICE_DAYS] ?? 0
  return {
    checkout: { fromDay: days - lengths.checkout, browser: 'Safari 17', step: 'payment', failureRate: 0.92 },
    viral: {
      fromDay: days - lengths.viral,
      product: viral,
      factors: VIRAL_FACTORS,
      usualUnits: unitsOf(viral, lengths.viral),
    },
    stockOut: {
      fromDay: days - lengths.stockOut,
      product: stockOut,
      substituteRate: 0.45,
      usualUnits: unitsOf(stockOut, lengths.stockOut),
    },
    wrongPrice: {
      fromDay: days - lengths.wrongPrice,
      product: wrongPrice,
      rightCents,
      wrongCents: Math.round(rightCents / 10),
      bargainOrders: 16,
    },
  }
}
