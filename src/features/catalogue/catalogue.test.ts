import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { effortOf, fillManyRows, markOf } from '../../../test/many-customers.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { importFile } from '../../ingest/write/run.ts'
import { rebuildProjections } from '../../stores/events/project.ts'
import { refreshProducts } from './jobs.ts'
import { listProducts } from './list-store.ts'
import { productListQuery } from './schema.ts'
import { openCatalogue } from './service.ts'

const NOW = Date.parse('2026-05-20T10:00:00Z')
const at = (day: string) => Date.parse(`${day}T10:00:00Z`)
const folder = mkdtempSync(join(tmpdir(), 'dirigent-catalogue-'))
let state: TestState
let store: TestStore
let now = NOW

const deps = () => ({ state, events: store.events, clock: { now: () => now }, timeZone: 'Europe/Berlin' })
const catalogue = () => openCatalogue({ ...deps(), taxPercent: async () => 19 })
const query = (part: Partial<z.input<typeof productListQuery>> = {}) => productListQuery.parse(part)

beforeAll(async () => {
  state = await openTestState()
  store = await openTestStore()
  const tent = (validFrom: number, priceCents: number) =>
    product('TENT', {
      title: { de: 'Kuppelzelt Ötscher', en: 'Ötscher Dome Tent' },
      brand: 'Alpkamm',
      category: 'Camping > Zelte',
      variants: [
        variant('TENT-S', { priceCents, costCents: 5_000, stock: 2 }),
        variant('TENT-L', { priceCents: priceCents + 1_000, costCents: 5_000, stock: 3 }),
      ],
      validFrom,
    })
  const records = [
    tent(at('2026-01-01'), 11_900),
    tent(at('2026-05-01'), 9_900),
    tent(at('2026-05-10'), 11_900),
    product('ROPE', { category: 'Klettern', variants: [variant('ROPE-1', { stock: 0 })] }),
    order('1', '2026-05-18', [['TENT-S', 2, 11_900]]),
    order('2', '2026-04-05', [['TENT-L', 1, 12_900]]),
    order('3', '2026-05-18', [['GHOST', 1, 700]]),
  ]
  const path = join(folder, 'shop.jsonl')
  writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'))
  const signal = new AbortController().signal
  const source = { format: 'dirigent', path, source: 'shop', timeZone: 'Europe/Berlin', currency: 'EUR' } as const
  await importFile({ ...deps(), clock: { now: () => NOW } }, { ...source, signal, fallbackFolder: folder })
  await rebuildProjections(store.events, 'Europe/Berlin')
  await refreshProducts(deps())
})
afterAll(async () => {
  await store.close()
  await state.close()
  rmSync(folder, { recursive: true, force: true })
})

const titles = async (part: Partial<z.input<typeof productListQuery>>) => {
  const all: string[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await catalogue().list(query({ ...part, limit: 1, after }))
    all.push(...items.map(({ title }) => title.de))
    if (next === null) return all
    after = next
  }
}

describe('the list of products', () => {
  it('has every product once, in each order, in pieces', async () => {
    expect(await titles({ sort: 'revenue' })).toEqual(['Kuppelzelt Ötscher', 'GHOST', 'ROPE'])
    expect(await titles({ sort: 'rising' })).toEqual(['Kuppelzelt Ötscher', 'GHOST', 'ROPE'])
    expect(await titles({ sort: 'falling' })).toEqual(['ROPE', 'GHOST', 'Kuppelzelt Ötscher'])
    expect(await titles({ sort: 'title' })).toEqual(['GHOST', 'Kuppelzelt Ötscher', 'ROPE'])
  })

  it('is narrowed by category with those below it, stock, brand and words in title or number', async () => {
    expect(await titles({ category: 'Camping' })).toEqual(['Kuppelzelt Ötscher'])
    expect(await titles({ category: 'Camp' })).toEqual([])
    expect(await titles({ stock: 'out' })).toEqual(['ROPE'])
    expect(await titles({ stock: 'low' })).toEqual(['Kuppelzelt Ötscher'])
    expect(await titles({ stock: 'unknown' })).toEqual(['GHOST'])
    expect(await titles({ brand: 'Alpkamm' })).toEqual(['Kuppelzelt Ötscher'])
    expect(await titles({ text: 'zelt oetscher' })).toEqual(['Kuppelzelt Ötscher'])
    expect(await titles({ text: 'tent-l' })).toEqual(['Kuppelzelt Ötscher'])
  })

  it('tells sales of 30 and 90 days, prices from to, stock and the least margin', async () => {
    const [tent] = (await catalogue().list(query())).items
    expect(tent).toMatchObject({
      variants: 2,
      priceFromCents: 11_900,
      priceToCents: 12_900,
      stock: 5,
      sold30: 2,
      revenue30Cents: 23_800,
      revenueBeforeCents: 12_900,
      sold90: 3,
      revenue90Cents: 36_700,
    })
    expect(tent?.margin).toBeCloseTo(0.5)
  })

  it('counts sales anew when the log was computed anew, and not before', async () => {
    await state.pool.query('UPDATE products SET revenue_30_cents = 1')
    await refreshProducts(deps())
    expect((await catalogue().list(query())).items[0]?.revenue30Cents).toBe(1)
    await rebuildProjections(store.events, 'Europe/Berlin')
    await refreshProducts(deps())
    expect((await catalogue().list(query())).items[0]?.revenue30Cents).toBe(23_800)
  })
})

describe('a product', () => {
  const idOf = async (text: string) => (await catalogue().list(query({ text }))).items[0]?.id ?? 0

  it('has variants with price, cost, margin and the 30-day low before the present price', async () => {
    const shown = await catalogue().show(await idOf('zelt'))
    expect(shown).toMatchObject({ externalId: 'TENT', knownFrom: 'catalogue', currency: 'EUR' })
    expect(shown.variants).toMatchObject([
      { sku: 'TENT-S', priceCents: 11_900, lowestBeforeCents: 9_900, costCents: 5_000, stock: 2 },
      { sku: 'TENT-L', priceCents: 12_900, lowestBeforeCents: 10_900, costCents: 5_000, stock: 3 },
    ])
  })

  it('has its prices and sales by day', async () => {
    const id = await idOf('zelt')
    const [first] = (await catalogue().show(id)).variants
    const { days } = await catalogue().prices(id, first?.id ?? 0)
    expect(days.at(-1)).toEqual({
      day: '2026-05-20',
      priceCents: 11_900,
      compareAtCents: null,
      lowestBeforeCents: 9_900,
    })
    expect(days.find(({ day }) => day === '2026-05-05')).toMatchObject({ priceCents: 9_900, lowestBeforeCents: 9_900 })
    const sales = await catalogue().sales(id)
    expect(sales).toMatchObject({ asOf: '2026-05-19' })
    expect(sales.days.filter(({ quantity }) => quantity > 0)).toEqual([
      { day: '2026-04-05', quantity: 1, revenueCents: 12_900 },
      { day: '2026-05-18', quantity: 2, revenueCents: 23_800 },
    ])
  })

  it('that is known from orders alone sells as well', async () => {
    const shown = await catalogue().show(await idOf('ghost'))
    expect(shown).toMatchObject({ knownFrom: 'orders', sold30: 1, margin: null, stock: null })
  })

  it('and variants that are not there are not found', async () => {
    await expect(catalogue().show(999_999)).rejects.toMatchObject({ code: 'input.not-found' })
    await expect(catalogue().sales(999_999)).rejects.toMatchObject({ code: 'input.not-found' })
    await expect(catalogue().prices(await idOf('rope'), 999_999)).rejects.toMatchObject({ code: 'input.not-found' })
  })

  it('keeps its sales until the log is computed anew', async () => {
    const open = catalogue()
    const id = await idOf('zelt')
    const before = await open.sales(id)
    now += 10_000
    expect(await open.sales(id)).toBe(before)
    await rebuildProjections(store.events, 'Europe/Berlin')
    now += 10_000
    expect(await open.sales(id)).not.toBe(before)
    expect(await open.sales(id)).toEqual(before)
    now = NOW
  })
})

describe('among twenty thousand products', () => {
  let many: TestState
  beforeAll(async () => {
    many = await openTestState()
    await fillManyRows(many)
  })
  afterAll(() => many.close())

  it('each list is one question, answered by an index', async () => {
    for (const part of [
      { sort: 'revenue' },
      { sort: 'falling' },
      { sort: 'title' },
      { text: markOf(1_234) },
    ] as const) {
      const effort = await effortOf(many, (watched) => listProducts(watched, query(part), 19))
      expect({ part, ...effort }).toEqual({ part, scans: [], statements: 1 })
    }
  })
})
