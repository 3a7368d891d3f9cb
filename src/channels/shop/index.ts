export { changesCsv } from './changes.ts'
export {
  type PriceReceipt,
  type PriceRef,
  SHOP_KINDS,
  type ShopChannel,
  type ShopPrice,
  strikeAfter,
} from './channel.ts'
export { faultText, isTemporary } from './fault.ts'
export { openShopChannel, type PriceBook } from './open.ts'
export { defaultSince, shopChangeRoutes } from './routes.ts'
export { type ShopSettings, shopSettingsOf } from './settings.ts'
