import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { startShopify, type TestShop } from '../../../test/shops.ts'
import { nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { changesCsv, openShopChannel, type ShopSettings } from '../../channels/shop/index.ts'
import { addDays } from '../../core/time.ts'
import type { OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { lockPrices, readHeldPrice, readSiblings, recordPrice } from '../../ingest/write/held-price.ts'
import { relayOutbox } from '../../ingest/write/outbox.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import type { ApplyJob } from '../desk/index.ts'
import type { Contribution } from '../findings/index.ts'
import { priceSkill } from './skill.ts'
import { type PriceDraft, priceDraftSchema } from './skill-draft.ts'
import { incidentsStep } from './step.ts'

const AS_OF = '2026-06-24'
const NOW = Date.parse('2026-06-25T03:00:00Z')
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** A shoe of three sizes, one of which nobody buys, and a lamp; both at a wrong price since two days. */
const catalogue = (day: string, shoe: number, lamp: number, part: Partial<ProductRecord> = {}): ProductRecord[] => [
  product('shoe', {
    title: { de: 'Schuh', en: 'Shoe' },
    variants: ['S-42', 'S-43', 'S-44'].map((sku) => variant(sku, { title: sku, priceCents: shoe, costCents: 3000 })),
    validFrom: at(day),
    ...part,
  }),
  product('lamp', {
    title: { de: 'Lampe', en: 'Lamp' },
    variants: [variant('L-1', { priceCents: lamp, compareAtCents: lamp === 500 ? 9900 : null })],
    validFrom: at(day),
    ...part,
  }),
]

function makeOrders(): OrderRecord[] {
  const orders: OrderRecord[] = []
  for (let back = 100; back >= 0; back--) {
    const day = addDays(AS_OF, -back)
    const sell = (sku: string, cents: number) => orders.push(order(`o${orders.length}`, day, [[sku, 1, cents]]))
    for (let p = 0; p < 8; p++) sell(`P${p}`, 2000)
    for (let n = 0; n < 2; n++) {
      sell('S-42', back < 2 ? 720 : 7200)
      sell('S-43', back < 2 ? 720 : 7200)
      sell('L-1', back < 2 ? 500 : back % 2 === 0 ? 4900 : 5100)
    }
  }
  return orders
}

let store: TestStore
let incidents: Contribution
let state: TestState
let shopify: TestShop | null = null

beforeAll(async () => {
  store = await openTestStore()
  await store.fill([...makeOrders(), ...catalogue(addDays(AS_OF, -100), 7200, 5000)])
  await store.fill(catalogue(addDays(AS_OF, -1), 720, 500))
  incidents = await incidentsStep.run(store.context('incidents', { asOf: AS_OF, taxPercent: 19 }))
})
afterAll(async () => {
  await store.close()
})
beforeEach(async () => {
  state = await openTestState()
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (const products of [catalogue(addDays(AS_OF, -100), 7200, 5000), catalogue(addDays(AS_OF, -1), 720, 500)]) {
    await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: NOW }))
  }
  return async () => {
    await state.close()
    await shopify?.close()
    shopify = null
  }
})

function open(settings: ShopSettings = { kind: 'catalogue' }) {
  const book = { read: readHeldPrice, lock: lockPrices, record: recordPrice }
  const shop = openShopChannel(
    settings,
    { state, clock: { now: () => NOW }, book },
    { timeoutMs: 300, sleep: async () => undefined },
  )
  return priceSkill({
    shop,
    catalogue: {
      find: (ref) => readHeldPrice(state.pool, ref),
      siblings: (ref) => readSiblings(state.pool, ref),
    },
    taxPercent: async () => 19,
  })
}

async function connect(prices: Readonly<Record<string, number>>) {
  shopify = await startShopify('shpat_1')
  for (const [sku, price] of Object.entries(prices)) shopify.articles.set(sku, { price, compareAt: null })
  return { shop: shopify, skill: open({ kind: 'shopify', url: shopify.url, token: 'shpat_1', language: 'de' }) }
}

async function propose(skill = open()) {
  const contributions = new Map([['incidents', incidents]])
  return proposalsOf(skill, nightOf(store, 'prices.correct', { asOf: AS_OF, taxPercent: 19, contributions }))
}

const job = (draft: PriceDraft, key = 'p1/h1'): ApplyJob<PriceDraft> => ({
  proposalId: 'p1',
  contentHash: 'h1',
  draft,
  key,
  lang: 'de',
})

async function apply(skill: ReturnType<typeof open>, draft: PriceDraft, key?: string) {
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  return { ...(await skill.apply(job(draft, key))), at: new Date(NOW).toISOString() }
}

async function settle(skill: ReturnType<typeof open>, draft: PriceDraft) {
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  return skill.settle(job(draft))
}

async function undo(skill: ReturnType<typeof open>, draft: PriceDraft, receipt: Awaited<ReturnType<typeof apply>>) {
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  await skill.undo?.(receipt, draft, 'p1/h1')
}

async function draftOf(productId: string, skill = open()): Promise<PriceDraft> {
  const found = (await propose(skill)).find(({ draft }) => draft.productId === productId)
  if (found === undefined) throw new RangeError(`nothing was proposed for ${productId}`)
  return priceDraftSchema.parse(found.draft)
}

const codes = async (draft: PriceDraft, skill = open()) =>
  (await skill.check(draft)).map(({ level, code }) => `${level} ${code}`).toSorted()
const held = (sku: string) => readHeldPrice(state.pool, { sku, productId: '' })

describe('the night of prices.correct', () => {
  it('proposes the usual price for every variant that has the wrong one, also for a size nobody bought', async () => {
    const made = await propose()
    expect(made.map(({ draft }) => draft)).toEqual([
      {
        productId: 'test/shoe',
        title: { de: 'Schuh', en: 'Shoe' },
        skus: ['S-42', 'S-43', 'S-44'],
        fromCents: 720,
        paidCents: 720,
        toCents: 7200,
        currency: 'EUR',
      },
      expect.objectContaining({ productId: 'test/lamp', skus: ['L-1'], fromCents: 500 }),
    ])
    expect([4900, 5100]).toContain(made[1]?.draft.toCents)
    const [shoe, lamp] = made
    expect(shoe?.title.de.replaceAll('\u00a0', ' ')).toBe('Preis von „Schuh“ berichtigen: 7,20 € → 72,00 €')
    // Two days, two pieces of each of two sizes.
    expect(shoe?.effect).toMatchObject({ cents: 8 * 6480, periodDays: 2, n: 8 })
    expect(lamp?.effect?.low).toBeLessThan(lamp?.effect?.cents ?? 0)
    expect(lamp?.effect?.high).toBeGreaterThan(lamp?.effect?.cents ?? 0)
    expect(shoe?.evidence.map(({ id }) => id)).toContain('prices.correct.prices')
  })

  it('proposes nothing where the price was corrected in the meantime', async () => {
    const { skill } = await connect({ 'S-42': 7200, 'S-43': 720, 'S-44': 7200, 'L-1': 5000 })
    expect((await propose(skill)).map(({ draft }) => draft.skus)).toEqual([['S-43']])
  })

  it('takes what was paid last where the shop is away, and nothing where the analysis found nothing', async () => {
    const { shop, skill } = await connect({})
    shop.troubles.push(...Array.from({ length: 20 }, () => 'cut' as const))
    expect((await propose(skill)).map(({ draft }) => draft.fromCents)).toEqual([720, 500])
    expect(await proposalsOf(open(), nightOf(store, 'prices.correct', { asOf: AS_OF }))).toEqual([])
  })
})

describe('the guardrails of prices.correct', () => {
  it('stop what is below cost, and say what is a large change', async () => {
    const draft = await draftOf('test/shoe')
    expect(await codes(draft)).toEqual(['note price.no-shop', 'warning price.large-change'])
    // 35.69 with tax are 29.99 without; it costs 30.00.
    expect(await codes({ ...draft, toCents: 3569 })).toContain('error price.below-cost')
    expect(await codes({ ...draft, toCents: 3570 })).not.toContain('error price.below-cost')
    expect(await codes({ ...draft, fromCents: 720, toCents: 1080 })).not.toContain('warning price.large-change')
  })

  it('stop what is not the price any more, in the words of the reader', async () => {
    const draft = await draftOf('test/shoe')
    await state.transaction((client) =>
      recordPrice(client, { sku: 'S-43', productId: 'test/shoe' }, { priceCents: 6990, compareAtCents: null, at: NOW }),
    )
    const [found] = (await open().check(draft)).filter(({ level }) => level === 'error')
    expect(found?.code).toBe('price.changed')
    expect(found?.message.de.replaceAll('\u00a0', ' ')).toContain('ist inzwischen 69,90 €, nicht mehr 7,20 €')
  })

  it('say what a strike price means, and what is in another currency or not there', async () => {
    const draft = await draftOf('test/lamp')
    expect(await codes(draft)).toContain('note price.strike')
    const strike = (await open().check(draft)).find(({ code }) => code === 'price.strike')
    expect(strike?.message.de).toContain('§ 11 PAngV')
    expect(await codes({ ...draft, currency: 'CHF' })).toContain('error price.currency')
    expect(await codes({ ...draft, skus: ['gone'] })).toContain('error price.no-article')
  })

  it('let a shop that is away for a moment be approved, and stop where it refuses', async () => {
    const { shop, skill } = await connect({ 'L-1': 500 })
    const draft = await draftOf('test/lamp', skill)
    shop.troubles.push({ status: 503 }, { status: 401 })
    expect(await codes(draft, skill)).toContain('warning price.not-read')
    expect(await codes(draft, skill)).toContain('error price.not-read')
  })
})

describe('prices.correct acts', () => {
  it("in the workbench's catalogue: ledger, facts and the list of changes, once", async () => {
    const draft = await draftOf('test/shoe')
    const receipt = await apply(open(), draft)
    expect(receipt.summary.de).toContain('im Katalog der Werkbank')
    expect(await Promise.all(draft.skus.map(held))).toMatchObject(draft.skus.map(() => ({ priceCents: 7200 })))
    await apply(open(), draft)
    const ledger = await state.pool.query('SELECT count(*)::int AS n FROM price_ledger WHERE price_cents = 7200')
    // Three when the shop began, three now.
    expect(ledger.rows).toEqual([{ n: 6 }])
    const csv = await changesCsv(state, AS_OF, 'Europe/Berlin')
    expect(csv.trim().split('\n').slice(1)).toEqual(
      draft.skus.map((sku) => `${sku},72.00,7.20,,,EUR,${new Date(NOW).toISOString()},catalogue`),
    )
    await relayOutbox({ state, events: store.events, clock: { now: () => NOW } })
    await rebuildProjections(store.events, 'Europe/Berlin')
    const context = store.context('test', { asOf: AS_OF })
    const { rows } = await context.ask({
      id: 'x',
      title: { de: '', en: '' },
      sql: "SELECT price_cents FROM price_changes WHERE sku = 'S-44' ORDER BY valid_from",
      params: {},
      row: z.object({ price_cents: z.number() }),
    })
    expect(rows).toEqual([{ price_cents: 7200 }, { price_cents: 720 }, { price_cents: 7200 }])
  })

  it('in a connected shop and in the catalogue alike, and takes it back with its strike price', async () => {
    const { shop, skill } = await connect({ 'S-42': 720, 'S-43': 720, 'S-44': 720 })
    for (const sku of ['S-42', 'S-43', 'S-44']) shop.articles.set(sku, { price: 720, compareAt: 1440 })
    const draft = await draftOf('test/shoe', skill)
    const receipt = await apply(skill, draft)
    expect(shop.articles.get('S-44')).toMatchObject({ price: 7200, compareAt: null })
    expect(await held('S-44')).toMatchObject({ priceCents: 7200 })
    await undo(skill, draft, receipt)
    expect(shop.articles.get('S-44')).toMatchObject({ price: 720, compareAt: 1440 })
    expect(await held('S-44')).toMatchObject({ priceCents: 720, compareAtCents: 1440 })
  })

  it('takes nothing back that somebody has changed since', async () => {
    const { shop, skill } = await connect({ 'L-1': 500 })
    const draft = await draftOf('test/lamp', skill)
    const receipt = await apply(skill, draft)
    shop.articles.set('L-1', { price: 4500, compareAt: null })
    await expect(undo(skill, draft, receipt)).rejects.toThrow(/is €45\.00 now/)
    expect(shop.articles.get('L-1')?.price).toBe(4500)
  })

  it('says which variants are changed already when the next one fails, and goes on with the rest', async () => {
    const { shop, skill } = await connect({ 'S-42': 720, 'S-43': 720, 'S-44': 720 })
    const draft = await draftOf('test/shoe', skill)
    shop.writeTroubles.push({ status: 200, body: '{"data":{"productVariantsBulkUpdate":{"userErrors":[]}}}' })
    await expect(apply(skill, draft)).rejects.toThrow(/took the change of S-42/)
    await apply(skill, draft)
    expect(['S-42', 'S-43', 'S-44'].map((sku) => shop.articles.get(sku)?.price)).toEqual([7200, 7200, 7200])
    shop.articles.set('S-44', { price: 720, compareAt: null })
    shop.articles.set('S-43', { price: 1, compareAt: null })
    shop.articles.set('S-42', { price: 720, compareAt: null })
    await expect(apply(skill, draft, 'p2/h2')).rejects.toThrow(/S-43 is €0\.01 now.*Changed already: S-42\./)
  })

  it('knows after a cut whether it was done, was not, or cannot be told', async () => {
    const { shop, skill } = await connect({ 'S-42': 720, 'S-43': 720, 'S-44': 720 })
    const draft = await draftOf('test/shoe', skill)
    expect(await settle(skill, draft)).toEqual({ status: 'not-done' })
    shop.articles.set('S-42', { price: 7200, compareAt: null })
    expect(await settle(skill, draft)).toEqual({ status: 'not-done' })
    for (const sku of ['S-43', 'S-44']) shop.articles.set(sku, { price: 7200, compareAt: null })
    expect(await settle(skill, draft)).toMatchObject({ status: 'done', receipt: { detail: { changed: 0 } } })
    expect(await held('S-44')).toMatchObject({ priceCents: 7200 })
    // Its note is there: what happened to the price afterwards is another matter.
    shop.articles.set('S-42', { price: 100, compareAt: null })
    expect((await settle(skill, draft)).status).toBe('done')
    await state.pool.query('TRUNCATE shop_changes')
    expect(await settle(skill, draft)).toMatchObject({
      status: 'unknown',
      message: { de: expect.stringContaining('1,00'), en: expect.stringContaining('€1.00') },
    })
  })
})
