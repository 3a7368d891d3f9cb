/** Shopware 6's Admin API. */
import { z } from 'zod'
import { type Article, type Asked, serve, type TestShop } from './serve.ts'

/** German is what the shop was set up in; English is one more, and Dutch a third. */
const LANGUAGES = { de: '2fbb5fe2e29a4d70aa5854ce7ce3e20b', en: 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee' }
const LOCALES = [
  { id: LANGUAGES.en, locale: { code: 'en-GB' } },
  { id: 'dddddddddddddddddddddddddddddddd', locale: { code: 'nl-NL' } },
  { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', locale: { code: 'de-AT' } },
  { id: LANGUAGES.de, locale: { code: 'de-DE' } },
]
const swText = z.object({ description: z.string() })

/** As the shop keeps a text: with signs for entities, and without what it does not allow. */
const kept = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll('&uuml;', 'ü')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll(/<br\s*>/g, '<br />')

const CURRENCY = 'b7d2554b0ce847cd82f3ac9bd1c0dfca'
const DOLLAR = 'ffffffffffffffffffffffffffffffff'
const amounts = z.looseObject({ currencyId: z.string().optional(), net: z.number(), gross: z.number() })
const swPrices = z.object({ price: z.array(amounts.extend({ listPrice: amounts.nullish() })) })
const swSearch = z.looseObject({
  filter: z.array(z.object({ value: z.string() })).optional(),
  ids: z.array(z.string()).optional(),
})
const swLogin = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
})

/** The product of a variant: what has the same description and is no variant. */
function isParent(shop: TestShop, sku: string, { texts }: Article): boolean {
  const other = shop.articles.get(sku)
  return other?.parent !== true && other?.texts === texts
}

interface Own {
  /** Tokens are good for so many requests, whatever they say of themselves. */
  readonly lasting?: number
  /** Whether it has but the language that it was set up in. */
  readonly isGermanOnly?: boolean
}

export function startShopware(key: string, secret: string, own: Own = {}): Promise<TestShop> {
  const { lasting = Number.POSITIVE_INFINITY, isGermanOnly = false } = own
  let tokens = 0
  let left = 0
  const isWrite = ({ method }: Asked) => method === 'PATCH'
  return serve(({ method, url, headers, body }, shop) => {
    if (url.pathname === '/api/oauth/token') {
      const login = swLogin.parse(body)
      if (login.client_id !== key || login.client_secret !== secret) {
        return { status: 401, json: { errors: [{ status: '401', title: 'Client authentication failed' }] } }
      }
      left = lasting
      tokens++
      return { status: 200, json: { token_type: 'Bearer', expires_in: 600, access_token: `token-${tokens}` } }
    }
    if (headers.authorization !== `Bearer token-${tokens}` || left-- <= 0) {
      return { status: 401, json: { errors: [{ status: '401', title: 'The resource owner or server denied' }] } }
    }
    if (url.pathname === '/api/search/currency') return { status: 200, json: { data: [{ isoCode: 'EUR' }] } }
    if (url.pathname === '/api/search/language') {
      return { status: 200, json: { data: LOCALES.filter(({ id }) => !isGermanOnly || id === LANGUAGES.de) } }
    }
    const lang = headers['sw-language-id'] === LANGUAGES.en ? 'en' : 'de'
    const skus = [...shop.articles.keys()]
    if (method === 'PATCH') {
      const article = shop.articles.get(skus[Number(url.pathname.split('/').at(-1)) - 1] ?? '')
      const text = swText.safeParse(body).data
      if (text !== undefined) {
        if (article?.texts === undefined) return { status: 404 }
        article.texts[lang] = kept(text.description)
        return { status: 204, wrote: true }
      }
      const { price } = swPrices.parse(body)
      const own = price.find(({ currencyId }) => currencyId === CURRENCY)
      const others = price.filter(({ currencyId }) => currencyId !== CURRENCY)
      if (article === undefined || own === undefined || others.length !== 1) return { status: 400 }
      article.price = Math.round(own.gross * 100)
      article.compareAt = own.listPrice ? Math.round(own.listPrice.gross * 100) : null
      return { status: 204, wrote: true }
    }
    const { filter, ids } = swSearch.parse(body)
    const wanted = filter?.[0]?.value
    const tax = (value: number) => ({ gross: value / 100, net: value / 119, linked: true })
    const data = skus.flatMap((sku, index) => {
      const article = shop.articles.get(sku)
      if (article === undefined || (wanted !== undefined && sku.toLowerCase() !== wanted.toLowerCase())) return []
      const id = String(index + 1)
      if (ids?.includes(id) === false) return []
      const parentId =
        article.parent === true ? String(skus.findIndex((other) => isParent(shop, other, article)) + 1) : null
      const listPrice = article.compareAt === null ? null : tax(article.compareAt)
      const price = [
        { currencyId: DOLLAR, ...tax(999) },
        { currencyId: CURRENCY, ...tax(article.price), listPrice },
      ]
      const description = parentId === null ? (article.texts?.[lang] ?? null) : null
      return { id, parentId, productNumber: sku, description, price, tax: { taxRate: 19 } }
    })
    return { status: 200, json: { total: data.length, data } }
  }, isWrite)
}
