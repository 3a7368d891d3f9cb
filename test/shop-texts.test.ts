/** Descriptions where no shop is connected: the workbench's own catalogue, as imports fill it. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTextChannel } from '../src/channels/shop/index.ts'
import { textOfHtml } from '../src/ingest/import/html.ts'
import type { ProductRecord } from '../src/ingest/records.ts'
import { lockTexts, readHeldText, recordText } from '../src/ingest/write/held-text.ts'
import { writeProducts } from '../src/ingest/write/products.ts'
import { fault } from './fault.ts'
import { openTestState, type TestState } from './state-store.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const REF = { source: 'shop', externalId: 'tent', skus: ['A-1', 'A-2'] }
const OLD = '<p>Ein Zelt, 3 &lt; 4 kg.</p>\n<p>Dicht &amp; leicht.</p>'
const NEW = '<p>Ein Zelt f&uuml;r <strong>zwei</strong>.</p>\n<ul><li>dicht</li><li>leicht</li></ul>'

let state: TestState
const open = () =>
  openTextChannel(
    { kind: 'catalogue' },
    {
      state,
      clock: { now: () => NOW },
      book: { read: readHeldText, wordsOf: textOfHtml, lock: lockTexts, record: recordText },
    },
  )

const tent: ProductRecord = {
  type: 'product',
  externalId: 'tent',
  title: { de: 'Zelt', en: 'Tent' },
  description: { de: 'Ein Zelt, 3 < 4 kg.\nDicht & leicht.', en: 'A tent.' },
  brand: 'Fjell',
  category: 'Zelte',
  tags: ['neu'],
  attributes: { weightGrams: 3000 },
  status: 'active',
  variants: ['A-1', 'A-2'].map((sku) => ({
    sku,
    title: sku,
    options: { color: sku },
    priceCents: 9900,
    compareAtCents: null,
    costCents: 5000,
    stock: 3,
  })),
  currency: 'EUR',
  validFrom: NOW - 1_000,
}

async function store(product: ProductRecord, source = 'shop'): Promise<void> {
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction((client) => writeProducts(client, { source, products: [product], counts, now: NOW }))
}

async function stored(externalId = 'tent') {
  const { rows } = await state.pool.query(
    `SELECT p.description, p.title, p.attributes, p.known_from, array_agg(v.sku || ' ' || v.stock || ' ' || l.price_cents ORDER BY v.position) AS variants
     FROM products AS p JOIN variants AS v ON v.product_id = p.id LEFT JOIN price_ledger AS l ON l.variant_id = v.id
     WHERE p.source = 'shop' AND p.external_id = $1 GROUP BY p.id`,
    [externalId],
  )
  return rows
}

const change = { lang: 'de', fromHtml: OLD, toHtml: NEW, key: 'p1' } as const

beforeAll(async () => {
  state = await openTestState()
})
afterAll(async () => {
  await state.close()
})
beforeEach(async () => {
  await state.pool.query('TRUNCATE products, variants, price_ledger, shop_texts, outbox')
  await store(tent)
  // Another source has a product of the same name.
  await store({ ...tent, description: { de: 'Fremd' } }, 'other')
})

it('shows the words of the catalogue as paragraphs, each language for itself', async () => {
  expect(await open().readText(REF, 'de')).toBe(OLD)
  expect(await open().readText(REF, 'en')).toBe('<p>A tent.</p>')
  expect(await open().readText({ ...REF, source: 'other' }, 'en')).toBe('')
  expect(await open().readText({ ...REF, externalId: 'gone' }, 'de')).toBeNull()
})

it('sets the words of one language and leaves everything else as it is; the facts tell of it', async () => {
  await state.pool.query('TRUNCATE outbox')
  expect(await open().setText(REF, change)).toEqual({ outcome: 'changed', before: OLD, after: NEW })
  expect(await stored()).toEqual([
    {
      description: { de: 'Ein Zelt für zwei.\ndicht\nleicht', en: 'A tent.' },
      title: tent.title,
      attributes: tent.attributes,
      known_from: 'catalogue',
      variants: ['A-1 3 9900', 'A-2 3 9900'],
    },
  ])
  const { rows } = await state.pool.query('SELECT FROM outbox WHERE event LIKE \'%"Product Recorded"%\'')
  expect(rows).toHaveLength(1)
  expect(await readHeldText(state.pool, { ...REF, source: 'other' }, 'de')).toBe('Fremd')
})

it('remembers how the words were set, until other words come', async () => {
  await open().setText(REF, change)
  expect(await open().readText(REF, 'de')).toBe(NEW)
  await store({ ...tent, description: { de: 'Aus dem Shop.' }, validFrom: NOW + 1 })
  expect(await open().readText(REF, 'de')).toBe('<p>Aus dem Shop.</p>')
})

it('changes once for one key, and takes a text back', async () => {
  await open().setText(REF, change)
  const back = await open().setText(REF, { ...change, fromHtml: NEW, toHtml: OLD, key: 'undo' })
  expect(back).toEqual({ outcome: 'changed', before: NEW, after: OLD })
  expect(await open().setText(REF, change)).toEqual({ outcome: 'already', before: OLD, after: NEW })
  expect(await open().readText(REF, 'de')).toBe(OLD)
  expect(await stored()).toMatchObject([{ description: tent.description }])
  expect(await open().wasSet(REF, 'undo')).toEqual({ ...back, outcome: 'already' })
})

it('changes nothing where the catalogue says something else by now, or has no such product', async () => {
  await store({ ...tent, description: { de: 'Ein Zelt, 3 < 5 kg.' }, validFrom: NOW + 1 })
  const error = await fault(open().setText(REF, change))
  expect([error.code, error.details.temporary]).toEqual(['input.conflict', false])
  expect((await fault(open().setText({ ...REF, externalId: 'gone' }, change))).message).toContain(
    "The workbench's catalogue knows no product with the number A-1",
  )
  expect(await stored()).toMatchObject([{ description: { de: 'Ein Zelt, 3 < 5 kg.' } }])
  expect(await open().wasSet(REF, 'p1')).toBeNull()
})

it('of two attempts at once one changes it, and the other finds it done', async () => {
  const outcomes = await Promise.all([open().setText(REF, change), open().setText(REF, change)])
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['already', 'changed'])
})

it('writes the first text and takes the last one away, also of what is known only because it was sold', async () => {
  await store({ ...tent, externalId: 'sold', description: {}, variants: tent.variants.slice(0, 1) })
  await state.pool.query("UPDATE products SET known_from = 'orders' WHERE external_id = 'sold'")
  const sold = { ...REF, externalId: 'sold' }
  await open().setText(sold, { ...change, fromHtml: null })
  expect(await stored('sold')).toMatchObject([{ known_from: 'orders', description: { de: expect.any(String) } }])
  await open().setText(sold, { ...change, fromHtml: NEW, toHtml: '', key: 'undo' })
  expect(await stored('sold')).toMatchObject([{ description: {} }])
})

it('keeps a change although the catalogue was known to be newer', async () => {
  await store({ ...tent, tags: [], validFrom: NOW + 60_000 })
  await open().setText(REF, change)
  expect(await open().readText(REF, 'de')).toBe(NEW)
})
