/** What browsers are told about each kind of answer: what it may load, and who may show it. */
import helmet from '@fastify/helmet'
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

/** The strictest of them for everything that says nothing else: problems, JSON, files, and reports. */
export async function setHeaders(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // Reports carry their style, font and pictures within themselves and no script at all.
        styleSrc: ["'unsafe-inline'"],
        fontSrc: ['data:'],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether it is reached by TLS is a matter of the proxy in front.
    strictTransportSecurity: false,
  })
  server.addHook('onRequest', async (_request, reply) => {
    // What somebody may see is theirs alone, and may be another thing in a moment.
    reply.header('permissions-policy', NO_DEVICES).header('cache-control', 'no-store')
  })
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
