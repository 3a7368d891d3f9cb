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
  const { costCents, taxRate, periods, stock, profitWeight, crossFactor = 1 } = situation
  const wanted = crossFactor * unitsAt(curve, priceCents)
  const available = stock === null ? Infinity : stock.units / stock.periods
  const sold = Math.min(wanted, available)
  const units = periods * sold
  const revenueCents = (priceCents / (1 + taxRate)) * units
  const cost = costCents ?? 0
  // A unit left over is worth what it is worth and not what it cost: the difference is lost by not selling it.
  const lost = stock === null ? 0 : periods * (available - sold) * (cost - stock.leftoverCents)
  const margin = revenueCents - cost * units
  const value = profitWeight * (margin - lost) + (1 - profitWeight) * (revenueCents - lost)
  return { units, revenueCents, marginCents: costCents === null ? null : margin, value }
}

/** Mean value of a price over curves that are each as likely. */
export function meanValue(curves: readonly DemandCurve[], priceCents: number, situation: Situation): number {
  let sum = 0
  for (const curve of curves) sum += outlookAt(curve, priceCents, situation).value
  return sum / curves.length
}
