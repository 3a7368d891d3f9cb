import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLinks } from './links.ts'
import { isPublicAddress } from './public-address.ts'

let now = 0
const clock = { now: () => now }
let server: Server
let url = ''
let asked: string[] = []

beforeEach(async () => {
  now = 0
  asked = []
  server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`)
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/slow') return
    if (pathname === '/moved') answer.writeHead(301, { location: '/there' })
    else if (pathname === '/inside') answer.writeHead(302, { location: 'http://10.0.0.1/secret' })
    else if (pathname === '/file') answer.writeHead(302, { location: 'file:///etc/passwd' })
    else if (pathname === '/round') answer.writeHead(302, { location: '/round' })
    else if (pathname === '/no-head') answer.writeHead(request.method === 'HEAD' ? 405 : 200)
    else if (pathname === '/busy') answer.writeHead(503)
    else answer.writeHead(pathname === '/there' ? 200 : 404)
    answer.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // 'address()' of a server that listens on a port is never a path.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const quick = { mayAsk: ({ address }: { address: string }) => address === '127.0.0.1', timeoutMs: 30_000 }
const open = (part: { shopUrl?: string; asksOutside?: boolean } = {}, outside = quick) =>
  openLinks({ shopUrl: null, asksOutside: true, clock, ...part }, outside)
const kinds = async (links: ReturnType<typeof open>, ...paths: string[]) =>
  Promise.all(paths.map(async (path) => (await links.verdictOf(url + path)).kind))

describe('a link', () => {
  it('leads somewhere, nowhere, or nobody knows', async () => {
    const found = await kinds(open(), '/there', '/moved', '/no-head', '/nothing', '/busy', '/inside', '/file', '/round')
    expect(found).toEqual(['alive', 'alive', 'alive', 'gone', 'unknown', 'unknown', 'unknown', 'unknown'])
    const impatient = { ...quick, timeoutMs: 200 }
    expect(await kinds(open({}, impatient), '/slow')).toEqual(['unknown'])
    expect(await open().verdictOf('mailto:a@shop.example')).toEqual({ kind: 'alive' })
    expect(await open().verdictOf(`${url}/nothing`)).toEqual({ kind: 'gone', status: 404 })
  })

  it('is asked once a day, however many ask at once; what was not known is asked again', async () => {
    const links = open()
    await kinds(links, '/there', '/there', '/there#part')
    now = 86_400_000 - 1
    await kinds(links, '/there')
    expect(asked).toEqual(['HEAD /there'])
    now++
    await kinds(links, '/there')
    expect(asked).toEqual(['HEAD /there', 'HEAD /there'])
    await kinds(links, '/busy')
    await kinds(links, '/busy')
    expect(asked.filter((one) => one === 'GET /busy')).toHaveLength(2)
  })

  it('of the shop is asked wherever the shop is, others only where that is wished', async () => {
    const nobody = { ...quick, mayAsk: () => false }
    const links = open({ shopUrl: url, asksOutside: false }, nobody)
    expect([await links.verdictOf('/there'), await links.verdictOf('/nothing')].map(({ kind }) => kind)).toEqual([
      'alive',
      'gone',
    ])
    asked = []
    expect((await links.verdictOf('https://elsewhere.example/')).kind).toBe('unknown')
    expect((await open({}, nobody).verdictOf(`${url}/there`)).kind).toBe('unknown')
    expect((await open().verdictOf('/there')).kind).toBe('unknown')
    expect(asked).toEqual([])
  })

  it('leads to no network but the public one, by whatever name', async () => {
    const real = openLinks({ shopUrl: null, asksOutside: true, clock })
    for (const target of [
      url,
      url.replace('127.0.0.1', 'localhost'),
      'http://[::1]/',
      'http://2130706433/',
      'http://169.254.169.254/latest',
    ])
      expect((await real.verdictOf(target)).kind).toBe('unknown')
    expect(asked).toEqual([])
    for (const address of [
      '10.1.2.3',
      '127.0.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      '::',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      'fe80::1',
      'fd00::1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      'nonsense',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false])
    for (const address of ['93.184.215.14', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001:80b::200e'])
      expect([address, isPublicAddress(address)]).toEqual([address, true])
  })
})
