/**
 * Every page of the registry, and what opens over pages, against WCAG 2.2 AA in both themes, and with the Tab key alone. A new
 * page is covered by itself; one with a part in its address says in `DETAILS` where an example comes from.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openWorkbenchLab, readPages, type WorkbenchLab } from './workbench-lab.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let lab: WorkbenchLab
let page: Page
beforeAll(async () => {
  lab = await openWorkbenchLab({ withShop: true })
  page = await lab.open('owner', '/account')
  await lab.ask('owner', 'POST', '/tasks', { title: 'Größentabelle prüfen', dueDay: '2026-01-02' })
  const rule = { kind: 'segment', segments: ['new', 'at-risk'] }
  await lab.ask('owner', 'POST', '/audiences', { name: 'Neue und Gefährdete', definition: { version: 1, rule } })
}, 600_000)
afterAll(() => lab?.close())

/** First entry of a list of the API, its value under a key. */
async function firstOf(path: string, key: string): Promise<string> {
  const { body } = await lab.ask('owner', 'GET', path)
  const [first] = z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(body).items
  if (first === undefined) throw new Error(`There is nothing under ${path}.`)
  return encodeURIComponent(String(first[key]))
}

/** Where the part of an address comes from. */
const DETAILS: Readonly<Record<string, () => Promise<string>>> = {
  '/desk/{-$id}': () => firstOf('/proposals', 'id'),
  '/tasks/{-$id}': () => firstOf('/tasks', 'id'),
  '/reports/$day': () => firstOf('/reports', 'asOf'),
  '/customers/{-$key}': () => firstOf('/customers', 'key'),
  '/orders/$id': async () => firstOf(`/customers/${await firstOf('/customers', 'key')}/orders`, 'id'),
  '/products/{-$id}': () => firstOf('/products', 'id'),
  '/texts/{-$id}': () => firstOf('/products', 'id'),
  '/forecasts/{-$id}': async () => `product%3A${await firstOf('/forecasts', 'id')}`,
  '/prices/{-$id}': () => firstOf('/pricing/products', 'id'),
  '/prompts/{-$name}': async () => 'product-description.de',
  '/audiences/{-$id}': () => firstOf('/audiences', 'id'),
}

const pages = await readPages()
/** What else stands in the place of one, by name. */
const PANES: Readonly<Record<string, readonly string[]>> = { '/prices/{-$id}': ['rules', 'competitors', 'results'] }
const PLACE = /\{-\$\w+\}|\$\w+/
/** '/desk/{-$id}' is two views: the list, and one of them. */
const views = pages.flatMap(({ path, right }) => {
  const list = { name: path.replace(/\/\{-\$\w+\}/, '') || '/', path, right, isDetail: false }
  const one = { name: path, path, right, isDetail: true }
  if (!PLACE.test(path)) return [list]
  const others = (PANES[path] ?? []).map((name) => ({ name: path.replace(PLACE, name), path, right, isDetail: false }))
  return path.includes('{-$') ? [list, one, ...others] : [one]
})

async function show(view: (typeof views)[number]): Promise<void> {
  const { path, isDetail } = view
  const detail = DETAILS[path]
  if (isDetail && detail === undefined) throw new Error(`DETAILS does not say where an example of ${path} comes from.`)
  const link = isDetail && detail !== undefined ? path.replace(PLACE, await detail()) : view.name
  await page.goto(`${lab.url}${link}`)
  await settled()
}

/** What was on its way is there, and what it brought on its way as well. */
async function settled(): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy=true], [data-loading=true]').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => true)')
}

/** A colour on its way from one theme to the other belongs to neither. What turns for ever is not waited for. */
const ALL_AT_REST = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished),
).then(() => true)`

async function expectNoViolation(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' })
    await page.evaluate(ALL_AT_REST)
    // Themes differ in colours alone.
    const axe = new AxeBuilder({ page })
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(TAGS)
      : axe.withRules('color-contrast')
    ).analyze()
    const said = violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${colorScheme} ${id}: ${html.slice(0, 200)} ${failureSummary}`),
    )
    expect.soft(said).toEqual([])
  }
}

const walkSchema = z.object({ unreached: z.array(z.string()), ringless: z.array(z.string()), isTrapped: z.boolean() })

/** Presses between two looks at whether it has come round. */
const PRESSES = 15

/** Tab from the beginning of the page until it comes round again. */
async function walk(): Promise<z.infer<typeof walkSchema>> {
  await page.evaluate(PREPARE_WALK)
  const most = z.number().parse(await page.evaluate('window.walked.all.length')) + 30
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab')
    if (press % PRESSES === 0 && (await page.evaluate('window.walked.isRound()')) === true) break
  }
  return walkSchema.parse(await page.evaluate('window.walked.end()'))
}

/** Runs in the page: which elements there are, which the focus came to, and whether one could see it. */
const PREPARE_WALK = `(() => {
  document.activeElement?.blur()
  getSelection()?.removeAllRanges()
  const isSeen = (one) => one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: false }) && one.closest('[inert]') === null
  const holder = document.querySelector('[role=dialog]') ?? document.body
  const wanted = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex]'
  const isOff = (one) => one.disabled || one.tabIndex < 0
  // Of the radios of one name the chosen one stands for all; the arrows move among them.
  const isAmongRadios = (one) => one.type === 'radio' && !one.checked
  const all = [...holder.querySelectorAll(wanted)].filter((one) => isSeen(one) && !isOff(one) && !isAmongRadios(one))
  const reached = new Set()
  const ringless = new Set()
  const nameOf = (one) => one.outerHTML.slice(0, 160)
  const accent = (() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'var(--accent)'
    const colour = getComputedStyle(probe).color
    probe.remove()
    return colour
  })()
  const isRing = (one) => {
    const { outlineStyle, outlineWidth, boxShadow, borderTopColor, borderTopWidth } = getComputedStyle(one)
    const hasOutline = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
    return hasOutline || boxShadow !== 'none' || (borderTopColor === accent && parseFloat(borderTopWidth) > 0)
  }
  let isRound = false
  document.addEventListener('focusin', ({ target: one }) => {
    isRound ||= reached.has(one)
    reached.add(one)
    const near = [one, one.nextElementSibling, one.parentElement, one.parentElement?.parentElement].filter(Boolean)
    if (!near.some(isRing)) ringless.add(one)
  })
  const end = () => ({
    unreached: all.filter((one) => one.isConnected && isSeen(one) && !isOff(one) && !reached.has(one)).map(nameOf),
    ringless: [...ringless].map(nameOf),
    isTrapped: !isRound,
  })
  window.walked = { all, isRound: () => isRound, end }
})()`

const REACHED = { unreached: [], ringless: [], isTrapped: false }

describe.each(views.filter(({ right }) => right !== 'anyone'))('the page $name', (view) => {
  it('breaks no rule of WCAG 2.2 AA in either theme, and is reached by the Tab key in all its parts', async () => {
    await show(view)
    await expectNoViolation()
    expect(await walk()).toEqual(REACHED)
  })
})

describe('what opens over a page', () => {
  it.each([
    ['the command palette', 'Control+k'],
    ['the list of keys', '?'],
  ])('%s holds to the same', async (_name, keys) => {
    await page.goto(`${lab.url}/account`)
    await settled()
    await page.keyboard.press(keys)
    await page.getByRole('dialog').waitFor()
    await expectNoViolation()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('a dialog keeps the focus within, and gives it back', async () => {
    await page.goto(`${lab.url}/account`)
    await settled()
    const stop = page.getByRole('button', { name: 'Alles anhalten' })
    await stop.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await expectNoViolation()
    expect((await walk()).unreached).toEqual([])
    expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await stop.and(page.locator(':focus')).waitFor()
  })

  it.each([
    ['e', 'the form of a draft'],
    ['r', 'the reasons of a rejection'],
  ])('%s: %s holds to the same', async (key) => {
    await page.goto(`${lab.url}/desk/${await firstOf('/proposals', 'id')}`)
    await page.getByRole('article').waitFor()
    await settled()
    await page.keyboard.press(key)
    await page.getByRole('article').locator('input:focus, textarea:focus, button:focus').waitFor()
    await expectNoViolation()
  })
})

describe('on a phone', () => {
  it.each(['/', '/desk/{-$id}', '/reports/$day'])(
    '%s holds to the same, and is no wider than the screen',
    async (path) => {
      await page.setViewportSize({ width: 390, height: 844 })
      const view = views.findLast((one) => one.path === path)
      if (view === undefined) throw new Error(`There is no page ${path}.`)
      await show(view)
      await expectNoViolation()
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
    },
  )
})

describe('before signing in', () => {
  it.each(views.filter(({ right }) => right === 'anyone').map(({ name }) => name))(
    '%s holds to the same',
    async (link) => {
      const signedIn = page
      page = await lab.openStranger(link)
      try {
        await settled()
        await expectNoViolation()
        expect(await walk()).toEqual(REACHED)
      } finally {
        await page.context().close()
        page = signedIn
      }
    },
  )
})

it('shows the day before its program has arrived, and the same when it has', async () => {
  const words = async (one: Page) => (await one.locator('#content').innerText()).replace(/\s+/g, ' ')
  const still = await lab.open('owner', '/', { scripts: false })
  // On a busy machine the server leaves a page to the browser rather than let somebody wait.
  await expect
    .poll(async () => (await still.reload()) !== null && still.locator('h1').count(), { timeout: 60_000 })
    .toBe(1)
  // What the content policy would not run is not there.
  expect(await still.locator('script:not([src]):not([type="application/json"])').count()).toBe(0)
  const drawn = await words(still)
  await still.context().close()
  await page.goto(lab.url)
  await settled()
  expect(drawn).toContain('Guten')
  expect(drawn).toBe(await words(page))
})
