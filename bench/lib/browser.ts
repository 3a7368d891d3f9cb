/** A headless Chromium as a bench needs it: nothing of its own on the network, the processor as slow as wanted. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'

const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** @throws Error where there is none */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it, or name yours with CHROMIUM=/path/to/chromium.`,
    )
  return chromium.launch({ executablePath, args: [...FLAGS, '--no-first-run'] })
}

/** Who is signed in, with nothing in the browser's cache. */
export async function openSignedIn(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'de-DE' })
  const [name = '', ...value] = cookie.split('=')
  await context.addCookies([{ name, value: value.join('='), url }])
  return context
}

/** @param slower 4: four times as slow as this machine */
export async function openPage(context: BrowserContext, slower: number): Promise<{ page: Page; devtools: CDPSession }> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return { page, devtools }
}

/** Until a heading stands there and nothing says that it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 120_000 })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 120_000 })
}
