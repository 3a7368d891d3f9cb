/** Addresses: of machines, cut to their network; of pages, without what may be personal. */
import { isIP } from 'node:net'
import { cleanText, withoutQuery } from './clean.ts'
import { cut } from './json.ts'

/** An IP address cut to its network (IPv4 /24, IPv6 /48); empty where it is none. */
export function cutIp(address: string): string {
  const plain = address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
  const family = isIP(plain)
  if (family === 4) return `${plain.slice(0, plain.lastIndexOf('.'))}.0`
  if (family !== 6) return ''
  const [front = '', back] = withoutZone(plain).split('::')
  const head = front === '' ? [] : front.split(':')
  const tail = back === undefined || back === '' ? [] : back.split(':')
  // An IPv4 address at the end stands for two groups.
  const filled = 8 - head.length - tail.length - (plain.includes('.') ? 1 : 0)
  const groups = back === undefined ? head : [...head, ...Array<string>(Math.max(0, filled)).fill('0'), ...tail]
  const network = groups.slice(0, 3).map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::`
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%')
  return zone === -1 ? address : address.slice(0, zone)
}

const MAX_PATH = 1_000

/** The path of a page, from a path or a whole address; without query, fragment and mail addresses. */
export function pathOf(page: string): string {
  if (page === '') return ''
  let path = page
  const scheme = page.indexOf('://')
  if (scheme !== -1 && scheme < 12) {
    const slash = page.indexOf('/', scheme + 3)
    path = slash === -1 ? '/' : page.slice(slash)
  }
  return cleanText(cut(withoutQuery(path), MAX_PATH))
}

/** The host of a page's address in small letters, without 'www.' and port; empty where there is none. */
export function hostOf(page: string): string {
  const scheme = page.indexOf('://')
  if (scheme === -1 || scheme > 12) return ''
  const host = /^[^/?#\\]{0,300}/.exec(page.slice(scheme + 3))?.[0] ?? ''
  const name = host.slice(host.lastIndexOf('@') + 1).replace(/:\d*$/, '')
  return cut(name.toLowerCase().replace(/^www\./, ''), 200)
}

/** The query of a page's address, without the question mark. */
export function queryOf(page: string): string {
  const from = page.indexOf('?')
  if (from === -1) return ''
  const to = page.indexOf('#', from)
  return page.slice(from + 1, to === -1 ? undefined : to)
}
