/**
 * Addresses that people set and the workbench then asks (webhooks, a shop's API): never this machine, its network, or the
 * metadata service of a cloud. What a name means is looked up for the connection itself, by the same rule, so that a name
 * that answers otherwise the second time gets nowhere.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import { AppError } from './errors.ts'

/** Everything that is not one machine on the public internet (IANA's special-purpose registries). */
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
const NOT_PUBLIC_6 = [
  // Loopback and unspecified, mapped and translated IPv4 (checked as such first), discard, Teredo, ORCHID, documentation,
  // 6to4, segment routing, unique local, link local, site local, multicast.
  ...[
    '::/96',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
  ],
  ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]

// Apart: Node takes an IPv4 address for its mapped form where a list has nets of IPv6.
const BLOCKED = { ipv4: listOf(NOT_PUBLIC_4, 'ipv4'), ipv6: listOf(NOT_PUBLIC_6, 'ipv6') }

function listOf(nets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const net of nets) {
    const [address = '', bits] = net.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Whether an address (not a name) is one on the public internet. */
export function isPublicAddress(address: string): boolean {
  // A zone, as in fe80::1%eth0, names an interface of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  return !BLOCKED[family].check(address, family)
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** Finds out what a name means; the system's own, but for tests. */
export type Resolve = (
  name: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * `lookup` for `http.request`, `net.connect` and the like: fails where any address of the name is none of the public internet.
 * Node does not ask it where the host is an address; `assertPublicAddress` has seen to those.
 */
export function publicLookup(resolve: Resolve = lookup) {
  return (name: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, [])
      const inner = addresses.find(({ address }) => !isPublicAddress(address))
      if (inner !== undefined || addresses.length === 0) return callback(notPublic(name), [])
      if (options.all === true) return callback(null, addresses)
      const [first] = addresses
      callback(null, first?.address ?? '', first?.family ?? 0)
    })
  }
}

export interface PublicAddress {
  readonly url: URL
  /** For the connection: what the name means is looked up again, and judged again. */
  readonly lookup: ReturnType<typeof publicLookup>
}

/**
 * Reads an address that somebody set, and refuses what does not lie on the public internet. Redirects of what answers there are
 * addresses of somebody else: they are not followed, or go through this once more.
 * @throws AppError 'input.invalid' saying what is wrong with it
 */
export async function assertPublicAddress(text: string, resolve: Resolve = lookup): Promise<PublicAddress> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw refused(text, 'is no address')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(text, 'must begin with https:// or http://')
  if (url.username !== '' || url.password !== '')
    throw refused(url.host, 'must not come with a user name or a password')
  // The URL's own reading has made 127.1, 0x7f000001 and 2130706433 what they are.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const find = publicLookup(resolve)
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw notPublic(host)
    return { url, lookup: find }
  }
  await new Promise<void>((done, fail) => {
    find(host, { all: true }, (error) => {
      if (error === null) done()
      else fail(error instanceof AppError ? error : refused(text, `cannot be found (${error.code ?? error.message})`))
    })
  })
  return { url, lookup: find }
}

function refused(text: string, why: string): AppError {
  return new AppError('input.invalid', `The address '${text.slice(0, 200)}' ${why}.`)
}

function notPublic(host: string): AppError {
  return new AppError(
    'input.invalid',
    `'${host.slice(0, 200)}' lies within this machine or its network. Only addresses on the public internet can be set.`,
  )
}
