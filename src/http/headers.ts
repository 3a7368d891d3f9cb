/** What browsers are told about each kind of answer: what it may load, and who may show it. */
import type { FastifyInstance } from 'fastify'

/** Of the web app: its own scripts and nothing written into pages; its component library sets styles at elements. */
export const APP_POLICY = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self' data:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
})

const NO_DEVICES = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'

/** Reports carry their style, font and pictures within themselves and no script at all. */
const STRICT_POLICY = policy({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'font-src': 'data:',
  'img-src': 'data:',
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
})

/**
 * What OWASP's list of secure headers asks for, written once: every answer has them. Strict-Transport-Security is not among them:
 * whether the workbench is reached by TLS is a matter of the proxy in front.
 */
const HEADERS = {
  'content-security-policy': STRICT_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': NO_DEVICES,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  // What somebody may see is theirs alone, and may be another thing in a moment.
  'cache-control': 'no-store',
}

/** The strictest of them for everything that says nothing else: problems, JSON, files, and reports. */
export function setHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(HEADERS)
    done()
  })
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
