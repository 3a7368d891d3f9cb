// Pictures of every page as people see it: the demo shop up to yesterday in a folder of its own, one night shift, an owner made by the
// link of the first start; then each page of the registry, in both languages and themes, on a desk and on a phone.
//   npm run screenshots -- [--only desk,today] [--quick] [--docs] [--out FOLDER] [--data-dir FOLDER]
// --quick: German and light alone; --docs also remakes the small ones in docs/images/; --data-dir copies a folder in which demo and night are made already and nobody
// can sign in yet. Needs the built package (npm run build) and Chromium (CHROMIUM, default /usr/bin/chromium).
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { apiOf, becomeOwner, makeWork } from './screenshots/people.mjs'
import { PHONE, shoot, WIDE } from './screenshots/picture.mjs'
import { ROOT, run, withWorkbench } from './screenshots/program.mjs'
import { visitsOf } from './screenshots/visits.mjs'

const LIMIT_BYTES = 250_000
/** As wide as a README shows it, so that the small ones stay small. */
const README = { width: 1200, height: 780 }

const { values: options } = parseArgs({
  options: {
    docs: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    out: { type: 'string', default: join(ROOT, 'screenshots') },
    'data-dir': { type: 'string' },
  },
})
const only = options.only?.split(',')
const isWanted = (name) => only === undefined || only.includes(name)

/** Everything that can be seen; @returns what was wrong with it */
async function shootAll(browser, visits, session) {
  const wrong = []
  for (const { name, address, bare } of visits.filter((visit) => isWanted(visit.name))) {
    for (const lang of options.quick ? ['de'] : ['de', 'en']) {
      for (const scheme of options.quick ? ['light'] : ['light', 'dark']) {
        for (const viewport of [WIDE, PHONE]) {
          const file = join(options.out, `${name}-${lang}-${scheme}-${viewport.width}.png`)
          const given = { file, lang, scheme, viewport, wholePage: true, ...(bare ? {} : { session }) }
          const { faults } = await shoot(browser, address, given).catch((error) => ({ faults: [String(error)] }))
          for (const fault of faults) wrong.push(`${file}: ${fault}`)
        }
      }
    }
    console.log(name)
  }
  return wrong
}

/** The few that README and guide show. */
async function shootDocs(browser, visits, session) {
  const addressOf = (wanted) => visits.find(({ name }) => name === wanted)?.address
  const small = [
    { name: 'today-de', of: 'today', lang: 'de', viewport: README },
    { name: 'today-en', of: 'today', lang: 'en', viewport: README },
    { name: 'desk-de', of: 'desk-one', lang: 'de', viewport: README },
    { name: 'desk-en', of: 'desk-one', lang: 'en', viewport: README },
    { name: 'report-de', of: 'reports-one', lang: 'de', viewport: README },
    { name: 'report-en', of: 'reports-one', lang: 'en', viewport: README },
    { name: 'report-phone', of: 'reports-one', lang: 'de', viewport: PHONE },
  ]
  const images = join(ROOT, 'docs/images')
  mkdirSync(images, { recursive: true })
  for (const { name, of, lang, viewport } of small) {
    const file = join(images, `${name}.png`)
    const { bytes } = await shoot(browser, addressOf(of), { file, lang, scheme: 'light', viewport, session })
    console.log(`${file}  ${Math.round(bytes / 1000)} kB`)
    if (bytes > LIMIT_BYTES) throw new Error(`${file} has ${bytes} bytes, at most ${LIMIT_BYTES} are wanted.`)
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-screenshots-'))
  const dataDir = join(folder, 'data')
  mkdirSync(options.out, { recursive: true })
  try {
    if (options['data-dir'] === undefined) {
      await run(dataDir, ['demo'])
      await run(dataDir, ['night'])
    } else cpSync(options['data-dir'], dataDir, { recursive: true })
    const wrong = await withWorkbench(dataDir, ({ link, origin }) => takePictures(link, origin))
    for (const fault of wrong) console.error(fault)
    if (wrong.length > 0) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function takePictures(link, origin) {
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
    const whole = (visits) => visits.map((visit) => ({ ...visit, address: origin + visit.address }))
    // Used up by becoming the owner, so its page comes first.
    const welcome = { name: 'welcome-owner', address: link, bare: true }
    const before = await shootAll(browser, [welcome], undefined)
    const session = await becomeOwner(browser, link)
    const context = await browser.newContext({ storageState: session })
    const api = apiOf(context.request, origin)
    await makeWork(api)
    const visits = whole(await visitsOf(api.read))
    await context.close()
    const after = await shootAll(browser, visits, session)
    if (options.docs) await shootDocs(browser, visits, session)
    return [...before, ...after]
  } finally {
    await browser.close()
  }
}

await main()
