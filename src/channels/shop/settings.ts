/** Which shop is connected, from the settings; what is missing is said at start. */
import type { Config } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import { safeUrl } from '../call.ts'
import type { ShopKind } from './channel.ts'
import type { ShopifySettings } from './shopify.ts'
import type { ShopwareSettings } from './shopware.ts'
import type { WooCommerceSettings } from './woocommerce.ts'

export type ShopSettings = { readonly kind: 'catalogue' } | ShopifySettings | WooCommerceSettings | ShopwareSettings

type Settings = Pick<
  Config,
  'shopChannel' | 'shopUrl' | 'shopToken' | 'shopKey' | 'shopSecret' | 'taxPercent' | 'language'
>

const NEEDS = {
  catalogue: [],
  shopify: ['DIRIGENT_SHOP_URL', 'DIRIGENT_SHOP_TOKEN'],
  woocommerce: ['DIRIGENT_SHOP_URL', 'DIRIGENT_SHOP_KEY', 'DIRIGENT_SHOP_SECRET'],
  shopware: ['DIRIGENT_SHOP_URL', 'DIRIGENT_SHOP_KEY', 'DIRIGENT_SHOP_SECRET'],
} as const satisfies Readonly<Record<ShopKind, readonly string[]>>

/** @throws AppError 'config.invalid' naming what is missing for the shop that is set */
export function shopSettingsOf(config: Settings): ShopSettings {
  const { shopChannel: kind, shopUrl, shopToken, shopKey, shopSecret, taxPercent, language } = config
  if (kind === 'catalogue') return { kind }
  const given = {
    DIRIGENT_SHOP_URL: shopUrl,
    DIRIGENT_SHOP_TOKEN: shopToken,
    DIRIGENT_SHOP_KEY: shopKey,
    DIRIGENT_SHOP_SECRET: shopSecret,
  }
  const missing = NEEDS[kind].filter((env) => given[env] === null)
  if (missing.length > 0) {
    throw new AppError(
      'config.invalid',
      `Setting shopChannel is ${kind}, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set.`,
    )
  }
  const url = safeUrl(shopUrl ?? '', 'shopUrl')
  if (kind === 'shopify') return { kind, url, token: shopToken ?? '', language }
  const access = { url, key: shopKey ?? '', secret: shopSecret ?? '', language }
  // Shops in Europe show prices with tax; where the setting says that they are net, theirs are as well.
  return kind === 'woocommerce' ? { kind, ...access } : { kind, ...access, gross: taxPercent !== 0 }
}
