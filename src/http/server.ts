/** The HTTP shell: who may ask, how errors are answered, and the features' routes. */
import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Authenticate } from '../api/principal.ts'
import { AppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { guardRoutes } from './guard.ts'
import { BARE_HEADERS, refuseGibberish, sendProblem, toProblem } from './problem.ts'

export interface ServerOptions {
  readonly log: Log
  /** Host names under which people reach the workbench besides the local ones. */
  readonly hosts: readonly string[]
  readonly authenticate: Authenticate
  readonly routes: readonly Routes[]
  /**
   * Routes for machines elsewhere (events of shops, webhooks): served under any host name, without the headers and checks that
   * pages of the workbench have. Each lives apart, so that its parsers and hooks are its own, and sees to access by itself.
   */
  readonly open?: readonly Routes[]
  readonly patience?: Patience
}

export type Routes = (server: FastifyInstance) => void

/** How long a client may keep a connection waiting, milliseconds; afterwards it is answered 408 or hung up on. */
export interface Patience {
  /** Until the head of a request is there. */
  readonly headMs: number
  /** Until all of a request is there. */
  readonly requestMs: number
  /** While nothing moves in either direction. */
  readonly idleMs: number
  /** How often the first two are looked at. */
  readonly checkMs: number
}

const PATIENCE: Patience = { headMs: 10_000, requestMs: 30_000, idleMs: 120_000, checkMs: 5_000 }

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, open = [], patience = PATIENCE } = options
  const logger: FastifyBaseLogger = log
  const server: FastifyInstance = fastify({
    loggerInstance: logger,
    bodyLimit: 1_048_576,
    connectionTimeout: patience.idleMs,
    requestTimeout: patience.requestMs,
    http: { headersTimeout: patience.headMs, connectionsCheckingInterval: patience.checkMs },
    // An address that is no text is answered before any hook, so what the hooks add is said here.
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply.headers(BARE_HEADERS), toProblem(error))
    },
    clientErrorHandler: refuseGibberish,
  })
  server.setErrorHandler((error, _request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500) log.error({ err: error }, 'request failed')
    return sendProblem(reply, problem)
  })
  for (const route of open) await server.register(async (apart) => route(apart))
  await server.register(async (workbench) => serveWorkbench(workbench, options))
  return server
}

async function serveWorkbench(server: FastifyInstance, options: ServerOptions): Promise<void> {
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
    strictTransportSecurity: false,
  })
  guardRoutes(server, options)
  server.setNotFoundHandler((request) => {
    throw new AppError('input.not-found', `There is nothing at ${request.url.split('?')[0]}.`)
  })
  server.get('/healthz', { config: { permission: 'anyone', impersonal: true } }, async () => ({ status: 'ok' }))
  for (const route of options.routes) route(server)
}
