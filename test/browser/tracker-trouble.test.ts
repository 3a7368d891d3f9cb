/** dirigent.js in a real browser: no event is lost on the way, and whatever the collector does, the shop's page notices nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allow, Lab, leave, refuses, type ShopPage, setVisible, soon, takes, visit } from './tracker-lab.ts'

const lab = new Lab()
let visitor: BrowserContext
let page: Page

beforeAll(() => lab.open())
afterAll(() => lab.close())
beforeEach(async () => {
  lab.reset()
  visitor = await lab.visitor()
  page = await visitor.newPage()
})
afterEach(() => visitor.close())

const GRANTED = 'data-consent="granted"'
const queueLength = () =>
  page.evaluate("(localStorage.getItem('dirigent.queue') || '').split('\\n').filter(Boolean).length")
const ids = () => lab.posted.map(({ body }) => body.batch.map(({ messageId }) => messageId))

describe('a batch', () => {
  it('has at most twenty events, all of them once, and a full one does not wait', async () => {
    lab.page({})
    await page.clock.install()
    await visit(page, lab.shop)
    await page.evaluate("for (let i = 0; i < 44; i++) dirigent.track('Product Added', { i })")
    await soon(() => lab.posted.length).toBe(1)
    await page.clock.runFor(1_200)
    await soon(() => lab.posted.length).toBe(2)
    await page.clock.runFor(1_200)
    await soon(() => lab.posted.length).toBe(3)
    expect(lab.posted.map(({ body }) => body.batch.length)).toEqual([20, 20, 5])
    expect(new Set(ids().flat()).size).toBe(45)
  })

  it('stays below what outlives a page, and an event that is too large alone is left out', async () => {
    lab.page({})
    await visit(page, lab.shop)
    await page.evaluate("dirigent.track('Huge', { text: 'ü'.repeat(30000) })")
    await page.evaluate("for (let i = 0; i < 4; i++) dirigent.track('Large', { text: 'ü'.repeat(6000) })")
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', ...Array(4).fill('Large')])
    for (const { body } of lab.posted) expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(65_536)
  })
})

describe('the way to the collector', () => {
  it('is tried again after a failure, with the same message ids', async () => {
    lab.page({})
    lab.answer = refuses(503)
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(2_200)
    await soon(() => lab.posted.length).toBe(1)
    lab.answer = takes
    await page.waitForTimeout(100)
    await page.clock.runFor(2_100)
    await soon(() => lab.posted.length).toBe(2)
    expect(ids()[1]).toEqual(ids()[0])
    await page.clock.runFor(30_000)
    expect(lab.posted.length).toBe(2)
  })

  it('pauses as long as the collector asks for, whatever else happens', async () => {
    lab.page({})
    lab.answer = refuses(429, { 'retry-after': '30' })
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(2_200)
    await soon(() => lab.posted.length).toBe(1)
    await page.waitForTimeout(200)
    await page.evaluate("for (let i = 0; i < 25; i++) dirigent.track('Product Added')")
    await page.clock.runFor(29_000)
    await page.waitForTimeout(200)
    expect(lab.posted.length).toBe(1)
    lab.answer = takes
    await page.clock.runFor(2_000)
    await soon(() => lab.posted.length).toBe(2)
  })

  it('is tried ever less often', async () => {
    lab.page({})
    lab.answer = refuses(500)
    await page.clock.install()
    await visit(page, lab.shop)
    for (let second = 0; second < 60; second++) {
      await page.clock.runFor(1_000)
      await page.waitForTimeout(20)
    }
    expect(lab.posted.length).toBeGreaterThanOrEqual(4)
    expect(lab.posted.length).toBeLessThanOrEqual(7)
  })

  it.each([400, 401, 403, 413])('is not tried again where the answer is %i', async (status) => {
    lab.page({ attributes: GRANTED })
    lab.answer = refuses(status)
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(2_200)
    await soon(() => lab.posted.length).toBe(1)
    await soon(queueLength).toBe(0)
    await page.clock.runFor(600_000)
    expect(lab.posted.length).toBe(1)
  })

  it('is tried again where something in between says yes, and where nobody answers', async () => {
    lab.page({})
    lab.answer = answersWithPage
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(2_200)
    await soon(() => lab.posted.length).toBe(1)
    lab.answer = () => undefined
    await page.waitForTimeout(200)
    await page.clock.runFor(2_100)
    await soon(() => lab.posted.length).toBe(2)
    lab.answer = takes
    await page.clock.runFor(15_100)
    await page.waitForTimeout(200)
    await page.clock.runFor(4_100)
    await soon(() => lab.posted.length).toBe(3)
    expect(ids()[2]).toEqual(ids()[0])
  })
})

describe('without a network', () => {
  it('what happens waits in memory and is sent as soon as there is one', async () => {
    lab.page({})
    await visit(page, lab.shop)
    await visitor.setOffline(true)
    await page.evaluate("dirigent.track('Product Added')")
    await setVisible(page, false)
    await setVisible(page, true)
    await page.waitForTimeout(2_500)
    expect(lab.events).toEqual([])
    await visitor.setOffline(false)
    await soon(() => lab.names()).toEqual(['page', 'Product Added'])
  })

  it('with consent it also outlives the page, and the next one sends it once', async () => {
    lab.page({ attributes: GRANTED })
    await visit(page, lab.shop)
    await visitor.setOffline(true)
    await page.evaluate("dirigent.track('Product Added')")
    await page.close()
    await visitor.setOffline(false)
    page = await visitor.newPage()
    await visit(page, `${lab.shop}/b`)
    await soon(() => lab.names().toSorted()).toEqual(['Product Added', 'page', 'page'])
    await soon(queueLength).toBe(0)
  })

  it.each([GRANTED, 'data-consent="denied"'])('the newest 64 KB wait (%s)', async (attributes) => {
    lab.page({ attributes })
    await visit(page, lab.shop)
    await visitor.setOffline(true)
    await page.evaluate("for (let i = 1; i <= 300; i++) dirigent.track('Product Added', { i })")
    const kept = Number(await page.evaluate("(localStorage.getItem('dirigent.queue') || '').length"))
    if (attributes === GRANTED) expect(kept).toBeGreaterThan(60_000)
    expect(kept).toBeLessThanOrEqual(65_536)
    await visitor.setOffline(false)
    await soon(() => lab.events.at(-1)?.properties?.i).toBe(300)
    const numbers = lab.events.map(({ properties }) => Number(properties?.i))
    expect(numbers).toEqual(numbers.map((_, index) => 301 - numbers.length + index))
    expect(numbers.length).toBeGreaterThan(100)
    expect(numbers.length).toBeLessThan(250)
  })
})

interface Trouble {
  readonly name: string
  readonly answer?: (request: IncomingMessage, reply: ServerResponse) => void
  readonly shopPage?: ShopPage
  readonly script?: string
}

const script = (text: string): Pick<Trouble, 'script'> => ({ script: text })

function answersWithPage(request: IncomingMessage, reply: ServerResponse): void {
  allow(request, reply)
  reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Guten Tag</h1>')
}

function breaksOff(request: IncomingMessage, reply: ServerResponse): void {
  allow(request, reply)
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"suc')
  setTimeout(() => reply.destroy(), 50)
}

const TROUBLES: readonly Trouble[] = [
  { name: 'fails', answer: refuses(500) },
  { name: 'is overloaded', answer: refuses(429, { 'retry-after': '1' }) },
  { name: 'asks to come back at a date', answer: refuses(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }) },
  { name: 'refuses the key', answer: refuses(401) },
  { name: 'answers with a page', answer: answersWithPage },
  { name: 'answers with half a text', answer: breaksOff },
  { name: 'sends elsewhere for ever', answer: refuses(307, { location: '/v1/batch' }) },
  { name: 'never answers', answer: () => undefined },
  { name: 'hangs up', answer: (request) => void request.socket.destroy() },
  { name: 'speaks no HTTP', answer: (request) => void request.socket.end('HELLO\r\n\r\n') },
  { name: 'lets nobody read its answers', answer: (_, reply) => void reply.end('{"success":true}') },
  {
    name: 'is kept away by the policy of the page',
    shopPage: { headers: { 'content-security-policy': "connect-src 'self'" } },
  },
  {
    name: 'works, on a device that closes its storage',
    ...script(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ),
  },
  {
    name: 'works, on a device whose storage is full',
    ...script(
      "if (location.protocol === 'http:') { let size = 5e6; while (size > 1) try { localStorage.setItem('full' + size, 'x'.repeat(size)) ; break } catch { size = size / 2 | 0 } for (let i = 0; i < 40; i++) try { localStorage.setItem('f' + i, 'x'.repeat(2 ** (22 - i % 22))) } catch {} }",
    ),
  },
  {
    name: 'works, on a page that froze what it could',
    ...script(
      'for (const what of [Object, Array, Function, String, Promise, RegExp, Date, History, Element, Document, EventTarget, Storage, Navigator]) Object.freeze(what.prototype)',
    ),
  },
  { name: 'works, on a page that froze its history', ...script('Object.freeze(history)') },
  {
    name: 'works, on a page that broke what sends',
    ...script(
      "window.fetch = () => { throw new Error('shop') }; navigator.sendBeacon = () => { throw new Error('shop') }",
    ),
  },
  {
    name: 'works, on a page whose fetch gives nothing',
    ...script('window.fetch = () => undefined; navigator.sendBeacon = undefined'),
  },
  {
    name: 'works, on a page without an observer or randomness',
    ...script(
      'delete window.MutationObserver; delete window.crypto; Object.defineProperty(window, "crypto", { value: undefined })',
    ),
  },
  {
    name: 'works, on a page that keeps our name for itself',
    ...script("Object.defineProperty(window, 'dirigent', { value: Object.freeze([]) })"),
  },
]
const HOSTILE_CALLS = `
  const ring = {}; ring.self = ring
  const values = [undefined, null, 0, '', NaN, 5n, ring, [], () => {}, Symbol('x'), document, window, new Proxy({}, { get() { throw new Error('shop') } }),
    { get price() { throw new Error('shop') } }, { toJSON() { throw new Error('shop') } }]
  const api = window.dirigent || {}
  for (const name of ['track', 'page', 'identify', 'consent', 'reset', 'push']) {
    for (const value of values) if (api.track) for (const args of [[value], [value, value], ['x', value]]) api[name](...args)
  }
  if (api.track) api.consent('granted')`
const NOISE_OF_THE_BROWSER =
  /^(Failed to load resource|Access to fetch at|Connecting to .* violates|Refused to connect|Fetch API cannot load)/

describe.each(TROUBLES)('where the collector $name', (trouble) => {
  it('the page works as before and hears of no error', async () => {
    if (trouble.answer !== undefined) lab.answer = trouble.answer
    if (trouble.script !== undefined) await visitor.addInitScript(trouble.script)
    const faults: string[] = []
    page.on('pageerror', (error) => void faults.push(`${error.name}: ${error.message}`))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !NOISE_OF_THE_BROWSER.test(message.text())) {
        faults.push(message.text())
      }
    })
    lab.page({
      attributes: GRANTED,
      head: '<script>addEventListener("error", (e) => console.error(e.message)); addEventListener("unhandledrejection", (e) => console.error(String(e.reason)))</script>',
      body: `<a id="neu" href="#neu" data-dirigent="product-clicked" data-sku="Z-1">Neu</a><div style="height: 3000px"></div>
        <form data-dirigent="product-added"><input name="q" data-dirigent-search value="zelt"><button>Kaufen</button></form>
        <script>let sent = 0; addEventListener('submit', (event) => { event.preventDefault(); sent++ })</script>`,
      ...trouble.shopPage,
    })
    await page.goto(lab.shop)
    await page.waitForTimeout(300)
    await page.click('#neu')
    await page.click('form button')
    await page.evaluate("try { history.pushState({}, '', '/b') } catch {}")
    await page.evaluate("window.dirigent && dirigent.track && dirigent.track('Product Added')")
    await page.evaluate(HOSTILE_CALLS)
    await page.waitForTimeout(2_300)
    await setVisible(page, false)
    await setVisible(page, true)
    await page.waitForTimeout(500)
    expect(await page.evaluate('sent')).toBe(1)
    expect(faults).toEqual([])
    await leave(page)
    expect(faults).toEqual([])
  })
})

describe('where the script itself is', () => {
  it.each([
    ['without a key', (text: string) => text.replace(/data-key="[^"]*"/, '')],
    ['as text within the page', (text: string) => text.replace('src=', 'data-src=')],
  ])('%s, the page hears of no error', async (_, change) => {
    const faults: string[] = []
    page.on('pageerror', (error) => void faults.push(error.message))
    lab.page({ body: change(lab.script()) })
    await page.goto(lab.shop)
    await page.waitForTimeout(300)
    await leave(page)
    expect(faults).toEqual([])
  })
})
