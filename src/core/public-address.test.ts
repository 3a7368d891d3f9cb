import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { assertPublicAddress, isPublicAddress, publicLookup, type Resolve } from './public-address.ts'

/** Names as somebody's DNS server has them; each answer of a name is used once, the last for ever. */
function names(table: Readonly<Record<string, readonly (readonly string[])[]>>): Resolve {
  const asked = new Map<string, number>()
  return (name, _options, callback) => {
    const answers = table[name]
    if (answers === undefined) return callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])
    const turn = asked.get(name) ?? 0
    asked.set(name, turn + 1)
    const found: LookupAddress[] = (answers[Math.min(turn, answers.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
    callback(null, found)
  }
}

const resolve = names({
  'shop.example': [['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946']],
  'inner.example': [['10.0.0.7']],
  'both.example': [['93.184.216.34', '127.0.0.1']],
  'six.example': [['::1']],
  'nothing.example': [[]],
  localhost: [['127.0.0.1']],
  'metadata.google.internal': [['169.254.169.254']],
})

describe('an address on the public internet', () => {
  it.each([
    'https://shop.example/hooks?a=1',
    'http://shop.example:8080',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('%s may be set', async (text) => {
    expect((await assertPublicAddress(text, resolve)).url.href).toBe(new URL(text).href)
  })
})

describe('an address that is none', () => {
  it.each([
    ['this machine', 'http://127.0.0.1/'],
    ['this machine, short', 'http://127.1/'],
    ['this machine as one number', 'http://2130706433/'],
    ['this machine in hex', 'http://0x7f000001/'],
    ['this machine in octal', 'http://0177.0.0.01/'],
    ['this machine in full-width digits', 'http://１２７.０.０.１/'],
    ['any address', 'http://0.0.0.0:4747/'],
    ['any address as zero', 'http://0/'],
    ['this machine in IPv6', 'http://[::1]/'],
    ['any address in IPv6', 'http://[::]/'],
    ['mapped IPv4', 'http://[::ffff:127.0.0.1]/'],
    ['mapped IPv4 in hex', 'http://[::ffff:7f00:1]/'],
    ['mapped public IPv4, which no shop has', 'http://[::ffff:93.184.216.34]/'],
    ['compatible IPv4', 'http://[::127.0.0.1]/'],
    ['translated IPv4', 'http://[64:ff9b::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::]/'],
    ['a home network', 'http://192.168.178.1/'],
    ['a company network', 'http://10.1.2.3/'],
    ['a container network', 'http://172.17.0.2/'],
    ['a carrier network', 'http://100.64.0.1/'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data'],
    ['the metadata of a cloud in IPv6', 'http://[fd00:ec2::254]/'],
    ['link-local IPv6', 'http://[fe80::1]/'],
    ['many machines', 'http://224.0.0.1/'],
    ['all machines', 'http://255.255.255.255/'],
    ['a documentation network', 'http://203.0.113.9/'],
    ['localhost', 'http://localhost/'],
    ['localhost with a dot', 'http://localhost./'],
    ['a name of this network', 'https://inner.example/'],
    ['a name of both', 'https://both.example/'],
    ['a name of this machine in IPv6', 'https://six.example/'],
    ['a name of no address', 'https://nothing.example/'],
    ['a name nobody knows', 'https://unknown.example/'],
    ['the metadata by name', 'http://metadata.google.internal/'],
    ['another protocol', 'file:///etc/passwd'],
    ['a protocol for files', 'ftp://shop.example/'],
    ['a script', 'javascript:alert(1)'],
    ['a password in it', 'https://user:secret@shop.example/'],
    ['a name before the real one', 'https://shop.example@127.0.0.1/'],
    ['no address', 'shop.example'],
    ['nothing', ''],
  ])('(%s) is refused', async (_what, text) => {
    await expect(assertPublicAddress(text, resolve)).rejects.toMatchObject({ name: 'AppError', code: 'input.invalid' })
  })

  it('does not tell a password again', async () => {
    await expect(assertPublicAddress('https://shop.example/', resolve)).resolves.toBeDefined()
    const refused = await assertPublicAddress('https://u:geheim@shop.example/', resolve).catch(String)
    expect(refused).not.toContain('geheim')
  })
})

describe('a name that means something else the second time', () => {
  it('is not connected to', async () => {
    const server = createServer((_request, response) => response.end('inside')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo // an object: it listens on a port
    const turning = names({ 'turn.example': [['93.184.216.34'], ['127.0.0.1']] })
    const { url, lookup } = await assertPublicAddress(`http://turn.example:${port}/`, turning)
    const asked = request(url, { lookup })
    asked.end()
    const [error] = await once(asked, 'error').catch((fault: unknown) => [fault])
    expect(error).toMatchObject({ code: 'input.invalid' })
    server.close()
  })

  it('is looked up in the form that the connection asks for', () => {
    const found: unknown[] = []
    publicLookup(resolve)('shop.example', { all: false }, (...answer) => found.push(answer))
    publicLookup(resolve)('shop.example', { all: true }, (...answer) => found.push(answer))
    expect(found).toEqual([
      [null, '93.184.216.34', 4],
      [null, expect.arrayContaining([{ address: '93.184.216.34', family: 4 }])],
    ])
  })
})

describe('any address in the private networks', () => {
  it('is none of the public internet', () => {
    for (let host = 0; host < 256; host += 15) {
      for (const start of ['10.0.0', '127.9.9', '192.168.7', '172.31.255', '169.254.1', '0.0.0', '240.1.1'])
        expect(isPublicAddress(`${start}.${host}`)).toBe(false)
    }
    for (const address of ['8.8.8.8', '172.32.0.1', '11.0.0.1', '100.128.0.1', '2a00:1450::1'])
      expect(isPublicAddress(address)).toBe(true)
    for (const text of ['', 'shop.example', '1.2.3', 'fe80::1%eth0', '8.8.8.8 '])
      expect(isPublicAddress(text)).toBe(false)
  })
})
