export { changesCsv } from './changes.ts'
export {
  type PriceReceipt,
  type PriceRef,
  SHOP_KINDS,
  type ShopChannel,
  type ShopPrice,
} from './channel.ts'
export { openShopChannel, type PriceBook, priceChanged, verifyShop } from './open.ts'
export { defaultSince, shopChangeRoutes } from './routes.ts'
export { type ShopSettings, shopSettingsOf } from './settings.ts'
