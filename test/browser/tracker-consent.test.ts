/** dirigent.js in a real browser: what it keeps and says with and without consent. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Lab, leave, refuses, setVisible, soon, visit } from './tracker-lab.ts'

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

const EVERYTHING_KEPT = `(async () => ({
  cookie: document.cookie,
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: await indexedDB.databases(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
}))()`
const NOTHING = { cookie: '', local: [], session: [], databases: [], workers: 0 }
const keptId = () => page.evaluate("localStorage.getItem('dirigent.id')")
const keptQueue = () => page.evaluate("localStorage.getItem('dirigent.queue')")
const says = (name: string, value: unknown) =>
  visitor.addInitScript(`Object.defineProperty(navigator, '${name}', { value: ${JSON.stringify(value)} })`)

describe.each(['', 'data-consent="unknown"', 'data-consent="denied"', 'data-consent="whatever"'])(
  'a page whose script says [%s]',
  (attributes) => {
    it('keeps nothing on the device and names nobody, also when the collector fails', async () => {
      lab.page({ attributes, body: '<button data-dirigent="product-added" data-sku="Z-1">Kaufen</button>' })
      lab.answer = refuses(500)
      await visit(page, lab.shop)
      await page.evaluate("dirigent.identify('k-7', { name: 'Erika Muster' })")
      await page.click('button')
      await soon(() => lab.posted.length).toBeGreaterThan(0)
      await setVisible(page, false)
      await setVisible(page, true)
      expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
      await visit(page, `${lab.shop}/b`)
      expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
      await leave(page)
      await soon(() => lab.names()).toEqual(['page', 'Product Added', 'page'])
      const said = attributes.includes('denied') ? 'denied' : 'unknown'
      for (const event of lab.events) {
        expect(event.context.dirigentConsent).toBe(said)
        expect(event).not.toHaveProperty('anonymousId')
        expect(event).not.toHaveProperty('userId')
      }
      expect(JSON.stringify(lab.posted)).not.toMatch(/k-7|Erika/)
      expect(new Set(lab.events.map(({ messageId }) => messageId)).size).toBe(lab.events.length)
    })
  },
)

describe('with consent', () => {
  it('one id holds from page to page, and nothing but it is kept when all is sent', async () => {
    lab.page({ attributes: 'data-consent="granted"' })
    await visit(page, `${lab.shop}/a`)
    const id = await keptId()
    expect(id).toMatch(/^[\d-]{20,}$/)
    await visit(page, `${lab.shop}/b`)
    await soon(() => lab.names()).toEqual(['page', 'page'])
    await soon(() => page.evaluate(EVERYTHING_KEPT)).toEqual({ ...NOTHING, local: [['dirigent.id', id]] })
    expect(new Set(lab.events.map(({ anonymousId }) => anonymousId))).toEqual(new Set([id]))
    expect(lab.events.every(({ context }) => context.dirigentConsent === 'granted')).toBe(true)
  })

  it('a page that does not know goes on with what was said before', async () => {
    lab.page({ attributes: 'data-consent="unknown"' })
    await visit(page, lab.shop)
    await page.evaluate("dirigent.consent('granted')")
    const id = await keptId()
    await visit(page, `${lab.shop}/b`)
    expect(await keptId()).toBe(id)
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'page'])
    expect(lab.events.at(-1)).toMatchObject({ anonymousId: id, context: { dirigentConsent: 'granted' } })
  })

  it('given later, what comes then has the id, and who was known before is told', async () => {
    lab.page({})
    await visit(page, lab.shop)
    await page.evaluate("dirigent.identify('k-7', { plan: 'gold' })")
    await page.evaluate("dirigent.track('Product Added')")
    await page.evaluate("dirigent.consent('granted'); dirigent.track('Cart Viewed')")
    const id = await keptId()
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Added', 'identify', 'Cart Viewed'])
    const [viewed, added, identified, cart] = lab.events
    for (const before of [viewed, added]) {
      expect(before?.context.dirigentConsent).toBe('unknown')
      expect(before).not.toHaveProperty('anonymousId')
      expect(before).not.toHaveProperty('userId')
    }
    expect(identified).toMatchObject({ anonymousId: id, userId: 'k-7', traits: { plan: 'gold' } })
    expect(cart).toMatchObject({ anonymousId: id, userId: 'k-7', context: { dirigentConsent: 'granted' } })
  })

  it('withdrawn, id and queue are gone at once, what waited under it is not sent, and what comes then names nobody', async () => {
    lab.page({ attributes: 'data-consent="granted"' })
    await visit(page, lab.shop)
    await page.evaluate("dirigent.identify('k-7'); dirigent.track('Product Added')")
    expect(await keptQueue()).toContain('Product Added')
    await page.evaluate("dirigent.consent('denied')")
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
    await page.evaluate("dirigent.track('Cart Viewed')")
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
    await leave(page)
    await soon(() => lab.names()).toEqual(['Cart Viewed'])
    expect(lab.find('Cart Viewed')).not.toHaveProperty('anonymousId')
    expect(lab.find('Cart Viewed')).not.toHaveProperty('userId')
  })

  it('withdrawn by the next page, id and queue are gone there', async () => {
    lab.page({ attributes: 'data-consent="granted"' })
    lab.page({ attributes: 'data-consent="denied"' }, '/b')
    lab.answer = refuses(500)
    await visit(page, lab.shop)
    await soon(() => lab.posted.length).toBeGreaterThan(0)
    await visit(page, `${lab.shop}/b`)
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
  })

  it('withdrawn in another tab, it is withdrawn in all of them', async () => {
    lab.page({ attributes: 'data-consent="granted"' })
    await visit(page, lab.shop)
    const other = await visitor.newPage()
    await visit(other, `${lab.shop}/b`)
    await other.evaluate("dirigent.consent('denied')")
    await soon(() => keptQueue()).toBeNull()
    await page.waitForTimeout(200)
    await page.evaluate("dirigent.track('Cart Viewed')")
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
    await leave(page)
    await soon(() => lab.names()).toContain('Cart Viewed')
    expect(lab.find('Cart Viewed')).not.toHaveProperty('anonymousId')
  })

  it('reset: another person at the device has another id and no name', async () => {
    lab.page({ attributes: 'data-consent="granted"' })
    await visit(page, lab.shop)
    const id = await keptId()
    await page.evaluate("dirigent.identify('k-7'); dirigent.reset(); dirigent.track('Cart Viewed')")
    expect(await keptId()).not.toBe(id)
    const next = await keptId()
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'identify', 'Cart Viewed'])
    expect(lab.find('identify')).toMatchObject({ anonymousId: id, userId: 'k-7' })
    expect(lab.find('Cart Viewed')).toMatchObject({ anonymousId: next })
    expect(lab.find('Cart Viewed')).not.toHaveProperty('userId')
  })

  it('reset without consent keeps nothing', async () => {
    lab.page({})
    await visit(page, lab.shop)
    await page.evaluate('dirigent.reset()')
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
  })

  it('a device that keeps nothing has an id for the page alone', async () => {
    await visitor.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    )
    lab.page({ attributes: 'data-consent="granted"' })
    await visit(page, lab.shop)
    await page.evaluate("dirigent.track('Cart Viewed')")
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Cart Viewed'])
    const [first, second] = lab.events
    expect(first?.anonymousId).toMatch(/^[\d-]{20,}$/)
    expect(second?.anonymousId).toBe(first?.anonymousId)
  })
})

describe.each([
  { name: 'globalPrivacyControl', value: true },
  { name: 'doNotTrack', value: '1' },
])('a browser that says $name', ({ name, value }) => {
  it('counts as a no where the page does not know, also after an earlier yes', async () => {
    lab.page({ attributes: 'data-consent="unknown"' })
    await visit(page, lab.shop)
    await page.evaluate("dirigent.consent('granted')")
    await says(name, value)
    await visit(page, `${lab.shop}/b`)
    expect(await page.evaluate(EVERYTHING_KEPT)).toEqual(NOTHING)
    await leave(page)
    await soon(() => lab.events.at(-1)?.context.dirigentConsent).toBe('denied')
    expect(lab.events.at(-1)).not.toHaveProperty('anonymousId')
  })

  it('gives way to a yes that the visitor said to the shop', async () => {
    await says(name, value)
    lab.page({ attributes: 'data-consent="granted"' })
    lab.page({}, '/b')
    await visit(page, lab.shop)
    await visit(page, `${lab.shop}/b`)
    await page.evaluate("dirigent.consent('granted'); dirigent.track('Cart Viewed')")
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'page', 'Cart Viewed'])
    expect(lab.events[0]?.context.dirigentConsent).toBe('granted')
    expect(lab.find('Cart Viewed').context.dirigentConsent).toBe('granted')
  })
})
