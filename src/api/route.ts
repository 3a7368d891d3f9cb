/**
 * What every route of `/api/v1` is made of: parse, permit, call, answer. A route says what it takes, what it gives and who
 * may ask; the description at `/api/docs` is made from the same words.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { FaultCode } from '../core/errors.ts'
import type { Right } from '../core/rights.ts'
import { hold, type KeptAnswer, keyFor } from './kept-answers.ts'
import { parseInput } from './parse.ts'
import type { Principal } from './principal.ts'
import { isWritten, sendWritten, type Written, written } from './written.ts'

/** 'anyone': without signing in; 'signed-in': whatever the role. */
export type Permission = Right | 'anyone' | 'signed-in'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask. A route of the workbench without it is not served: forgetting it must not open a door. */
    permission?: Permission
    /** Whether the same `Idempotency-Key` gives the same answer without doing it again. */
    idempotent?: boolean
    /** Whether the transaction of the work notes that it was done under the key. */
    noted?: boolean
    /** Everybody gets the same, so nobody is asked who they are: files of the web app. */
    impersonal?: boolean
    /** What the description is made of. */
    described?: RouteWords
  }
  interface FastifyRequest {
    /** Null only on routes for anyone. */
    principal: Principal | null
    /** It was done under its Idempotency-Key before, and its answer was lost. */
    isDone: boolean
  }
}

type Schema = z.ZodType
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined

/** What a route says about itself. */
export interface RouteWords {
  /** Group in the description: 'Desk'. */
  readonly tag: string
  /** One line: what it does. */
  readonly summary: string
  readonly params?: Schema | undefined
  readonly query?: Schema | undefined
  readonly body?: Schema | undefined
  /** What it answers: JSON, or a file (`fileOf` of written.ts); left out: nothing (204). */
  readonly answer?: Schema | undefined
  /** 200 unless said otherwise; 204 where nothing is answered. */
  readonly status?: 200 | 201 | 202 | undefined
  /** A GET that gives an ETag (`sendVersion`), a change that asks for it in If-Match (`expectedVersion`). */
  readonly versioned?: true | undefined
}

export interface RouteSpec<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  A extends Schema | undefined,
> extends RouteWords {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** '/api/v1/proposals/:id' */
  readonly url: string
  readonly permission: Permission
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer?: A
  /** Greatest body in bytes; 1 MiB unless said otherwise. */
  readonly bodyLimit?: number
  /**
   * A GET whose answer depends on its address and on who asks alone, and changes nothing: kept for a moment (`kept-answers.ts`).
   */
  readonly kept?: true
  /** False for a write whose answer holds a secret, which must not be kept for repeating it. */
  readonly idempotent?: false
  handle(input: Input<P, Q, B>, context: RouteContext): Answer<A>
  /**
   * What a write answers that was done under its Idempotency-Key before and whose answer was lost: how things are now. A route that
   * has it does its work in one transaction, which notes that it was done.
   */
  again?(input: Input<P, Q, B>, context: RouteContext): Answer<A>
}

interface Input<P extends Schema | undefined, Q extends Schema | undefined, B extends Schema | undefined> {
  readonly params: Parsed<P>
  readonly query: Parsed<Q>
  readonly body: Parsed<B>
}

interface RouteContext {
  readonly principal: Principal
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Nobody changes an answer on its way out, so services may give what they must not have changed. */
type Answer<A extends Schema | undefined> = A extends Schema ? Promise<Frozen<z.input<A>> | Written> : Promise<void>

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T

/** What `handle` sees as principal on a route for anyone who did not sign in. */
const NOBODY: Principal = { kind: 'key', id: 'nobody', name: '', role: 'viewer', rights: new Set() }

/** Registers a route. @throws RangeError where a path parameter has no schema */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(server: FastifyInstance, spec: RouteSpec<P, Q, B, A>): void {
  const { method, url, permission, bodyLimit, params, query, body, answer } = spec
  if (url.includes(':') && params === undefined) throw new RangeError(`${method} ${url} does not say its parameters.`)
  if (spec.kept === true && method !== 'GET') throw new RangeError(`${method} ${url} is done anew each time.`)
  const described: RouteWords = spec
  server.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: {
      permission,
      idempotent: method !== 'GET' && spec.idempotent !== false,
      noted: spec.again !== undefined,
      described,
    },
    async handler(request, reply) {
      const { principal } = request
      const { keptAnswers } = server
      if (spec.kept === true && keptAnswers !== undefined && principal !== null) {
        const kept = await keptAnswers.of(keyFor(principal, request.url), () => toKeep(request, reply))
        if (kept.answer !== null) return sendWritten(request, reply.headers(kept.headers), kept.answer)
      }
      const given = await work(request, reply)
      reply.status(answer === undefined ? 204 : (spec.status ?? 200))
      if (isWritten(given)) return sendWritten(request, reply, given)
      // Fields that the description does not name stay here; an answer unlike its description is a fault of ours.
      return answer === undefined ? reply.send() : reply.send(answer.parse(given))
    },
  })

  async function work(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const input = {
      // What cannot be an address of anything is the address of nothing.
      params: parse<P>(params, request.params, 'The address', 'input.not-found'),
      query: parse<Q>(query, request.query, 'The query'),
      body: parse<B>(body, request.body, 'The body'),
    }
    const context = { principal: request.principal ?? NOBODY, request, reply }
    return request.isDone && spec.again !== undefined ? spec.again(input, context) : spec.handle(input, context)
  }

  async function toKeep(request: FastifyRequest, reply: FastifyReply): Promise<KeptAnswer> {
    const given = await work(request, reply)
    const said = SAID.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    })
    return { answer: isWritten(given) ? await hold(given) : json(given), headers: Object.fromEntries(said) }
  }

  function json(given: unknown): Written {
    if (answer === undefined) throw new RangeError(`${method} ${url} gives nothing that can be kept.`)
    return written(JSON.stringify(answer.parse(given)), JSON_TYPE)
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'
/** What a route may say of its answer beside the answer. */
const SAID = ['etag', 'content-disposition']

function parse<S extends Schema | undefined>(
  schema: S | undefined,
  value: unknown,
  whole: string,
  code?: FaultCode,
): Parsed<S> {
  // `Parsed<undefined>` is undefined; the compiler cannot tell which of the two S is.
  return (schema === undefined ? undefined : parseInput(schema, value ?? {}, whole, code)) as Parsed<S>
}
