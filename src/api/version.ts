/** ETags against lost updates: who changes a thing says which version of it they saw (RFC 9110, If-Match). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'

export function sendVersion(reply: FastifyReply, version: number | string): void {
  reply.header('etag', `"${version}"`)
}

/**
 * The version that the request was made for.
 * @throws AppError 'usage.unversioned' (428) where it does not say
 */
export function expectedVersion(request: FastifyRequest): string {
  const header = request.headers['if-match']
  const version = /^(?:W\/)?"([^"]{1,200})"$/.exec(header ?? '')?.[1]
  if (version === undefined)
    throw new AppError('usage.unversioned', 'Say which version this is for: If-Match with the ETag of what you saw.')
  return version
}

/** @throws AppError 'input.changed' (412) where somebody was quicker */
export function mustBe(version: number | string, expected: string): void {
  if (String(version) === expected) return
  throw new AppError(
    'input.changed',
    'This was changed by somebody else in the meantime. Nothing of yours was stored; look at it again.',
  )
}
