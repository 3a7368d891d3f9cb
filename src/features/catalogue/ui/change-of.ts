import type { ProductRow } from '../schema.ts'

type Sales = Pick<ProductRow, 'revenue30Cents' | 'revenueBeforeCents'>

/** Change of revenue to the 30 days before; null: there was none then. */
export function changeOf({ revenue30Cents, revenueBeforeCents }: Sales): number | null {
  return revenueBeforeCents <= 0 ? null : revenue30Cents / revenueBeforeCents - 1
}
