// One picture of one address, once nothing on the page waits any more.
import { statSync } from 'node:fs'

export const WIDE = { width: 1280, height: 900 }
/** Pixels; what is longer ends there. */
const TALLEST = 4_000
export const PHONE = { width: 390, height: 844 }

/** Language and colours as a browser would remember and prefer them. */
export async function shoot(browser, address, { file, lang, scheme, viewport, wholePage = false, session, scale = 1 }) {
  const context = await browser.newContext({
    viewport,
    colorScheme: scheme,
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    locale: lang === 'de' ? 'de-DE' : 'en-GB',
    ...(session === undefined ? {} : { storageState: session }),
  })
  const faults = []
  try {
    await context.addInitScript((chosen) => localStorage.setItem('dirigent.lang', chosen), lang)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('response', (answer) => {
      if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.url()}`)
    })
    const answer = await page.goto(address, { waitUntil: 'load' })
    if (answer === null || !answer.ok()) throw new Error(`${address} answers with status ${answer?.status()}`)
    await settle(page)
    // The whole page by a taller window: in a picture of what is scrolled, bars that stay in place would stand in its middle.
    if (wholePage) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ ...viewport, height: Math.min(Math.max(height, viewport.height), TALLEST) })
      await settle(page)
    }
    await page.screenshot({ path: file })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (over > 0) faults.push(`${over} pixels wider than the screen`)
  } finally {
    await context.close()
  }
  return { bytes: statSync(file).size, faults }
}

/** A heading stands there, and nothing has said for half a second that it is still on its way. */
async function settle(page) {
  await page.locator('h1, h2').first().waitFor()
  await page.waitForFunction(
    () => {
      const now = performance.now()
      // Charts further down are drawn when they come into sight.
      const isSeen = (element) => element.getBoundingClientRect().top < window.innerHeight
      const waiting = [...document.querySelectorAll('[aria-busy="true"], .mantine-Skeleton-root')]
      if (waiting.some(isSeen)) window.quietSince = undefined
      else window.quietSince ??= now
      return window.quietSince !== undefined && now - window.quietSince > 500
    },
    undefined,
    { timeout: 60_000 },
  )
  await page.evaluate(() => document.fonts.ready)
}
