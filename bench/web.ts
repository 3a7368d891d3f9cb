/**
 * How the web app feels: the real workbench on the demo shop, in a headless Chromium.
 * - firstLoadJsKb: JavaScript that a first visit of Today brings over the wire, all scripts, gzip.
 * - lcpMs: largest contentful paint of Today with an empty cache, processor slowed down four times; the median of seven loads.
 * - firstLcpMs: that of the first load after the start, when nothing has been asked of the workbench yet; not one of the seven.
 * - interactionMs: the slowest of the interactions (Event Timing: from the key or click to the next paint), slowed down likewise: the
 *   command palette is opened and typed in, j and k move, a proposal is opened, filters are switched. Durations come in steps of 8 ms.
 * - longestFrameMs: the longest time between two frames while the desk with --proposals open ones is scrolled to its end and filtered, on
 *   this machine as it is. The proposals are made through the desk's own way in; a busy machine shows in this figure.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { readCliToken } from '../src/stores/cli-token.ts'
import { becomeOwner } from './api.ts'
import { type Bench, wholeOption } from './lib/bench.ts'
import { openBrowser, openPage, openSignedIn, settled } from './lib/browser.ts'
import { runCli, withDataDir } from './lib/cli.ts'
import { startWorkbench } from './lib/workbench.ts'

const FILL = fileURLToPath(new URL('./lib/fill-desk.js', import.meta.url))
const SLOWER = 4
const LOADS = 7
const INTERACTIONS = 'window.benchInteractions'
const FRAMES = 'window.benchFrames'

interface Place {
  readonly browser: Browser
  readonly url: string
  readonly cookie: string
}

export const webBench: Bench = {
  name: 'web',
  about: 'first load, paint, interactions and frames of the web app; asked: 220 kB, 1,200 ms, 100 ms, 50 ms',
  run: (request) =>
    withDataDir(async (dataDir) => {
      const proposals = wholeOption(request, 'proposals', request.small ? 300 : 10_000)
      const browser = await openBrowser()
      try {
        await runCli(dataDir, ['demo'])
        await runCli(dataDir, ['night'])
        const made = spawnSync(process.execPath, [FILL, dataDir, String(proposals)], {
          stdio: ['ignore', 'ignore', 'inherit'],
        })
        if (made.status !== 0) throw new Error('The proposals could not be made.')
        const workbench = await startWorkbench(dataDir)
        try {
          const cookie = await becomeOwner(workbench.url, readCliToken(dataDir) ?? '')
          const place = { browser, url: workbench.url, cookie }
          const firstLcpMs = await paint(place)
          const firstLoadJsKb = await weigh(place)
          const lcpMs = await paintOften(place)
          const interactionMs = await interact(place)
          const longestFrameMs = await scroll(place, proposals)
          return { proposals, firstLoadJsKb, lcpMs, firstLcpMs, interactionMs, longestFrameMs }
        } finally {
          await workbench.stop()
        }
      } finally {
        await browser.close()
      }
    }),
}

async function inContext<T>(
  { browser, url, cookie }: Place,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await openSignedIn(browser, url, cookie)
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/** @returns thousands of bytes */
function weigh(place: Place): Promise<number> {
  return inContext(place, async (context) => {
    const { page, devtools } = await openPage(context, 1)
    await devtools.send('Network.enable')
    await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
    const scripts = new Map<string, string>()
    let bytes = 0
    devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type === 'Script') scripts.set(requestId, new URL(response.url).pathname)
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const path = scripts.get(requestId)
      if (path === undefined) return
      bytes += encodedDataLength
      console.log(`${path}: ${(encodedDataLength / 1_000).toFixed(1)} kB`)
    })
    await page.goto(place.url, { waitUntil: 'load' })
    await settled(page)
    await page.waitForTimeout(1_000)
    return Number((bytes / 1_000).toFixed(1))
  })
}

/** @returns ms */
function paint(place: Place): Promise<number> {
  return inContext(place, async (context) => {
    const { page } = await openPage(context, SLOWER)
    await page.goto(place.url, { waitUntil: 'load' })
    await settled(page)
    await page.waitForTimeout(500)
    const lcp = await page.evaluate(`new Promise((done) => new PerformanceObserver((list) => {
      const { startTime, element } = list.getEntries().at(-1)
      done({ startTime, what: (element?.textContent ?? '').slice(0, 60) })
    }).observe({ type: 'largest-contentful-paint', buffered: true }))`)
    const { startTime, what } = z.object({ startTime: z.number(), what: z.string() }).parse(lcp)
    console.log(`load: ${Math.round(startTime)} ms, '${what}'`)
    return Math.round(startTime)
  })
}

/** @returns the median, in ms */
async function paintOften(place: Place): Promise<number> {
  const times: number[] = []
  for (let load = 0; load < LOADS; load += 1) times.push(await paint(place))
  return times.sort((a, b) => a - b)[Math.floor(LOADS / 2)] ?? Number.NaN
}

/** @returns the slowest, in ms */
function interact(place: Place): Promise<number> {
  return inContext(place, async (context) => {
    const { page } = await openPage(context, SLOWER)
    await page.addInitScript(`${INTERACTIONS} = []; new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) if (interactionId > 0) ${INTERACTIONS}.push(duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true })`)
    await page.goto(`${place.url}/desk`, { waitUntil: 'load' })
    await settled(page)
    await page.waitForTimeout(1_000)
    let slowest = 0
    for (const { name, act } of ACTS) {
      await page.evaluate(`${INTERACTIONS} = []`)
      await act(page)
      await page.waitForTimeout(300)
      const took = Math.max(0, ...z.array(z.number()).parse(await page.evaluate(INTERACTIONS)))
      console.log(`${name}: ${took === 0 ? 'under 16' : took} ms`)
      slowest = Math.max(slowest, took)
    }
    return slowest
  })
}

/** A pause as people have it: one key is painted before the next is pressed. */
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(150)
  }
}

const ACTS: readonly { readonly name: string; act(page: Page): Promise<void> }[] = [
  { name: 'open the palette', act: (page) => press(page, ['Control+k']) },
  { name: 'type in the palette', act: (page) => press(page, [...'bericht']) },
  { name: 'close the palette', act: (page) => press(page, ['Escape']) },
  { name: 'j and k', act: (page) => press(page, [...'jjjjjjjjkkkk']) },
  {
    name: 'open a proposal',
    act: (page) => page.locator('[data-scroll="proposals"] button').nth(5).click(),
  },
  { name: 'switch a filter', act: switchFilters },
]

/** By the keyboard, as somebody does who never opens the choice: a script's own change would be no interaction. */
async function switchFilters(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Befunde' }).focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(400)
  }
}

/** @returns the longest frame, in ms */
function scroll(place: Place, proposals: number): Promise<number> {
  return inContext(place, async (context) => {
    const { page } = await openPage(context, 1)
    await page.goto(`${place.url}/desk`, { waitUntil: 'load' })
    await settled(page)
    const list = page.locator('[data-scroll="proposals"]')
    await list.hover()
    await page.waitForTimeout(1_000)
    await page.evaluate(`(() => {
      ${FRAMES} = []
      let last = performance.now()
      const next = (now) => { ${FRAMES}.push(now - last); last = now; requestAnimationFrame(next) }
      requestAnimationFrame(next)
    })()`)
    const end = Date.now() + 120_000
    while (!(await isAtEnd(page, proposals))) {
      if (Date.now() > end) throw new Error('The end of the list was not reached.')
      for (let turn = 0; turn < 10; turn += 1) {
        await page.mouse.wheel(0, 1_200)
        await page.waitForTimeout(16)
      }
    }
    const scrolled = await takeFrames(page)
    await switchFilters(page)
    await page.getByRole('searchbox').pressSequentially('wanderstiefel 00', { delay: 60 })
    await page.waitForTimeout(1_000)
    const filtered = await takeFrames(page)
    for (const [name, frames] of Object.entries({ scrolled, filtered })) {
      const sorted = frames.toSorted((a, b) => b - a).map((ms) => Math.round(ms))
      console.log(`${name}: ${frames.length} frames, the longest ${sorted.slice(0, 5).join(', ')} ms`)
    }
    return Math.round(Math.max(...scrolled, ...filtered))
  })
}

async function isAtEnd(page: Page, proposals: number): Promise<boolean> {
  const place = await page.locator('[data-scroll="proposals"] li').last().getAttribute('aria-posinset')
  return Number(place) >= proposals
}

async function takeFrames(page: Page): Promise<number[]> {
  return z.array(z.number()).parse(await page.evaluate(`${FRAMES}.splice(0)`))
}
