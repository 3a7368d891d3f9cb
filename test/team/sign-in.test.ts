/** Signing in, sessions and what slows guessing down. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLI_TOKEN, type Lab, OTHER_PASSWORD, openLab, PASSWORD, tokenOf } from './lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

describe('the first owner', () => {
  it('is made by the link of the start, once', async () => {
    const browser = lab.browser()
    expect((await browser.ask('GET', '/api/v1/setup')).body).toEqual({ needsOwner: true, mail: false, passkeys: true })
    const link = await lab.team.ownerLink('http://localhost:4747')
    const token = link?.url.split('#')[1] ?? ''
    expect((await browser.ask('POST', '/api/v1/setup/link', { token })).body).toMatchObject({
      kind: 'owner',
      role: 'owner',
      email: null,
    })
    const person = { token, name: 'Ada Lovelace', email: 'Ada@Shop.example', password: PASSWORD, language: 'de' }
    const first = await browser.ask('POST', '/api/v1/setup/person', person)
    expect(first.body).toMatchObject({
      status: 'signed-in',
      me: { kind: 'person', name: 'Ada Lovelace', role: 'owner' },
    })
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(200)
    expect((await lab.browser().ask('POST', '/api/v1/setup/person', person)).status).toBe(404)
    expect(await lab.team.ownerLink('http://localhost:4747')).toBeNull()
    expect((await lab.browser().ask('GET', '/api/v1/setup')).body).toMatchObject({ needsOwner: false })
  })
})
