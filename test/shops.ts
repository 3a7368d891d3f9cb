/** Shops that speak the protocols of Shopify, WooCommerce and Shopware over real connections, with the troubles a test asks for. */
export { KINDS } from './shops/kinds.ts'
export type { TestShop } from './shops/serve.ts'
export { startShopify, THROTTLED } from './shops/shopify.ts'
export { startShopware } from './shops/shopware.ts'
export { startWooCommerce } from './shops/woocommerce.ts'
