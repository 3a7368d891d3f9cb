/** How much one may change in a minute: far more than people do, far less than a program gone wrong. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../core/errors.ts'
import { SAFE_METHODS } from './guard.ts'

const WRITES_A_MINUTE = 600

/** Comes after the guard, which finds out who asks. */
export async function limitWrites(server: FastifyInstance, writesAMinute = WRITES_A_MINUTE): Promise<void> {
  await server.register(rateLimit, {
    max: writesAMinute,
    timeWindow: 60_000,
    keyGenerator: ({ principal, ip }) => (principal === null ? ip : `${principal.kind}:${principal.id}`),
    allowList: ({ method }) => SAFE_METHODS.includes(method),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new AppError(
        'work.overloaded',
        `More than ${max} changes in a minute are not taken. Go on in ${Math.ceil(ttl / 1_000)} seconds.`,
      ),
  })
}
