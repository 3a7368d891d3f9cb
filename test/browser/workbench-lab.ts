/**
 * The built workbench on the data of a small shop, with people of every role in a real browser: started once for each test
 * file, in a folder of its own.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { z } from 'zod'
import type { Lang, Text } from '../../src/core/lang.ts'
import type { Role } from '../../src/core/rights.ts'
import { type CliProcess, startCli } from '../cli.ts'
import { startSmtp, type TestSmtp } from '../smtp.ts'
import { settingsOf } from './workbench-settings.ts'

const CHROMIUM = process.env.DIRIGENT_TEST_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-sync', '--no-first-run', '--disable-quic']
const PASSWORD = 'Regenjacke trifft Murmeltier'
/** For a slow machine; what is awaited comes long before. */
const PATIENCE_MS = 60_000

interface View {
  readonly lang?: Lang
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  /** Whether the page's programs run; default true. */
  readonly scripts?: boolean
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface WorkbenchLab {
  readonly url: string
  readonly browser: Browser
  /** What the workbench has mailed. */
  readonly mails: TestSmtp['received']
  /** A new window of a person of this role; the same person each time. */
  open(role: Role, path: string, view?: View): Promise<Page>
  /** A new window of somebody who is not signed in. */
  openStranger(path: string, view?: View): Promise<Page>
  /** Asks the API as that person. */
  ask(role: Role, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer>
  close(): Promise<void>
}

/** @param withShop whether there is data, and a night shift has been over it */
export async function openWorkbenchLab({ withShop }: { withShop: boolean }): Promise<WorkbenchLab> {
  const folder = mkdtempSync(join(tmpdir(), 'dirigent-browser-'))
  const dataDir = join(folder, 'data')
  const smtp = await startSmtp()
  const env = { ...settingsOf(smtp), DIRIGENT_PORT: '0' }
  if (withShop) cpSync(inject('madeShop'), dataDir, { recursive: true })
  const cli = startCli(['start', '--no-demo'], { dataDir, env })
  const link = await heard(cli, /http:\/\/localhost:\d+\/welcome#\S+/)
  // The last it says: jobs run, and the desk acts.
  await heard(cli, /Stop with Ctrl-C/)
  const url = new URL(link).origin
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const people = openPeople(url, link)
  const openWith = async (
    cookie: string | null,
    path: string,
    { lang = 'de', width = 1280, colorScheme = 'light', scripts = true }: View,
  ) => {
    const context = await browser.newContext({
      locale: lang === 'de' ? 'de-DE' : 'en-GB',
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: scripts,
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    if (cookie !== null) await signIn(context, { cookie, url, lang })
    const page = await context.newPage()
    await page.goto(`${url}${path}`)
    return page
  }
  return {
    url,
    browser,
    mails: smtp.received,
    open: async (role, path, view = {}) => openWith(await people.cookieOf(role), path, view),
    openStranger: (path, view = {}) => openWith(null, path, view),
    ask: async (role, method, path, body) => ask(url, { method, path, body, cookie: await people.cookieOf(role) }),
    async close() {
      await browser.close()
      cli.child.kill('SIGTERM')
      await cli.done
      await smtp.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The first words of this kind on either way out. */
function heard({ child, done }: CliProcess, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer | string) => {
      said += String(chunk)
      const found = words.exec(said)
      if (found !== null) resolve(found[0])
    })
    done.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject)
  })
}

/** The session, and the language as somebody chose it in this browser. */
async function signIn(
  context: BrowserContext,
  { cookie, url, lang }: { readonly cookie: string; readonly url: string; readonly lang: Lang },
): Promise<void> {
  const at = cookie.indexOf('=')
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }])
  await context.addInitScript(`localStorage.setItem('dirigent.lang', '${lang}')`)
}

/** Who is of which role: joined on first need, the owner by the link of the terminal and the others by an invitation. */
function openPeople(url: string, ownerLink: string) {
  const cookies = new Map<Role, Promise<string>>()
  const cookieOf = (role: Role): Promise<string> => {
    const known = cookies.get(role) ?? (role === 'owner' ? follow(ownerLink, role) : invited(role))
    cookies.set(role, known)
    return known
  }
  const invited = async (role: Role) => {
    const body = { email: mailOf(role), role, language: 'de' }
    const path = '/team/invitations'
    const answer = await ask(url, { method: 'POST', path, body, cookie: await cookieOf('owner') })
    return follow(z.object({ url: z.string() }).parse(answer.body).url, role)
  }
  const follow = async (link: string, role: Role) => {
    const token = new URL(link).hash.slice(1)
    const body = {
      token,
      name: nameOf(role),
      password: PASSWORD,
      language: 'de',
      ...(role === 'owner' ? { email: mailOf(role) } : {}),
    }
    const answer = await send(url, { method: 'POST', path: '/setup/person', body, cookie: null })
    if (!answer.ok) throw new Error(`${role} could not join: ${answer.status} ${await answer.text()}`)
    return answer.headers.getSetCookie().at(0)?.split(';').at(0) ?? ''
  }
  return { cookieOf }
}

const mailOf = (role: Role) => `${role}@shop.example`
/** As others see that person. */
export const nameOf = (role: Role): string => `Person ${role}`

interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly cookie: string | null
}

function send(url: string, { method, path, body, cookie }: Asked): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      'x-dirigent': '1',
      ...(cookie === null ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function ask(url: string, asked: Asked): Promise<Answer> {
  const answer = await send(url, asked)
  return { status: answer.status, body: await answer.json().catch(() => null) }
}

/** Every page there is, from the app's own registry. Its modules are the browser's, so its type is said here. */
const registrySchema = z.object({
  PAGES: z.array(
    z.object({
      path: z.string(),
      label: z.object({ de: z.string(), en: z.string() }),
      group: z.string().nullable(),
      right: z.string(),
    }),
  ),
})
export type RegisteredPage = z.infer<typeof registrySchema>['PAGES'][number] & { readonly label: Text }

export async function readPages(): Promise<readonly RegisteredPage[]> {
  const registry = new URL('../../src/web/app/pages.ts', import.meta.url).pathname
  return registrySchema.parse(await import(/* @vite-ignore */ registry)).PAGES
}
