/** Second factors: codes of an app, recovery codes, passkeys. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Authenticator } from './authenticator.ts'
import { type Browser, CLI_TOKEN, HOST, type Lab, ORIGIN, OTHER_PASSWORD, openLab, PASSWORD, tokenOf } from './lab.ts'

const CLI = { authorization: `Bearer ${CLI_TOKEN}` }
const MINUTE = 60_000

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

const signIn = (email: string, code?: string, browser = lab.browser()) =>
  browser.ask('POST', '/api/v1/session', { email, password: PASSWORD, ...(code === undefined ? {} : { code }) })

async function withTotp(email: string) {
  const browser = await lab.join('sales', email)
  const begun = await browser.ask('POST', '/api/v1/account/totp')
  const { secret, uri } = z.object({ secret: z.string(), uri: z.string() }).parse(begun.body)
  const code = (offset = 0) =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: lab.now + offset * 30_000 })
  const done = await browser.ask('PUT', '/api/v1/account/totp', { code: code() })
  const { codes } = z.object({ codes: z.array(z.string()) }).parse(done.body)
  lab.now += 30_000
  return { browser, secret, uri, code, codes }
}

describe('an authenticator app', () => {
  it('holds when a first code has shown that it works', async () => {
    const browser = await lab.join('sales', 'ada@shop.example')
    const { body } = await browser.ask('POST', '/api/v1/account/totp')
    const { secret, uri } = z.object({ secret: z.string(), uri: z.string() }).parse(body)
    expect(uri).toContain('otpauth://totp/Dirigent:ada%40shop.example')
    expect((await browser.ask('PUT', '/api/v1/account/totp', { code: '000000' })).status).toBe(422)
    expect((await signIn('ada@shop.example')).body).toMatchObject({ status: 'signed-in' })
    const code = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: lab.now })
    expect((await browser.ask('PUT', '/api/v1/account/totp', { code })).status).toBe(200)
    expect((await signIn('ada@shop.example')).body).toEqual({ status: 'second-factor' })
    expect((await browser.ask('GET', '/api/v1/account')).body).toMatchObject({
      totp: { on: true, recoveryCodesLeft: 10 },
    })
    expect((await browser.ask('POST', '/api/v1/account/totp')).status).toBe(409)
  })

  it('has a secret that the store alone does not give away', async () => {
    const { secret, codes } = await withTotp('bea@shop.example')
    const dump = await lab.state.pool.query(
      'SELECT p.*, r.hash FROM people p JOIN recovery_codes r ON r.person_id = p.id',
    )
    const text = JSON.stringify(dump.rows)
    for (const told of [secret, ...codes]) expect(text).not.toContain(told)
  })

  it('lets nobody in with the password alone, or with a code that is wrong', async () => {
    const { code } = await withTotp('carl@shop.example')
    expect((await signIn('carl@shop.example')).headers['set-cookie']).toBeUndefined()
    const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0')
    expect(await signIn('carl@shop.example', wrong)).toMatchObject({ status: 401 })
    expect(await signIn('carl@shop.example', code(3))).toMatchObject({ status: 401 })
    expect((await signIn('carl@shop.example', code())).body).toMatchObject({ status: 'signed-in' })
  })

  it('takes each code once, also when it comes twice at the same moment', async () => {
    const { code } = await withTotp('dora@shop.example')
    const twice = await Promise.all([signIn('dora@shop.example', code()), signIn('dora@shop.example', code())])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await signIn('dora@shop.example', code())).status).toBe(401)
    // One before the last that was taken is used up with it.
    expect((await signIn('dora@shop.example', code(-1))).status).toBe(401)
    lab.now += 30_000
    expect((await signIn('dora@shop.example', code())).status).toBe(200)
  })

  it('takes a code of a clock that is half a minute off', async () => {
    const { code } = await withTotp('eva@shop.example')
    lab.now += MINUTE
    expect((await signIn('eva@shop.example', code(1))).status).toBe(200)
  })

  it('is not guessed: codes count as attempts, asking for one does not begin the count anew', async () => {
    const { code } = await withTotp('fay@shop.example')
    const wrong = String((Number(code()) + 7) % 1_000_000).padStart(6, '0')
    for (let attempt = 0; attempt < 6; attempt++) {
      expect((await signIn('fay@shop.example', wrong)).status).toBe(401)
      if (attempt < 5) expect((await signIn('fay@shop.example')).status).toBe(200)
    }
    expect((await signIn('fay@shop.example', code())).status).toBe(429)
    lab.now += 5 * MINUTE
  })

  it('has ten recovery codes, each for once, however they are typed', async () => {
    const { browser, codes } = await withTotp('gil@shop.example')
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    expect((await signIn('gil@shop.example', first)).status).toBe(200)
    expect((await signIn('gil@shop.example', first)).status).toBe(401)
    expect((await signIn('gil@shop.example', ` ${second.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(200)
    expect((await browser.ask('GET', '/api/v1/account')).body).toMatchObject({ totp: { recoveryCodesLeft: 8 } })
    const renewed = await browser.ask('POST', '/api/v1/account/recovery-codes')
    expect(renewed.status).toBe(200)
    expect((await signIn('gil@shop.example', codes[2])).status).toBe(401)
  })

  it('goes after a proof of a moment ago, and its recovery codes with it', async () => {
    const { browser, codes } = await withTotp('hal@shop.example')
    lab.now += 10 * MINUTE
    expect((await browser.ask('DELETE', '/api/v1/account/totp')).status).toBe(403)
    await browser.ask('POST', '/api/v1/session/confirmation', { password: PASSWORD })
    expect((await browser.ask('DELETE', '/api/v1/account/totp')).status).toBe(204)
    expect((await signIn('hal@shop.example', codes[0])).body).toMatchObject({ status: 'signed-in' })
    const { rows } = await lab.state.pool.query(
      "SELECT 1 FROM recovery_codes r JOIN people p ON p.id = r.person_id WHERE p.email = 'hal@shop.example'",
    )
    expect(rows).toEqual([])
  })

  it('stays through a forgotten password, and goes with a link of an owner', async () => {
    const { code } = await withTotp('ivo@shop.example')
    const reset = (token: string) =>
      lab.browser().ask('POST', '/api/v1/setup/person', { token, password: OTHER_PASSWORD })
    const made = await lab.browser().ask('POST', '/api/v1/setup/rescue', { email: 'ivo@shop.example' }, CLI)
    // As a mail to oneself makes it.
    await lab.state.pool.query('UPDATE team_links SET drops_factor = false WHERE used_at IS NULL')
    expect((await reset(tokenOf(made))).body).toEqual({ status: 'second-factor' })
    const second = await lab.browser().ask('POST', '/api/v1/session', {
      ...{ email: 'ivo@shop.example', password: OTHER_PASSWORD, code: code() },
    })
    expect(second.body).toMatchObject({ status: 'signed-in' })
    const again = await lab.browser().ask('POST', '/api/v1/setup/rescue', { email: 'ivo@shop.example' }, CLI)
    expect((await reset(tokenOf(again))).body).toMatchObject({ status: 'signed-in' })
  })
})

describe('a passkey', () => {
  async function withPasskey(email: string): Promise<{ browser: Browser; key: Authenticator }> {
    const browser = await lab.join('sales', email)
    const key = new Authenticator()
    const options = await browser.ask('POST', '/api/v1/account/passkey-options')
    const passkey = key.create(options.body, { origin: ORIGIN })
    expect((await browser.ask('POST', '/api/v1/account/passkeys', { label: 'Notebook', passkey })).status).toBe(204)
    return { browser, key }
  }
  const optionsOf = async (browser: Browser) => (await browser.ask('POST', '/api/v1/session/passkey-options')).body
  const enter = (browser: Browser, passkey: unknown) => browser.ask('POST', '/api/v1/session/passkey', passkey)

  it('signs in without mail address, password and code', async () => {
    const { browser: own, key } = await withPasskey('kim@shop.example')
    const browser = lab.browser()
    const answer = await enter(browser, key.get(await optionsOf(browser), { origin: ORIGIN }))
    expect(answer.body).toMatchObject({ status: 'signed-in', me: { name: 'Frau kim' } })
    expect((await browser.ask('GET', '/api/v1/session/me')).status).toBe(200)
    expect((await own.ask('GET', '/api/v1/account')).body).toMatchObject({
      passkeys: [{ label: 'Notebook', host: 'localhost', synced: false }],
    })
  })

  it('asks the device to verify the person and to keep the key', async () => {
    const { browser } = await withPasskey('lea@shop.example')
    expect((await browser.ask('POST', '/api/v1/account/passkey-options')).body).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ type: 'public-key' }],
    })
    expect(await optionsOf(browser)).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  })

  it('is refused when it was not for this page, this moment or this person', async () => {
    const { key } = await withPasskey('max@shop.example')
    const browser = lab.browser()
    const refused = async (assertion: unknown) =>
      expect(await enter(browser, assertion)).toMatchObject({ status: 401, body: { code: 'access.unknown' } })
    await refused(key.get(await optionsOf(browser), { origin: 'http://localhost:9999' }))
    await refused(key.get(await optionsOf(browser), { origin: ORIGIN, verified: false }))
    await refused(new Authenticator().get(await optionsOf(browser), { origin: ORIGIN }))
    const madeUp = { challenge: Buffer.from('made up').toString('base64url'), rpId: 'localhost' }
    await refused(key.get(madeUp, { origin: ORIGIN }))
    const late = key.get(await optionsOf(browser), { origin: ORIGIN })
    lab.now += 5 * MINUTE
    await refused(late)
    const other = new Authenticator()
    other.userHandle = Buffer.from('somebody else').toString('base64url')
    await refused({ ...other.get(await optionsOf(browser), { origin: ORIGIN }), id: key.id, rawId: key.id })
    expect((await enter(browser, key.get(await optionsOf(browser), { origin: ORIGIN }))).status).toBe(200)
  })

  it('signs each challenge once', async () => {
    const { key } = await withPasskey('ned@shop.example')
    const browser = lab.browser()
    const assertion = key.get(await optionsOf(browser), { origin: ORIGIN })
    expect((await enter(browser, assertion)).status).toBe(200)
    expect((await enter(lab.browser(), assertion)).status).toBe(401)
  })

  it('is refused when its counter goes back: it is a copy', async () => {
    const { key } = await withPasskey('oda@shop.example')
    const browser = lab.browser()
    key.counter = 5
    expect((await enter(browser, key.get(await optionsOf(browser), { origin: ORIGIN }))).status).toBe(200)
    key.counter = 3
    expect((await enter(browser, key.get(await optionsOf(browser), { origin: ORIGIN }))).status).toBe(401)
  })

  it('confirms who is signed in, and nobody else', async () => {
    const { browser, key } = await withPasskey('pia@shop.example')
    const { key: foreign } = await withPasskey('quin@shop.example')
    lab.now += 10 * MINUTE
    const confirm = async (with_: Authenticator) =>
      browser.ask('POST', '/api/v1/session/confirmation', {
        passkey: with_.get(await optionsOf(browser), { origin: ORIGIN }),
      })
    expect((await confirm(foreign)).status).toBe(401)
    expect((await browser.ask('POST', '/api/v1/account/passkey-options')).status).toBe(403)
    expect((await confirm(key)).status).toBe(200)
    expect((await browser.ask('POST', '/api/v1/account/passkey-options')).status).toBe(200)
  })

  it('is added with a challenge of one’s own, by a device that verifies', async () => {
    const rob = await lab.join('sales', 'rob@shop.example')
    const sam = await lab.join('sales', 'sam@shop.example')
    const add = (browser: Browser, passkey: unknown) =>
      browser.ask('POST', '/api/v1/account/passkeys', { label: 'Telefon', passkey })
    const ofRob = (await rob.ask('POST', '/api/v1/account/passkey-options')).body
    expect((await add(sam, new Authenticator().create(ofRob, { origin: ORIGIN }))).status).toBe(422)
    expect((await add(rob, new Authenticator().create(ofRob, { origin: ORIGIN, verified: false }))).status).toBe(422)
    const fresh = (await rob.ask('POST', '/api/v1/account/passkey-options')).body
    expect((await add(rob, new Authenticator().create(fresh, { origin: 'https://evil.example' }))).status).toBe(422)
    for (const junk of [{}, { id: 'x' }, null, 7]) expect((await add(rob, junk)).status).toBe(400)
    expect((await rob.ask('GET', '/api/v1/account')).body).toMatchObject({ passkeys: [] })
  })

  it('goes with its owner’s word alone', async () => {
    const { browser, key } = await withPasskey('tom@shop.example')
    const other = await lab.join('sales', 'una@shop.example')
    expect((await other.ask('DELETE', `/api/v1/account/passkeys/${key.id}`)).status).toBe(404)
    expect((await browser.ask('DELETE', `/api/v1/account/passkeys/${key.id}`)).status).toBe(204)
    const stranger = lab.browser()
    expect((await enter(stranger, key.get(await optionsOf(stranger), { origin: ORIGIN }))).status).toBe(401)
  })

  it('needs a host name, and says so', async () => {
    const browser = lab.browser({ host: HOST.replace('localhost', '127.0.0.1') })
    expect(await browser.ask('POST', '/api/v1/session/passkey-options')).toMatchObject({ status: 400 })
  })
})
