/** Texts per second of the built-in writer on two threads, each checked as the night checks them, and what can be said of the texts. */
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Bench, wholeOption } from './lib/bench.ts'
import type { PartResult } from './lib/write-part.ts'

const PART = fileURLToPath(new URL('./lib/write-part.js', import.meta.url))
const THREADS = 2
const VERSIONS = 3

export const writeBench: Bench = {
  name: 'write',
  about:
    '--products (10,000) x 3 checked descriptions by the built-in writer; asked: 300 texts/s on two cores, a night under 3 minutes',
  run: async (request) => {
    const products = wholeOption(request, 'products', request.small ? 300 : 10_000)
    const { seconds, results } = await writeAll(products)
    const sum = (of: (result: PartResult) => number): number => results.reduce((total, result) => total + of(result), 0)
    const texts = sum(({ texts }) => texts)
    const words = sum(({ words }) => words)
    console.log(`${texts} texts of ${words} words about ${products} products in ${seconds.toFixed(1)} s`)
    return {
      perSecond: Math.round(texts / seconds),
      nightSeconds: Number(((seconds * 10_000) / products).toFixed(1)),
      maxOverlap: Number(Math.max(...results.map(({ maxOverlap }) => maxOverlap)).toFixed(3)),
      spellingErrorsPer1000: Number(((sum(({ spellingErrors }) => spellingErrors) * 1000) / words).toFixed(2)),
      contradictedFacts: sum(({ contradictedFacts }) => contradictedFacts),
      placeholders: sum(({ placeholders }) => placeholders),
      strangeNumbers: sum(({ strangeNumbers }) => strangeNumbers),
      fewerVersions: sum(({ fewer }) => fewer),
      nothingToSay: sum(({ none }) => none),
    }
  },
}

/** Threads make their part of the catalogue first; the time runs from when all of them have it. */
async function writeAll(products: number): Promise<{ seconds: number; results: readonly PartResult[] }> {
  const threads = Array.from({ length: THREADS }, (_, part) =>
    startPart({ products, part, parts: THREADS, versions: VERSIONS }),
  )
  const began = (await Promise.all(threads.map(({ ready }) => ready))).reduce((a, b) => Math.max(a, b))
  const results = await Promise.all(threads.map(({ result }) => result))
  return { seconds: (performance.now() - began) / 1000, results }
}

function startPart(task: Readonly<Record<string, number>>): { ready: Promise<number>; result: Promise<PartResult> } {
  const worker = new Worker(PART, { workerData: task })
  const ready = new Promise<number>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => resolve(performance.now()))
  })
  const result = new Promise<PartResult>((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', (message: PartResult | 'ready') => {
      if (message !== 'ready') resolve(message)
    })
  })
  return { ready, result }
}
