/**
 * `Idempotency-Key`: the same write sent again (the answer was lost, somebody pressed twice) is not done again but answered as
 * before. What failed is not kept: it changed nothing, and trying again is what the key is for. Routes that say what they answer
 * `again` note in the transaction of the work that it was done; cut off before the answer was kept, it is still not done twice.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'
import { idOf, sha256 } from '../core/ids.ts'
import type { Log } from '../core/log.ts'
import type { Clock } from '../core/time.ts'
import { underClaim, type WorkClaim } from '../stores/state/claims.ts'
import { claimKey, type KeptAnswer, keepAnswer, pruneKeys, releaseKey } from '../stores/state/idempotency.ts'
import type { StateStore } from '../stores/state/store.ts'

export interface IdempotencyDeps {
  readonly state: Pick<StateStore, 'pool'>
  readonly clock: Clock
  readonly log: Log
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which this request is being done; null: it has no key, or was answered from what is kept. */
    claim: WorkClaim | null
  }
}

/** Of an answer, what is told again beside its body. */
const KEPT_HEADERS = ['content-type', 'etag', 'location'] as const
const PRUNE_EVERY_MS = 600_000

export function answerOnce(server: FastifyInstance, deps: IdempotencyDeps): void {
  const { state, clock, log } = deps
  server.decorateRequest('claim', null)
  server.decorateRequest('isDone', false)
  server.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    const { principal } = request
    if (key === undefined || principal === null || request.routeOptions.config.idempotent !== true) return
    const id = idOf(principal.kind, principal.id, request.method, request.url, readKey(key))
    const claim = await claimKey(state, { id, bodyHash: bodyHash(request), now: clock.now() })
    switch (claim.status) {
      case 'ours':
        request.claim = { id, claim: claim.claim }
        return
      case 'done':
        request.isDone = true
        reply.header('idempotent-replayed', 'true')
        return
      case 'answered':
        return sendAgain(reply, claim.answer)
      case 'in-flight':
        reply.header('retry-after', '1')
        throw new AppError('input.conflict', 'A request with this Idempotency-Key is being worked on. Ask again soon.')
      case 'other-body':
        throw new AppError('input.invalid', 'This Idempotency-Key was used for something else. Take a new one.')
    }
  })
  server.addHook('preHandler', (request, _reply, next) => {
    if (request.claim === null || request.routeOptions.config.noted !== true) next()
    else underClaim(request.claim, next)
  })
  server.addHook('onSend', async (request, reply, payload: unknown) => {
    const { claim } = request
    if (claim === null) return
    request.claim = null
    try {
      // What was refused was not done, whatever was noted on the way to the refusal.
      if (reply.statusCode >= 400) await releaseKey(state, claim, { unlessDone: reply.statusCode >= 500 })
      else await settle(deps, claim, toKept(reply, payload))
    } catch (error) {
      // It was done: whoever asked is told so, and asking again is refused until the claim counts as dead.
      log.error({ err: error }, 'an answer could not be kept under its Idempotency-Key')
    }
  })
  const prune = () =>
    pruneKeys(state, clock.now()).catch((error: unknown) => log.warn({ err: error }, 'idempotency keys stay'))
  const timer = setInterval(prune, PRUNE_EVERY_MS)
  timer.unref()
  server.addHook('onClose', async () => clearInterval(timer))
}

async function settle(
  { state, clock }: IdempotencyDeps,
  { id, claim }: WorkClaim,
  answer: KeptAnswer | null,
): Promise<void> {
  if (answer === null) await releaseKey(state, { id, claim }, { unlessDone: true })
  else await keepAnswer(state, { id, claim, now: clock.now() }, answer)
}

/** The answer as it is kept; null: nothing was done, or it is a file that cannot be told again. */
function toKept(reply: FastifyReply, payload: unknown): KeptAnswer | null {
  if (reply.statusCode >= 300) return null
  if (payload !== undefined && payload !== null && typeof payload !== 'string') return null
  const headers = KEPT_HEADERS.map((name) => [name, reply.getHeader(name)] as const)
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(
      headers.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
    ),
    body: payload ?? '',
  }
}

function sendAgain(reply: FastifyReply, { status, headers, body }: KeptAnswer): FastifyReply {
  return reply
    .status(status)
    .headers(headers)
    .header('idempotent-replayed', 'true')
    .send(status === 204 ? undefined : body)
}

function readKey(header: string | string[]): string {
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header
  throw new AppError('usage.invalid', 'Idempotency-Key: 1 to 200 characters without spaces, for example a UUID.')
}

function bodyHash({ body }: FastifyRequest): string {
  return sha256(JSON.stringify(body ?? null))
}
