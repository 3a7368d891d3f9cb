/** Links that work once: the first owner, invitations, new passwords. */
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Browser, CLI_TOKEN, type Lab, OTHER_PASSWORD, openLab, PASSWORD, tokenOf } from './lab.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const CLI = { authorization: `Bearer ${CLI_TOKEN}` }

const mails: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (address, _session, callback) =>
    callback(address.address.startsWith('full@') ? new Error('mailbox full') : null),
  onData: (stream, _session, callback) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    stream.on('end', () => {
      mails.push(text)
      callback()
    })
  },
})

let lab: Lab
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const address = smtp.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  lab = await openLab({ smtp: { url: `smtp://127.0.0.1:${port}`, from: 'dirigent@shop.example' } })
})
afterAll(async () => {
  await lab.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

async function untilMail(count: number): Promise<{ to: string; subject: string; text: string; html: string }> {
  const end = Date.now() + 10_000
  while (mails.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  const mail = await simpleParser(mails[count - 1] ?? '')
  const to = Array.isArray(mail.to) ? '' : (mail.to?.text ?? '')
  return { to, subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html || '' }
}

const tokenIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] ?? ''
const follow = (browser: Browser, token: string, part: Record<string, unknown> = {}) =>
  browser.ask('POST', '/api/v1/setup/person', { token, password: PASSWORD, ...part })
const look = (token: string) => lab.browser().ask('POST', '/api/v1/setup/link', { token })
const invite = (email: string, role = 'sales', browser = lab.browser(), headers: Record<string, string> = CLI) =>
  browser.ask('POST', '/api/v1/team/invitations', { email, role }, headers)

describe('the first owner', () => {
  const ada = { name: 'Ada Lovelace', email: 'Ada@Shop.example', language: 'en' }
  const ownerToken = async () => (await lab.team.ownerLink('http://localhost:4747'))?.url.split('#')[1] ?? ''

  it('is asked for while nobody is there', async () => {
    expect((await lab.browser().ask('GET', '/api/v1/setup')).body).toEqual({
      needsOwner: true,
      mail: true,
      passkeys: true,
    })
    expect((await lab.browser({ host: '127.0.0.1:4747' }).ask('GET', '/api/v1/setup')).body).toMatchObject({
      passkeys: false,
    })
  })

  it('has a link for a day, of which a new start makes the one before void', async () => {
    const first = await ownerToken()
    expect((await look(first)).body).toMatchObject({ kind: 'owner', role: 'owner', email: null, name: null })
    const second = await ownerToken()
    expect((await look(first)).status).toBe(404)
    expect((await follow(lab.browser(), first, ada)).status).toBe(404)
    lab.now += DAY
    expect((await look(second)).status).toBe(404)
    expect((await follow(lab.browser(), second, ada)).status).toBe(404)
    const { rows } = await lab.state.pool.query('SELECT * FROM team_links')
    expect(JSON.stringify(rows)).not.toContain(second)
  })

  it('needs name, mail address and a good password', async () => {
    const token = await ownerToken()
    for (const part of [{}, { name: 'Ada' }, { name: 'A\nda', email: 'ada@shop.example' }, { ...ada, email: 'ada' }])
      expect((await follow(lab.browser(), token, part)).status).toBe(400)
    expect((await follow(lab.browser(), token, { ...ada, password: 'kurz' })).status).toBe(422)
    expect((await follow(lab.browser(), token, { ...ada, password: 'Ada-Lovelace-1' })).status).toBe(422)
    expect((await look(token)).status).toBe(200)
  })

  it('is one of all who come at once, also with several links', async () => {
    const token = await ownerToken()
    // Two copies that start at the same moment may each have made one.
    await lab.state.pool.query(
      `INSERT INTO team_links (kind, token_hash, made_by, made_at, expires_at)
       SELECT 'owner', encode(sha256('second'), 'hex'), 'system', made_at, expires_at FROM team_links
       WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > $1`,
      [new Date(lab.now)],
    )
    const browsers = Array.from({ length: 8 }, () => lab.browser())
    const answers = await Promise.all(
      browsers.map((browser, at) =>
        follow(browser, at % 2 === 0 ? token : 'second', { ...ada, email: `ada${at}@shop.example` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of answers) expect([200, 404, 409]).toContain(status)
    const { rows } = await lab.state.pool.query<{ role: string }>('SELECT role FROM people')
    expect(rows).toEqual([{ role: 'owner' }])
    expect(await lab.team.ownerLink('http://localhost:4747')).toBeNull()
  })
})

describe('an invitation', () => {
  it('is mailed in the language of the invited and given to the inviter as well', async () => {
    mails.length = 0
    const made = await invite('bea@shop.example')
    expect(made).toMatchObject({ status: 201, body: { mailed: true } })
    const mail = await untilMail(1)
    expect(mail.to).toBe('bea@shop.example')
    expect(mail.subject).toBe('Einladung zu Dirigent')
    expect(mail.text).toContain('Vertrieb')
    expect(tokenIn(mail.text)).toBe(tokenOf(made))
    expect(tokenIn(mail.html)).toBe(tokenOf(made))
    expect((await look(tokenOf(made))).body).toMatchObject({
      kind: 'invitation',
      role: 'sales',
      email: 'bea@shop.example',
    })
  })

  it('works without its mail', async () => {
    const made = await invite('full@shop.example')
    expect(made).toMatchObject({ status: 201, body: { mailed: false } })
    expect((await look(tokenOf(made))).status).toBe(200)
  })

  it('makes a person of its role and address, whatever else is sent, once', async () => {
    const made = await invite('carl@shop.example', 'viewer')
    const carl = lab.browser()
    const sent = { name: 'Carl', email: 'somebody@else.example', role: 'owner' }
    expect((await follow(carl, tokenOf(made), sent)).body).toMatchObject({
      status: 'signed-in',
      me: { role: 'viewer', person: { email: 'carl@shop.example' } },
    })
    expect((await follow(lab.browser(), tokenOf(made), sent)).status).toBe(404)
    const { rows } = await lab.state.pool.query("SELECT email FROM team_links WHERE role = 'viewer'")
    expect(rows).toEqual([{ email: null }])
  })

  it('is void after seven days, when taken back, and when made anew', async () => {
    const [late, withdrawn, renewed] = [
      await invite('late@shop.example'),
      await invite('withdrawn@shop.example'),
      await invite('renewed@shop.example'),
    ]
    const { id } = z.object({ id: z.number() }).parse(withdrawn.body)
    expect((await lab.browser().ask('DELETE', `/api/v1/team/invitations/${id}`, undefined, CLI)).status).toBe(204)
    expect((await lab.browser().ask('DELETE', `/api/v1/team/invitations/${id}`, undefined, CLI)).status).toBe(404)
    const again = await invite('RENEWED@shop.example')
    for (const made of [withdrawn, renewed]) expect((await look(tokenOf(made))).status).toBe(404)
    expect((await look(tokenOf(again))).status).toBe(200)
    lab.now += 7 * DAY
    expect((await follow(lab.browser(), tokenOf(late), { name: 'Late' })).status).toBe(404)
    const open = await lab.browser().ask('GET', '/api/v1/team/invitations', undefined, CLI)
    expect(open.body).toEqual({ items: [], next: null })
  })

  it('is refused for somebody who is here', async () => {
    expect(await invite('CARL@shop.example')).toMatchObject({ status: 409 })
  })
})

describe('a forgotten password', () => {
  const forgot = (email: string, address = '203.0.113.50') =>
    lab.browser({ address }).ask('POST', '/api/v1/session/forgotten', { email })

  it('is answered the same for everybody, and mailed to whoever is here', async () => {
    mails.length = 0
    for (const email of ['carl@shop.example', 'nobody@shop.example', ''.padEnd(200, 'x')])
      expect(await forgot(email)).toMatchObject({ status: 204, body: null })
    const mail = await untilMail(1)
    expect(mail).toMatchObject({ to: 'carl@shop.example', subject: 'Neues Passwort für Dirigent' })
    expect(mails).toHaveLength(1)
    const carl = lab.browser()
    expect((await look(tokenIn(mail.text))).body).toMatchObject({ kind: 'reset', name: 'Carl' })
    expect((await follow(carl, tokenIn(mail.text), { password: OTHER_PASSWORD })).body).toMatchObject({
      status: 'signed-in',
    })
    expect((await follow(lab.browser(), tokenIn(mail.text), { password: PASSWORD })).status).toBe(404)
    expect((await carl.ask('POST', '/api/v1/session', { email: 'carl@shop.example', password: PASSWORD })).status).toBe(
      401,
    )
  })

  it('is mailed a few times at most', async () => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 6; attempt++)
      statuses.push((await forgot('carl@shop.example', `203.0.113.${60 + attempt}`)).status)
    expect(statuses.at(-1)).toBe(429)
  })

  it('ends all sessions when it is set anew, and has a day for that', async () => {
    const dora = await lab.join('sales', 'dora@shop.example')
    mails.length = 0
    await forgot('dora@shop.example', '203.0.113.80')
    const token = tokenIn((await untilMail(1)).text)
    expect((await follow(lab.browser(), token, { password: OTHER_PASSWORD })).status).toBe(200)
    expect((await dora.ask('GET', '/api/v1/session/me')).status).toBe(401)
    mails.length = 0
    await forgot('dora@shop.example', '203.0.113.81')
    const late = tokenIn((await untilMail(1)).text)
    lab.now += DAY
    expect((await look(late)).status).toBe(404)
    expect((await follow(lab.browser(), late)).status).toBe(404)
  })
})

describe('a rescue from the command line', () => {
  const rescue = (body: unknown, headers: Record<string, string> = CLI, browser = lab.browser()) =>
    browser.ask('POST', '/api/v1/setup/rescue', body, headers)

  it('makes a link for somebody who is locked out', async () => {
    const made = await rescue({ email: 'carl@shop.example' })
    expect(made.status).toBe(200)
    expect((await look(tokenOf(made))).body).toMatchObject({ kind: 'reset', email: 'carl@shop.example' })
    expect(await rescue({})).toMatchObject({ status: 400 })
    expect(await rescue({ email: 'nobody@shop.example' })).toMatchObject({ status: 404 })
  })

  it('is for the command line alone', async () => {
    const owner = await lab.join('owner', 'zoe@shop.example')
    expect((await rescue({ email: 'carl@shop.example' }, {}, owner)).status).toBe(403)
    expect((await rescue({ email: 'carl@shop.example' }, { authorization: 'Bearer cli_guessed' })).status).toBe(401)
  })
})
