/**
 * Shopify's Admin GraphQL API. A shop has a bucket of points that fills up again over time, and each answer says what is
 * left of it; a question that finds it empty is asked again when there is enough.
 */
import { z } from 'zod'
import type { Lang } from '../../core/lang.ts'
import { type Call, callRemote, hasPatience, hostOf, overloaded, type Remote, shaped, type Wire } from '../call.ts'
import { channelFault } from '../fault.ts'
import { findFirst, priced, refused, severalArticles, spoken } from './articles.ts'
import type { ShopAdapter } from './channel.ts'
import { centsOf, decimalOf } from './money.ts'

/** Each version is answered for a year; the next ones change nothing of what is asked here until they are looked at. */
const API_VERSION = '2026-01'

export interface ShopifySettings {
  readonly kind: 'shopify'
  readonly url: string
  readonly token: string
  /** What the shop's own texts are written in. */
  readonly language: Lang
}

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number().nullable(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
      }),
    })
    .optional(),
})
type Envelope = z.infer<typeof envelope>

const FIND = `query priceOf($query: String!) {
  shop { currencyCode }
  productVariants(first: 50, query: $query) { nodes { id sku price compareAtPrice product { id } } }
}`
const found = z.object({
  shop: z.object({ currencyCode: z.string() }),
  productVariants: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        sku: z.string().nullable(),
        price: z.string(),
        compareAtPrice: z.string().nullable(),
        product: z.object({ id: z.string() }),
      }),
    ),
  }),
})

const FIND_TEXT = `query textOf($query: String!) {
  productVariants(first: 50, query: $query) { nodes { sku product { id descriptionHtml } } }
}`
const foundText = z.object({
  productVariants: z.object({
    nodes: z.array(
      z.object({
        sku: z.string().nullable(),
        product: z.object({ id: z.string(), descriptionHtml: z.string() }),
      }),
    ),
  }),
})

const userErrors = z.array(z.object({ message: z.string() }))
const SET = `mutation setPrice($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants) { userErrors { field message } }
}`
const set = z.object({
  productVariantsBulkUpdate: z.object({ userErrors }),
})

const SET_TEXT = `mutation setText($product: ProductUpdateInput!) {
  productUpdate(product: $product) { userErrors { field message } }
}`
const setText = z.object({ productUpdate: z.object({ userErrors }) })

const WHO = '{ shop { name currencyCode } currentAppInstallation { accessScopes { handle } } }'
const who = z.object({
  shop: z.object({ name: z.string(), currencyCode: z.string() }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
})

export function shopifyAdapter({ url, token, language }: ShopifySettings, wire: Wire): ShopAdapter {
  const shop: Remote = {
    name: `Shopify (${hostOf(url)})`,
    url,
    urlSetting: 'DIRIGENT_SHOP_URL',
    accessSettings: 'DIRIGENT_SHOP_TOKEN',
    rights: { de: 'write_products', en: 'write_products' },
    secrets: [token],
  }
  const ask = <T>(query: string, variables: object, schema: z.ZodType<T>) =>
    askShopify(shop, { token, query, variables, schema }, wire)

  /** Shopify's search also finds what only resembles the number. */
  const find = async (sku: string) => {
    const { productVariants, shop: seller } = await ask(FIND, bySku(sku), found)
    const same = productVariants.nodes.filter((node) => node.sku === sku)
    if (same.length > 1) throw severalArticles(shop.name, sku)
    const [variant] = same
    return variant === undefined ? null : { variant, currency: seller.currencyCode }
  }
  const findProduct = async (sku: string) => {
    const { productVariants } = await ask(FIND_TEXT, bySku(sku), foundText)
    const products = productVariants.nodes.filter((node) => node.sku === sku).map(({ product }) => product)
    if (products.some(({ id }) => id !== products[0]?.id)) throw severalArticles(shop.name, sku)
    return products[0] ?? null
  }
  const mustBeTaken = ([error]: z.infer<typeof userErrors>) => {
    if (error !== undefined) throw refused(shop, error.message)
  }

  return {
    kind: 'shopify',
    name: shop.name,
    async readPrice(sku) {
      const one = await find(sku)
      if (one === null) return null
      const { price, compareAtPrice } = one.variant
      return priced(shop.name, sku, {
        priceCents: centsOf(price),
        compareAtCents: centsOf(compareAtPrice),
        currency: one.currency,
      })
    },
    async writePrice(sku, { priceCents, compareAtCents }) {
      const one = await find(sku)
      if (one === null) return
      const { id, product } = one.variant
      const compareAtPrice = compareAtCents === null ? null : decimalOf(compareAtCents)
      const variants = [{ id, price: decimalOf(priceCents), compareAtPrice }]
      const { productVariantsBulkUpdate } = await ask(SET, { productId: product.id, variants }, set)
      mustBeTaken(productVariantsBulkUpdate.userErrors)
    },
    async readText(skus, lang) {
      spoken(shop.name, lang, language)
      return (await findFirst(skus, findProduct))?.descriptionHtml ?? null
    },
    async writeText(skus, lang, html) {
      spoken(shop.name, lang, language)
      const product = await findFirst(skus, findProduct)
      if (product === null) return
      const { productUpdate } = await ask(SET_TEXT, { product: { id: product.id, descriptionHtml: html } }, setText)
      mustBeTaken(productUpdate.userErrors)
    },
    async verify() {
      const { shop: seller, currentAppInstallation } = await ask(WHO, {}, who)
      const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle)
      if (!scopes.includes('write_products')) throw forbidden(shop)
      return `${seller.name} on ${shop.name}, prices in ${seller.currencyCode}`
    },
  }
}

/** The variables of a search for one number. */
const bySku = (sku: string) => ({ query: `sku:"${sku.replaceAll(/["\\]/g, '\\$&')}"` })

interface Question<T> {
  readonly token: string
  readonly query: string
  readonly variables: object
  readonly schema: z.ZodType<T>
}

async function askShopify<T>(shop: Remote, question: Question<T>, wire: Wire): Promise<T> {
  const { token, query, variables, schema } = question
  const call: Call = {
    method: 'POST',
    path: `admin/api/${API_VERSION}/graphql.json`,
    headers: { 'x-shopify-access-token': token },
    body: { query, variables },
  }
  for (let tried = 1; ; tried++) {
    const answer = shaped(shop, envelope, (await callRemote(shop, call, wire)).json)
    const [error] = answer.errors ?? []
    if (error === undefined) return shaped(shop, schema, answer.data)
    if (error.extensions?.code === 'ACCESS_DENIED') throw forbidden(shop)
    if (error.extensions?.code !== 'THROTTLED') throw refused(shop, error.message)
    if (!(await hasPatience(wire, tried, pauseOf(answer)))) throw overloaded(shop)
  }
}

/** Until the bucket holds what the question costs. */
function pauseOf({ extensions }: Envelope): number {
  if (extensions === undefined) return 1_000
  const { requestedQueryCost, throttleStatus } = extensions.cost
  const missing = (requestedQueryCost ?? 0) - throttleStatus.currentlyAvailable
  return Math.max(0, (missing / Math.max(1, throttleStatus.restoreRate)) * 1_000)
}

function forbidden({ name, rights }: Remote) {
  return channelFault({
    text: {
      de: `${name} erlaubt das diesem Zugang nicht. Er braucht das Recht ${rights.de}.`,
      en: `${name} does not allow this access to do that. It needs the right ${rights.en}.`,
    },
    temporary: false,
  })
}
