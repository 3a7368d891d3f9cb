/** The HTTP shell: who may ask, how errors are answered, and the features' routes. */
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { openKeptAnswers } from '../api/kept-answers.ts'
import type { Authenticate } from '../api/principal.ts'
import { AppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { Clock } from '../core/time.ts'
import type { StateStore } from '../stores/state/store.ts'
import { apiDocsRoutes } from './api-docs.ts'
import { gatherRoutes } from './describe.ts'
import { guardRoutes, SAFE_METHODS } from './guard.ts'
import { setHeaders } from './headers.ts'
import { answerOnce } from './idempotency.ts'
import { refuseIllegible } from './legible.ts'
import { limitWrites } from './limits.ts'
import { liveRoutes } from './live.ts'
import { BARE_HEADERS, refuseGibberish, sendProblem, toProblem } from './problem.ts'
import { webAppRoutes, webFolder } from './web-app.ts'

export interface ServerOptions {
  readonly log: Log
  readonly clock: Clock
  readonly state: Pick<StateStore, 'pool' | 'url'>
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
  /** Where the web app is built. */
  readonly webFolder?: string
  readonly writesAMinute?: number
  readonly liveHeartbeatMs?: number
  /** How long answers that are asked for again are kept, milliseconds; left out: not at all. */
  readonly keptMs?: number
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
  // Who has closed their half has said it all and still waits to hear what became of it; Node hangs up on them by itself.
  Object.assign(server.server, { httpAllowHalfOpen: true })
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
  setHeaders(server)
  guardRoutes(server, options)
  await limitWrites(server, options.writesAMinute)
  refuseIllegible(server)
  const forget = keepAnswers(server, options)
  answerOnce(server, options)
  server.setNotFoundHandler((request) => {
    throw new AppError('input.not-found', `There is nothing at ${request.url.split('?')[0]}.`)
  })
  server.get('/healthz', { config: { permission: 'anyone', impersonal: true } }, async () => ({ status: 'ok' }))
  const described = gatherRoutes(server)
  const own = [
    liveRoutes({ ...options, onNews: forget }),
    apiDocsRoutes(described),
    webAppRoutes(options.webFolder ?? webFolder()),
  ]
  for (const route of [...own, ...options.routes]) route(server)
}

/** Whoever is told that something was done finds it done. @returns what forgets the answers kept so far */
function keepAnswers(server: FastifyInstance, { keptMs, clock }: ServerOptions): () => void {
  if (keptMs === undefined) return () => undefined
  const kept = openKeptAnswers({ keptMs, now: () => clock.now() })
  server.decorate('keptAnswers', kept)
  server.addHook('onSend', async ({ method }) => {
    if (!SAFE_METHODS.includes(method)) kept.forget()
  })
  return () => kept.forget()
}
