/** Shops that speak the protocols of Shopify, WooCommerce and Shopware over real connections, with the troubles a test asks for. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

interface Article {
  price: number
  /** Null: no strike price. */
  compareAt: number | null
  /** A variant of a product. */
  readonly parent?: boolean
}

/** What happens to one request instead of an answer. */
type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'cut'
  | 'hang'
  /** The work is done, and the connection breaks before the answer. */
  | 'cut-after'
  | 'throttled'

export interface TestShop {
  readonly url: string
  readonly articles: Map<string, Article>
  /** Taken by the next requests, one each. */
  readonly troubles: Trouble[]
  /** Taken by the next requests that write. */
  readonly writeTroubles: Trouble[]
  /** 'GET /path' of every request. */
  readonly requests: string[]
  /** Bodies of the requests that wrote something. */
  readonly writes: unknown[]
  close(): Promise<void>
}

interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

interface Reply {
  readonly status: number
  readonly json?: unknown
  readonly wrote?: boolean
}

type Answer = (asked: Asked, shop: TestShop) => Reply

async function serve(answer: Answer, isWrite: (asked: Asked) => boolean): Promise<TestShop> {
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const shop: TestShop = {
    url: `http://127.0.0.1:${port}`,
    articles: new Map(),
    troubles: [],
    writeTroubles: [],
    requests: [],
    writes: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString('utf8')
    const url = new URL(request.url ?? '/', shop.url)
    const asked = {
      method: request.method ?? '',
      url,
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    }
    shop.requests.push(`${asked.method} ${url.pathname}`)
    const trouble = (isWrite(asked) ? shop.writeTroubles.shift() : undefined) ?? shop.troubles.shift()
    if (trouble === 'hang') return
    if (trouble === 'cut') {
      response.destroy()
      return
    }
    if (typeof trouble === 'object') {
      response.writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers }).end(trouble.body)
      return
    }
    const reply = trouble === 'throttled' ? { status: 200, json: THROTTLED } : answer(asked, shop)
    if (reply.wrote === true) shop.writes.push(asked.body)
    if (trouble === 'cut-after') {
      response.destroy()
      return
    }
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(reply.json === undefined ? '' : JSON.stringify(reply.json))
  }
  return shop
}

const decimal = (cents: number) => (cents / 100).toFixed(2)
const cents = (amount: string) => Math.round(Number(amount) * 100)

const throttleStatus = (available: number) => ({
  cost: {
    requestedQueryCost: 12,
    actualQueryCost: 4,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
  },
})
const THROTTLED = {
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: throttleStatus(2),
}

const graphql = z.object({
  query: z.string(),
  variables: z.looseObject({
    query: z.string().optional(),
    variants: z
      .array(z.object({ id: z.string(), price: z.string(), compareAtPrice: z.string().nullable() }))
      .optional(),
  }),
})
const VARIANT = 'gid://shopify/ProductVariant/'

/** Answers to any token but `token` as Shopify does. Its search finds everything that begins alike. */
export function startShopify(token: string): Promise<TestShop> {
  const isWrite = ({ body }: Asked) => graphql.safeParse(body).data?.query.startsWith('mutation') === true
  return serve(({ method, url, headers, body }, shop) => {
    if (method !== 'POST' || !/^\/admin\/api\/\d{4}-\d{2}\/graphql\.json$/.test(url.pathname)) return { status: 404 }
    if (headers['x-shopify-access-token'] !== token) {
      return { status: 401, json: { errors: `[API] Invalid API key or access token ${token}` } }
    }
    const { query, variables } = graphql.parse(body)
    const extensions = throttleStatus(1_990)
    if (query.includes('accessScopes')) {
      const accessScopes = [{ handle: 'read_products' }, { handle: 'write_products' }]
      const seller = { name: 'Bergfreund', currencyCode: 'EUR' }
      return { status: 200, json: { data: { shop: seller, currentAppInstallation: { accessScopes } }, extensions } }
    }
    if (query.startsWith('mutation')) {
      for (const { id, price, compareAtPrice } of variables.variants ?? []) {
        const article = shop.articles.get(id.slice(VARIANT.length))
        if (article === undefined || Number(price) > 1_000_000) {
          const userErrors = [{ field: ['variants'], message: 'Price must be less than 1000000' }]
          return { status: 200, json: { data: { productVariantsBulkUpdate: { userErrors } }, extensions } }
        }
        article.price = cents(price)
        article.compareAt = compareAtPrice === null ? null : cents(compareAtPrice)
      }
      return { status: 200, json: { data: { productVariantsBulkUpdate: { userErrors: [] } }, extensions }, wrote: true }
    }
    const wanted = /^sku:"(.*)"$/.exec(variables.query ?? '')?.[1]?.replaceAll(/\\(.)/g, '$1') ?? ''
    const nodes = [...shop.articles]
      .filter(([sku]) => sku.startsWith(wanted))
      .map(([sku, { price, compareAt }]) => ({
        id: `${VARIANT}${sku}`,
        sku,
        price: decimal(price),
        compareAtPrice: compareAt === null ? null : decimal(compareAt),
        product: { id: 'gid://shopify/Product/1' },
      }))
    return { status: 200, json: { data: { shop: { currencyCode: 'EUR' }, productVariants: { nodes } }, extensions } }
  }, isWrite)
}

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
    if (method === 'PUT') {
      const place = Number(/(\d+)$/.exec(path)?.[1])
      const article = shop.articles.get(skus[place - 1] ?? '')
      const isVariation = path.startsWith('products/900/variations/')
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
        parent_id: parent ? 900 : 0,
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

const CURRENCY = 'b7d2554b0ce847cd82f3ac9bd1c0dfca'
const DOLLAR = 'ffffffffffffffffffffffffffffffff'
const amounts = z.looseObject({ currencyId: z.string().optional(), net: z.number(), gross: z.number() })
const swPrices = z.object({ price: z.array(amounts.extend({ listPrice: amounts.nullish() })) })
const swSearch = z.looseObject({ filter: z.array(z.object({ value: z.string() })).optional() })
const swLogin = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
})

/** Tokens are good for `lasting` requests, whatever they say of themselves. */
export function startShopware(key: string, secret: string, lasting = Number.POSITIVE_INFINITY): Promise<TestShop> {
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
    const skus = [...shop.articles.keys()]
    if (method === 'PATCH') {
      const article = shop.articles.get(skus[Number(url.pathname.split('/').at(-1)) - 1] ?? '')
      const { price } = swPrices.parse(body)
      const own = price.find(({ currencyId }) => currencyId === CURRENCY)
      const others = price.filter(({ currencyId }) => currencyId !== CURRENCY)
      if (article === undefined || own === undefined || others.length !== 1) return { status: 400 }
      article.price = Math.round(own.gross * 100)
      article.compareAt = own.listPrice ? Math.round(own.listPrice.gross * 100) : null
      return { status: 204, wrote: true }
    }
    const wanted = swSearch.parse(body).filter?.[0]?.value
    const tax = (value: number) => ({ gross: value / 100, net: value / 119, linked: true })
    const data = skus.flatMap((sku, index) => {
      const article = shop.articles.get(sku)
      if (article === undefined || (wanted !== undefined && sku.toLowerCase() !== wanted.toLowerCase())) return []
      const listPrice = article.compareAt === null ? null : tax(article.compareAt)
      const price = [
        { currencyId: DOLLAR, ...tax(999) },
        { currencyId: CURRENCY, ...tax(article.price), listPrice },
      ]
      return { id: String(index + 1), productNumber: sku, price, tax: { taxRate: 19 } }
    })
    return { status: 200, json: { total: data.length, data } }
  }, isWrite)
}
