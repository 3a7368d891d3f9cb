/** With how few pieces it is time to order, and how many then. Pure. */

import { demandByMoments } from '../../ml/forecast/demand-distribution.ts'
import { orderQuantity } from '../../ml/forecast/order-quantity.ts'
import { normalQuantile } from '../../ml/math/normal.ts'
import { LEVEL, type Total } from './outlook.ts'

export interface Supply {
  /** Days from an order to its delivery. */
  readonly leadDays: number
  /** Chance that nothing is missing before the next delivery, 0..1. */
  readonly serviceLevel: number
}

export interface OrderPlan {
  readonly reorderPoint: number
  /** What to order now that it is time, or would be with as few pieces as the reorder point. */
  readonly orderUnits: number
}

/** The night looks every day. */
const REVIEW_DAYS = 1
/** How long an order lasts after it has come: as the report looks ahead. */
const COVER_DAYS = 28

/**
 * Reorder point and quantity from what the next 28 days will sell.
 * Demand over the lead time has the mean of the forecast at its pace and the variance of its band, which grows in proportion to
 * the days: Poisson or negative binomial.
 * @param left  pieces in stock, >= 0; null: not known, then the quantity is for a stock at the reorder point
 */
export function planOrder(
  month: Pick<Total, 'point' | 'low' | 'high'>,
  { leadDays, serviceLevel }: Supply,
  left: number | null,
): OrderPlan {
  const perDay = month.point / 28
  const deviation = (month.high - month.low) / (2 * normalQuantile(0.5 + LEVEL / 2))
  const over = (days: number) => demandByMoments(perDay * days, (deviation ** 2 * days) / 28)
  const request = {
    lead: over(leadDays),
    protection: over(leadDays + REVIEW_DAYS),
    service: { name: 'cycle', level: serviceLevel },
    cycleUnits: perDay * COVER_DAYS,
    pack: 1,
    minimum: 0,
  } as const
  const { reorderPoint, orderUpTo } = orderQuantity({ ...request, position: 0 })
  const position = Math.min(left ?? reorderPoint, reorderPoint)
  return { reorderPoint, orderUnits: Math.max(0, orderUpTo - position) }
}
