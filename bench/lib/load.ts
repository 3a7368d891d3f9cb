/**
 * A load generator: keep-alive connections that each send one request after the other and wait for its answer, at full speed or
 * at a fixed rate. Sends events as Segment's clients do; every event has an id of its own.
 * Run as its own process: `node load.js '{"url": ..., ...}'` prints what came of it as one JSON line.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface LoadRequest {
  /** Address of the workbench, 'http://127.0.0.1:4747'. */
  readonly url: string
  readonly key: string
  /** Events of one request; 1: single events by /v1/track. */
  readonly batch: number
  readonly connections: number
  readonly seconds: number
  /** Events a second; 0: as fast as answers come. */
  readonly rate: number
  /** First part of every message id: runs of unlike names send unlike events. */
  readonly name: string
}

export interface LoadResult {
  readonly acknowledged: number
  /** Events in requests that were answered by anything but 200. */
  readonly refused: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

const PAGES = ['/', '/kategorie/jacken', '/produkt/wanderjacke', '/produkt/zelt-2p', '/warenkorb']
const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
]
const NAMES = ['Product Viewed', 'Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started']

/** One event as a client sends it; the same number gives the same event but for its times. */
export function eventOf(name: string, number: number, at: string): Record<string, unknown> {
  const visitor = Math.imul(number % 50_000, 0x9e3779b1) >>> 0
  return {
    type: 'track',
    event: NAMES[number % NAMES.length],
    messageId: `${name}-${number}`,
    anonymousId: `visitor-${visitor.toString(16)}`,
    timestamp: at,
    properties: {
      product_id: `P${number % 800}`,
      sku: `SKU-${number % 800}`,
      name: 'Wanderjacke Herren',
      price: (number % 20_000) / 100,
      quantity: 1,
      currency: 'EUR',
    },
    context: {
      userAgent: AGENTS[visitor % AGENTS.length],
      locale: 'de-DE',
      page: { path: PAGES[number % PAGES.length], url: `https://shop.example${PAGES[number % PAGES.length]}` },
      campaign: number % 7 === 0 ? { source: 'newsletter', medium: 'email', name: 'herbst' } : {},
    },
  }
}

/** Makes the bytes of HTTP requests with `batch` events from a number on. */
export function requestMaker({ url, key, batch, name }: LoadRequest): (first: number) => Buffer {
  const head =
    `POST /v1/${batch === 1 ? 'track' : 'batch'} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n` +
    `Authorization: Basic ${Buffer.from(`${key}:`).toString('base64')}\r\nContent-Type: application/json\r\nContent-Length: `
  return (first) => {
    const at = new Date().toISOString()
    const events = Array.from({ length: batch }, (_, index) => eventOf(name, first + index, at))
    const body = JSON.stringify(batch === 1 ? { ...events[0], sentAt: at } : { batch: events, sentAt: at })
    // Nothing in it but ASCII: as many bytes as characters.
    return Buffer.from(`${head}${body.length}\r\n\r\n${body}`, 'latin1')
  }
}

/** One keep-alive connection; `send` resolves with the status of the answer. */
export class Connection {
  readonly #socket: Socket
  #text = ''
  #settle: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#socket = connect(Number(port), hostname)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk.toString('latin1')))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('The connection was closed.')))
  }

  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('The connection was closed.'))
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(text: string): void {
    this.#text += text
    const head = this.#text.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#text.slice(0, head))?.[1] ?? 0)
    if (this.#text.length < head + 4 + length) return
    const status = Number(this.#text.slice(9, 12))
    this.#text = ''
    const settle = this.#settle
    this.#settle = null
    settle?.resolve(status)
  }

  #fail(error: Error): void {
    const settle = this.#settle
    this.#settle = null
    settle?.reject(error)
  }
}

/** Sends for the seconds that were asked for and waits for the last answer. */
export async function runLoad(request: LoadRequest): Promise<LoadResult> {
  const { batch, connections, rate, seconds } = request
  const started = performance.now()
  const until = started + seconds * 1000
  const intervalMs = rate === 0 ? 0 : (1000 * batch) / rate
  const latencies: number[] = []
  let turn = 0
  let acknowledged = 0
  let refused = 0
  const bytesFrom = requestMaker(request)
  const work = async (): Promise<void> => {
    const connection = new Connection(request.url)
    for (;;) {
      const mine = turn++
      // At a fixed rate an answer's time counts from when the request was due: waiting for a free connection is waiting.
      const due = rate === 0 ? performance.now() : started + mine * intervalMs
      if (due >= until) break
      const early = due - performance.now()
      if (early > 1) await sleep(early)
      const status = await connection.send(bytesFrom(mine * batch))
      latencies.push(performance.now() - due)
      if (status === 200) acknowledged += batch
      else refused += batch
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, work))
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const round = (value: number) => Number(value.toFixed(1))
  return {
    acknowledged,
    refused,
    seconds: (performance.now() - started) / 1000,
    p50Ms: round(at(0.5)),
    p99Ms: round(at(0.99)),
    maxMs: round(at(1)),
  }
}

const [text] = process.argv.slice(2)
if (text !== undefined && process.argv[1]?.endsWith('load.js') === true) {
  const request = JSON.parse(text) as LoadRequest // written by the bench itself
  console.log(JSON.stringify(await runLoad(request)))
}
