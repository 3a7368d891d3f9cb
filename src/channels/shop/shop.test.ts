import fastify from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fault } from '../../../test/fault.ts'
import { KINDS, startShopify, startShopware, startWooCommerce, type TestShop, THROTTLED } from '../../../test/shops.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { loadConfig } from '../../config.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { beginDemo } from '../../stores/state/shop.ts'
import { isTemporary } from '../fault.ts'
import type { PriceChange, ShopChannel } from './channel.ts'
import { openShopChannel, verifyShop } from './open.ts'
import type { PriceBook } from './price.ts'
import { shopChangeRoutes } from './routes.ts'
import { type ShopSettings, shopSettingsOf } from './settings.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const REF = { sku: 'A-1', productId: 'test/A' }
const change = (part: Partial<PriceChange> = {}): PriceChange => ({
  fromCents: 129,
  toCents: 1290,
  currency: 'EUR',
  key: 'p1/hash',
  ...part,
})

let state: TestState
let recorded: { sku: string; priceCents: number; compareAtCents: number | null }[] = []
const book: PriceBook = {
  read: async () => null,
  lock: async () => undefined,
  record: async (_client, { sku }, { priceCents, compareAtCents }) => {
    recorded.push({ sku, priceCents, compareAtCents })
    return true
  },
}

beforeAll(async () => {
  state = await openTestState()
})
afterAll(async () => {
  await state.close()
})

let shop: TestShop
let slept: number[] = []
let now = NOW

function channelOf(settings: ShopSettings): ShopChannel {
  const wire = { timeoutMs: 1_500, sleep: async (ms: number) => void slept.push(ms) }
  return openShopChannel(settings, { state, clock: { now: () => now }, book }, wire)
}

describe.each(KINDS)('a connected shop: $name', ({ start, settings }) => {
  beforeEach(async () => {
    await state.pool.query('TRUNCATE shop_changes')
    recorded = []
    slept = []
    now = NOW
    shop = await start()
    shop.articles.set('A-10', { price: 777, compareAt: null })
    shop.articles.set('A-1', { price: 129, compareAt: null })
  })
  afterEach(async () => {
    await shop.close()
  })

  const open = () => channelOf(settings(shop.url))
  const live = () => shop.articles.get('A-1')

  it('tells what is live, of exactly this number', async () => {
    expect(await open().readPrice(REF)).toEqual({ priceCents: 129, compareAtCents: null, currency: 'EUR' })
    expect(await open().readPrice({ ...REF, sku: 'A-' })).toBeNull()
    expect(await open().readPrice({ ...REF, sku: 'no "such" \\ sku' })).toBeNull()
    const connected = settings(shop.url)
    if (connected.kind !== 'catalogue') expect(await verifyShop(connected)).toContain('EUR')
  })

  it('sets what was approved, reads it back, and brings the catalogue along', async () => {
    const receipt = await open().setPrice(REF, change())
    expect(receipt).toEqual({
      outcome: 'changed',
      before: { priceCents: 129, compareAtCents: null },
      after: { priceCents: 1290, compareAtCents: null },
    })
    expect([live()?.price, shop.articles.get('A-10')?.price]).toEqual([1290, 777])
    expect(recorded).toEqual([{ sku: 'A-1', priceCents: 1290, compareAtCents: null }])
  })

  it('changes once for one key, also when the price was changed back since', async () => {
    await open().setPrice(REF, change())
    shop.articles.set('A-1', { price: 129, compareAt: null })
    expect((await open().setPrice(REF, change())).outcome).toBe('already')
    expect([live()?.price, shop.writes.length, recorded.length]).toEqual([129, 1, 1])
    expect((await open().setPrice(REF, change({ key: 'p2/hash' }))).outcome).toBe('changed')
    expect(live()?.price).toBe(1290)
  })

  it('changes nothing where another price is live, and says which', async () => {
    shop.articles.set('A-1', { price: 1490, compareAt: null })
    const error = await fault(open().setPrice(REF, change()))
    expect(error.code).toBe('input.conflict')
    expect(error.message).toContain('is €14.90 now, no longer €1.29')
    expect(JSON.stringify(error.details.text)).toContain('inzwischen 14,90')
    expect([isTemporary(error), shop.writes.length, recorded.length]).toEqual([false, 0, 0])
    const currency = await fault(open().setPrice(REF, change({ fromCents: 1490, currency: 'CHF' })))
    expect(currency.message).toContain('prices in EUR, the proposal is in CHF')
    const gone = await fault(open().setPrice({ ...REF, sku: 'gone' }, change()))
    expect(gone.message).toContain('knows no article with the number gone')
  })

  it('keeps a strike price that still is one, drops one that is none, and brings it back when asked to', async () => {
    shop.articles.set('A-1', { price: 129, compareAt: 1990 })
    await open().setPrice(REF, change())
    expect(live()).toMatchObject({ price: 1290, compareAt: 1990 })
    await open().setPrice(REF, change({ fromCents: 1290, toCents: 2490, key: 'p2' }))
    expect(live()).toMatchObject({ price: 2490, compareAt: null })
    await open().setPrice(REF, change({ fromCents: 2490, toCents: 129, key: 'p3', compareAtCents: 1990 }))
    expect(live()).toMatchObject({ price: 129, compareAt: 1990 })
  })

  it('finds an attempt whose answer was lost, and does it no second time', async () => {
    shop.writeTroubles.push('cut-after')
    const error = await fault(open().setPrice(REF, change()))
    expect([error.code, isTemporary(error), live()?.price]).toEqual(['channel.failed', true, 1290])
    expect((await open().setPrice(REF, change())).outcome).toBe('already')
    expect([shop.writes.length, recorded.length]).toEqual([1, 1])
  })

  it('says of a wrong access which settings to check, and tells no secret', async () => {
    const error = await fault(channelOf(settings(shop.url, true)).readPrice(REF))
    expect([error.code, isTemporary(error), error.details.status]).toEqual(['channel.failed', false, 401])
    expect(error.message).toMatch(/refused the access \(401\)\. Check DIRIGENT_SHOP_/)
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/secret|wrong/)
  })

  it.each([
    [403, false, 'does not allow'],
    [404, false, 'DIRIGENT_SHOP_URL'],
    [422, false, 'refused the request (422): no such thing'],
    [500, true, 'tried again later'],
    [503, true, 'tried again later'],
  ] as const)('says of %i what it means and whether to try again', async (status, temporary, words) => {
    shop.troubles.push({ status, body: 'no such\nthing.' })
    const error = await fault(open().readPrice(REF))
    expect([isTemporary(error), error.details.status]).toEqual([temporary, status])
    expect(error.message).toContain(words)
    expect(await open().readPrice(REF)).not.toBeNull()
  })

  it.each(['cut', 'hang'] as const)('says that a shop which does not answer (%s) is tried again', async (trouble) => {
    shop.troubles.push(trouble)
    const error = await fault(open().readPrice(REF))
    expect(isTemporary(error)).toBe(true)
    expect(error.message).toMatch(/did not answer|cannot be reached/)
  })

  it('waits as long as a shop asks for, and gives up for now where that is too long', async () => {
    shop.troubles.push({ status: 429, headers: { 'retry-after': '2' } }, { status: 429 })
    expect(await open().readPrice(REF)).not.toBeNull()
    expect(slept).toEqual([2_000, 1_000])
    shop.troubles.push({ status: 429, headers: { 'retry-after': '3600' } })
    const error = await fault(open().readPrice(REF))
    expect([isTemporary(error), error.details.status]).toEqual([true, 429])
  })

  it('follows nobody to another address', async () => {
    const elsewhere = await start()
    shop.troubles.push({ status: 301, headers: { location: `${elsewhere.url}/here` } })
    const error = await fault(open().readPrice(REF))
    expect(error.message).toContain(`another address (${elsewhere.url})`)
    expect(elsewhere.requests).toEqual([])
    await elsewhere.close()
  })

  it('says of an answer that is none what to check', async () => {
    shop.troubles.push({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Willkommen</h1>' })
    expect((await fault(open().readPrice(REF))).message).toContain('DIRIGENT_SHOP_URL')
    shop.troubles.push({ status: 200, body: '"something else"' })
    expect((await fault(open().readPrice(REF))).message).toContain('in a form that Dirigent does not know')
  })

  it('says where the shop took a price and shows another', async () => {
    shop.writeTroubles.push(
      settings(shop.url).kind === 'shopify'
        ? { status: 200, body: '{"data":{"productVariantsBulkUpdate":{"userErrors":[]}}}' }
        : { status: 200, body: '{}' },
    )
    const error = await fault(open().setPrice(REF, change()))
    expect(error.message).toContain('took the change of A-1 to €12.90 but shows €1.29')
    expect([isTemporary(error), recorded.length]).toEqual([false, 0])
  })

  it('is not asked while the demo is what is stored', async () => {
    await beginDemo(state, { name: 'Demo', currency: 'EUR', taxPercent: 19 }, { seed: 1, endDay: '2026-11-22' })
    expect((await fault(open().readPrice(REF))).message).toContain('holds the demo shop')
    expect((await fault(open().setPrice(REF, change()))).message).toContain('holds the demo shop')
    expect(shop.requests).toEqual([])
    await state.pool.query('UPDATE shop SET demo_seed = NULL, demo_until = NULL')
  })
})

describe('what only one system does', () => {
  afterEach(async () => {
    await shop.close()
  })

  it('Shopify: a question that finds the bucket empty is asked again when it holds enough', async () => {
    shop = await startShopify('shpat_t')
    shop.articles.set('A-1', { price: 129, compareAt: null })
    slept = []
    shop.troubles.push(THROTTLED, THROTTLED)
    const channel = channelOf({ kind: 'shopify', url: shop.url, token: 'shpat_t', language: 'de' })
    expect(await channel.readPrice(REF)).toMatchObject({ priceCents: 129 })
    // (12 wanted - 2 there) at 100 a second are 100 ms; no pause is shorter than 250.
    expect(slept).toEqual([250, 250])
    shop.troubles.push(...Array.from({ length: 5 }, () => THROTTLED))
    expect(isTemporary(await fault(channel.readPrice(REF)))).toBe(true)
  })

  it("Shopify: what it says against a price is told in the shop's words", async () => {
    shop = await startShopify('shpat_t')
    shop.articles.set('A-1', { price: 129, compareAt: null })
    const channel = channelOf({ kind: 'shopify', url: shop.url, token: 'shpat_t', language: 'de' })
    const error = await fault(channel.setPrice(REF, change({ toCents: 500_000_000, key: 'far' })))
    expect(error.message).toContain('refused the change: Price must be less than 1000000')
    expect(isTemporary(error)).toBe(false)
  })

  it('Shopify: a number that several articles have is not guessed at', async () => {
    shop = await startShopify('shpat_t')
    shop.articles.set('A-1', { price: 129, compareAt: null })
    const node = { id: 'x', sku: 'A-1', price: '1.29', compareAtPrice: null, product: { id: 'p' } }
    const data = { shop: { currencyCode: 'EUR' }, productVariants: { nodes: [node, { ...node, id: 'y' }] } }
    shop.troubles.push({ status: 200, body: JSON.stringify({ data }) })
    const error = await fault(
      channelOf({ kind: 'shopify', url: shop.url, token: 'shpat_t', language: 'de' }).readPrice(REF),
    )
    expect(error.message).toContain('several articles with the number A-1')
  })

  it('WooCommerce: a variation is changed below its product', async () => {
    shop = await startWooCommerce('k', 's')
    shop.articles.set('A-1', { price: 129, compareAt: null, parent: true })
    const channel = channelOf({ kind: 'woocommerce', url: shop.url, key: 'k', secret: 's', language: 'de' })
    await channel.setPrice(REF, change({ key: 'variation' }))
    expect(shop.requests).toContain('PUT /wp-json/wc/v3/products/900/variations/1')
  })

  it('Shopware: a token is kept, renewed before it ends, and where the shop no longer takes it', async () => {
    shop = await startShopware('k', 's', { lasting: 3 })
    shop.articles.set('A-1', { price: 129, compareAt: null })
    const channel = channelOf({ kind: 'shopware', url: shop.url, key: 'k', secret: 's', gross: true, language: 'de' })
    const tokens = () => shop.requests.filter((one) => one === 'POST /api/oauth/token').length
    await channel.readPrice(REF)
    expect(tokens()).toBe(1)
    await channel.readPrice(REF)
    expect(tokens()).toBe(2)
    now = NOW + 580_000
    await channel.readPrice(REF)
    expect(tokens()).toBe(3)
  })

  it('Shopware: writes both sides of the tax and leaves other currencies alone', async () => {
    shop = await startShopware('k', 's')
    shop.articles.set('A-1', { price: 119, compareAt: null })
    const channel = channelOf({ kind: 'shopware', url: shop.url, key: 'k', secret: 's', gross: true, language: 'de' })
    await channel.setPrice(REF, change({ fromCents: 119, toCents: 1190, key: 'tax' }))
    expect(shop.writes).toMatchObject([{ price: [{ gross: 9.99 }, { gross: 11.9, net: 10, listPrice: null }] }])
    const net = channelOf({ kind: 'shopware', url: shop.url, key: 'k', secret: 's', gross: false, language: 'de' })
    expect(await net.readPrice(REF)).toMatchObject({ priceCents: 1000 })
  })
})

describe('the settings of the shop', () => {
  const of = (env: Record<string, string>) => shopSettingsOf(loadConfig({ env, cwd: '/' }))
  const SHOPWARE = {
    DIRIGENT_SHOP_CHANNEL: 'shopware',
    DIRIGENT_SHOP_URL: 'https://shop.example/de',
    DIRIGENT_SHOP_KEY: 'k',
    DIRIGENT_SHOP_SECRET: 's',
  }

  it('say what is missing for the shop that is set', () => {
    expect(of({})).toEqual({ kind: 'catalogue' })
    expect(() => of({ DIRIGENT_SHOP_CHANNEL: 'shopify' })).toThrow(
      'Setting shopChannel is shopify, but DIRIGENT_SHOP_URL and DIRIGENT_SHOP_TOKEN are not set.',
    )
    expect(() => of({ ...SHOPWARE, DIRIGENT_SHOP_SECRET: '' })).toThrow('DIRIGENT_SHOP_SECRET is not set')
    expect(() => of({ DIRIGENT_SHOP_CHANNEL: 'magento' })).toThrow(/expected is catalogue, shopify/)
  })

  it('let no access go out unencrypted, but to this machine', () => {
    expect(() => of({ ...SHOPWARE, DIRIGENT_SHOP_URL: 'http://shop.example' })).toThrow(/begins with https/)
    expect(() => of({ ...SHOPWARE, DIRIGENT_SHOP_URL: 'https://me:pw@shop.example' })).toThrow(/a user or a password/)
    expect(of({ ...SHOPWARE, DIRIGENT_SHOP_URL: 'http://localhost:8000' })).toMatchObject({ kind: 'shopware' })
  })

  it('take the language of the texts from the language of the workbench', () => {
    expect(of(SHOPWARE)).toMatchObject({ language: 'de' })
    expect(of({ ...SHOPWARE, DIRIGENT_LANGUAGE: 'en' })).toMatchObject({ language: 'en' })
  })

  it('mean prices with tax, unless those of the workbench are net', () => {
    expect(of(SHOPWARE)).toMatchObject({ gross: true })
    expect(of({ ...SHOPWARE, DIRIGENT_TAX_PERCENT: '0' })).toMatchObject({ gross: false })
  })
})

describe('the list of price changes', () => {
  it('has the changes since a day, and shows no formula to a spreadsheet', async () => {
    await state.pool.query('TRUNCATE shop_changes')
    await state.pool.query(
      `INSERT INTO shop_changes (key, sku, channel, from_cents, to_cents, from_compare_at, to_compare_at, currency, changed_at)
       VALUES ('a', 'OLD', 'catalogue', 100, 200, NULL, NULL, 'EUR', '2026-11-21T22:59:59Z'),
         ('b', '=1+1', 'catalogue', NULL, 1290, 1990, NULL, 'EUR', '2026-11-21T23:00:00Z')`,
    )
    const server = fastify()
    server.setErrorHandler((error, _request, reply) =>
      reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
    )
    shopChangeRoutes({ state, clock: { now: () => NOW }, timeZone: 'Europe/Berlin' })(server)
    const ask = (query: string) => server.inject({ url: `/api/v1/shop/changes.csv${query}` })
    const answer = await ask('?since=2026-11-22')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toContain('price-changes-2026-11-22.csv')
    expect(answer.body.trim().split('\n')).toEqual([
      'sku,price,price_before,strike_price,strike_price_before,currency,changed_at,channel',
      "'=1+1,12.90,,,19.90,EUR,2026-11-21T23:00:00.000Z,catalogue",
    ])
    expect((await ask('')).body.trim().split('\n')).toHaveLength(3)
    for (const query of ['?since=2026-02-30', '?since=yesterday', '?since=2026-11-22&since=x']) {
      expect((await ask(query)).statusCode).toBe(400)
    }
    await server.close()
  })
})
