/** A page drawn on the server, by a stand-in for the pages: for who is signed in, in time, and else not at all. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDrawnPage } from './drawn-page.ts'

const FIRST = `<!doctype html><html lang="de"><head><script src="/first.js"></script>
<script type="module" crossorigin src="/assets/index-1.js"></script></head><body><div id="app"></div></body></html>`
const DRAWS = `
  const html = '<h1>' + surroundings.lang + ' ' + surroundings.phone + '</h1>'
  return { html, answers: { '/said': await read('/said'), '/secret': await read('/secret') } }`

let root: string
let server: FastifyInstance

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dirigent-drawn-'))
})
afterEach(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

/** @param work body of the function that draws */
function open(work: string): void {
  for (const name of ['web', 'web-server']) mkdirSync(join(root, name))
  writeFileSync(join(root, 'web/index.html'), FIRST)
  writeFileSync(
    join(root, 'web-server/server.js'),
    `export async function drawPage(address, surroundings, read) {${work}}`,
  )
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  server = fastify()
  const drawn = openDrawnPage(server, join(root, 'web'))
  server.get('/', async (request, reply) => (await drawn(request, reply)) ?? reply.send('not drawn'))
  server.get('/api/v1/session/me', async ({ headers }, reply) =>
    headers.cookie === 'session=ada' ? { person: { language: 'en' } } : reply.status(401).send(),
  )
  server.get('/api/v1/said', async () => ({ text: '</script><script>alert(1)</script>' }))
  server.get('/api/v1/secret', async (_request, reply) => reply.status(403).send({ secret: true }))
}

const get = async (headers: Record<string, string> = { cookie: 'session=ada' }) =>
  (await server.inject({ method: 'GET', url: '/', headers })).body

describe('a page drawn on the server', () => {
  it('stands in the place of the app, in the language of the person, with what was read for it and no more', async () => {
    open(DRAWS)
    const page = await get()
    expect(page).toContain('<html lang="en" data-drawn="wide">')
    expect(page).toContain('<div id="app"><h1>en false</h1></div>')
    expect(page).toContain('<script src="/first.js" data-program="/assets/index-1.js">')
    expect(page).not.toContain('<script type="module"')
    const answers = /<script type="application\/json" id="answers">(.*?)<\/script>/.exec(page)?.[1] ?? ''
    expect(JSON.parse(answers)).toEqual({
      '/said': { text: '</script><script>alert(1)</script>' },
      '/secret': null,
    })
  })

  it('has the width of a phone where the browser says it is on one', async () => {
    open(DRAWS)
    expect(await get({ cookie: 'session=ada', 'sec-ch-ua-mobile': '?1' })).toContain('data-drawn="phone"')
  })

  it('is not drawn for who is not signed in', async () => {
    open(DRAWS)
    expect(await get({})).toBe('not drawn')
    expect(await get({ cookie: 'session=eve' })).toBe('not drawn')
  })

  it('is left to the browser where drawing fails or takes too long', async () => {
    open(
      `if (surroundings.phone) throw new Error('no'); await new Promise((resolve) => setTimeout(resolve, 5_000)); ${DRAWS}`,
    )
    expect(await get({ cookie: 'session=ada', 'sec-ch-ua-mobile': '?1' })).toBe('not drawn')
    expect(await get()).toBe('not drawn')
  })
})
