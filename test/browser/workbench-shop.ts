/**
 * A small shop as a file of the format 'dirigent': three months in which ten articles sell steadily until somebody mistypes
 * their prices, the articles of ten brands run out, and customers come, look and buy. The night shift has ten prices to set
 * right, ten purchase requests to write, and a few things for people to do.
 */
import { writeFileSync } from 'node:fs'
import { addDays, type Day } from '../../src/core/time.ts'
import type { EventRecord, ImportRecord, ProductRecord } from '../../src/ingest/records.ts'
import { order, product, variant } from '../event-store.ts'

const DAYS = 100
const DAY_MS = 86_400_000
/** As long as that prices are wrong. */
const WRONG_DAYS = 4
const CUSTOMERS = 40

interface Article {
  readonly sku: string
  readonly title: string
  readonly priceCents: number
  /** What it is sold for since somebody mistyped it; null: nobody did. */
  readonly wrongCents: number | null
  readonly costCents: number
  readonly brand: string
  readonly stock: number
}

const KINDS = [
  'Zelt',
  'Rucksack',
  'Schlafsack',
  'Kocher',
  'Stirnlampe',
  'Isomatte',
  'Jacke',
  'Stiefel',
  'Seil',
  'Flasche',
]
/** Each makes one article that runs out. */
export const BRANDS = ['Fjell', 'Kar', 'Grat', 'Firn', 'Almen', 'Tobel', 'Joch', 'Kuppe', 'Gumpe', 'Moor'] as const

/** One too cheap and one too dear in turn: more than five to the same side at once would be a sale. */
const MISTYPED: readonly Article[] = KINDS.map((kind, index) => {
  const priceCents = 4_000 + index * 1_500
  const wrongCents = index % 2 === 0 ? Math.round(priceCents / 10) : priceCents * 10
  return {
    sku: `FALSCH-${index}`,
    title: `${kind} Nord`,
    priceCents,
    wrongCents,
    costCents: priceCents / 2,
    brand: 'Nord',
    stock: 900,
  }
})
const STEADY: readonly Article[] = KINDS.map((kind, index) => ({
  sku: `STETIG-${index}`,
  title: `${kind} Süd`,
  priceCents: 3_000 + index * 1_000,
  wrongCents: null,
  costCents: 500,
  brand: BRANDS[index] ?? '',
  stock: 3,
}))
const ARTICLES = [...MISTYPED, ...STEADY]

/** @param lastDay the day that the night shift analyses */
export function writeShop(path: string, lastDay: Day): void {
  const lines = recordsUpTo(lastDay).map((record) => JSON.stringify(record))
  writeFileSync(path, `${lines.join('\n')}\n`)
}

function recordsUpTo(lastDay: Day): ImportRecord[] {
  const first = Date.parse(`${addDays(lastDay, -DAYS)}T08:00:00Z`)
  const records: ImportRecord[] = ARTICLES.map((article) => productOf(article, Date.parse(`${lastDay}T18:00:00Z`)))
  for (let number = 0; number < CUSTOMERS; number++) {
    records.push({
      type: 'customer',
      externalId: `k${number}`,
      email: `k${number}@mail.example`,
      name: `Kundin ${number}`,
      country: 'DE',
      city: 'Köln',
      postcode: '50667',
      createdAt: first,
      acceptsMarketing: number % 2 === 0,
    })
  }
  for (let back = DAYS - 1; back >= 0; back--) {
    const day = addDays(lastDay, -back)
    for (const [index, article] of ARTICLES.entries()) {
      const customer = (index * 7 + back) % CUSTOMERS
      const { sku, priceCents, wrongCents } = article
      const cents = back < WRONG_DAYS ? (wrongCents ?? priceCents) : priceCents
      records.push(order(`B${back}-${index}`, day, [[sku, 1, cents]], { customerExternalId: `k${customer}` }))
      if (index % 2 === back % 2)
        records.push(...visitOf(article, { at: Date.parse(`${day}T11:00:00Z`), number: back * 100 + index, customer }))
    }
    // What is wrong was bought by more than one.
    if (back < WRONG_DAYS) {
      for (const [index, { sku, wrongCents, priceCents }] of MISTYPED.entries())
        records.push(order(`C${back}-${index}`, day, [[sku, 1, wrongCents ?? priceCents]]))
    }
  }
  return records
}

function productOf(
  { sku, title, priceCents, wrongCents, costCents, brand, stock }: Article,
  validFrom: number,
): ProductRecord {
  return product(sku, {
    title: { de: title, en: title },
    brand,
    // Each in a category of its own: what moves together is no mistake.
    category: `Draußen > ${title}`,
    variants: [variant(sku, { title, priceCents: wrongCents ?? priceCents, costCents, stock })],
    // After the last sale, which else would count against the stock.
    validFrom,
  })
}

const WAY = ['Page Viewed', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed']

/** Some leave before the checkout. */
function visitOf(
  { sku, priceCents }: Article,
  { at, number, customer }: { readonly at: number; readonly number: number; readonly customer: number },
): EventRecord[] {
  return WAY.slice(0, number % 3 === 0 ? WAY.length : 3).map((name, step) => ({
    type: 'event',
    messageId: `m${number}-${step}`,
    name,
    at: at + step * 60_000 + (DAY_MS / 48) * (number % 5),
    anonymousId: `v${number % 600}`,
    customerExternalId: number % 4 === 0 ? `k${customer}` : '',
    sku: step === 0 ? '' : sku,
    device: number % 3 === 0 ? 'mobile' : 'desktop',
    browser: number % 5 === 0 ? 'Safari 17' : 'Firefox 131',
    country: 'DE',
    channel: number % 5 === 0 ? 'newsletter' : 'direct',
    path: step === 0 ? '/' : `/${sku.toLowerCase()}`,
    valueCents: name === 'Order Completed' ? priceCents : 0,
    properties: {},
  }))
}
