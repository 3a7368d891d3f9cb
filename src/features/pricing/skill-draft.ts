/** What is proposed about a price, and what the skill needs for it. */
import { z } from 'zod'
import type { ShopChannel } from '../../channels/shop/index.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { decisionSchema } from './schema.ts'

/** More variants at once are one for a person and the shop's own tools. */
export const MOST_VARIANTS = 200

const cents = z.number().int().min(0).max(100_000_000)
export const pricingDraftSchema = z.strictObject({
  ...decisionSchema.omit({ proposalId: true }).shape,
  refs: decisionSchema.shape.refs.min(1).max(MOST_VARIANTS),
  fromCents: cents.min(1),
  toCents: cents.min(1),
  /** The price that `effect` was reckoned for; a person may choose another one. */
  plannedCents: cents.min(1),
  /** The price that is crossed out beside the new one; null: none. */
  compareAtCents: cents.nullable(),
  /** The crossed-out prices that are there are the maker's recommended ones and stay. */
  keepStrike: z.boolean(),
})
export type PricingDraft = z.infer<typeof pricingDraftSchema>

export interface PricingDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly timeZone: string
  readonly shop: ShopChannel
  /** VAT contained in the prices, in percent. */
  taxPercent(): Promise<number>
}
