/** What shops say about articles that cannot be priced: the same sentences whatever system it is. */

import { channelFault } from '../fault.ts'
import { excerpt, type ShopAddress } from './call.ts'
import type { ShopPrice } from './channel.ts'

/** What the shop itself says is wrong, in its own words. */
export function refused(shop: ShopAddress, message: string) {
  const said = excerpt(shop, message)
  return channelFault({
    text: {
      de: `${shop.name} hat die Änderung abgelehnt: ${said}. Geändert wurde nichts.`,
      en: `${shop.name} refused the change: ${said}. Nothing was changed.`,
    },
    temporary: false,
  })
}

export function severalArticles(name: string, sku: string) {
  return channelFault({
    text: {
      de: `${name} hat mehrere Artikel mit der Nummer ${sku}; welcher gemeint ist, lässt sich nicht sagen. Den Preis im Shop ändern oder die Nummern eindeutig machen.`,
      en: `${name} has several articles with the number ${sku}; which one is meant cannot be told. Change the price in the shop, or make the numbers unique.`,
    },
    temporary: false,
  })
}

/** @throws AppError 'channel.failed' where the shop has the article without a price */
export function priced(name: string, sku: string, price: ShopPrice): ShopPrice & { priceCents: number } {
  const { priceCents } = price
  if (priceCents !== null) return { ...price, priceCents }
  throw channelFault({
    text: {
      de: `${name} hat für den Artikel ${sku} keinen Preis, der sich ändern ließe (vielleicht haben nur seine Varianten einen). Den Preis im Shop nachsehen.`,
      en: `${name} has no price for the article ${sku} that could be changed (perhaps only its variants have one). Look at the price in the shop.`,
    },
    temporary: false,
  })
}
