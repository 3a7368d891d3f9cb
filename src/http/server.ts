/** The HTTP shell: who may ask, how errors are answered, and the features' routes. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { AppError, messageOf, systemCodeOf } from '../core/errors.ts'
import type { Log } from '../core/log.ts'

export interface ServerOptions {
  readonly log: Log
  /** Host names under which people reach the workbench besides the local ones. */
  readonly hosts: readonly string[]
  readonly routes: readonly Routes[]
  /**
   * Routes for machines elsewhere (events of shops, webhooks): served under any host name, without the headers and checks that
   * pages of the workbench have. Each lives apart, so that its parsers and hooks are its own, and sees to access by itself.
   */
  readonly open?: readonly Routes[]
  readonly patience?: Patience
}

type Routes = (server: FastifyInstance) => void

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

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
const GIBBERISH: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** RFC 9457 problem details. */
interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, hosts, routes, open = [], patience = PATIENCE } = options
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
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((error, _request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500) log.error({ err: error }, 'request failed')
    return sendProblem(reply, problem)
  })
  for (const route of open) await server.register(async (apart) => route(apart))
  await server.register(async (workbench) => serveWorkbench(workbench, hosts, routes))
  return server
}

async function serveWorkbench(
  server: FastifyInstance,
  hosts: readonly string[],
  routes: readonly Routes[],
): Promise<void> {
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
  const allowed = new Set([...LOCAL_HOSTS, ...hosts.map(inBrackets)].map((host) => host.toLowerCase()))
  server.addHook('onRequest', async (request) => {
    // A page elsewhere must not reach the workbench under a name of its own (DNS rebinding).
    if (!allowed.has(hostNameOf(request.headers.host ?? ''))) {
      throw new AppError(
        'input.not-found',
        'This address is not served here. Set DIRIGENT_PUBLIC_URL to the address people use.',
      )
    }
  })
  server.setNotFoundHandler((request) => {
    throw new AppError('input.not-found', `There is nothing at ${request.url.split('?')[0]}.`)
  })
  server.get('/healthz', async () => ({ status: 'ok' }))
  for (const route of routes) route(server)
}

/** An IPv6 address as a Host header writes it. */
function inBrackets(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function hostNameOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase()
}

/** What is no HTTP, or too much of it, never becomes a request. */
function refuseGibberish(error: Error, socket: Socket): void {
  if (!socket.writable || systemCodeOf(error) === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = GIBBERISH[systemCodeOf(error) ?? ''] ?? 400
  const code = 'input.invalid'
  const detail = `This is no request that can be read (${STATUS_CODES[status]}).`
  const body = JSON.stringify({ type: 'about:blank', title: code, status, detail, code } satisfies Problem)
  const headers = {
    ...BARE_HEADERS,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.status(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

function toProblem(error: unknown): Problem {
  if (error instanceof AppError) {
    return { type: 'about:blank', title: error.code, status: error.status, detail: error.message, code: error.code }
  }
  const status = statusOf(error)
  // What a fault of ours says is for the log, not for whoever asked.
  const detail = status >= 500 ? 'Something went wrong here; the log says what.' : messageOf(error)
  return {
    type: 'about:blank',
    title: status >= 500 ? 'internal' : 'input.invalid',
    status,
    detail,
    code: status >= 500 ? 'internal' : 'input.invalid',
  }
}

function statusOf(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : 500
  }
  return 500
}
