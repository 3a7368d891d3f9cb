import { smallestCount } from '../math/smallest-count.ts'
import type { DemandDistribution } from './demand-distribution.ts'

/**
 * What is to be reached: 'cycle' (type 1): the chance that nothing is missing before the next delivery; 'fill' (type 2): the share of
 * what is asked for that is served from stock.
 */
interface ServiceLevel {
  readonly name: 'cycle' | 'fill'
  /** Above 0 and below 1. */
  readonly level: number
}

export interface OrderRequest {
  /** Demand until an order placed now is there. */
  readonly lead: DemandDistribution
  /** Demand until an order placed at the next look is there: over lead time and review period. */
  readonly protection: DemandDistribution
  readonly service: ServiceLevel
  /** Units on hand and on order, less those promised; may be negative. */
  readonly position: number
  /** Units that an order is to last for beyond that, >= 0: the demand between two orders where one does not order at every look. */
  readonly cycleUnits: number
  /** Units that are sold and delivered together, a whole number >= 1. */
  readonly pack: number
  /** Least units of an order, >= 0. */
  readonly minimum: number
}

export interface OrderAdvice {
  /** Whole units: with fewer than these it is time to order. */
  readonly reorderPoint: number
  /** Whole units that an order is to fill up to. */
  readonly orderUpTo: number
  /** Units to order now, whole packs; 0 where there is enough. */
  readonly quantity: number
  /** What is reached where the order is placed as said: chance of no shortage, and share served from stock. */
  readonly reached: { readonly cycle: number; readonly fill: number }
}

/**
 * Reorder point and quantity where stock is looked at now and then and deliveries take their time.
 * @throws RangeError  a number is out of its range, naming it
 * Source: Silver, Pyke & Thomas (2017), "Inventory and production management in supply chains", chapter 6 (periodic review,
 * R,s,S). Golden values: test/golden/orders.json
 */
export function orderQuantity(request: OrderRequest): OrderAdvice {
  check(request)
  const { position, cycleUnits, pack, minimum } = request
  const reorderPoint = reorderPointOf(request)
  const orderUpTo = Math.ceil(reorderPoint + cycleUnits)
  const wanted = position < reorderPoint ? Math.max(orderUpTo - position, minimum) : 0
  const quantity = Math.ceil(wanted / pack) * pack
  const stock = position + quantity
  return {
    reorderPoint,
    orderUpTo,
    quantity,
    reached: { cycle: request.protection.atMost(stock), fill: fillRate(request, stock) },
  }
}

function reorderPointOf(request: OrderRequest): number {
  const { service, protection } = request
  // Nothing is asked for: every level is reached without stock.
  if (protection.mean === 0) return 0
  if (service.name === 'cycle') return smallestCount((units) => protection.atMost(units) >= service.level - ROUNDING)
  return smallestCount((units) => fillRate(request, units) >= service.level - ROUNDING)
}

/** Sums of probabilities reach a level only up to rounding. */
const ROUNDING = 1e-12

/** What is missing before the next delivery but not before this one, of what is asked for in between. */
function fillRate({ lead, protection }: OrderRequest, stock: number): number {
  const asked = protection.mean - lead.mean
  // Looked at all the time: the first units asked for after the delivery.
  if (asked <= 0) return protection.atMost(stock)
  const missing = protection.shortage(stock) - lead.shortage(stock)
  return Math.min(1, Math.max(0, 1 - missing / asked))
}

function check({ service, position, cycleUnits, pack, minimum, lead, protection }: OrderRequest): void {
  const { level } = service
  if (!(level > 0 && level < 1)) throw new RangeError(`service level must lie above 0 and below 1, got ${level}`)
  if (!Number.isFinite(position)) throw new RangeError(`position must be finite, got ${position}`)
  if (!(Number.isInteger(pack) && pack >= 1)) throw new RangeError(`pack must be a whole number >= 1, got ${pack}`)
  for (const [name, value] of Object.entries({ cycleUnits, minimum })) {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} must be finite and >= 0, got ${value}`)
  }
  if (lead.mean > protection.mean)
    throw new RangeError(`lead (mean ${lead.mean}) must not ask for more than protection (mean ${protection.mean})`)
}
