/** Each shop that can be connected, with settings that let one in and settings that do not. */
import type { ShopSettings } from '../../src/channels/shop/index.ts'
import type { TestShop } from './serve.ts'
import { startShopify } from './shopify.ts'
import { startShopware } from './shopware.ts'
import { startWooCommerce } from './woocommerce.ts'

interface Kind {
  readonly name: string
  start(): Promise<TestShop>
  settings(url: string, wrong?: boolean): ShopSettings
}

const language = 'de'

export const KINDS: readonly Kind[] = [
  {
    name: 'shopify',
    start: () => startShopify('shpat_secret'),
    settings: (url, wrong) => ({ kind: 'shopify', url, token: wrong ? 'shpat_wrong' : 'shpat_secret', language }),
  },
  {
    name: 'woocommerce',
    start: () => startWooCommerce('ck_1', 'cs_secret'),
    settings: (url, wrong) => ({
      kind: 'woocommerce',
      url,
      key: 'ck_1',
      secret: wrong ? 'cs_wrong' : 'cs_secret',
      language,
    }),
  },
  {
    name: 'shopware',
    start: () => startShopware('SWIA1', 'sw_secret'),
    settings: (url, wrong) => ({
      kind: 'shopware',
      url,
      key: 'SWIA1',
      secret: wrong ? 'sw_wrong' : 'sw_secret',
      gross: true,
      language,
    }),
  },
]
