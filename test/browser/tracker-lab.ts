/** A shop's page and a collector of another origin, each a real server, for tests of dirigent.js in a real browser. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const CHROMIUM = process.env.DIRIGENT_TEST_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run']
const TRACKER = readFileSync(new URL('../../dist/snippets/dirigent.js', import.meta.url))

export interface TrackerEvent {
  readonly type: string
  readonly event?: string
  readonly name?: string
  readonly messageId: string
  readonly timestamp: string
  readonly anonymousId?: string
  readonly userId?: string
  readonly properties?: Readonly<Record<string, unknown>>
  readonly traits?: Readonly<Record<string, unknown>>
  readonly context: {
    readonly dirigentConsent: string
    readonly page: Readonly<Record<'path' | 'url' | 'referrer' | 'search', string>>
    readonly campaign: Readonly<Record<string, string>>
    readonly timezone: string
  }
}

interface Posted {
  readonly headers: IncomingMessage['headers']
  readonly body: { readonly writeKey: string; readonly sentAt: string; readonly batch: readonly TrackerEvent[] }
}

type Answer = (request: IncomingMessage, reply: ServerResponse) => void

export interface ShopPage {
  /** Attributes of the script besides its address and key. */
  readonly attributes?: string
  readonly head?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Lets pages of any origin read the answer, as the collector does for the shop's. */
export function allow(request: IncomingMessage, reply: ServerResponse): void {
  reply.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  reply.setHeader('access-control-expose-headers', 'retry-after')
}

/** What the collector says where nothing is wrong. */
export const takes: Answer = (request, reply) => {
  allow(request, reply)
  reply.setHeader('content-type', 'application/json')
  reply.end('{"success":true}')
}

export function refuses(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (request, reply) => {
    allow(request, reply)
    reply.writeHead(status, { 'content-type': 'application/json', ...headers })
    reply.end('{}')
  }
}

export class Lab {
  answer: Answer = takes
  posted: Posted[] = []
  /** Requests to the collector that are neither the script nor a batch. */
  others: string[] = []
  shop = ''
  collector = ''
  /** Each test has one of its own: what pages of an earlier test send when they close is not this one's. */
  key = 'KEY-0'
  private keys = 0
  private pages = new Map<string, ShopPage>()
  private servers: Server[] = []
  private browser: Browser | null = null

  async open(): Promise<void> {
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
    this.shop = await this.listen((request, reply) => this.serveShop(request, reply))
    this.collector = await this.listen((request, reply) => void this.serveCollector(request, reply))
  }

  async close(): Promise<void> {
    await this.browser?.close()
    for (const server of this.servers) {
      server.closeAllConnections()
      server.close()
    }
  }

  /** Before each test. */
  reset(): void {
    this.key = `KEY-${++this.keys}`
    this.answer = takes
    this.posted = []
    this.others = []
    this.pages = new Map()
  }

  /** Every path of the shop answers with this page, unless it has its own. */
  page(shopPage: ShopPage, path = '*'): void {
    this.pages.set(path, shopPage)
  }

  /** A visitor's browser, without anything of earlier visitors. */
  async visitor(): Promise<BrowserContext> {
    if (this.browser === null) throw new Error('The lab is not open.')
    return this.browser.newContext()
  }

  /** What came, each message once as the collector counts it, however often it was sent. */
  get events(): TrackerEvent[] {
    const all = this.posted.flatMap(({ body }) => body.batch)
    return [...new Map(all.map((event) => [event.messageId, event])).values()]
  }

  /** Names of the events as they came, page calls as 'page'; without 'Page Left' unless asked for. */
  names({ left = false } = {}): string[] {
    const names = this.events.map(({ type, event }) => event ?? type)
    return left ? names : names.filter((name) => name !== 'Page Left')
  }

  find(name: string): TrackerEvent {
    const found = this.events.find(({ type, event }) => (event ?? type) === name)
    if (found === undefined) throw new Error(`No event ${name} came, but ${this.names({ left: true }).join(', ')}.`)
    return found
  }

  script({ attributes = '' }: ShopPage = {}): string {
    return `<script async src="${this.collector}/dirigent.js" data-key="${this.key}" ${attributes}></script>`
  }

  private serveShop(request: IncomingMessage, reply: ServerResponse): void {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const shopPage = this.pages.get(path) ?? this.pages.get('*') ?? {}
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...shopPage.headers })
    const { head = '', body = '' } = shopPage
    const icon = '<link rel="icon" href="data:,">'
    reply.end(`<!doctype html><title>${path}</title>${icon}${head}${this.script(shopPage)}<body>${body}</body>`)
  }

  private async serveCollector(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (request.method === 'GET' && request.url === '/dirigent.js') {
      reply.writeHead(200, { 'content-type': 'text/javascript' })
      reply.end(TRACKER)
      return
    }
    if (request.method !== 'POST' || request.url !== '/v1/batch') {
      this.others.push(`${request.method} ${request.url}`)
      reply.writeHead(404).end()
      return
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body: Posted['body'] = JSON.parse(Buffer.concat(parts).toString('utf8'))
    const isOfEarlierTest = (body.writeKey ?? this.key) !== this.key
    if (!isOfEarlierTest) this.posted.push({ headers: request.headers, body })
    const answer = isOfEarlierTest ? takes : this.answer
    answer(request, reply)
  }

  private async listen(handle: Answer): Promise<string> {
    const server = createServer(handle).listen(0, '127.0.0.1')
    this.servers.push(server)
    await once(server, 'listening')
    // A server that listens on a port has an address of this kind.
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
}

/** Opens a page and waits until the tracker runs. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForFunction('window.dirigent && !Array.isArray(window.dirigent)')
}

/** As the browser does it when the visitor turns to another tab, and back. */
export async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, value: ${!visible} })
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: '${visible ? 'visible' : 'hidden'}' })
    document.dispatchEvent(new Event('visibilitychange'))`)
}

/** The page goes, and with it everything that waits. */
export async function leave(page: Page): Promise<void> {
  await page.goto('about:blank')
}

/** What comes over the network comes soon, but not at once. */
export function soon<T>(read: () => T) {
  return expect.poll(read, { timeout: 10_000 })
}
