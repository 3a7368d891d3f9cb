import { type DemandCurve, unitsAt } from './demand-curve.ts'

/** What is in stock, until when it has to last or be gone, and what a unit left then is worth. */
interface Stock {
  readonly units: number
  /** Periods until the next delivery, or until the stock should be gone; > 0. */
  readonly periods: number
  /** Worth of a unit left over, in cents without tax: its cost where it goes on being sold, 0 or a scrap value where it has to be cleared. */
  readonly leftoverCents: number
}

/** Everything beside demand that decides what a price brings. */
export interface Situation {
  /** Of a unit, in cents without tax; null: not known. */
  readonly costCents: number | null
  /** 0.19 for 19 %. */
  readonly taxRate: number
  /** Periods that are looked ahead; > 0. */
  readonly periods: number
  /** Null: as much as is wanted. */
  readonly stock: Stock | null
  /** 1: profit alone, 0: revenue alone. */
  readonly profitWeight: number
  /** What demand is multiplied by because prices of substitutes change with this one; 1 where it is left out. */
  readonly crossFactor?: number
}

/** What a price brings over the periods looked ahead; money in cents without tax. */
export interface Outlook {
  readonly units: number
  readonly revenueCents: number
  /** Revenue less the cost of what is sold; null where the cost is not known. */
  readonly marginCents: number | null
  /** What is made as large as possible. */
  readonly value: number
}

/**
 * What a price brings on one curve. More than the stock holds is not sold; what is left of it counts with its worth, so that scarce stock
 * asks for a higher price and stock to be cleared for a lower one.
 * @param priceCents  with tax, > 0
 */
export function outlookAt(curve: DemandCurve, priceCents: number, situation: Situation): Outlook {
  return outlookOf(soldAt(curve, priceCents, situation), priceCents, situation)
}

/** Units sold in a period. */
export function soldAt(curve: DemandCurve, priceCents: number, { stock, crossFactor = 1 }: Situation): number {
  return Math.min(crossFactor * unitsAt(curve, priceCents), stock === null ? Infinity : stock.units / stock.periods)
}

/** What so many units sold in a period bring: linear in them, so that the outlook of their mean is the mean of the outlooks. */
export function outlookOf(sold: number, priceCents: number, situation: Situation): Outlook {
  const { costCents, taxRate, periods, stock, profitWeight } = situation
  const units = periods * sold
  const revenueCents = (priceCents / (1 + taxRate)) * units
  const cost = costCents ?? 0
  // A unit left over is worth what it is worth and not what it cost: the difference is lost by not selling it.
  const lost = stock === null ? 0 : periods * (stock.units / stock.periods - sold) * (cost - stock.leftoverCents)
  const margin = revenueCents - cost * units
  const value = profitWeight * (margin - lost) + (1 - profitWeight) * (revenueCents - lost)
  return { units, revenueCents, marginCents: costCents === null ? null : margin, value }
}

/** Mean value of a price over curves that are each as likely. */
export function meanValue(curves: readonly DemandCurve[], priceCents: number, situation: Situation): number {
  let sold = 0
  for (const curve of curves) sold += soldAt(curve, priceCents, situation)
  return outlookOf(sold / curves.length, priceCents, situation).value
}
