/**
 * Shopware 6's Admin API. An integration's key and secret give a token that lasts some minutes; a product has a price for
 * each currency, and a variant without one of its own has that of its product. A description belongs to the product, and
 * is kept in each of the shop's languages.
 */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import { callRemote, hostOf, type Remote, shaped, type Wire } from '../call.ts'
import { findFirst, priced, spoken } from './articles.ts'
import type { ShopAdapter } from './channel.ts'

export interface ShopwareSettings {
  readonly kind: 'shopware'
  readonly url: string
  readonly key: string
  readonly secret: string
  /** What the shop's own texts are written in. */
  readonly language: Lang
  /** Whether the workbench's prices contain tax; Shopware keeps both. */
  readonly gross: boolean
}

/** Shopware's default currency has the same id everywhere. */
const DEFAULT_CURRENCY = 'b7d2554b0ce847cd82f3ac9bd1c0dfca'
/** And so has the language that the shop was set up in. */
const OWN_LANGUAGE = '2fbb5fe2e29a4d70aa5854ce7ce3e20b'
/** Of several of one language that is taken which most shops have. */
const USUAL: Readonly<Record<Lang, string>> = { de: 'de-DE', en: 'en-GB' }
/** A token is renewed that long before it ends, so that it does not end on the way. */
const MARGIN_MS = 30_000

const amounts = z.object({ net: z.number(), gross: z.number(), linked: z.boolean() })
// What else stands there (percentages, the regulation price) is kept as it is.
const price = z.looseObject({
  ...amounts.shape,
  currencyId: z.string(),
  listPrice: z.looseObject(amounts.shape).nullish(),
})
type Price = z.infer<typeof price>
const products = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      parentId: z.string().nullish(),
      productNumber: z.string(),
      description: z.string().nullish(),
      price: z.array(price).nullish(),
      tax: z.object({ taxRate: z.number() }).nullish(),
    }),
  ),
})
const currencies = z.object({ data: z.array(z.object({ isoCode: z.string() })) })
const languages = z.object({
  data: z.array(z.object({ id: z.string(), locale: z.object({ code: z.string() }).nullish() })),
})
const token = z.object({ access_token: z.string(), expires_in: z.number() })

/** @param now UTC milliseconds; when a token has to be renewed */
export function shopwareAdapter(settings: ShopwareSettings, wire: Wire, now: () => number): ShopAdapter {
  const { url, key, secret, gross, language } = settings
  const shop: Remote = {
    name: `Shopware (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_SHOP_URL',
    accessSettings: 'DIRIGENT_SHOP_KEY / DIRIGENT_SHOP_SECRET',
    rights: { de: 'Produkte lesen und bearbeiten', en: 'to read and edit products' },
    secrets: [key, secret],
  }
  const ask = tokenCaller(shop, { key, secret, now }, wire)
  const find = async (sku: string) => {
    const filter = [{ type: 'equals', field: 'productNumber', value: sku }]
    const body = { filter, associations: { tax: {} }, limit: 2 }
    const { data } = shaped(shop, products, await ask('POST', 'api/search/product', body))
    return data.find(({ productNumber }) => productNumber === sku) ?? null
  }
  /** By the id of what has the text: a variant has that of its product. */
  const findProduct = async (sku: string) => {
    const product = await find(sku)
    return product === null ? null : (product.parentId ?? product.id)
  }
  /** The header that names a language. @throws AppError 'input.conflict' where the shop has no such one */
  const inLanguage = async (lang: Lang) => {
    const body = { associations: { locale: {} }, limit: 100 }
    const { data } = shaped(shop, languages, await ask('POST', 'api/search/language', body))
    const same = data.filter(({ locale }) => locale?.code.split('-')[0] === lang)
    const one =
      same.find(({ id }) => id === OWN_LANGUAGE) ?? same.find(({ locale }) => locale?.code === USUAL[lang]) ?? same[0]
    if (one === undefined) spoken(shop.name, lang, language)
    return { 'sw-language-id': one?.id ?? OWN_LANGUAGE }
  }
  const part = gross ? 'gross' : 'net'
  return {
    kind: 'shopware',
    name: shop.name,
    async readPrice(sku) {
      const product = await find(sku)
      if (product === null) return null
      const own = product.price?.find(({ currencyId }) => currencyId === DEFAULT_CURRENCY)
      const search = shaped(shop, currencies, await ask('POST', 'api/search/currency', { ids: [DEFAULT_CURRENCY] }))
      const cents = (value: number | undefined) => (value === undefined ? null : Math.round(value * 100))
      return priced(shop.name, sku, {
        priceCents: cents(own?.[part]),
        compareAtCents: cents(own?.listPrice?.[part]),
        currency: search.data[0]?.isoCode ?? '',
      })
    },
    async writePrice(sku, { priceCents, compareAtCents }) {
      const product = await find(sku)
      if (product === null) return
      const factor = 1 + (product.tax?.taxRate ?? 0) / 100
      const both = (cents: number) => pairOf(cents / 100, factor, gross)
      const list = (one: Price) =>
        compareAtCents === null ? null : { linked: true, ...one.listPrice, ...both(compareAtCents) }
      const prices = (product.price ?? []).map((one) =>
        one.currencyId === DEFAULT_CURRENCY ? { ...one, ...both(priceCents), listPrice: list(one) } : one,
      )
      await ask('PATCH', `api/product/${encodeURIComponent(product.id)}`, { price: prices })
    },
    async readText(skus, lang) {
      const inLang = await inLanguage(lang)
      const id = await findFirst(skus, findProduct)
      if (id === null) return null
      const { data } = shaped(shop, products, await ask('POST', 'api/search/product', { ids: [id] }, inLang))
      return data[0] === undefined ? null : (data[0].description ?? '')
    },
    async writeText(skus, lang, html) {
      const inLang = await inLanguage(lang)
      const id = await findFirst(skus, findProduct)
      if (id !== null) await ask('PATCH', `api/product/${encodeURIComponent(id)}`, { description: html }, inLang)
    },
    async verify() {
      shaped(shop, products, await ask('POST', 'api/search/product', { limit: 1 }))
      const search = shaped(shop, currencies, await ask('POST', 'api/search/currency', { ids: [DEFAULT_CURRENCY] }))
      return `${shop.name} answers, ${gross ? 'gross' : 'net'} prices in ${search.data[0]?.isoCode ?? 'an unknown currency'}`
    },
  }
}

/** Both prices of one; the other side is not rounded to cents, as Shopware keeps it, so that it gives this one again. */
function pairOf(amount: number, factor: number, gross: boolean): { net: number; gross: number } {
  const round = (value: number) => Number(value.toFixed(10))
  return gross ? { net: round(amount / factor), gross: amount } : { net: amount, gross: round(amount * factor) }
}

type Ask = (
  method: 'POST' | 'PATCH',
  path: string,
  body: object,
  extra?: Readonly<Record<string, string>>,
) => Promise<unknown>

/** Asks with a token, which is fetched, kept, and renewed where the shop no longer takes it. */
function tokenCaller(
  shop: Remote,
  { key, secret, now }: { key: string; secret: string; now: () => number },
  wire: Wire,
): Ask {
  let held: { readonly value: string; readonly until: number } | null = null
  const renew = async () => {
    const body = { grant_type: 'client_credentials', client_id: key, client_secret: secret }
    const { json } = await callRemote(shop, { method: 'POST', path: 'api/oauth/token', headers: {}, body }, wire)
    const { access_token: value, expires_in: seconds } = shaped(shop, token, json)
    held = { value, until: now() + seconds * 1_000 - MARGIN_MS }
    return value
  }
  const once = async (value: string, ...[method, path, body, extra]: Parameters<Ask>) => {
    // Inherited prices and taxes are given as if they were the variant's own.
    const headers = { authorization: `Bearer ${value}`, 'sw-inheritance': '1', ...extra }
    return (await callRemote(shop, { method, path, headers, body }, wire)).json
  }
  return async (...call) => {
    const fresh = held === null || held.until <= now()
    try {
      return await once(fresh || held === null ? await renew() : held.value, ...call)
    } catch (error) {
      if (fresh || !(error instanceof AppError) || error.details.status !== 401) throw error
      return once(await renew(), ...call)
    }
  }
}
