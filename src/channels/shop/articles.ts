/** What shops say about articles that cannot be changed: the same sentences whatever system it is. */

import type { Lang, Text } from '../../core/lang.ts'
import { excerpt, type Remote } from '../call.ts'
import { channelFault, conflict } from '../fault.ts'
import type { ShopPrice } from './channel.ts'

/** What the shop itself says is wrong, in its own words. */
export function refused(shop: Remote, message: string) {
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
      de: `${name} hat mehrere Artikel mit der Nummer ${sku}; welcher gemeint ist, lässt sich nicht sagen. Die Änderung im Shop selbst vornehmen oder die Nummern eindeutig machen.`,
      en: `${name} has several articles with the number ${sku}; which one is meant cannot be told. Make the change in the shop itself, or make the numbers unique.`,
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

const IN: Readonly<Record<Lang, Text>> = {
  de: { de: 'auf Deutsch', en: 'in German' },
  en: { de: 'auf Englisch', en: 'in English' },
}

/** @throws AppError 'input.conflict' where a shop of one language is asked for another */
export function spoken(name: string, lang: Lang, own: Lang): void {
  if (lang === own) return
  throw conflict({
    de: `${name} führt seine Texte ${IN[own].de}; ${IN[lang].de} lässt sich dort keiner hinterlegen. Geändert wurde nichts. Spricht der Shop eine andere Sprache, DIRIGENT_LANGUAGE setzen.`,
    en: `${name} has its texts ${IN[own].en}; one ${IN[lang].en} cannot be kept there. Nothing was changed. If the shop speaks another language, set DIRIGENT_LANGUAGE.`,
  })
}

/** The first product that is found by one of these numbers: a shop may have lost some of a product's variants. */
export async function findFirst<T>(
  skus: readonly string[],
  find: (sku: string) => Promise<T | null>,
): Promise<T | null> {
  for (const sku of skus) {
    const found = await find(sku)
    if (found !== null) return found
  }
  return null
}
