/** One thread of the bench `write`: writes about every n-th product of the catalogue and says what came of it. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { LANGS } from '../../src/core/lang.ts'
import { textTools, writeChecked } from '../../src/features/content/index.ts'
import type { ProductFacts } from '../../src/features/text-check/index.ts'
import { TONES, writeRequestSchema } from '../../src/features/writing/index.ts'
import { demoProducts, manyProducts, realProducts } from './catalogues.ts'

const taskSchema = z.object({ products: z.number(), part: z.number(), parts: z.number(), versions: z.number() })

export interface PartResult {
  readonly texts: number
  readonly words: number
  readonly maxOverlap: number
  readonly placeholders: number
  /** Numbers in texts that the product's data has nowhere. */
  readonly strangeNumbers: number
  readonly spellingErrors: number
  readonly contradictedFacts: number
  /** Products with fewer versions than asked for, and with none. */
  readonly fewer: number
  readonly none: number
}

const PLACEHOLDER = /[{}<>[\]]|\b(?:undefined|null|NaN|XXX|TODO|lorem ipsum)\b/i

const digits = (text: string): readonly string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replace(/[.,]/g, ''))

/** The digits of all numbers of a product, however they are grouped. */
function numbersOf(product: ProductFacts): ReadonlySet<string> {
  const known = digits(JSON.stringify(product))
  const prices = product.variants.flatMap(({ priceCents }) =>
    priceCents === null ? [] : [String(priceCents), String(priceCents / 100)],
  )
  return new Set([...known, ...known.map((number) => number.replace(/^0+(?=\d)|0$/g, '')), ...prices])
}

async function run(): Promise<PartResult> {
  const { products, part, parts, versions } = taskSchema.parse(workerData)
  const all = manyProducts([...demoProducts(), ...realProducts()], products)
  const tools = await textTools()
  parentPort?.postMessage('ready')
  let [texts, words, maxOverlap, placeholders, strangeNumbers, fewer, none] = [0, 0, 0, 0, 0, 0, 0]
  let [spellingErrors, contradictedFacts] = [0, 0]
  for (let at = part; at < all.length; at += parts) {
    const product = all[at]
    if (product === undefined) continue
    const request = writeRequestSchema.parse({
      kind: 'product-description',
      lang: LANGS[Math.floor(at / parts) % 2],
      tone: TONES[at % 3],
      address: at % 2 === 0 ? 'du' : 'sie',
      versions,
    })
    const written = writeChecked(product, request, tools)
    if (written.missing !== null) {
      none++
      continue
    }
    if (written.versions.length < versions) fewer++
    maxOverlap = Math.max(maxOverlap, written.maxOverlap)
    const known = numbersOf(product)
    for (const { text, findings } of written.versions) {
      texts++
      words += text.split(/\s+/).length
      if (PLACEHOLDER.test(text)) placeholders++
      spellingErrors += findings.filter(({ rule }) => rule === 'craft.spelling').length
      contradictedFacts += findings.filter(({ rule }) => rule === 'facts.contradicted').length
      strangeNumbers += digits(text).filter((number) => !known.has(number)).length
    }
  }
  return { texts, words, maxOverlap, placeholders, strangeNumbers, spellingErrors, contradictedFacts, fewer, none }
}

parentPort?.postMessage(await run())
