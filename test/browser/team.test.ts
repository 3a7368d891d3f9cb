/** The team as its people have it: from the first link in the terminal to roles, in a real browser with a built web app. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { Secret, TOTP } from 'otpauth'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliProcess, startCli } from '../cli.ts'

const CHROMIUM = process.env.DIRIGENT_TEST_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-sync', '--no-first-run', '--disable-quic']
const PASSWORD = 'Regenjacke trifft Murmeltier'
const PICTURES = process.env.DIRIGENT_TEST_PICTURES

const folder = mkdtempSync(join(tmpdir(), 'dirigent-team-browser-'))
let cli: CliProcess
let browser: Browser
let link: string
let url: string
let owner: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  cli = startCli(['start', '--no-demo'], { dataDir: join(folder, 'data'), env: { DIRIGENT_PORT: '0' } })
  link = await heard(cli, /http:\/\/localhost:\d+\/welcome#\S+/)
  url = new URL(link).origin
  owner = await openContext('de')
  page = await owner.newPage()
}, 600_000)

afterAll(async () => {
  await browser?.close()
  cli?.child.kill('SIGTERM')
  await cli?.done
  rmSync(folder, { recursive: true, force: true })
})

function heard({ child, done }: CliProcess, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = words.exec(said)
      if (found !== null) resolve(found[0])
    })
    done.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject)
  })
}

function openContext(lang: 'de' | 'en', width = 1280): Promise<BrowserContext> {
  return browser.newContext({ locale: lang === 'de' ? 'de-DE' : 'en-GB', viewport: { width, height: 900 } })
}

/** No violation of WCAG 2.2 AA, in both themes; nothing wider than the screen. */
async function expectAccessible(shown: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await shown.waitForTimeout(300)
    if (PICTURES !== undefined)
      await shown.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`), fullPage: true })
    const { violations } = await new AxeBuilder({ page: shown })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
  expect(await shown.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}

async function signOut(): Promise<void> {
  await page.goto(`${url}/account`)
  await page.getByRole('button', { name: /Konto und Darstellung/ }).click()
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.waitForURL(/\/sign-in/)
}

const signedIn = (shown: Page) => shown.getByRole('button', { name: /Ada Lovelace/ }).waitFor()

describe('the first person', () => {
  it('is asked to sign in, and told where the link stands', async () => {
    const stranger = await openContext('en')
    const asked = await stranger.newPage()
    await asked.goto(`${url}/team`)
    await asked.waitForURL(/\/sign-in/)
    await asked.getByText('Nobody can sign in yet').waitFor()
    await expectAccessible(asked, 'sign-in-en')
    await stranger.close()
  })

  it('becomes the owner by the link of the terminal', async () => {
    await page.goto(link)
    await page.getByRole('heading', { name: 'Willkommen bei Dirigent' }).waitFor()
    await expectAccessible(page, 'welcome-owner')
    await page.getByLabel('Ihr Name').fill('Ada Lovelace')
    await page.getByLabel('Mailadresse').fill('ada@shop.example')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('Passwort2024!')
    await page.getByRole('button', { name: 'Konto anlegen' }).click()
    await page.getByText('gehört zu denen, die zuerst versucht werden').waitFor()
    await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Konto anlegen' }).click()
    await signedIn(page)
    expect(new URL(page.url()).hash).toBe('')
  })

  it('finds the link used up afterwards', async () => {
    const second = await openContext('en')
    const late = await second.newPage()
    await late.goto(link)
    await late.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
    await second.close()
  })
})

describe('signing in', () => {
  it('works with the keyboard alone, and comes back to the page that was wanted', async () => {
    await signOut()
    await page.goto(`${url}/team`)
    await page.waitForURL(/\/sign-in\?next=/)
    await page.getByLabel('Mailadresse').waitFor()
    await page.keyboard.type('ada@shop.example')
    await page.keyboard.press('Tab')
    await page.keyboard.type('falsch geraten')
    await page.keyboard.press('Enter')
    await page.getByText('Mailadresse oder Passwort stimmt nicht').waitFor()
    await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${url}/team`)
    await signedIn(page)
  })

  it('works with a passkey alone', async () => {
    const devtools = await owner.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Passkey hinzufügen' }).click()
    await page.getByLabel('Name des Passkeys').fill('Prüfstand')
    await page.getByRole('dialog').getByRole('button', { name: 'Passkey hinzufügen' }).click()
    await page.getByText('Der Passkey gilt ab sofort').waitFor()
    await page.getByText('für localhost').waitFor()
    await signOut()
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click()
    await signedIn(page)
  })

  it('asks for a code once an app is set up', async () => {
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'App einrichten' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('img', { name: 'QR-Code mit dem Schlüssel' }).waitFor()
    await expectAccessible(page, 'totp-setup')
    const secret = /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(await dialog.innerText())?.[0].replaceAll(' ', '') ?? ''
    const code = (at: number) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at })
    await dialog.getByLabel('Sechs Ziffern').fill(code(Date.now()))
    await dialog.getByRole('button', { name: 'Einschalten' }).click()
    await page.getByText('Bewahren Sie diese Codes').waitFor()
    expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(10)
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click()
    await expectAccessible(page, 'account')
    await signOut()
    await page.getByLabel('Mailadresse').fill('ada@shop.example')
    await page.getByRole('textbox', { name: 'Passwort' }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByLabel('Code aus der App').waitFor()
    await expectAccessible(page, 'sign-in-code')
    // The code that set it up is used; the next one holds already.
    await page.getByLabel('Code aus der App').fill(code(Date.now() + 30_000))
    await page.keyboard.press('Enter')
    await signedIn(page)
  })
})

describe('the team', () => {
  it('grows by an invitation, whose role holds on every page', async () => {
    await page.goto(`${url}/team`)
    await page.getByRole('button', { name: 'Einladen' }).click()
    await page.getByLabel('Mailadresse').fill('bea@shop.example')
    await page.getByRole('dialog').getByLabel('Rolle', { exact: true }).selectOption('viewer')
    await page.getByRole('dialog').getByRole('button', { name: 'Einladen' }).click()
    const invitation = await page.getByRole('dialog').getByLabel('Link').inputValue()
    await page.getByRole('button', { name: 'Fertig' }).click()
    await page.getByRole('heading', { name: 'Offene Einladungen' }).waitFor()
    const other = await openContext('en', 390)
    const bea = await other.newPage()
    await bea.goto(invitation)
    await bea.getByRole('heading', { name: 'You are invited' }).waitFor()
    await expectAccessible(bea, 'welcome-invitation-phone')
    await bea.getByLabel('Your name').fill('Bea')
    await bea.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await bea.getByRole('button', { name: 'Make the account' }).click()
    await bea.waitForURL(`${url}/`)
    await bea.goto(`${url}/team`)
    await bea.getByText('This page is not part of your role').waitFor()
    await bea.goto(`${url}/account`)
    await bea.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
    await expectAccessible(bea, 'account-phone')
    await other.close()
  })

  it('is shown with its roles, and a role is given to somebody else', async () => {
    await page.goto(`${url}/team`)
    await page.getByText('bea@shop.example').first().waitFor()
    await page.getByRole('table').waitFor()
    await expectAccessible(page, 'team')
    await page.getByText('bea@shop.example').first().click()
    await page.getByRole('dialog').getByLabel('Rolle', { exact: true }).selectOption('data-analyst')
    await expectAccessible(page, 'person')
    await page.getByRole('button', { name: 'Rolle ändern' }).click()
    await page.getByText('Die neue Rolle gilt').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('grid').getByText('Datenanalyse').waitFor()
  })

  it('makes keys that are shown once', async () => {
    await page.getByRole('button', { name: 'Schlüssel anlegen' }).click()
    await page.getByLabel('Wofür er ist').fill('Kasse')
    await page.getByRole('dialog').getByRole('button', { name: 'Schlüssel anlegen' }).click()
    const key = await page.getByRole('dialog').getByLabel('Schlüssel').inputValue()
    expect(key).toMatch(/^dk_\d+_[\w-]{43}$/)
    await page.getByRole('button', { name: 'Fertig' }).click()
    const answer = await fetch(`${url}/api/v1/session/me`, { headers: { authorization: `Bearer ${key}` } })
    expect(await answer.json()).toMatchObject({ kind: 'key', name: 'Kasse', rights: ['reports.read'] })
  })
})
