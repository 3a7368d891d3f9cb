/** Whether a price that is to be changed is still what it was when that was proposed. */
import { isTemporary } from '../../channels/fault.ts'
import { priceChanged, type ShopChannel, type ShopPrice } from '../../channels/shop/index.ts'
import { AppError, faultText } from '../../core/errors.ts'
import type { CheckFinding } from '../desk/index.ts'

export type Say = (level: CheckFinding['level'], code: string, message: CheckFinding['message']) => void

/** @returns what is live; null: there is no such article, or the shop does not tell */
export async function checkLive(
  shop: ShopChannel,
  {
    fromCents,
    toCents,
    currency,
  }: { readonly fromCents: number | null; readonly toCents: number; readonly currency: string },
  ref: { readonly sku: string; readonly productId: string },
  say: Say,
): Promise<ShopPrice | null> {
  try {
    const live = await shop.readPrice(ref)
    if (live === null) {
      say('error', 'price.no-article', {
        de: `Im Shop gibt es keinen Artikel mit der Nummer ${ref.sku}.`,
        en: `The shop has no article with the number ${ref.sku}.`,
      })
      return null
    }
    if (live.currency !== currency) {
      say('error', 'price.currency', {
        de: `Der Shop führt die Preise in ${live.currency}, der Vorschlag ist in ${currency}.`,
        en: `The shop has its prices in ${live.currency}, the proposal is in ${currency}.`,
      })
    }
    // What an earlier attempt has done already is no reason not to go on.
    if (live.priceCents !== toCents && live.priceCents !== fromCents) {
      say('error', 'price.changed', priceChanged(ref.sku, live, fromCents))
    }
    return live
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A shop that is away for a moment is asked again before anything is changed.
    say(isTemporary(error) ? 'warning' : 'error', 'price.not-read', faultText(error))
    return null
  }
}
