/** Browsers: which pages may send, said before and with each answer. By hand, because it stands in the way of every event. */
import type { FastifyReply } from 'fastify'

const METHODS = 'GET, POST, OPTIONS'
const HEADERS = 'authorization, content-type, content-encoding, anonymousid, x-retry-count'
/** Header names as browsers ask for them. */
const HEADER_LIST = /^[\w, -]{1,400}$/

/** Lets a page read the answer. Cookies may come along (`sendBeacon` cannot leave them out); nobody reads them. */
export function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin)
  reply.header('access-control-allow-credentials', 'true')
  reply.header('access-control-expose-headers', 'retry-after')
  reply.header('vary', 'Origin')
}

/** Answers what a browser asks before it sends. */
export function sendPreflight(reply: FastifyReply, origin: string, wanted: string): FastifyReply {
  allowOrigin(reply, origin)
  return reply
    .status(204)
    .header('access-control-allow-methods', METHODS)
    .header('access-control-allow-headers', HEADER_LIST.test(wanted) ? wanted : HEADERS)
    .header('access-control-max-age', '7200')
    .header('vary', 'Origin, Access-Control-Request-Headers')
    .send()
}

/** An origin as browsers send it: scheme, host, and the port where it is not the usual one. Null where it is none. */
export function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isBare = ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '' && url.username === ''
  return isBare && ['http:', 'https:'].includes(url.protocol) ? url.origin : null
}
