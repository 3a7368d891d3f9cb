/** The first start as a new user has it: an empty folder, `dirigent start`, and the report as one HTML page in a real browser. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asCommandLine, type CliProcess, startCli } from '../cli.ts'

const CHROMIUM = process.env.DIRIGENT_TEST_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]
const folder = mkdtempSync(join(tmpdir(), 'dirigent-browser-'))
let cli: CliProcess
let browser: Browser
let report: string

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  cli = startCli(['start'], { dataDir: join(folder, 'data'), env: { DIRIGENT_PORT: '0' } })
  report = await addressFrom(cli)
}, 600_000)

afterAll(async () => {
  await browser?.close()
  cli?.child.kill('SIGTERM')
  await cli?.done
  rmSync(folder, { recursive: true, force: true })
})

/** Signing in is tested elsewhere. */
const asked = () => asCommandLine(join(folder, 'data'))

/** The first line on standard output is the address of the report. */
function addressFrom({ child, done }: CliProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()))
    done.then(({ stderr }) => reject(new Error(stderr)), reject)
  })
}

interface View {
  readonly lang: 'de' | 'en'
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
}

/** Each language, theme and width meets the others at least once. */
const VIEWS: readonly View[] = [
  { lang: 'de', colorScheme: 'light', width: 1280 },
  { lang: 'de', colorScheme: 'dark', width: 390 },
  { lang: 'en', colorScheme: 'dark', width: 1280 },
  { lang: 'en', colorScheme: 'light', width: 390 },
]

async function withPage<T>({ lang, colorScheme, width }: View, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, extraHTTPHeaders: asked() })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  page.on('pageerror', (error) => void faults.push(error.message))
  page.on('requestfailed', (request) => void faults.push(request.url()))
  try {
    await page.goto(`${report}.html?lang=${lang}`)
    const result = await work(page)
    expect(faults).toEqual([])
    return result
  } finally {
    await context.close()
  }
}

describe.each(VIEWS)('the report in $lang, $colorScheme, $width wide', (view) => {
  it('shows findings and figures, fits the width, and breaks no rule of WCAG 2.2 AA', async () => {
    await withPage(view, async (page) => {
      expect(await page.title()).toContain(view.lang === 'de' ? 'Morgenbericht' : 'Morning report')
      expect(await page.locator('html').getAttribute('lang')).toBe(view.lang)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
      expect(overflow).toBeLessThanOrEqual(0)
      // The rows of a table are alike; thousands of them take axe minutes.
      await page.evaluate(
        "for (const body of document.querySelectorAll('tbody')) while (body.rows.length > 3) body.deleteRow(3)",
      )
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    })
  })
})

describe('the report', () => {
  it('opens its evidence by keyboard alone', async () => {
    await withPage({ lang: 'de', colorScheme: 'light', width: 1280 }, async (page) => {
      const closed = page.locator('details:not([open]) > summary').first()
      await closed.focus()
      await page.keyboard.press('Enter')
      expect(await page.locator('details[open]').count()).toBeGreaterThan(0)
    })
  })

  it('asks nothing of any other host', async () => {
    const hosts = new Set<string>()
    const page = await browser.newPage({ extraHTTPHeaders: asked() })
    page.on('request', (request) => void hosts.add(new URL(request.url()).host))
    await page.goto(`${report}.html`)
    await page.close()
    expect([...hosts].filter((host) => host !== '')).toEqual([new URL(report).host])
  })
})
