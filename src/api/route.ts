/**
 * What every route of `/api/v1` is made of: parse, permit, call, answer. A route says what it takes, what it gives and who
 * may ask; the description at `/api/docs` is made from the same words.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { Right } from '../core/rights.ts'
import type { Principal } from './principal.ts'

/** 'anyone': without signing in; 'signed-in': whatever the role. */
export type Permission = Right | 'anyone' | 'signed-in'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask. A route of the workbench without it is not served: forgetting it must not open a door. */
    permission?: Permission
    /** Whether the same `Idempotency-Key` gives the same answer without doing it again. Set for writes. */
    idempotent?: boolean
  }
  interface FastifyRequest {
    /** Null only on routes for anyone. */
    principal: Principal | null
  }
}

type Schema = z.ZodType
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined

export interface RouteSpec<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  A extends Schema | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** '/api/v1/proposals/:id' */
  readonly url: string
  /** Group in the description: 'Desk'. */
  readonly tag: string
  /** One line: what it does. */
  readonly summary: string
  readonly permission: Permission
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** What it answers; left out: nothing (204). */
  readonly answer?: A
  /** 200 unless said otherwise; 204 where nothing is answered. */
  readonly status?: 200 | 201 | 202
  /** Greatest body in bytes; 1 MiB unless said otherwise. */
  readonly bodyLimit?: number
  handle(
    input: { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> },
    context: { principal: Principal; request: FastifyRequest; reply: FastifyReply },
  ): Promise<A extends Schema ? z.input<A> : void>
}

/** What `handle` sees as principal on a route for anyone who did not sign in. */
const NOBODY: Principal = { kind: 'key', id: 'nobody', name: '', role: 'viewer', rights: new Set() }

/** Registers a route. @throws RangeError where a path parameter has no schema */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | undefined = undefined,
>(server: FastifyInstance, spec: RouteSpec<P, Q, B, A>): void {
  const { method, url, tag, summary, permission, params, query, body, answer, bodyLimit } = spec
  if (url.includes(':') && params === undefined) throw new RangeError(`${method} ${url} does not say its parameters.`)
  const status = answer === undefined ? 204 : (spec.status ?? 200)
  const schema: FastifySchema = {
    tags: [tag],
    summary,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: { [status]: answer ?? z.null().describe('Nothing.') },
  }
  server.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: { permission, idempotent: method !== 'GET' },
    schema,
    // What comes is parsed here, so that what is wrong with it is said in one way.
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply): Promise<unknown> {
      const input = {
        params: parse<P>(params, request.params, 'The address'),
        query: parse<Q>(query, request.query, 'The query'),
        body: parse<B>(body, request.body, 'The body'),
      }
      const given = await spec.handle(input, { principal: request.principal ?? NOBODY, request, reply })
      reply.status(status)
      return answer === undefined ? reply.send(null) : given
    },
  })
}

/** @throws AppError 'usage.invalid' with the field and what is expected of it */
function parse<S extends Schema | undefined>(schema: S | undefined, value: unknown, whole: string): Parsed<S> {
  // `Parsed<undefined>` is undefined; the compiler cannot tell which of the two S is.
  if (schema === undefined) return undefined as Parsed<S>
  const read = schema.safeParse(value ?? {})
  if (read.success) return read.data as Parsed<S>
  const [issue] = read.error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  throw new AppError('usage.invalid', `${path === '' ? whole : path}: ${issue?.message ?? 'is not valid'}.`)
}
