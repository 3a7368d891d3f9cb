/** Who may ask: under which host name, as whom, with which right, and from which page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticate, Principal } from '../api/principal.ts'
import type { Permission } from '../api/route.ts'
import { AppError } from '../core/errors.ts'
import { RIGHT_WORDS } from '../core/right-words.ts'

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']
export const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

/** Sets the guard before all routes that are registered on this server afterwards. */
export function guardRoutes(
  server: FastifyInstance,
  { hosts, authenticate }: { readonly hosts: readonly string[]; readonly authenticate: Authenticate },
): void {
  const named = new Set(hosts.map((host) => inBrackets(host).toLowerCase()))
  const allowed = new Set([...LOCAL_HOSTS, ...named])
  server.decorateRequest('principal', null)
  server.addHook('onRoute', ({ method, url, config }) => {
    if (config?.permission === undefined) throw new RangeError(`${String(method)} ${url} does not say who may ask.`)
  })
  server.addHook('onRequest', async (request, reply) => {
    refuseStrangeHost(request, allowed)
    if (request.is404) return
    const { permission = 'signed-in', impersonal } = request.routeOptions.config
    if (impersonal === true) return
    request.principal = await authenticate(request)
    if (request.principal === null && permission !== 'anyone' && isPage(request)) return sendToSignIn(request, reply)
    permit(request.principal, permission)
    refuseForgery(request, named)
  })
}

/** A page elsewhere must not reach the workbench under a name of its own (DNS rebinding). */
function refuseStrangeHost({ headers }: FastifyRequest, allowed: ReadonlySet<string>): void {
  if (allowed.has(hostNameOf(headers.host ?? ''))) return
  throw new AppError(
    'input.not-found',
    'This address is not served here. Set DIRIGENT_PUBLIC_URL to the address people use.',
  )
}

/** @throws AppError 'access.unknown' for nobody, 'access.denied' where the right is missing */
function permit(principal: Principal | null, permission: Permission): void {
  if (permission === 'anyone') return
  if (principal === null) {
    throw new AppError('access.unknown', 'Sign in first, or send a key: Authorization: Bearer dk_...')
  }
  if (permission === 'signed-in' || principal.rights.has(permission)) return
  const who = principal.kind === 'key' ? 'this key' : `your role (${principal.role})`
  throw new AppError('access.denied', `This needs the right to ${RIGHT_WORDS[permission].en}; ${who} does not have it.`)
}

/**
 * Browsers send the cookie of a session along from pages elsewhere as well. What changes something therefore needs a header that
 * such pages can send only after asking first, which nobody here answers. Whoever signs in is asked for it too: a page must not
 * sign its visitors in as somebody else. Bearer tokens are sent by nobody but their holders.
 */
function refuseForgery({ method, headers, principal }: FastifyRequest, named: ReadonlySet<string>): void {
  if (SAFE_METHODS.includes(method) || (principal !== null && principal.kind !== 'person')) return
  if (headers['x-dirigent'] !== '1') {
    throw new AppError('access.denied', 'Changes from a browser need the header X-Dirigent: 1.')
  }
  if (headers.origin !== undefined && !isOurs(headers.origin, headers.host ?? '', named)) {
    throw new AppError('access.denied', 'Changes are taken from pages of the workbench alone.')
  }
}

/** The very address that is asked, or a name that was set: behind a proxy the Host header may be another. */
function isOurs(origin: string, host: string, named: ReadonlySet<string>): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host.toLowerCase() || named.has(url.hostname)
}

/** Whether a person looks at the answer, and no program. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')
}

function sendToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
}

/** An IPv6 address as a Host header writes it. */
function inBrackets(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function hostNameOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase()
}
