/** A server over real connections that keeps articles as a shop does, with the troubles a test asks for. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** HTML by language; a shop of one language has but that of 'de'. */
interface Texts {
  de?: string
  en?: string
}

export interface Article {
  price: number
  /** Null: no strike price. */
  compareAt: number | null
  /** A variant of a product. */
  readonly parent?: boolean
  /** The description of its product, one object for all its variants. */
  readonly texts?: Texts
}

/** What happens to one request instead of an answer. */
export type Trouble =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'cut'
  | 'hang'
  /** The work is done, and the connection breaks before the answer. */
  | 'cut-after'

export interface TestShop {
  readonly url: string
  readonly articles: Map<string, Article>
  /** Taken by the next requests, one each. */
  readonly troubles: Trouble[]
  /** Taken by the next requests that write. */
  readonly writeTroubles: Trouble[]
  /** 'GET /path' of every request. */
  readonly requests: string[]
  /** Bodies of the requests that wrote something. */
  readonly writes: unknown[]
  close(): Promise<void>
}

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
  /** As they came. */
  readonly bytes: Buffer
}

interface Reply {
  readonly status: number
  readonly json?: unknown
  readonly wrote?: boolean
}

type Answer = (asked: Asked, shop: TestShop) => Reply

export async function serve(answer: Answer, isWrite: (asked: Asked) => boolean): Promise<TestShop> {
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const shop: TestShop = {
    url: `http://127.0.0.1:${port}`,
    articles: new Map(),
    troubles: [],
    writeTroubles: [],
    requests: [],
    writes: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const bytes = Buffer.concat(chunks)
    const isJson = request.headers['content-type']?.includes('json') === true && bytes.length > 0
    const url = new URL(request.url ?? '/', shop.url)
    const asked = {
      method: request.method ?? '',
      url,
      headers: request.headers,
      body: isJson ? JSON.parse(bytes.toString('utf8')) : null,
      bytes,
    }
    shop.requests.push(`${asked.method} ${url.pathname}`)
    const trouble = (isWrite(asked) ? shop.writeTroubles.shift() : undefined) ?? shop.troubles.shift()
    if (trouble === 'hang') return
    if (trouble === 'cut') {
      response.destroy()
      return
    }
    if (typeof trouble === 'object') {
      response.writeHead(trouble.status, { 'content-type': 'application/json', ...trouble.headers }).end(trouble.body)
      return
    }
    const reply = answer(asked, shop)
    if (reply.wrote === true) shop.writes.push(asked.body)
    if (trouble === 'cut-after') {
      response.destroy()
      return
    }
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(reply.json === undefined ? '' : JSON.stringify(reply.json))
  }
  return shop
}

/** '12.90' */
export const decimal = (cents: number) => (cents / 100).toFixed(2)

export const cents = (amount: string) => Math.round(Number(amount) * 100)
