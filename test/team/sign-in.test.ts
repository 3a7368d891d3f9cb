/** Signing in with a password, sessions, and what slows guessing down. */
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sha256 } from '../../src/core/ids.ts'
import { verifyAudit } from '../../src/stores/state/audit.ts'
import { type Browser, type Lab, OTHER_PASSWORD, openLab, PASSWORD } from './lab.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'

let lab: Lab
let ada: Browser
beforeAll(async () => {
  lab = await openLab()
  ada = await lab.join('owner', 'ada@shop.example')
})
afterAll(() => lab.close())

const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.ask('POST', '/api/v1/session', { email, password })
const sessionsOf = async (browser: Browser) =>
  z
    .object({
      items: z.array(z.object({ id: z.number(), device: z.string(), network: z.string(), current: z.boolean() })),
    })
    .parse((await browser.ask('GET', '/api/v1/account/sessions')).body).items

describe('signing in', () => {
  it('takes the mail address however it is written, and gives a session', async () => {
    const browser = lab.browser()
    const answer = await signIn(browser, ' ADA@Shop.Example ')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ status: 'signed-in', me: { name: 'Frau ada', role: 'owner' } })
    expect((await browser.ask('GET', '/api/v1/session/me')).body).toMatchObject({
      kind: 'person',
      person: { email: 'ada@shop.example', language: 'en', theme: 'system' },
    })
  })

  it('answers the same for a wrong password, an unknown account and a disabled one', async () => {
    const ines = await lab.join('viewer', 'ines@shop.example')
    const { body } = await ines.ask('GET', '/api/v1/session/me')
    const { id } = z.object({ person: z.object({ id: z.number() }) }).parse(body).person
    expect((await ada.ask('PUT', `/api/v1/team/people/${id}/disabled`)).status).toBe(204)
    const answers = await Promise.all([
      signIn(lab.browser(), 'ada@shop.example', OTHER_PASSWORD),
      signIn(lab.browser(), 'nobody@shop.example'),
      signIn(lab.browser(), 'ines@shop.example'),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual(answers[0].body)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    const noted = (await lab.audit()).filter(({ action }) => action === 'session.refused')
    expect(noted.map(({ details }) => details)).toEqual(
      expect.arrayContaining([{ reason: 'password' }, { reason: 'disabled' }]),
    )
    expect(JSON.stringify(noted)).not.toMatch(/shop\.example|Frau/)
  })

  it('gives a new token each time and takes none that was there before', async () => {
    const browser = lab.browser()
    // What somebody else put there: no session, and none after signing in either.
    const planted = `dirigent_session=${'x'.repeat(43)}`
    browser.cookie = planted
    await signIn(browser, 'ada@shop.example')
    expect(browser.cookie).not.toBe(planted)
    const first = browser.cookie
    await signIn(browser, 'ada@shop.example')
    expect(browser.cookie).not.toBe(first)
    for (const cookie of [planted, first]) {
      const other = lab.browser()
      other.cookie = cookie
      expect((await other.ask('GET', '/api/v1/session/me')).status).toBe(401)
    }
  })

  it('keeps no token in the store, only its digest', async () => {
    const browser = lab.browser()
    await signIn(browser, 'ada@shop.example')
    const token = browser.cookie?.split('=')[1] ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    const { rows } = await lab.state.pool.query<{ token_hash: string }>('SELECT token_hash FROM sessions')
    expect(rows.map((row) => row.token_hash)).toContain(sha256(token))
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('hashes a password anew that was hashed with other parameters', async () => {
    const old = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1 })
    const stored = async () => {
      const { rows } = await lab.state.pool.query<{ password_hash: string }>(
        "SELECT password_hash FROM people WHERE email = 'ada@shop.example'",
      )
      return rows[0]?.password_hash ?? ''
    }
    await lab.state.pool.query("UPDATE people SET password_hash = $1 WHERE email = 'ada@shop.example'", [old])
    expect((await signIn(lab.browser(), 'ada@shop.example', OTHER_PASSWORD)).status).toBe(401)
    expect(await stored()).toBe(old)
    expect((await signIn(lab.browser(), 'ada@shop.example')).status).toBe(200)
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await signIn(lab.browser(), 'ada@shop.example')).status).toBe(200)
  })
})

describe('sessions', () => {
  it('are listed with device and network, never with the address', async () => {
    const browser = lab.browser({ userAgent: FIREFOX, address: '198.51.100.23' })
    await signIn(browser, 'ada@shop.example')
    const sessions = await sessionsOf(browser)
    expect(sessions.find(({ current }) => current)).toMatchObject({
      device: 'Firefox 130 · Linux',
      network: '198.51.100.0',
    })
    const { rows } = await lab.state.pool.query('SELECT * FROM sessions')
    expect(JSON.stringify(rows)).not.toContain('198.51.100.23')
  })

  it('end one by one, by their owner alone', async () => {
    const bea = await lab.join('sales', 'bea@shop.example')
    const other = lab.browser()
    await signIn(other, 'bea@shop.example')
    const id = (await sessionsOf(other)).find(({ current }) => current)?.id
    expect((await ada.ask('DELETE', `/api/v1/account/sessions/${id}`)).status).toBe(404)
    expect((await other.ask('GET', '/api/v1/session/me')).status).toBe(200)
    expect((await bea.ask('DELETE', `/api/v1/account/sessions/${id}`)).status).toBe(204)
    expect((await other.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await bea.ask('GET', '/api/v1/session/me')).status).toBe(200)
  })

  it('end all together but the one that asks', async () => {
    const cleo = await lab.join('sales', 'cleo@shop.example')
    const others = [lab.browser(), lab.browser()]
    for (const other of others) await signIn(other, 'cleo@shop.example')
    expect((await cleo.ask('DELETE', '/api/v1/account/sessions')).status).toBe(204)
    for (const other of others) expect((await other.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect(await sessionsOf(cleo)).toHaveLength(1)
  })

  it('end by signing out, and the browser forgets', async () => {
    const browser = lab.browser()
    await signIn(browser, 'ada@shop.example')
    const { cookie } = browser
    expect((await browser.ask('DELETE', '/api/v1/session')).status).toBe(204)
    expect(browser.cookie).toBeNull()
    browser.cookie = cookie
    expect((await browser.ask('GET', '/api/v1/session/me')).status).toBe(401)
  })

  it('end after three days without use, and after thirty in any case', async () => {
    const [idle, busy] = [lab.browser(), lab.browser()]
    const begun = lab.now
    try {
      for (const browser of [idle, busy]) await signIn(browser, 'ada@shop.example')
      for (let day = 1; day < 30; day += 2) {
        lab.now = begun + day * DAY
        expect((await busy.ask('GET', '/api/v1/session/me')).status).toBe(200)
      }
      expect((await idle.ask('GET', '/api/v1/session/me')).status).toBe(401)
      lab.now = begun + 30 * DAY
      expect((await busy.ask('GET', '/api/v1/session/me')).status).toBe(401)
    } finally {
      lab.now = begun
    }
  })

  it('of another copy of the workbench end here within seconds', async () => {
    const browser = lab.browser()
    await signIn(browser, 'ada@shop.example')
    expect((await browser.ask('GET', '/api/v1/session/me')).status).toBe(200)
    const token = browser.cookie?.split('=')[1] ?? ''
    await lab.state.pool.query('DELETE FROM sessions WHERE token_hash = $1', [sha256(token)])
    lab.now += 5_000
    expect((await browser.ask('GET', '/api/v1/session/me')).status).toBe(401)
  })
})

describe('what is delicate', () => {
  it('asks once more for the password after ten minutes, and gives a new token then', async () => {
    const dora = await lab.join('viewer', 'dora@shop.example')
    const begun = lab.now
    lab.now += 10 * MINUTE
    const change = () => dora.ask('PUT', '/api/v1/account/password', { password: OTHER_PASSWORD })
    expect(await change()).toMatchObject({ status: 403, body: { code: 'access.unconfirmed' } })
    const before = dora.cookie
    const wrong = await dora.ask('POST', '/api/v1/session/confirmation', { password: OTHER_PASSWORD })
    expect(wrong).toMatchObject({ status: 401 })
    expect(dora.cookie).toBe(before)
    expect((await dora.ask('POST', '/api/v1/session/confirmation', { password: PASSWORD })).status).toBe(200)
    expect(dora.cookie).not.toBe(before)
    const stolen = lab.browser()
    stolen.cookie = before
    expect((await stolen.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await change()).status).toBe(204)
    lab.now = begun
  })

  it('ends the other sessions with a change of the password, and the old password', async () => {
    const eva = await lab.join('viewer', 'eva@shop.example')
    const other = lab.browser()
    await signIn(other, 'eva@shop.example')
    expect((await eva.ask('PUT', '/api/v1/account/password', { password: 'Passwort2024!' })).status).toBe(422)
    expect((await eva.ask('PUT', '/api/v1/account/password', { password: OTHER_PASSWORD })).status).toBe(204)
    expect((await eva.ask('GET', '/api/v1/session/me')).status).toBe(200)
    expect((await other.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await signIn(lab.browser(), 'eva@shop.example')).status).toBe(401)
    expect((await signIn(lab.browser(), 'eva@shop.example', OTHER_PASSWORD)).status).toBe(200)
  })
})

describe('guessing', () => {
  it('is slowed down by account, known or not, wherever it comes from', async () => {
    await lab.join('viewer', 'fay@shop.example')
    for (const email of ['fay@shop.example', 'never-was@shop.example']) {
      for (let attempt = 0; attempt < 6; attempt++) {
        const browser = lab.browser({ address: `192.0.2.${attempt}` })
        expect((await signIn(browser, email, OTHER_PASSWORD)).status).toBe(401)
      }
      const held = await signIn(lab.browser({ address: '192.0.2.99' }), email.toUpperCase())
      expect(held).toMatchObject({ status: 429, body: { code: 'access.too-often' } })
      expect(held.headers['retry-after']).toBe('2')
    }
    lab.now += 2_000
    expect((await signIn(lab.browser(), 'fay@shop.example')).status).toBe(200)
    // Right once, the count begins anew.
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await signIn(lab.browser(), 'fay@shop.example', OTHER_PASSWORD)).status).toBe(401)
    expect((await signIn(lab.browser(), 'fay@shop.example')).status).toBe(200)
  })

  it('is slowed down by address, whatever the account', async () => {
    const address = '192.0.2.200'
    const statuses: number[] = []
    for (let attempt = 0; attempt < 33; attempt++)
      statuses.push((await signIn(lab.browser({ address }), `guess-${attempt}@shop.example`, 'x')).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect(statuses.slice(0, 30)).not.toContain(429)
    expect((await signIn(lab.browser({ address: '192.0.2.201' }), 'ada@shop.example')).status).toBe(200)
  })

  it('gains nothing by many attempts at once', async () => {
    const attempts = Array.from({ length: 30 }, (_, at) =>
      signIn(lab.browser({ address: `198.51.100.${at}` }), 'ada@shop.example', `${OTHER_PASSWORD} ${at}`),
    )
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(6)
    expect(statuses.filter((status) => status === 429)).toHaveLength(24)
    lab.now += 5 * MINUTE
  })

  it('leaves neither account nor address in the store', async () => {
    const { rows } = await lab.state.pool.query('SELECT name FROM sign_in_brakes')
    expect(rows.length).toBeGreaterThan(10)
    for (const { name } of rows) expect(name).toMatch(/^[0-9a-f]{64}$/)
  })
})

it('writes an unbroken audit log', async () => {
  expect(await verifyAudit(lab.state)).toMatchObject({ brokenAt: null })
})
