/** Kill -9 while many descriptions are written, and while they are released: each product is described once, and goes into the shop once. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertBulk } from '../src/features/bulk-texts/store.ts'
import { writeRequestSchema } from '../src/features/writing/index.ts'
import { writeProducts } from '../src/ingest/write/products.ts'
import { verifyAudit } from '../src/stores/state/audit.ts'
import { bundleChild } from './bundled-child.ts'
import { clearDesk } from './desk.ts'
import { product, variant } from './event-store.ts'
import { startWooCommerce, type TestShop } from './shops.ts'
import { openTestState, type TestState } from './state-store.ts'

const PRODUCTS = 24
const SAMPLE = 4
/** In the writing, and in the release. */
const KILLS = 5
const ORDER = '00000000-0000-4000-8000-000000000001'

let child: Awaited<ReturnType<typeof bundleChild>>
let state: TestState
let shop: TestShop
beforeAll(async () => {
  child = await bundleChild(new URL('bulk-child.ts', import.meta.url))
  state = await openTestState()
  await clearDesk(state)
  shop = await startWooCommerce('ck_1', 'cs_secret')
  const products = Array.from({ length: PRODUCTS }, (_, number) => tent(number))
  for (const { variants } of products)
    for (const { sku } of variants) shop.articles.set(sku, { price: 19_900, compareAt: null, texts: { de: '' } })
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction(async (client) => {
    await writeProducts(client, { source: 'test', products, counts, now: 0 })
    const { rows } = await client.query<{ id: number }>('SELECT id FROM products ORDER BY external_id')
    const request = writeRequestSchema.parse({ kind: 'product-description', lang: 'de', seed: 1 })
    const ids = rows.map(({ id }) => id)
    await insertBulk(client, {
      id: ORDER,
      askedBy: 'person:4',
      request,
      sample: SAMPLE,
      products: ids,
      now: Date.now(),
    })
  })
}, 120_000)
afterAll(async () => {
  await shop.close()
  await state.close()
  child.remove()
})

function tent(number: number) {
  const name = `Alm ${number}`
  return product(`tent-${String(number).padStart(3, '0')}`, {
    title: { de: `Zelt ${name}`, en: `Tent ${name}` },
    brand: 'Bergfink',
    category: 'Ausrüstung > Zelte',
    attributes: {
      Material: { de: 'Nylon', en: 'Nylon' },
      Gewicht: { de: `1,${number % 10} kg`, en: `1.${number % 10} kg` },
      Farbe: { de: 'Grün', en: 'Green' },
    },
    description: {},
    variants: [variant(`Z-${number}`, { title: name, options: {}, priceCents: 19_900, stock: 4 })],
  })
}

async function started(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [child.file, state.databaseUrl, shop.url, ORDER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (worker.stdout !== null) await once(worker.stdout, 'data')
  return worker
}

async function countOf(sql: string): Promise<number> {
  const { rows } = await state.pool.query<{ count: number }>(sql)
  return rows[0]?.count ?? 0
}
const onDesk = () => countOf('SELECT count(*) FROM proposals')
const applied = () => countOf("SELECT count(*) FROM proposals WHERE state = 'applied'")
const progress = async () => (await onDesk()) + (await applied()) + shop.writes.length

/** Until something more has happened, and a moment that differs: in the midst of the next. */
async function inTheMidst(number: number): Promise<void> {
  const before = await progress()
  for (let n = 0; n < 2_000 && (await progress()) === before; n++) await sleep(5)
  await sleep((number * 7) % 40)
}

/** Runs the worker and kills it, each time in the midst of something. */
async function shaken(kills: number): Promise<void> {
  for (let run = 0; run < kills; run++) await runUntil(() => inTheMidst(run))
}

async function runUntil(moment: () => Promise<void>): Promise<void> {
  const worker = await started()
  await moment()
  worker.kill('SIGKILL')
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
}

async function reached(count: () => Promise<number>): Promise<void> {
  for (let n = 0; n < 1_200 && (await count()) < PRODUCTS; n++) await sleep(50)
}

it('is written and released once for each product, whenever it was killed', async () => {
  await shaken(KILLS)
  // Otherwise it was not cut off in the writing, and then not in the release.
  expect(await onDesk()).toBeLessThan(PRODUCTS)
  await runUntil(() => reached(onDesk))
  await shaken(KILLS)
  expect(await applied()).toBeLessThan(PRODUCTS)
  await runUntil(() => reached(applied))
  expect([await applied(), await onDesk()]).toEqual([PRODUCTS, PRODUCTS])

  const { rows: items } = await state.pool.query('SELECT status, count(*) FROM bulk_text_items GROUP BY status')
  expect(items).toEqual([{ status: 'proposed', count: PRODUCTS }])
  const { rows: subjects } = await state.pool.query('SELECT count(DISTINCT subject_key) AS count FROM proposals')
  expect(subjects).toEqual([{ count: PRODUCTS }])
  // Each text once over the wire, and each what was approved.
  expect(shop.writes).toHaveLength(PRODUCTS)
  for (const { texts } of shop.articles.values()) expect(texts?.de).toContain('Zelt')
  expect(await countOf('SELECT count(*) FROM shop_texts')).toBe(PRODUCTS)
  expect(await countOf("SELECT count(*) FROM audit_log WHERE action = 'proposal.applied'")).toBe(PRODUCTS)
  expect((await verifyAudit(state)).brokenAt).toBeNull()
}, 300_000)
