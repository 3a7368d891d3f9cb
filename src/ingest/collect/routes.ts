/**
 * The collector's addresses. They answer under any host name to anybody who has a write key, thousands of times a second: no
 * validator, serializer or logger of the workbench stands in their way.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import { MAX_BODY_BYTES, tooLarge } from './body.ts'
import { type CollectDeps, type Collected, collect } from './collect.ts'
import { allowOrigin, sendPreflight } from './cors.ts'
import { openDaySalts } from './day-salt.ts'
import { type Keys, openKeys } from './keys.ts'
import { POSTHOG_PATHS } from './posthog.ts'
import { SEGMENT_PATHS } from './segment.ts'
import { segmentSettings } from './settings.ts'
import { posthogWire, segmentWire, type Wire } from './wire.ts'

export interface CollectOptions extends CollectDeps {
  /** Headers of the proxy in front that are believed; without such a proxy anybody could write them. */
  readonly trust?: {
    /** The last address of `X-Forwarded-For` is the visitor's. */
    readonly forwardedFor?: boolean
    /** `CF-IPCountry` is the visitor's country. */
    readonly country?: boolean
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
// Texts and no buffers: Node writes head and body of a text in one piece.
const YES = '{"success":true}'
const POSTHOG_YES = '{"status":1}'
/** Seconds after which a client that was sent away may come again. */
const RETRY_AFTER = '2'
const FORGET_EVERY_MS = 600_000
const NO_BYTES = Buffer.alloc(0)

/** The collector, for `createServer`'s open routes. */
export function collectRoutes(options: CollectOptions): (server: FastifyInstance) => void {
  const { state, clock, log } = options
  const keys = openKeys({ state, clock, log })
  const salts = openDaySalts(state)
  const deps = { ...options, salts, keys }
  return (server) => {
    // One logger for all requests: one of its own for each would cost more than reading the event.
    const quiet = log.child({ part: 'collect' }, { level: log.isLevelEnabled('warn') ? 'warn' : 'silent' })
    server.setChildLoggerFactory(() => quiet)
    server.removeAllContentTypeParsers()
    // Beacons say text/plain, some clients nothing at all: what came is looked at, not what it is called.
    server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => {
      done(null, body)
    })
    server.setErrorHandler((error, _request, reply) => {
      const problem = problemOf(error)
      if (problem.status >= 500) log.error({ err: error }, 'events could not be collected')
      return sendProblem(reply, problem)
    })
    const forget = () =>
      salts.forget(clock.now()).catch((error: unknown) => log.warn({ err: error }, 'salts could not be forgotten'))
    const timer = setInterval(forget, FORGET_EVERY_MS)
    timer.unref()
    server.addHook('onReady', forget)
    server.addHook('onClose', async () => clearInterval(timer))

    const post = (path: string, wire: Wire, answer: string) => {
      server.options(path, (request, reply) => answerPreflight(keys, request, reply))
      server.post(path, async (request, reply) => {
        const current = keys.current()
        const ring = current instanceof Promise ? await current : current
        const { headers } = request
        const { origin } = headers
        if (origin !== undefined && ring.origins.has(origin)) allowOrigin(reply, origin)
        const { body } = request
        const collected = await collect(deps, wire, ring, {
          bytes: Buffer.isBuffer(body) ? body : NO_BYTES,
          encoding: headers['content-encoding'],
          authorization: headers.authorization,
          pageOrigin: origin,
          ...visitorOf(request, options.trust ?? {}),
        })
        return sendCollected(reply, collected, answer)
      })
    }
    for (const [path, kind] of SEGMENT_PATHS) {
      if (kind === 'metrics') server.post(path, (_request, reply) => sendJson(reply, YES))
      else post(path, segmentWire(kind), YES)
    }
    for (const path of POSTHOG_PATHS) {
      post(path, posthogWire, POSTHOG_YES)
      post(`${path}/`, posthogWire, POSTHOG_YES)
    }
    server.get<{ Params: { key: string } }>('/v1/projects/:key/settings', (request, reply) =>
      sendSettings(keys, request.params.key, request, reply),
    )
  }
}

/** Machine and browser of the visitor. What a server sends came from the server's own, which say nothing of the visitor. */
function visitorOf(
  { headers, socket }: FastifyRequest,
  trust: NonNullable<CollectOptions['trust']>,
): { address: string; userAgent: string; country: string } {
  const userAgent = headers['user-agent'] ?? ''
  const header = headers['cf-ipcountry']
  const country = trust.country === true && typeof header === 'string' ? header : ''
  if (headers.origin === undefined && !userAgent.startsWith('Mozilla/')) return { address: '', userAgent: '', country }
  const forwarded = headers['x-forwarded-for']
  const address =
    trust.forwardedFor === true && typeof forwarded === 'string'
      ? forwarded.slice(forwarded.lastIndexOf(',') + 1).trim()
      : (socket.remoteAddress ?? '')
  return { address, userAgent, country }
}

async function answerPreflight(keys: Keys, { headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { origin = '' } = headers
  const current = await keys.current()
  const ring = current.origins.has(origin) ? current : await keys.afresh()
  if (ring.origins.has(origin)) return sendPreflight(reply, origin, headers['access-control-request-headers'] ?? '')
  throw new AppError('access.denied', `Pages of ${origin.slice(0, 100)} may not send here. Add the origin to a source.`)
}

async function sendSettings(
  keys: Keys,
  writeKey: string,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const current = await keys.current()
  const ring = current.byKey.has(writeKey) ? current : await keys.afresh()
  const { origin, host = '' } = headers
  if (origin !== undefined && ring.origins.has(origin)) allowOrigin(reply, origin)
  if (!ring.byKey.has(writeKey)) throw new AppError('input.not-found', 'The write key is not known.')
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) throw new AppError('usage.invalid', 'The Host header is no name of a host.')
  // The answer holds for whoever asked, by the name they used.
  const protocol = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  reply.header('cache-control', 'private, max-age=60')
  return sendJson(reply, segmentSettings({ writeKey, host, protocol }))
}

/** One event is taken or refused; of a batch the good ones are taken and the others named. */
function sendCollected(reply: FastifyReply, { isSingle, rejected }: Collected, yes: string): FastifyReply {
  const [first] = rejected
  if (first === undefined) return sendJson(reply, yes)
  if (!isSingle) return sendJson(reply, JSON.stringify({ success: true, rejected }))
  throw new AppError('usage.invalid', `The event cannot be taken: ${first.reason}.`)
}

function sendJson(reply: FastifyReply, body: string): FastifyReply {
  return reply.header('content-type', JSON_TYPE).header('x-content-type-options', 'nosniff').send(body)
}

/** RFC 9457 problem details, with the word that clients of this protocol look for. */
interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly success: false
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 429) reply.header('retry-after', RETRY_AFTER)
  return reply
    .status(problem.status)
    .header('content-type', PROBLEM_TYPE)
    .header('x-content-type-options', 'nosniff')
    .send(JSON.stringify(problem))
}

function problemOf(error: unknown): Problem {
  const fault = faultOf(error)
  const { code, status, message } = fault
  return { type: 'about:blank', title: code, status, detail: message, code, success: false }
}

function faultOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : Number.NaN
  if (status === 413) return tooLarge()
  if (status >= 400 && status < 500) return new AppError('usage.invalid', 'The request cannot be read.')
  return new AppError('internal', 'Something went wrong here; the log says what. Send the events again.')
}
