/** WooCommerce's REST API. */
import { z } from 'zod'
import { type Asked, cents, decimal, serve, type TestShop } from './serve.ts'

/** Of the product that has variations. */
const PARENT = 900
const wooText = z.object({ description: z.string() })

/** As the shop keeps a text: with its own way to write signs and tags, and without what it does not allow. */
const kept = (html: string) =>
  html
    .replaceAll(/<\/?script[^>]*>/g, '')
    .replaceAll(/&(?![a-z0-9#]+;)/gi, '&amp;')
    .replaceAll('<br>', '<br />')
    .replaceAll('<a href', '<a rel="nofollow" href')

const wooPrices = z.object({ regular_price: z.string(), sale_price: z.string() })

export function startWooCommerce(key: string, secret: string): Promise<TestShop> {
  const login = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  const isWrite = ({ method }: Asked) => method === 'PUT'
  return serve(({ method, url, headers, body }, shop) => {
    const path = url.pathname.replace('/wp-json/wc/v3/', '')
    if (headers.authorization !== login) {
      return { status: 401, json: { code: 'woocommerce_rest_cannot_view', message: 'Consumer key is invalid.' } }
    }
    if (path === 'data/currencies/current') return { status: 200, json: { code: 'EUR', name: 'Euro', symbol: '€' } }
    const skus = [...shop.articles.keys()]
    const product = /^products\/(\d+)$/.exec(path)?.[1]
    if (product !== undefined && (method === 'GET' || wooText.safeParse(body).success)) {
      const all = [...shop.articles.values()]
      const one = Number(product) === PARENT ? all.find(({ parent }) => parent) : all[Number(product) - 1]
      if (one?.texts === undefined || (one.parent === true && Number(product) !== PARENT)) {
        return { status: 404, json: { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.' } }
      }
      if (method === 'PUT') one.texts.de = kept(wooText.parse(body).description)
      const { de: raw = '' } = one.texts
      // What a theme would show is not what is kept.
      const description = url.searchParams.get('context') === 'edit' ? raw : `<p>${raw}</p>`
      return { status: 200, json: { description }, wrote: method === 'PUT' }
    }
    if (method === 'PUT') {
      const place = Number(/(\d+)$/.exec(path)?.[1])
      const article = shop.articles.get(skus[place - 1] ?? '')
      const isVariation = path.startsWith(`products/${PARENT}/variations/`)
      if (article === undefined || isVariation !== (article.parent === true)) {
        return { status: 404, json: { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.' } }
      }
      const { regular_price: regular, sale_price: sale } = wooPrices.parse(body)
      article.price = cents(sale === '' ? regular : sale)
      article.compareAt = sale === '' ? null : cents(regular)
      return { status: 200, json: { id: place }, wrote: true }
    }
    const wanted = url.searchParams.get('sku')
    const found = skus.flatMap((sku, index) => {
      const article = shop.articles.get(sku)
      if (article === undefined || (wanted !== null && sku !== wanted)) return []
      const { price, compareAt, parent = false } = article
      return {
        id: index + 1,
        parent_id: parent ? PARENT : 0,
        type: parent ? 'variation' : 'simple',
        sku,
        price: decimal(price),
        regular_price: decimal(compareAt ?? price),
        sale_price: compareAt === null ? '' : decimal(price),
        on_sale: compareAt !== null,
      }
    })
    return { status: 200, json: found }
  }, isWrite)
}
