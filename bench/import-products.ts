/** Products per second from a file into both stores, by the command people use, process start included. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Bench, wholeOption } from './lib/bench.ts'
import { runCli, withDataDir } from './lib/cli.ts'

export const importProductsBench: Bench = {
  name: 'import-products',
  about:
    'a seeded catalogue of --products (20,000) with 2 to 4 variants each by `dirigent import`; then a second reading with every price moved',
  run: (request) =>
    withDataDir(async (dataDir) => {
      const products = wholeOption(request, 'products', request.small ? 1_000 : 20_000)
      const first = await importCatalogue(dataDir, products, 1)
      console.log(`first reading: ${Math.round(products / first.seconds)} products/s`)
      const again = await importCatalogue(dataDir, products, 2)
      console.log(`every product changed: ${Math.round(products / again.seconds)} products/s`)
      return {
        productsPerSecond: Math.round(products / first.seconds),
        seconds: Number(first.seconds.toFixed(2)),
        peakRssMb: Math.max(first.peakRssMb, again.peakRssMb),
        changedPerSecond: Math.round(products / again.seconds),
      }
    }),
}

async function importCatalogue(dataDir: string, products: number, edition: number) {
  const file = `${dataDir}-catalogue-${edition}.ndjson`
  await pipeline(Readable.from(catalogueLines(products, edition)), createWriteStream(file))
  const run = await runCli(dataDir, ['import', 'dirigent', file])
  console.log(run.stderr.trim())
  return run
}

/** The same edition gives the same bytes; a later edition has other prices and stock. */
function* catalogueLines(products: number, edition: number): Generator<string> {
  const random = randomFrom(41)
  for (let at = 0; at < products; at++) {
    const priceCents = 500 + Math.floor(random() * 15_000)
    const variants = Array.from({ length: 2 + Math.floor(random() * 3) }, (_, index) => ({
      sku: `S${at}-${index}`,
      title: `Größe ${index + 38}`,
      options: { Größe: String(index + 38) },
      priceCents: priceCents + index * 100 + edition,
      compareAtCents: random() < 0.2 ? priceCents + 2_000 : null,
      costCents: random() < 0.8 ? Math.floor(priceCents / 2) : null,
      stock: Math.floor(random() * 90) + edition,
    }))
    const record = {
      type: 'product',
      externalId: `P${at}`,
      title: { de: `Artikel ${at}`, en: `Item ${at}` },
      description: { de: 'Leicht, dicht und für viele Jahre gemacht. '.repeat(2 + Math.floor(random() * 8)) },
      brand: `Marke ${Math.floor(random() * 40)}`,
      category: `Bereich ${Math.floor(random() * 8)} > Gruppe ${Math.floor(random() * 60)}`,
      tags: ['neu', `saison-${Math.floor(random() * 4)}`],
      attributes: { weightGrams: Math.floor(random() * 3_000), waterproof: random() < 0.5 },
      status: 'active',
      variants,
      currency: 'EUR',
      validFrom: Date.UTC(2026, 0, edition),
    }
    yield `${JSON.stringify(record)}\n`
  }
}

/** Uniform in [0, 1), the same each time. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
