/** The ways to the shop that the settings name: to its prices, and to the descriptions of its products. */
import type { Lang } from '../../core/lang.ts'
import { type Clock, systemClock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { WIRE, type Wire } from '../call.ts'
import type { ShopAdapter, ShopChannel, TextChannel } from './channel.ts'
import { wayToCatalogue, wayToShop } from './once.ts'
import { type PriceBook, priceThing } from './price.ts'
import type { ShopSettings } from './settings.ts'
import { shopifyAdapter } from './shopify.ts'
import { shopwareAdapter } from './shopware.ts'
import { type TextBook, textThing } from './text.ts'
import { woocommerceAdapter } from './woocommerce.ts'

interface ShopDeps<Book> {
  readonly state: StateStore
  readonly clock: Clock
  readonly book: Book
}

export function openShopChannel(settings: ShopSettings, deps: ShopDeps<PriceBook>, wire = WIRE): ShopChannel {
  const thing = priceThing(deps.book)
  const adapter = settings.kind === 'catalogue' ? null : adapterOf(settings, wire, deps.clock)
  const way =
    adapter === null
      ? wayToCatalogue(deps, thing)
      : wayToShop(deps, thing, {
          ...adapter,
          read: ({ sku }) => adapter.readPrice(sku),
          write: ({ sku }, { toCents, toCompareAt }) =>
            adapter.writePrice(sku, { priceCents: toCents, compareAtCents: toCompareAt }),
        })
  return { kind: way.kind, readPrice: way.read, setPrice: way.set, wasSet: way.wasSet }
}

export function openTextChannel(settings: ShopSettings, deps: ShopDeps<TextBook>, wire = WIRE): TextChannel {
  const adapter = settings.kind === 'catalogue' ? null : adapterOf(settings, wire, deps.clock)
  const wayIn = (lang: Lang) => {
    const thing = textThing(deps.book, lang)
    if (adapter === null) return wayToCatalogue(deps, thing)
    return wayToShop(deps, thing, {
      ...adapter,
      read: ({ skus }) => adapter.readText(skus, lang),
      write: ({ skus }, { toHtml }) => adapter.writeText(skus, lang, toHtml),
    })
  }
  const ways = { de: wayIn('de'), en: wayIn('en') }
  return {
    kind: settings.kind,
    readText: (ref, lang) => ways[lang].read(ref),
    // No shop shows a character 0, and the store keeps none.
    setText: (ref, change) => ways[change.lang].set(ref, { ...change, toHtml: change.toHtml.replaceAll('\0', '') }),
    // What was noted is found by its key, whatever the language.
    wasSet: (ref, key) => ways.de.wasSet(ref, key),
  }
}

type Connected = Exclude<ShopSettings, { readonly kind: 'catalogue' }>

function adapterOf(settings: Connected, wire: Wire, clock: Clock): ShopAdapter {
  switch (settings.kind) {
    case 'shopify':
      return shopifyAdapter(settings, wire)
    case 'woocommerce':
      return woocommerceAdapter(settings, wire)
    case 'shopware':
      return shopwareAdapter(settings, wire, () => clock.now())
  }
}

/**
 * Whether the shop lets us in; reads only, and needs no store.
 * @returns what it found, in a few words
 * @throws AppError 'channel.failed' with what to do
 */
export function verifyShop(settings: Connected, wire = WIRE): Promise<string> {
  return adapterOf(settings, wire, systemClock).verify()
}
