/** Shopify's Admin GraphQL API. */
import { z } from 'zod'
import { type Article, type Asked, cents, decimal, serve, type TestShop, type Trouble } from './serve.ts'

const throttleStatus = (available: number) => ({
  cost: {
    requestedQueryCost: 12,
    actualQueryCost: 4,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
  },
})
/** The bucket does not hold enough. */
export const THROTTLED: Trouble = {
  status: 200,
  body: JSON.stringify({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: throttleStatus(2),
  }),
}

const graphql = z.object({
  query: z.string(),
  variables: z.looseObject({
    query: z.string().optional(),
    product: z.object({ id: z.string(), descriptionHtml: z.string() }).optional(),
    variants: z
      .array(z.object({ id: z.string(), price: z.string(), compareAtPrice: z.string().nullable() }))
      .optional(),
  }),
})
const VARIANT = 'gid://shopify/ProductVariant/'
const PRODUCT = 'gid://shopify/Product/'

/** Variants that have one description are of one product, known here by the number of the first. */
function productOf(shop: TestShop, sku: string, { texts }: Article): string {
  const first = [...shop.articles].find(([, other]) => texts !== undefined && other.texts === texts)
  return `${PRODUCT}${first?.[0] ?? sku}`
}

/** As the shop keeps a text: with marks of its editor, and without what it does not allow. */
const kept = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll('<p>', '<p data-mce-fragment="1">')
    .replaceAll('<br />', '<br>')
    .trimEnd()

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
    if (variables.product !== undefined) {
      const { id, descriptionHtml } = variables.product
      const texts = shop.articles.get(id.slice(PRODUCT.length))?.texts
      const userErrors = descriptionHtml.length > 500_000 ? [{ message: 'Description is too big' }] : []
      if (texts === undefined) userErrors.push({ message: 'Product does not exist' })
      else if (userErrors.length === 0) texts.de = kept(descriptionHtml)
      const wrote = userErrors.length === 0
      return { status: 200, json: { data: { productUpdate: { userErrors } }, extensions }, wrote }
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
      .map(([sku, article]) => ({
        id: `${VARIANT}${sku}`,
        sku,
        price: decimal(article.price),
        compareAtPrice: article.compareAt === null ? null : decimal(article.compareAt),
        product: { id: productOf(shop, sku, article), descriptionHtml: article.texts?.de ?? '' },
      }))
    return { status: 200, json: { data: { shop: { currencyCode: 'EUR' }, productVariants: { nodes } }, extensions } }
  }, isWrite)
}
