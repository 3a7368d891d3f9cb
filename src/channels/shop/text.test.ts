import fastify from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fault } from '../../../test/fault.ts'
import { KINDS, startShopify, startShopware, startWooCommerce, type TestShop } from '../../../test/shops.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { beginDemo } from '../../stores/state/shop.ts'
import { isTemporary } from '../fault.ts'
import type { TextChange } from './channel.ts'
import { openTextChannel, type ShopSettings, shopChangeRoutes } from './index.ts'
import type { TextBook } from './text.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const REF = { source: 'test', externalId: 'tent', skus: ['A-1', 'A-2'] }
const OLD = '<p>Ein Zelt.</p>'
const NEW = '<p>Ein Zelt f&uuml;r zwei,<br>leicht &amp; dicht.</p>\n<p><a href="/zelte">Alle Zelte</a></p>\n'
const change = (part: Partial<TextChange> = {}): TextChange => ({
  lang: 'de',
  fromHtml: OLD,
  toHtml: NEW,
  key: 'p1/hash',
  ...part,
})

let state: TestState
let shop: TestShop
let recorded: { externalId: string; lang: string; words: string }[] = []
/** Whether the workbench goes away between the shop's answer and the note. */
let isCutOff = false
const book: TextBook = {
  read: async () => null,
  wordsOf: (html) => html.replaceAll(/<[^>]*>/g, ''),
  lock: async () => undefined,
  record: async (_client, { externalId }, { lang, words }) => {
    if (isCutOff) throw new Error('killed')
    recorded.push({ externalId, lang, words })
    return true
  },
}

function channelOf(settings: ShopSettings) {
  const wire = { timeoutMs: 1_500, sleep: async () => undefined }
  return openTextChannel(settings, { state, clock: { now: () => NOW }, book }, wire)
}

beforeAll(async () => {
  state = await openTestState()
})
afterAll(async () => {
  await state.close()
})
beforeEach(async () => {
  await state.pool.query('TRUNCATE shop_texts')
  recorded = []
  isCutOff = false
})

const article = (texts: { de?: string; en?: string }, parent = false) => ({
  price: 100,
  compareAt: null,
  texts,
  parent,
})

describe.each(KINDS)('descriptions in a connected shop: $name', ({ start, settings }) => {
  const texts = { de: OLD }
  beforeEach(async () => {
    shop = await start()
    texts.de = OLD
    shop.articles.set('A-10', article({ de: '<p>Etwas anderes.</p>' }))
    shop.articles.set('A-1', article(texts))
  })
  afterEach(async () => {
    await shop.close()
  })
  const open = () => channelOf(settings(shop.url))

  it('tells what is live, of exactly this product', async () => {
    expect(await open().readText(REF, 'de')).toBe(OLD)
    expect(await open().readText({ ...REF, skus: ['gone', 'A-1'] }, 'de')).toBe(OLD)
    expect(await open().readText({ ...REF, skus: ['A-'] }, 'de')).toBeNull()
    expect(await open().readText({ ...REF, skus: [] }, 'de')).toBeNull()
  })

  it('sets what was approved, takes it back as the shop writes it, and brings the catalogue along', async () => {
    const receipt = await open().setText(REF, change())
    expect(receipt).toEqual({ outcome: 'changed', before: OLD, after: NEW })
    expect(texts.de).not.toBe(NEW)
    expect([texts.de, shop.articles.get('A-10')?.texts?.de]).toEqual([
      expect.stringContaining('Alle Zelte'),
      '<p>Etwas anderes.</p>',
    ])
    expect(recorded).toEqual([{ externalId: 'tent', lang: 'de', words: book.wordsOf(NEW) }])
  })

  it('changes once for one key, also when the text was changed back since', async () => {
    expect(await open().wasSet(REF, 'p1/hash')).toBeNull()
    await open().setText(REF, change())
    texts.de = OLD
    const again = await open().setText(REF, change())
    expect(again).toEqual({ outcome: 'already', before: OLD, after: NEW })
    expect(await open().wasSet(REF, 'p1/hash')).toEqual(again)
    expect([texts.de, shop.writes.length, recorded.length]).toEqual([OLD, 1, 1])
    expect(await open().wasSet({ ...REF, externalId: 'other' }, 'p1/hash')).toBeNull()
    expect((await open().setText(REF, change({ key: 'p2/hash' }))).outcome).toBe('changed')
  })

  it('changes nothing where somebody changed the text meanwhile, and says so', async () => {
    texts.de = '<p>Ein gutes Zelt.</p>'
    for (const fromHtml of [OLD, null]) {
      const error = await fault(open().setText(REF, change({ fromHtml })))
      expect([error.code, isTemporary(error)]).toEqual(['input.conflict', false])
      expect(error.message).toContain('Somebody changed the German description of A-1 meanwhile')
      expect(JSON.stringify(error.details.text)).toContain('hat inzwischen jemand geändert')
    }
    expect([texts.de, shop.writes.length, recorded.length]).toEqual(['<p>Ein gutes Zelt.</p>', 0, 0])
  })

  it('knows its own text again however the shop writes it, and takes it back', async () => {
    await open().setText(REF, change())
    const live = await open().readText(REF, 'de')
    const back = await open().setText(REF, change({ fromHtml: NEW, toHtml: OLD, key: 'undo' }))
    expect(back).toEqual({ outcome: 'changed', before: live, after: OLD })
    expect((await open().setText(REF, change({ fromHtml: live, toHtml: OLD, key: 'more' }))).outcome).toBe('already')
  })

  it('says where a product is gone', async () => {
    const error = await fault(open().setText({ ...REF, skus: ['gone'] }, change()))
    expect([error.code, shop.writes.length]).toEqual(['input.conflict', 0])
    expect(error.message).toContain('knows no product with the number gone')
    expect((await fault(open().setText({ ...REF, skus: [] }, change()))).message).toContain('the number tent')
  })

  it('writes the first text of a product, and takes the last one away', async () => {
    texts.de = ''
    expect(await open().readText(REF, 'de')).toBe('')
    expect(await open().setText(REF, change({ fromHtml: null }))).toMatchObject({ outcome: 'changed', before: null })
    await open().setText(REF, change({ fromHtml: NEW, toHtml: '', key: 'undo' }))
    expect(texts.de).toBe('')
  })

  it('finds an attempt whose answer was lost, and does it no second time', async () => {
    shop.writeTroubles.push('cut-after')
    const error = await fault(open().setText(REF, change()))
    expect([error.code, isTemporary(error), recorded.length]).toEqual(['channel.failed', true, 0])
    expect(await open().setText(REF, change())).toEqual({ outcome: 'already', before: OLD, after: NEW })
    expect([shop.writes.length, recorded.length]).toEqual([1, 1])
  })

  it('finds what was written before it was cut off, and notes it with the catalogue', async () => {
    isCutOff = true
    await expect(open().setText(REF, change())).rejects.toThrow('killed')
    expect(await open().wasSet(REF, 'p1/hash')).toBeNull()
    isCutOff = false
    expect((await open().setText(REF, change())).outcome).toBe('already')
    expect([shop.writes.length, recorded.length]).toEqual([1, 1])
    expect(await open().wasSet(REF, 'p1/hash')).toMatchObject({ after: NEW })
  })

  it('says that a shop which is away is tried again, and does so', async () => {
    for (const trouble of ['cut', { status: 503 }] as const) {
      shop.troubles.push(trouble)
      expect(isTemporary(await fault(open().setText(REF, change())))).toBe(true)
    }
    expect((await open().setText(REF, change())).outcome).toBe('changed')
  })

  it('says where the shop took a text and shows another', async () => {
    const error = await fault(open().setText(REF, change({ toHtml: `${NEW}<script>track()</script>` })))
    expect(error.code).toBe('channel.failed')
    expect(error.message).toContain('took the new German description of A-1 but shows another one')
    expect(error.message).toMatch(/instead of “<script>.*” it says “.*”/)
    expect([isTemporary(error), recorded.length, await open().wasSet(REF, 'p1/hash')]).toEqual([false, 0, null])
  })

  it('is not asked while the demo is what is stored', async () => {
    await beginDemo(state, { name: 'Demo', currency: 'EUR', taxPercent: 19 }, { seed: 1, endDay: '2026-11-22' })
    expect((await fault(open().readText(REF, 'de'))).message).toContain('holds the demo shop')
    expect((await fault(open().setText(REF, change()))).message).toContain('holds the demo shop')
    expect(shop.requests).toEqual([])
    await state.pool.query('UPDATE shop SET demo_seed = NULL, demo_until = NULL')
  })
})

describe('what only one system does with descriptions', () => {
  afterEach(async () => {
    await shop.close()
  })
  const SHOPIFY = { kind: 'shopify', token: 'shpat_t', language: 'de' } as const
  const SHOPWARE = { kind: 'shopware', key: 'k', secret: 's', gross: true, language: 'de' } as const

  it.each(KINDS.filter(({ name }) => name !== 'shopware'))(
    '$name: has one language, and refuses another',
    async (kind) => {
      shop = await kind.start()
      const channel = channelOf(kind.settings(shop.url))
      const error = await fault(channel.setText(REF, change({ lang: 'en' })))
      expect([error.code, isTemporary(error), shop.requests]).toEqual(['input.conflict', false, []])
      expect(error.message).toContain('has its texts in German; one in English cannot be kept there')
      expect(JSON.stringify(error.details.text)).toContain('führt seine Texte auf Deutsch; auf Englisch lässt sich')
      expect((await fault(channel.readText(REF, 'en'))).code).toBe('input.conflict')
    },
  )

  it('Shopify: a variant leads to its product; a number that two products have is not guessed at', async () => {
    shop = await startShopify('shpat_t')
    const texts = { de: OLD }
    shop.articles.set('A-0', article(texts)).set('A-2', article(texts))
    const channel = channelOf({ ...SHOPIFY, url: shop.url })
    await channel.setText({ ...REF, skus: ['A-2'] }, change())
    expect(shop.writes).toMatchObject([{ variables: { product: { id: 'gid://shopify/Product/A-0' } } }])
    const node = { sku: 'A-2', product: { id: 'x', descriptionHtml: '' } }
    const nodes = [node, { ...node, product: { ...node.product, id: 'y' } }]
    shop.troubles.push({ status: 200, body: JSON.stringify({ data: { productVariants: { nodes } } }) })
    const error = await fault(channel.readText({ ...REF, skus: ['A-2'] }, 'de'))
    expect(error.message).toContain('several articles with the number A-2')
  })

  it("Shopify: what it says against a text is told in the shop's words", async () => {
    shop = await startShopify('shpat_t')
    shop.articles.set('A-1', article({ de: OLD }))
    const toHtml = `<p>${'x'.repeat(500_001)}</p>`
    const error = await fault(channelOf({ ...SHOPIFY, url: shop.url }).setText(REF, change({ toHtml })))
    expect(error.message).toContain('refused the change: Description is too big')
  })

  it('WooCommerce: a variation has the text of its product', async () => {
    shop = await startWooCommerce('k', 's')
    shop.articles.set('A-1', article({ de: OLD }, true))
    const channel = channelOf({ kind: 'woocommerce', url: shop.url, key: 'k', secret: 's', language: 'de' })
    await channel.setText(REF, change())
    expect(shop.requests).toContain('PUT /wp-json/wc/v3/products/900')
  })

  it('Shopware: each language has its text, and a variant that of its product', async () => {
    shop = await startShopware('k', 's')
    const texts = { de: OLD }
    shop.articles.set('A', article(texts)).set('A-1', article(texts, true))
    const channel = channelOf({ ...SHOPWARE, url: shop.url })
    expect(await channel.readText(REF, 'en')).toBe('')
    await channel.setText(REF, change({ lang: 'en', fromHtml: null, toHtml: '<p>A tent.</p>' }))
    expect(texts).toEqual({ de: OLD, en: '<p>A tent.</p>' })
    expect(shop.requests.at(-1)).toBe('POST /api/search/product')
    expect(shop.requests).toContain('PATCH /api/product/1')
    expect([await channel.readText(REF, 'de'), await channel.readText(REF, 'en')]).toEqual([OLD, '<p>A tent.</p>'])
  })

  it('Shopware: a language that the shop does not have is refused', async () => {
    shop = await startShopware('k', 's', { isGermanOnly: true })
    shop.articles.set('A-1', article({ de: OLD }))
    const channel = channelOf({ ...SHOPWARE, url: shop.url })
    expect((await fault(channel.setText(REF, change({ lang: 'en' })))).message).toContain(
      'one in English cannot be kept',
    )
    // Where the shop speaks English without saying so, its own language is meant.
    const english = channelOf({ ...SHOPWARE, language: 'en', url: shop.url })
    expect(await english.readText(REF, 'en')).toBe(OLD)
  })
})

describe('the list of descriptions', () => {
  it('has the last text of each product and language since a day, as CSV and as JSON', async () => {
    await state.pool.query(
      `INSERT INTO shop_texts (key, source, external_id, skus, lang, channel, from_html, to_html, changed_at)
       VALUES ('a', 's', 'early', '{E}', 'de', 'catalogue', NULL, '<p>E</p>', '2026-11-21T22:59:59Z'),
         ('b', 's', 'tent', '{A-1,A-2}', 'de', 'catalogue', NULL, '<p>first</p>', '2026-11-22T08:00:00Z'),
         ('c', 's', 'tent', '{A-1,A-2}', 'en', 'shopware', NULL, '<p class="x">A, B</p>', '2026-11-22T09:00:00Z'),
         ('d', 's', 'tent', '{A-1,A-2}', 'de', 'catalogue', NULL, E'=1+1\n<p>second</p>', '2026-11-22T10:00:00Z'),
         ('e', 's', '-x', '{}', 'de', 'catalogue', NULL, '', '2026-11-21T23:00:00Z')`,
    )
    await state.pool.query(
      `INSERT INTO shop_texts (key, source, external_id, skus, lang, channel, from_html, to_html, changed_at)
       SELECT 'many', 'many', n::text, '{}', 'de', 'catalogue', NULL, 'x', '2026-11-22T11:00:00Z' FROM generate_series(1, 450) AS n`,
    )
    const server = fastify()
    server.setErrorHandler((error, _request, reply) =>
      reply.status(error instanceof AppError ? error.status : 500).send({ detail: messageOf(error) }),
    )
    shopChangeRoutes({ state, clock: { now: () => NOW }, timeZone: 'Europe/Berlin' })(server)
    const ask = (path: string) => server.inject({ url: `/api/v1/shop/${path}` })
    const csv = await ask('texts.csv?since=2026-11-22')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).toContain('texts-2026-11-22.csv')
    expect(csv.body).toContain(
      [
        'sku,external_id,source,language,html,changed_at,channel',
        'A-1,tent,s,en,"<p class=""x"">A, B</p>",2026-11-22T09:00:00.000Z,shopware',
        `A-1,tent,s,de,"'=1+1`,
        '<p>second</p>",2026-11-22T10:00:00.000Z,catalogue',
        ',-x,s,de,,2026-11-21T23:00:00.000Z,catalogue',
        ',1,many,de,x,2026-11-22T11:00:00.000Z,catalogue',
        '',
      ].join('\n'),
    )
    expect(csv.body.trimEnd().split('\n')).toHaveLength(5 + 450)
    const json = await ask('texts.json?since=2026-11-22')
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8')
    const list: unknown = json.json()
    expect(list).toHaveLength(3 + 450)
    expect(list).toEqual(
      expect.arrayContaining([expect.objectContaining({ language: 'en', sku: 'A-1', html: '<p class="x">A, B</p>' })]),
    )
    expect((await ask('texts.json?since=2026-11-24')).json()).toEqual([])
    expect((await ask('texts.csv?since=yesterday')).statusCode).toBe(400)
    await server.close()
  })
})
