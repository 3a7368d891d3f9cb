/** Segment's browser client and bare beacons, on a shop's page of another origin, against the collector. */

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childEnvironment } from '../../src/config.ts'
import { openStateStore } from '../../src/stores/state/store.ts'
import { openTestCollector, type TestCollector } from '../collector.ts'

const CHROMIUM = process.env.DIRIGENT_TEST_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run']

const folder = mkdtempSync(join(tmpdir(), 'dirigent-collect-'))
let browser: Browser
let collector: TestCollector
let pages: Server
let origin: string

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const state = await openStateStore({ url: null, folder: join(folder, 'postgres'), environment: childEnvironment() })
  collector = await openTestCollector({ state })
  const script = await bundle()
  pages = createServer((request, response) => {
    const isScript = request.url === '/analytics.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><title>Zelte</title><script src="/analytics.js"></script>')
  })
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  const address = pages.address()
  if (address === null || typeof address === 'string') throw new TypeError('The pages have no port.')
  origin = `http://localhost:${address.port}`
}, 300_000)

afterAll(async () => {
  await browser?.close()
  pages?.close()
  await collector?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The client as a shop's own build would have it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'iife',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}

async function withPage<T>(work: (page: Page) => Promise<T>): Promise<{ result: T; faults: string[] }> {
  const context = await browser.newContext({ locale: 'de-AT', timezoneId: 'Europe/Vienna' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(error.message))
  try {
    await page.goto(`${origin}/zelte?utm_source=news&utm_medium=mail&email=anna@mail.example`)
    return { result: await work(page), faults }
  } finally {
    await context.close()
  }
}

/** What a page says by the Segment client; `part` goes into each call's context. */
const speak = (writeKey: string, part: object, load: object = {}) => `(async () => {
  const analytics = AnalyticsBrowser.load({ writeKey: '${writeKey}', cdnURL: '${collector.url}' }, ${JSON.stringify(load)})
  const context = ${JSON.stringify(part)}
  await analytics.page('Kategorie', {}, { context })
  await analytics.identify('c1', { email: 'anna@mail.example' }, { context })
  await analytics.track('Product Added', { sku: 'S1', price: 19.99, quantity: 2, currency: 'EUR' }, { context })
})()`

const typesOf = async (source: string) => (await collector.stored(source)).map(({ type }) => type).sort()
const ALL = ['Identified', 'Page Viewed', 'Product Added']

describe('@segment/analytics-next', () => {
  it('is pointed here by its cdnURL, and what it says is in the log', async () => {
    const key = await collector.addSource('browser', [origin])
    const { faults } = await withPage(async (page) => {
      await page.evaluate(speak(key, {}))
      await expect.poll(() => typesOf('browser'), { timeout: 20_000 }).toEqual(ALL)
    })
    expect(faults).toEqual([])
    const stored = await collector.stored('browser')
    const added = stored.find(({ type }) => type === 'Product Added')
    expect(added).toMatchObject({
      customer_id: 'browser/c1',
      sku: 'S1',
      value_cents: 3998,
      path: '/zelte',
      country: 'AT',
      device: 'desktop',
      utm_source: 'news',
      ip: '127.0.0.0',
    })
    expect(new Set(stored.map(({ anonymous_id: id }) => id)).size).toBe(1)
    expect(JSON.stringify(stored)).not.toContain('anna')
  })

  it('in batches does the same', async () => {
    const key = await collector.addSource('batching', [origin])
    const strategy = { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 500 } } }
    await withPage(async (page) => {
      await page.evaluate(speak(key, {}, { integrations: { 'Segment.io': strategy } }))
      await expect.poll(() => typesOf('batching'), { timeout: 20_000 }).toEqual(ALL)
    })
  })

  it('of a visitor who refused leaves neither an id nor a profile', async () => {
    const key = await collector.addSource('refused', [origin])
    await withPage(async (page) => {
      await page.evaluate(speak(key, { consent: { categoryPreferences: { Analytics: false } } }))
      await expect.poll(() => typesOf('refused'), { timeout: 20_000 }).toEqual(ALL)
    })
    const stored = await collector.stored('refused')
    expect(new Set(stored.map(({ anonymous_id: id }) => id)).size).toBe(1)
    expect(stored[0]).toMatchObject({ consent: 'denied', customer_id: '', ip: '', user_agent: '' })
    const { rows } = await collector.state.pool.query("SELECT FROM profiles WHERE customer_key LIKE 'refused/%'")
    expect(rows).toEqual([])
  })

  it('on pages of another shop is refused', async () => {
    const key = await collector.addSource('elsewhere', ['https://shop.example'])
    const { faults } = await withPage(async (page) => {
      const status = await page.evaluate(
        `fetch('${collector.url}/v1/t', { method: 'POST', body: '{"writeKey":"${key}","event":"X","anonymousId":"a"}' })
          .then(({ status }) => status, () => 'refused')`,
      )
      expect(status).toBe(403)
    })
    expect(faults.length).toBeGreaterThan(0)
    expect(await collector.stored('elsewhere')).toEqual([])
  })
})

describe('a beacon', () => {
  it.each(['text/plain', 'application/json'])('of type %s arrives when the page is left', async (type) => {
    const source = `beacon-${type.replace('/', '-')}`
    const key = await collector.addSource(source, [origin])
    await withPage(async (page) => {
      await page.evaluate(`addEventListener('pagehide', () => navigator.sendBeacon('${collector.url}/v1/t', new Blob([
        JSON.stringify({ writeKey: '${key}', event: 'Page Left', anonymousId: 'a', properties: { dwellSeconds: 3 } })
      ], { type: '${type}' })))`)
      await page.goto(`${origin}/kasse`)
      await expect.poll(() => typesOf(source), { timeout: 20_000 }).toEqual(['Page Left'])
    })
  })
})
