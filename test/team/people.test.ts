/** People and roles, API keys, and who a request is from. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RIGHTS, RIGHTS_OF, ROLES } from '../../src/core/rights.ts'
import { openColleagues } from '../../src/features/team/index.ts'
import { type Answer, type Browser, CLI_TOKEN, type Lab, openLab, PASSWORD, tokenOf } from './lab.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const CLI = { authorization: `Bearer ${CLI_TOKEN}` }

let lab: Lab
let ada: Browser
beforeAll(async () => {
  lab = await openLab()
  ada = await lab.join('owner', 'ada@shop.example')
})
afterAll(() => lab.close())

const peopleSchema = z.object({
  items: z.array(z.object({ id: z.number(), email: z.string(), role: z.string(), version: z.number() })),
  next: z.string().nullable(),
})

async function personOf(email: string): Promise<z.infer<typeof peopleSchema>['items'][number]> {
  const { items } = peopleSchema.parse((await ada.ask('GET', '/api/v1/team/people?limit=200')).body)
  const person = items.find((item) => item.email === email)
  if (person === undefined) throw new Error(`${email} is not in the team`)
  return person
}

async function giveRole(
  browser: Browser,
  email: string,
  role: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { id, version } = await personOf(email)
  return browser.ask('PATCH', `/api/v1/team/people/${id}`, { role }, { 'if-match': `"${version}"`, ...headers })
}

describe('the team', () => {
  it('is known to other features by actor', async () => {
    const { id } = await personOf('ada@shop.example')
    expect(await openColleagues(lab.state).names([`person:${id}`, 'system'])).toEqual(
      new Map([[`person:${id}`, 'Frau ada']]),
    )
    expect(await openColleagues(lab.state).roleOf(`person:${id}`)).toBe('owner')
    expect(await openColleagues(lab.state).roleOf('system')).toBeNull()
  })

  it('is listed in pieces, and second factors are shown to whoever manages it', async () => {
    const bea = await lab.join('sales', 'bea@shop.example')
    const first = peopleSchema.parse((await ada.ask('GET', '/api/v1/team/people?limit=1')).body)
    expect(first.items.map(({ email }) => email)).toEqual(['ada@shop.example'])
    const rest = await ada.ask('GET', `/api/v1/team/people?limit=1&after=${first.next}`)
    expect(rest.body).toMatchObject({ items: [{ email: 'bea@shop.example', secondFactor: false }], next: null })
    expect((await bea.ask('GET', '/api/v1/team/people')).body).toMatchObject({ items: [{ secondFactor: null }, {}] })
  })

  it('has a table of roles that is the one in force', async () => {
    const { body } = await ada.ask('GET', '/api/v1/roles')
    const text = z.object({ de: z.string().min(5), en: z.string().min(5) })
    const table = z
      .object({
        roles: z.array(z.object({ role: z.enum(ROLES), title: text, about: text, rights: z.array(z.enum(RIGHTS)) })),
        rights: z.array(z.object({ right: z.enum(RIGHTS), to: text })),
      })
      .parse(body)
    expect(Object.fromEntries(table.roles.map(({ role, rights }) => [role, rights]))).toEqual(RIGHTS_OF)
    expect(table.rights.map(({ right }) => right)).toEqual(RIGHTS)
  })

  it('is managed by owners alone', async () => {
    for (const role of ROLES.filter((name) => name !== 'owner')) {
      const browser = await lab.join(role, `${role}@shop.example`)
      const { id } = await personOf('ada@shop.example')
      const asked = [
        await browser.ask('POST', '/api/v1/team/invitations', { email: 'x@shop.example', role: 'viewer' }),
        await browser.ask('PATCH', `/api/v1/team/people/${id}`, { role: 'viewer' }, { 'if-match': '"1"' }),
        await browser.ask('DELETE', `/api/v1/team/people/${id}`),
        await browser.ask('PUT', `/api/v1/team/people/${id}/disabled`),
        await browser.ask('POST', `/api/v1/team/people/${id}/link`),
        await browser.ask('POST', '/api/v1/keys', { name: 'k', scopes: ['reports.read'] }),
        await browser.ask('GET', '/api/v1/keys'),
      ]
      expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 403))
    }
  })
})

describe('a role', () => {
  it('is given by somebody else, for the version they saw, after a proof', async () => {
    const carl = await lab.join('viewer', 'carl@shop.example')
    const { id, version } = await personOf('carl@shop.example')
    const path = `/api/v1/team/people/${id}`
    expect((await ada.ask('PATCH', path, { role: 'sales' })).status).toBe(428)
    expect((await ada.ask('PATCH', path, { role: 'sales' }, { 'if-match': `"${version + 1}"` })).status).toBe(412)
    expect((await giveRole(ada, 'carl@shop.example', 'sales')).status).toBe(204)
    expect((await personOf('carl@shop.example')).role).toBe('sales')
    // What was opened with the rights as they were is closed.
    expect((await carl.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await lab.audit()).at(-1)).toEqual({
      actor: expect.stringMatching(/^person:\d+$/),
      action: 'person.role-changed',
      subject: `person:${id}`,
      details: { from: 'viewer', to: 'sales' },
    })
    const begun = lab.now
    lab.now += 10 * MINUTE
    expect(await giveRole(ada, 'carl@shop.example', 'owner')).toMatchObject({
      status: 403,
      body: { code: 'access.unconfirmed' },
    })
    lab.now = begun
  })

  it('is not changed by its holder, up or down', async () => {
    for (const role of ['owner', 'viewer']) expect((await giveRole(ada, 'ada@shop.example', role)).status).toBe(403)
    const { id } = await personOf('ada@shop.example')
    expect((await ada.ask('DELETE', `/api/v1/team/people/${id}`)).status).toBe(403)
    expect((await ada.ask('PUT', `/api/v1/team/people/${id}/disabled`)).status).toBe(403)
  })

  it('of the last owner stays, whoever asks', async () => {
    const { id } = await personOf('ada@shop.example')
    expect((await giveRole(lab.browser(), 'ada@shop.example', 'viewer', CLI)).status).toBe(409)
    expect((await lab.browser().ask('DELETE', `/api/v1/team/people/${id}`, undefined, CLI)).status).toBe(409)
    expect((await lab.browser().ask('PUT', `/api/v1/team/people/${id}/disabled`, undefined, CLI)).status).toBe(409)
  })

  it('stays with one of two owners who take it from each other at the same moment', async () => {
    const dora = await lab.join('owner', 'dora@shop.example')
    const answers = await Promise.all([
      giveRole(ada, 'dora@shop.example', 'viewer'),
      giveRole(dora, 'ada@shop.example', 'viewer'),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    const { rows } = await lab.state.pool.query("SELECT email FROM people WHERE role = 'owner'")
    expect(rows).toHaveLength(1)
    // As it was, for the tests that follow.
    await lab.state.pool.query("UPDATE people SET role = 'owner' WHERE email = 'ada@shop.example'")
    await lab.state.pool.query("UPDATE people SET role = 'viewer' WHERE email = 'dora@shop.example'")
    lab.now += 5_000
    ada = lab.browser()
    await ada.ask('POST', '/api/v1/session', { email: 'ada@shop.example', password: PASSWORD })
  })
})

describe('somebody who leaves', () => {
  it('is disabled and enabled: cannot sign in meanwhile, and comes back as the same person', async () => {
    const eva = await lab.join('sales', 'eva@shop.example')
    const { id } = await personOf('eva@shop.example')
    const signIn = () => lab.browser().ask('POST', '/api/v1/session', { email: 'eva@shop.example', password: PASSWORD })
    expect((await ada.ask('PUT', `/api/v1/team/people/${id}/disabled`)).status).toBe(204)
    expect((await eva.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await signIn()).status).toBe(401)
    expect((await ada.ask('DELETE', `/api/v1/team/people/${id}/disabled`)).status).toBe(204)
    expect((await eva.ask('GET', '/api/v1/session/me')).status).toBe(401)
    expect((await signIn()).status).toBe(200)
  })

  it('is removed: the name goes, what they decided keeps an author', async () => {
    const fay = await lab.join('owner', 'fay@shop.example')
    const invited = await fay.ask('POST', '/api/v1/team/invitations', { email: 'friend@shop.example', role: 'owner' })
    const { id } = await personOf('fay@shop.example')
    expect((await ada.ask('DELETE', `/api/v1/team/people/${id}`)).status).toBe(204)
    expect((await fay.ask('GET', '/api/v1/session/me')).status).toBe(401)
    // No way back in that they left open.
    expect((await lab.browser().ask('POST', '/api/v1/setup/link', { token: tokenOf(invited) })).status).toBe(404)
    const { rows } = await lab.state.pool.query('SELECT * FROM people WHERE id = $1', [id])
    expect(JSON.stringify(rows)).not.toMatch(/fay/i)
    const authors = await ada.ask('GET', '/api/v1/team/authors')
    expect(authors.body).toMatchObject({
      items: expect.arrayContaining([
        { actor: `person:${id}`, name: { de: `Ehemalige Person ${id}`, en: `Former person ${id}` } },
        { actor: expect.any(String), name: { de: 'Frau ada', en: 'Frau ada' } },
      ]),
    })
    expect(await openColleagues(lab.state).names([`person:${id}`, 'person:999999', 'cli', 'person:x'])).toEqual(
      new Map(),
    )
    expect(await openColleagues(lab.state).roleOf(`person:${id}`)).toBeNull()
    expect((await ada.ask('DELETE', `/api/v1/team/people/${id}`)).status).toBe(404)
    // The address is free for a new person.
    await lab.join('viewer', 'fay@shop.example')
    expect((await personOf('fay@shop.example')).id).not.toBe(id)
  })
})

describe('an account', () => {
  it('has name, language and theme that its owner changes', async () => {
    const gil = await lab.join('viewer', 'gil@shop.example')
    const change = (body: unknown) => gil.ask('PATCH', '/api/v1/account', body)
    expect((await change({ name: 'Gil O’Hara', language: 'de', theme: 'dark' })).status).toBe(204)
    expect((await gil.ask('GET', '/api/v1/session/me')).body).toMatchObject({
      name: 'Gil O’Hara',
      person: { language: 'de', theme: 'dark' },
    })
    for (const body of [{}, { name: '' }, { name: 'a\u0000b' }, { theme: 'pink' }, { role: 'owner' }])
      expect((await change(body)).status).toBe(400)
    expect((await change({ theme: 'light', role: 'owner' })).status).toBe(204)
    expect((await gil.ask('GET', '/api/v1/session/me')).body).toMatchObject({ role: 'viewer' })
  })
})

describe('an API key', () => {
  const madeSchema = z.object({ key: z.object({ id: z.number() }), secret: z.string() })
  const make = async (browser: Browser, body: unknown) => {
    const answer = await browser.ask('POST', '/api/v1/keys', body)
    expect(answer.status).toBe(201)
    return madeSchema.parse(answer.body)
  }
  const me = (secret: string) =>
    lab.browser().ask('GET', '/api/v1/session/me', undefined, { authorization: `Bearer ${secret}` })

  it('may what its scopes say, and nothing else', async () => {
    const { key, secret } = await make(ada, { name: 'shop', scopes: ['reports.read', 'team.read'] })
    expect(secret).toMatch(/^dk_\d+_[\w-]{43}$/)
    expect((await me(secret)).body).toEqual({
      kind: 'key',
      id: String(key.id),
      name: 'shop',
      role: 'owner',
      rights: ['reports.read', 'team.read'],
      person: null,
    })
    const ask = (method: 'GET' | 'POST', path: string, body?: unknown) =>
      lab.browser().ask(method, path, body, { authorization: `Bearer ${secret}` })
    expect((await ask('GET', '/api/v1/team/people')).status).toBe(200)
    expect((await ask('GET', '/api/v1/keys')).status).toBe(403)
    expect((await ask('GET', '/api/v1/account')).status).toBe(403)
    expect((await ask('POST', '/api/v1/team/invitations', { email: 'x@y.example', role: 'viewer' })).status).toBe(403)
    const { rows } = await lab.state.pool.query('SELECT * FROM api_keys')
    expect(JSON.stringify(rows)).not.toContain(secret.split('_')[2])
  })

  it('cannot manage the team or other keys', async () => {
    for (const scope of ['team.manage', 'keys.manage', 'everything'])
      expect((await ada.ask('POST', '/api/v1/keys', { name: 'k', scopes: [scope] })).status).toBe(400)
  })

  it('ends with its days, when it is revoked, and with its maker', async () => {
    const hal = await lab.join('owner', 'hal@shop.example')
    const scopes = ['reports.read']
    const short = await make(ada, { name: 'short', scopes, days: 1 })
    const revoked = await make(ada, { name: 'revoked', scopes, days: 30 })
    const makers = await make(hal, { name: 'makers', scopes: ['reports.read', 'settings.change'], days: 30 })
    for (const { secret } of [short, revoked, makers]) expect((await me(secret)).status).toBe(200)
    expect((await ada.ask('DELETE', `/api/v1/keys/${revoked.key.id}`)).status).toBe(204)
    expect((await me(revoked.secret)).status).toBe(401)
    expect((await ada.ask('DELETE', `/api/v1/keys/${revoked.key.id}`)).status).toBe(404)
    expect((await giveRole(ada, 'hal@shop.example', 'viewer')).status).toBe(204)
    expect((await me(makers.secret)).body).toMatchObject({ role: 'viewer', rights: ['reports.read'] })
    const { id } = await personOf('hal@shop.example')
    await ada.ask('PUT', `/api/v1/team/people/${id}/disabled`)
    expect((await me(makers.secret)).status).toBe(401)
    const begun = lab.now
    lab.now += DAY
    expect((await me(short.secret)).status).toBe(401)
    lab.now = begun
  })

  it('is listed with its last use, without its secret', async () => {
    const { key, secret } = await make(ada, { name: 'listed', scopes: ['reports.read'] })
    await me(secret)
    const list = await ada.ask('GET', '/api/v1/keys?limit=200')
    const { items } = z
      .object({ items: z.array(z.object({ id: z.number(), usedAt: z.string().nullable() })) })
      .parse(list.body)
    expect(items.find(({ id }) => id === key.id)?.usedAt).toBe(new Date(lab.now).toISOString())
    expect(JSON.stringify(list.body)).not.toContain(secret.split('_')[2])
  })

  it('is nobody’s when it is made up', async () => {
    const { key, secret } = await make(ada, { name: 'real', scopes: ['reports.read'] })
    const wrong = [
      `dk_${key.id}_${'A'.repeat(43)}`,
      `dk_${key.id + 1_000}_${secret.split('_')[2]}`,
      secret.slice(0, -1),
      `${secret}x`,
      'dk_',
      'dk_99999999999999999999_x',
      'cli_x',
      'x'.repeat(10_000),
    ]
    for (const made of wrong) expect((await me(made)).status).toBe(401)
  })
})

describe('who asks', () => {
  it('is the command line where it shows the token of this start', async () => {
    expect((await lab.browser().ask('GET', '/api/v1/session/me', undefined, CLI)).body).toMatchObject({
      kind: 'cli',
      role: 'owner',
      rights: RIGHTS,
      person: null,
    })
  })

  it('is told from a bearer token before a cookie, and from a cookie beside a proxy’s own sign-in', async () => {
    expect((await ada.ask('GET', '/api/v1/session/me', undefined, CLI)).body).toMatchObject({ kind: 'cli' })
    expect((await ada.ask('GET', '/api/v1/session/me', undefined, { authorization: 'Bearer dk_1_x' })).status).toBe(401)
    expect(
      (await ada.ask('GET', '/api/v1/session/me', undefined, { authorization: 'Basic cHJveHk6eA==' })).body,
    ).toMatchObject({
      kind: 'person',
    })
  })
})
