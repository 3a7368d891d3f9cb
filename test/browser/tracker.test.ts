/** dirigent.js in a real browser: what it tells of a visit. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Lab, leave, setVisible, soon, visit } from './tracker-lab.ts'

const lab = new Lab()
let page: Page

beforeAll(() => lab.open())
afterAll(() => lab.close())
beforeEach(async () => {
  lab.reset()
  page = await (await lab.visitor()).newPage()
})
afterEach(() => page.context().close())

const properties = (name: string) => lab.find(name).properties
const paths = () => lab.events.filter(({ type }) => type === 'page').map(({ context }) => context.page.path)

describe('a page', () => {
  it('is viewed once it is loaded, with path, campaign and referrer, and no query', async () => {
    lab.page({ body: '<a href="/zelte?utm_source=brief&utm_campaign=Herbst&mail=a@b.de&gclid=person#oben">Zelte</a>' })
    await visit(page, `${lab.shop}/start?q=geheim`)
    await page.click('a')
    await soon(paths).toEqual(['/start', '/zelte'])
    const { context, timestamp, messageId } = lab.events.findLast(({ type }) => type === 'page') ?? lab.find('page')
    expect(context.page).toEqual({
      path: '/zelte',
      url: `${lab.shop}/zelte`,
      referrer: `${lab.shop}/start`,
      search: '&gclid=',
    })
    expect(context.campaign).toEqual({ source: 'brief', name: 'Herbst' })
    expect(context.timezone).toMatch(/\w/)
    expect(new Date(timestamp).toISOString()).toBe(timestamp)
    expect(messageId.length).toBeGreaterThan(20)
    expect(JSON.stringify(lab.posted)).not.toMatch(/geheim|a@b\.de|person/)
  })

  it('is told to the origin of the script with the key, as text that needs no preflight, without cookies', async () => {
    lab.page({})
    await page.context().addCookies([{ name: 'session', value: 'secret', url: lab.collector }])
    await visit(page, lab.shop)
    await soon(() => lab.posted.length).toBe(1)
    const [posted] = lab.posted
    expect(posted?.body.writeKey).toBe(lab.key)
    expect(new Date(posted?.body.sentAt ?? '').getTime()).toBeGreaterThan(0)
    expect(posted?.headers['content-type']).toMatch(/^text\/plain/)
    expect(posted?.headers.cookie).toBeUndefined()
    expect(lab.others).toEqual([])
  })

  it('is viewed again for each address of a shop of one page, however it came there', async () => {
    lab.page({})
    await visit(page, `${lab.shop}/a`)
    const steps = [
      "history.pushState({}, '', '/b')",
      "history.pushState({}, '', '/b?seite=2')",
      "history.replaceState({}, '', '/c')",
      'history.go(-1)',
    ]
    for (const [index, step] of steps.entries()) {
      await page.waitForTimeout(200)
      await page.evaluate(step)
      await page.waitForTimeout(index === steps.length - 1 ? 300 : 0)
    }
    await leave(page)
    await soon(paths).toEqual(['/a', '/b', '/b', '/c', '/b'])
    const views = lab.events.filter(({ type }) => type === 'page')
    expect(views.map(({ context }) => context.page.referrer.replace(lab.shop, ''))).toEqual([
      '',
      '/a',
      '/b',
      '/b',
      '/c',
    ])
    const left = lab.events.filter(({ event }) => event === 'Page Left')
    expect(left.map(({ context }) => context.page.path)).toEqual(['/a', '/b', '/b', '/c', '/b'])
  })

  it('is not viewed again where only its state, its place or its query in place changes', async () => {
    lab.page({})
    await visit(page, `${lab.shop}/a?utm_source=brief`)
    await page.evaluate("history.replaceState({ at: 1 }, '', location.href)")
    await page.evaluate("history.replaceState({}, '', '/a')")
    await page.evaluate("history.pushState({}, '', '#bewertungen')")
    await page.waitForTimeout(250)
    await leave(page)
    await soon(() => lab.names({ left: true })).toEqual(['page', 'Page Left'])
    expect(lab.find('page').context.campaign).toEqual({ source: 'brief' })
  })

  it('counts where a redirect leads, not the redirect', async () => {
    lab.page({})
    await visit(page, `${lab.shop}/a`)
    await page.waitForTimeout(200)
    await page.evaluate("history.pushState({}, '', '/alt'); history.replaceState({}, '', '/neu')")
    await page.waitForTimeout(200)
    await leave(page)
    await soon(paths).toEqual(['/a', '/neu'])
  })

  it('that comes back out of the memory of the browser is viewed again, with its product', async () => {
    lab.page({ body: '<main data-dirigent="product-viewed" data-sku="Z-1"></main>' })
    await visit(page, lab.shop)
    await page.waitForTimeout(200)
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    await page.waitForTimeout(200)
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Viewed', 'page', 'Product Viewed'])
  })

  it('that is loaded ahead is viewed only when the visitor comes to it', async () => {
    lab.page({
      head: "<script>Object.defineProperty(document, 'prerendering', { configurable: true, value: true })</script>",
    })
    await page.goto(lab.shop)
    await page.waitForTimeout(300)
    expect(await page.evaluate('typeof dirigent')).toBe('undefined')
    await page.evaluate("document.dispatchEvent(new Event('prerenderingchange'))")
    await leave(page)
    await soon(() => lab.names()).toEqual(['page'])
  })
})

describe('attention', () => {
  it('counts visible time alone, tells it each time the page is hidden, and how deep it was scrolled', async () => {
    lab.page({ body: '<div style="height: 4000px"></div>' })
    await page.setViewportSize({ width: 800, height: 1000 })
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(10_000)
    await setVisible(page, false)
    await page.clock.runFor(3_600_000)
    await setVisible(page, true)
    await page.evaluate("scrollTo(0, 1000); document.dispatchEvent(new Event('scroll'))")
    await page.evaluate("scrollTo(0, 0); document.dispatchEvent(new Event('scroll'))")
    await page.clock.runFor(5_000)
    await leave(page)
    await soon(() => lab.names({ left: true })).toEqual(['page', 'Page Left', 'Page Left'])
    const [first, second] = lab.events.filter(({ event }) => event === 'Page Left').map((left) => left.properties)
    expect(Number(first?.dwellSeconds)).toBeCloseTo(10, 0)
    expect(Number(second?.dwellSeconds)).toBeCloseTo(5, 0)
    expect(Number(first?.scrollPercent)).toBeCloseTo(25, -1)
    expect(Number(second?.scrollPercent)).toBeCloseTo(50, -1)
  })

  it('begins only when a page in the background is turned to', async () => {
    lab.page({
      head: "<script>Object.defineProperty(document, 'hidden', { configurable: true, value: true })</script>",
    })
    await page.clock.install()
    await visit(page, lab.shop)
    await page.clock.runFor(60_000)
    await setVisible(page, true)
    await page.clock.runFor(2_000)
    await leave(page)
    await soon(() => lab.names({ left: true })).toEqual(['page', 'Page Left'])
    expect(Number(properties('Page Left')?.dwellSeconds)).toBeCloseTo(2, 0)
  })

  it('tells the way of the clicks without their texts, twenty at most', async () => {
    lab.page({
      body: `<a href="#1" class="teaser gross"><b>Erika Muster</b></a> <button id="kauf">Jetzt</button> <p>Text</p>
        <button onclick="event.stopPropagation()">Still</button>`,
    })
    await visit(page, lab.shop)
    await page.click('b')
    await page.click('p')
    await page.click('#kauf')
    await page.click('text=Still')
    for (let click = 0; click < 30; click++) await page.evaluate("document.querySelector('#kauf').click()")
    await leave(page)
    await soon(() => lab.names({ left: true })).toEqual(['page', 'Page Left'])
    const clicks = properties('Page Left')?.clicks
    expect(clicks).toEqual(['a.teaser', 'button#kauf', 'button', ...Array(17).fill('button#kauf')])
  })
})

describe('what pages are marked with', () => {
  it('tells a product that is there, and one that comes or changes later, once each', async () => {
    lab.page({
      body: '<main data-dirigent="product-viewed" data-sku="007" data-name="Zelt" data-price="1299,50" data-currency="EUR" data-secret="x"></main>',
    })
    await visit(page, lab.shop)
    await page.waitForTimeout(300)
    await page.evaluate("document.querySelector('main').dataset.sku = '008'")
    await page.waitForTimeout(300)
    await page.evaluate("document.querySelector('main').classList.add('still')")
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<p data-dirigent="checkout-step-viewed" data-step="versand">')`,
    )
    await page.waitForTimeout(300)
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Viewed', 'Product Viewed', 'Checkout Step Viewed'])
    expect(properties('Product Viewed')).toEqual({ sku: '007', name: 'Zelt', price: 1299.5, currency: 'EUR' })
    expect(lab.events.find(({ properties: said }) => said?.sku === '008')).toBeDefined()
    expect(properties('Checkout Step Viewed')).toEqual({ step: 'versand' })
  })

  it('tells a click with what the product around says, and nothing where nothing is marked', async () => {
    lab.page({
      body: `<article data-dirigent="product-viewed" data-sku="Z-1" data-price="99.90">
        <button data-dirigent="product-added" data-quantity="2"><i>Kaufen</i></button> <button id="mehr">Mehr</button></article>`,
    })
    await visit(page, lab.shop)
    await page.click('i')
    await page.click('#mehr')
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Viewed', 'Product Added'])
    expect(properties('Product Added')).toEqual({ sku: 'Z-1', price: 99.9, quantity: 2 })
  })

  it('tells a form when it is sent and not when it is clicked, and a search with its words', async () => {
    lab.page({
      body: `<form data-dirigent="product-added" data-sku="Z-2"><input value="1"><button id="kauf">In den Warenkorb</button></form>
        <form id="suche"><input data-dirigent-search name="q"></form>
        <script>addEventListener('submit', (event) => event.preventDefault())</script>`,
    })
    await visit(page, lab.shop)
    await page.click('form input')
    await page.click('#kauf')
    await page.fill('[name=q]', 'Zelt für zwei')
    await page.press('[name=q]', 'Enter')
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Added', 'Products Searched'])
    expect(properties('Product Added')).toEqual({ sku: 'Z-2' })
    expect(properties('Products Searched')).toEqual({ query: 'Zelt für zwei' })
  })

  it('tells checkout, order and a search without a result by being there', async () => {
    lab.page({
      body: `<i data-dirigent="checkout-started" data-total="59.80"></i>
        <i data-dirigent="order-completed" data-order-id="1001" data-total="59.80" data-currency="EUR"></i>
        <i data-dirigent="products-searched" data-query="jurte" data-results="0"></i>`,
    })
    await visit(page, lab.shop)
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Checkout Started', 'Order Completed', 'Products Searched'])
    expect(properties('Order Completed')).toEqual({ order_id: '1001', total: 59.8, currency: 'EUR' })
    expect(properties('Products Searched')).toEqual({ query: 'jurte', results: 0 })
  })
})

describe('the methods', () => {
  it('take calls that were noted before the script was there, and after', async () => {
    lab.page({
      attributes: 'data-consent="granted"',
      head: `<script>window.dirigent = window.dirigent || []
        dirigent.push(['identify', 'k-7', { plan: 'gold' }], ['nothing'], null, 5)
        dirigent.push(['track', 'Product Added', { sku: 'Z-1' }])</script>`,
    })
    await visit(page, lab.shop)
    await page.evaluate("dirigent.push(['track', 'Cart Viewed'])")
    await page.evaluate("dirigent.track('Coupon Applied', { coupon: 'HERBST' })")
    await page.evaluate("dirigent.page('Größentabelle', { kind: 'dialog' })")
    await leave(page)
    await soon(() => lab.names()).toEqual([
      'page',
      'identify',
      'Product Added',
      'Cart Viewed',
      'Coupon Applied',
      'page',
    ])
    expect(lab.find('identify')).toMatchObject({ userId: 'k-7', traits: { plan: 'gold' } })
    expect(lab.find('Product Added')).toMatchObject({ userId: 'k-7', properties: { sku: 'Z-1' } })
    expect(lab.events.findLast(({ type }) => type === 'page')).toMatchObject({
      name: 'Größentabelle',
      properties: { kind: 'dialog' },
    })
  })

  it('work before the script is there by the small stub of the guide', async () => {
    lab.page({
      head: `<script>window.dirigent = window.dirigent || []
        for (const name of ['track', 'page', 'identify', 'consent', 'reset']) dirigent[name] = (...args) => dirigent.push([name, ...args])
        dirigent.track('Product Added', { sku: 'Z-1' })</script>`,
    })
    await visit(page, lab.shop)
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Product Added'])
  })

  it('note an event as it is when it is told, whatever becomes of the object', async () => {
    lab.page({})
    await visit(page, lab.shop)
    await page.evaluate("const cart = { total: 5 }; dirigent.track('Cart Viewed', cart); cart.total = 9")
    await leave(page)
    await soon(() => lab.names()).toEqual(['page', 'Cart Viewed'])
    expect(properties('Cart Viewed')).toEqual({ total: 5 })
  })

  it('are the only thing that the script adds to the page, also where it is embedded twice', async () => {
    lab.page({
      head: '<script>document.before = Object.getOwnPropertyNames(window)</script>',
      body: `<div id="dirigent"></div>${lab.script()}`,
    })
    await visit(page, lab.shop)
    await page.waitForTimeout(200)
    const added = 'Object.getOwnPropertyNames(window).filter((name) => !document.before.includes(name))'
    expect(await page.evaluate(added)).toEqual(['dirigent'])
    expect(await page.evaluate('Object.keys(dirigent)')).toEqual([
      'track',
      'page',
      'identify',
      'consent',
      'reset',
      'push',
    ])
    await leave(page)
    await soon(() => lab.names()).toEqual(['page'])
  })
})
