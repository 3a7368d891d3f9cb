/** Products to write about and to check texts against: the demo shop, the real catalogue of the data sets, and variations of the first. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { loadProcessConfig } from '../../src/config.ts'
import { buildCatalogue, productRecord } from '../../src/features/demo/catalogue.ts'
import type { ProductFacts } from '../../src/features/text-check/index.ts'

const SEED = 7
const WINDOW_DAYS = 365

/** The demo shop's products as facts. */
export function demoProducts(): readonly ProductFacts[] {
  return buildCatalogue(SEED, WINDOW_DAYS).map((product) => {
    const record = productRecord(product, {
      priceCents: product.listCents,
      compareAtCents: null,
      validFrom: 0,
      stockOf: null,
    })
    const { externalId, title, brand, category, description, tags, currency } = record
    return {
      ...{ externalId, title, brand, category, description, tags, currency },
      attributes: Object.entries(record.attributes).map(([name, value]) => ({ name, value })),
      variants: record.variants.map((variant) => ({ ...variant, lowestBeforeCents: null })),
    }
  })
}

const rowSchema = z.object({
  id: z.string(),
  sku: z.string(),
  title_de: z.string(),
  title_en: z.string(),
  short_de: z.string(),
  short_en: z.string(),
  long_de: z.string(),
  long_en: z.string(),
  price: z.coerce.number(),
  stock: z.coerce.number(),
  search_keys_de: z.string(),
})

/** The 52 products of `products-de-en.csv.gz`; none where the data set is not there. */
export function realProducts(): readonly ProductFacts[] {
  const file = join(loadProcessConfig().datasetsDir, 'products-de-en.csv.gz')
  if (!existsSync(file)) return []
  const rows: unknown = parse(gunzipSync(readFileSync(file)), { columns: true })
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      externalId: row.id,
      title: { de: row.title_de, en: row.title_en },
      brand: '',
      category: '',
      attributes: [],
      description: {
        de: `<p>${row.short_de}</p><p>${row.long_de}</p>`,
        en: `<p>${row.short_en}</p><p>${row.long_en}</p>`,
      },
      tags: row.search_keys_de.split(',').map((tag) => tag.trim()),
      variants: [
        {
          sku: row.sku,
          title: '',
          options: {},
          priceCents: Math.round(row.price * 100),
          compareAtCents: null,
          lowestBeforeCents: null,
          stock: row.stock,
        },
      ],
      currency: 'EUR',
    }))
}

/** Attributes as other shops have them: other names, values in one language, units in the name. */
const OTHERS: readonly (readonly [name: string, values: readonly (string | number | boolean)[]])[] = [
  ['Obermaterial', ['100 % Leder', 'Canvas', '80 % Baumwolle, 20 % Elasthan', 'recyceltes Polyester']],
  ['Schaftweite', ['28 cm', '32,5 cm', '40 cm']],
  ['weight_kg', [0.4, 1.25, 3]],
  ['wash_temp', [30, 40, 60]],
  ['Eigenschaften', ['wasserdicht', 'atmungsaktiv, dehnbar', 'faltbar, Kapuze']],
  ['Herkunft', ['Portugal', 'Deutschland', 'Italien']],
  ['Waschbar', ['ja', 'nein']],
  ['Reißverschluss', [true, false]],
  ['Verschluss', ['Schnalle', 'Klettverschluss']],
  ['Artikelnummer', ['A-100', 'B-200']],
]

/** So many products: those handed in, then again with other attributes beside their own. The same each time. */
export function manyProducts(base: readonly ProductFacts[], count: number): readonly ProductFacts[] {
  return Array.from({ length: count }, (_, at) => {
    const product = base[at % base.length]
    if (product === undefined) throw new RangeError('manyProducts: there is no product to begin with')
    const round = Math.floor(at / base.length)
    if (round === 0) return product
    const added = OTHERS.flatMap(([name, values], index) => {
      const value = values[(round * 7 + at + index) % values.length]
      return value === undefined || (round + at + index) % 3 !== 0 ? [] : [{ name, value }]
    })
    const kept = product.attributes.filter((_attribute, index) => (round + index) % 4 !== 0)
    return { ...product, externalId: `${product.externalId}-${round}`, attributes: [...kept, ...added] }
  })
}
