/** WooCommerce's REST API, version 3. What is live is the sale price where there is one, else the regular one. */
import { z } from 'zod'
import type { Lang } from '../../core/lang.ts'
import { callRemote, hostOf, type Remote, shaped, type Wire } from '../call.ts'
import { findFirst, priced, spoken } from './articles.ts'
import type { ShopAdapter } from './channel.ts'
import { centsOf, decimalOf } from './money.ts'

export interface WooCommerceSettings {
  readonly kind: 'woocommerce'
  readonly url: string
  readonly key: string
  readonly secret: string
  /** What the shop's own texts are written in. */
  readonly language: Lang
}

const product = z.object({
  id: z.number().int(),
  parent_id: z.number().int(),
  type: z.string(),
  sku: z.string(),
  price: z.string(),
  regular_price: z.string(),
  sale_price: z.string(),
  on_sale: z.boolean(),
})
type Product = z.infer<typeof product>
const FIELDS = Object.keys(product.shape).join(',')

const described = z.object({ description: z.string() })

const currency = z.object({ code: z.string() })

export function woocommerceAdapter({ url, key, secret, language }: WooCommerceSettings, wire: Wire): ShopAdapter {
  const login = Buffer.from(`${key}:${secret}`).toString('base64')
  const shop: Remote = {
    name: `WooCommerce (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_SHOP_URL',
    accessSettings: 'DIRIGENT_SHOP_KEY / DIRIGENT_SHOP_SECRET',
    rights: { de: 'Lesen/Schreiben', en: 'Read/Write' },
    secrets: [key, secret, login],
  }
  const headers = { authorization: `Basic ${login}` }
  const get = async <T>(path: string, schema: z.ZodType<T>) =>
    shaped(shop, schema, (await callRemote(shop, { method: 'GET', path: `wp-json/wc/v3/${path}`, headers }, wire)).json)
  const put = (path: string, body: object) =>
    callRemote(shop, { method: 'PUT', path: `wp-json/wc/v3/${path}`, headers, body }, wire)

  /** Products and variations alike are found by their number. */
  const find = async (sku: string): Promise<Product | null> => {
    const query = new URLSearchParams({ sku, per_page: '100', _fields: FIELDS })
    const all = await get(`products?${query}`, z.array(product))
    return all.find((one) => one.sku === sku) ?? null
  }
  /** A variation has the text of its product. */
  const pathOfProduct = async (skus: readonly string[]): Promise<string | null> => {
    const one = await findFirst(skus, find)
    return one === null ? null : `products/${one.type === 'variation' ? one.parent_id : one.id}`
  }
  const priceOf = (one: Product) => {
    const regular = centsOf(one.regular_price)
    // The price of a product with variations is the lowest of theirs and cannot be set.
    if (one.type === 'variable' || one.type === 'grouped') return { priceCents: null, compareAtCents: null }
    if (!one.on_sale) return { priceCents: regular ?? centsOf(one.price), compareAtCents: null }
    return { priceCents: centsOf(one.sale_price), compareAtCents: regular }
  }
  return {
    kind: 'woocommerce',
    name: shop.name,
    async readPrice(sku) {
      const one = await find(sku)
      if (one === null) return null
      const { code } = await get('data/currencies/current', currency)
      return priced(shop.name, sku, { ...priceOf(one), currency: code })
    },
    async writePrice(sku, { priceCents, compareAtCents }) {
      const one = await find(sku)
      if (one === null) return
      const path = one.type === 'variation' ? `products/${one.parent_id}/variations/${one.id}` : `products/${one.id}`
      const body =
        compareAtCents === null
          ? { regular_price: decimalOf(priceCents), sale_price: '' }
          : { regular_price: decimalOf(compareAtCents), sale_price: decimalOf(priceCents) }
      await put(path, body)
    },
    async readText(skus, lang) {
      spoken(shop.name, lang, language)
      const path = await pathOfProduct(skus)
      // 'edit': as it is kept, not as the shop's theme shows it.
      return path === null ? null : (await get(`${path}?context=edit&_fields=description`, described)).description
    },
    async writeText(skus, lang, html) {
      spoken(shop.name, lang, language)
      const path = await pathOfProduct(skus)
      if (path !== null) await put(path, { description: html })
    },
    async verify() {
      await get(`products?per_page=1&_fields=${FIELDS}`, z.array(product))
      const { code } = await get('data/currencies/current', currency)
      return `${shop.name} answers, prices in ${code}`
    },
  }
}
