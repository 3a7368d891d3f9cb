// Remakes the pictures of the report: the demo shop up to a fixed day in a folder of its own, one night shift, then the page
// as people see it, in both languages and themes, on a desk and on a phone.
//   node scripts/screenshots.mjs [--docs] [--out FOLDER] [--data-dir FOLDER]
// --docs also remakes the small ones in docs/images/; --data-dir takes a folder in which demo and night are made already.
// Needs the built package (npm run build) and Chromium (CHROMIUM, default /usr/bin/chromium).
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const DAY = '2026-11-22'
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const BIN = join(ROOT, 'bin/dirigent.js')
const LIMIT_BYTES = 250_000
const DESK = { width: 1280, height: 960 }
const PHONE = { width: 390, height: 844 }
/** As wide as a README shows it, so that the small ones stay small. */
const README = { width: 1200, height: 860 }

const { values: options } = parseArgs({
  options: {
    docs: { type: 'boolean', default: false },
    out: { type: 'string', default: join(ROOT, 'screenshots') },
    'data-dir': { type: 'string' },
  },
})

function dirigent(dataDir, args) {
  const child = spawn(process.execPath, [BIN, '--data-dir', dataDir, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DIRIGENT_PORT: '0', DIRIGENT_LANGUAGE: 'de' },
  })
  const ended = new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`dirigent ${args[0]} ended with ${code}`))))
  })
  return { child, ended }
}

async function shoot(browser, address, { file, viewport, scheme, fullPage, scale = 1 }) {
  const context = await browser.newContext({ viewport, colorScheme: scheme, deviceScaleFactor: scale })
  try {
    const page = await context.newPage()
    const answer = await page.goto(address, { waitUntil: 'load' })
    if (answer === null || !answer.ok()) throw new Error(`${address} answers with status ${answer?.status()}`)
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: file, fullPage })
  } finally {
    await context.close()
  }
  return statSync(file).size
}

async function takeAll(browser, url) {
  const address = (lang) => `${url}/reports/${DAY}?lang=${lang}`
  mkdirSync(options.out, { recursive: true })
  for (const lang of ['de', 'en']) {
    for (const scheme of ['light', 'dark']) {
      for (const viewport of [DESK, PHONE]) {
        const file = join(options.out, `report-${lang}-${scheme}-${viewport.width}.png`)
        const bytes = await shoot(browser, address(lang), { file, viewport, scheme, fullPage: true })
        console.log(`${file}  ${Math.round(bytes / 1000)} KB`)
      }
    }
  }
  if (!options.docs) return
  const images = join(ROOT, 'docs/images')
  mkdirSync(images, { recursive: true })
  const small = [
    { name: 'report-de', lang: 'de', viewport: README },
    { name: 'report-en', lang: 'en', viewport: README },
    { name: 'report-phone', lang: 'de', viewport: PHONE },
  ]
  for (const { name, lang, viewport } of small) {
    const file = join(images, `${name}.png`)
    const bytes = await shoot(browser, address(lang), { file, viewport, scheme: 'light', fullPage: false })
    console.log(`${file}  ${Math.round(bytes / 1000)} KB`)
    if (bytes > LIMIT_BYTES) throw new Error(`${file} has ${bytes} bytes, at most ${LIMIT_BYTES} are wanted.`)
  }
}

async function main() {
  const given = options['data-dir']
  const dataDir = given === undefined ? mkdtempSync(join(tmpdir(), 'dirigent-screenshots-')) : resolve(given)
  try {
    if (given === undefined) {
      await dirigent(dataDir, ['demo', '--until', DAY]).ended
      await dirigent(dataDir, ['night', '--as-of', DAY]).ended
    }
    const { child, ended } = dirigent(dataDir, ['start', '--no-demo'])
    try {
      const said = await Promise.race([new Promise((done) => child.stdout.once('data', done)), ended])
      if (said === undefined) throw new Error('dirigent start ended before it served.')
      const { origin } = new URL(String(said).trim())
      const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      })
      try {
        await takeAll(browser, origin)
      } finally {
        await browser.close()
      }
    } finally {
      child.kill('SIGTERM')
      await ended
    }
  } finally {
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
}

await main()
