/** Asks whether there is a page at an address that somebody wrote: nothing is sent along, and what it says is not read. */
import { lookup as resolve } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSafe } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface Probing {
  /** Whether an address of the network may be asked; redirects are held to it as well. */
  mayAsk(target: { readonly url: URL; readonly address: string }): boolean
  /** Of all requests for one link together. */
  readonly timeoutMs: number
}

/** Public addresses at the ports of the web. */
export const PUBLIC_WEB: Probing = {
  mayAsk: ({ url, address }) => url.port === '' && isPublicAddress(address),
  timeoutMs: 5_000,
}

/** What the last page on the way answered. */
type Probed =
  | { readonly status: number }
  | { readonly fault: 'no-such-host' | 'not-allowed' | 'no-answer' | 'too-many' }

const MOST_REDIRECTS = 4

export async function probe(address: URL, probing: Probing): Promise<Probed> {
  const signal = AbortSignal.timeout(probing.timeoutMs)
  let url = address
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const answer = await firstAnswer(url, probing, signal)
    if ('fault' in answer) return answer
    const { status, location } = answer
    if (status < 300 || status >= 400 || location === null || !URL.canParse(location, url)) return { status }
    url = new URL(location, url)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { fault: 'not-allowed' }
  }
  return { fault: 'too-many' }
}

type Answer =
  | { readonly status: number; readonly location: string | null }
  | { readonly fault: 'no-such-host' | 'not-allowed' | 'no-answer' }

/** Some servers know no HEAD, or answer it as they like. */
async function firstAnswer(url: URL, probing: Probing, signal: AbortSignal): Promise<Answer> {
  const head = await ask('HEAD', url, probing, signal)
  return 'status' in head && head.status >= 400 ? ask('GET', url, probing, signal) : head
}

function ask(method: 'HEAD' | 'GET', url: URL, probing: Probing, signal: AbortSignal): Promise<Answer> {
  // An address in numbers is not looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !probing.mayAsk({ url, address: host })) return Promise.resolve({ fault: 'not-allowed' })
  const send = url.protocol === 'https:' ? requestSafe : requestPlain
  return new Promise((done) => {
    const sent = send(url, {
      method,
      signal,
      agent: false,
      lookup: guarded(url, probing),
      headers: { accept: 'text/html,*/*;q=0.1', 'user-agent': 'Dirigent link check' },
    })
    sent.on('response', ({ statusCode = 0, headers }) => {
      done({ status: statusCode, location: headers.location ?? null })
      sent.destroy()
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const fault =
        error.code === 'ENOTFOUND' ? 'no-such-host' : error instanceof NotAllowed ? 'not-allowed' : 'no-answer'
      done({ fault })
    })
    sent.end()
  })
}

class NotAllowed extends Error {}

/** The address that was looked at is the one that is asked: a name that changes in between leads nowhere else. */
function guarded(url: URL, { mayAsk }: Probing): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '')
      if (found.length === 0 || !found.every(({ address }) => mayAsk({ url, address })))
        return callback(new NotAllowed(`${name} is not to be asked.`), '')
      if (options.all === true) return callback(null, found)
      callback(null, found[0]?.address ?? '', found[0]?.family)
    })
  }
}
