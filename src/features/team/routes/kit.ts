/** What the routes of the team share. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cursorOf, type pageQuery, readCursor } from '../../../api/page.ts'
import { AppError } from '../../../core/errors.ts'
import { describeMe } from '../account.ts'
import type { Identity, TeamContext } from '../context.ts'
import { writeCookie } from '../cookie.ts'
import { personOf, principalOf, requireConfirmed } from '../identities.ts'
import { SESSION_MS } from '../model.ts'
import type { Page } from '../people.ts'
import type { SignedIn } from '../schema.ts'
import type { Begun } from '../sign-in.ts'
import type { Person } from '../store/people.ts'
import type { Session } from '../store/sessions.ts'
import { isSecure, type Visit, visitOf } from '../visit.ts'

/** Signed in, for what the person does to their own account. */
export async function ownAccount(
  team: TeamContext,
  request: FastifyRequest,
): Promise<{ person: Person; session: Session; visit: Visit }> {
  return { ...personOf(await team.identities.of(request)), visit: visitOf(request, team) }
}

/** The same, after a proof of a moment ago. */
export async function confirmedAccount(
  team: TeamContext,
  request: FastifyRequest,
): Promise<{ person: Person; session: Session; visit: Visit }> {
  const identity = requireConfirmed(await team.identities.of(request), team.clock.now())
  return { ...personOf(identity), visit: visitOf(request, team) }
}

export async function confirmed(team: TeamContext, request: FastifyRequest): Promise<Identity> {
  return requireConfirmed(await team.identities.of(request), team.clock.now())
}

/** Gives the browser its cookie, and says who is signed in now. */
export function signedIn(team: TeamContext, begun: Begun | null, exchange: Exchange): SignedIn {
  if (begun === null) return { status: 'second-factor' }
  giveCookie(team, begun.token, exchange)
  const { person, session } = begun
  return { status: 'signed-in', me: describeMe({ principal: principalOf(person), person, session }) }
}

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** @param token null: the browser forgets it */
export function giveCookie(team: TeamContext, token: string | null, { request, reply }: Exchange): void {
  const secure = isSecure(request, team)
  reply.header('set-cookie', writeCookie(token ?? '', { secure, seconds: token === null ? 0 : SESSION_MS / 1000 }))
  reply.header('cache-control', 'no-store')
}

/** Says in the header as well when to come again. */
export async function braked<T>(reply: FastifyReply, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && typeof error.details.retryAfterSeconds === 'number')
      reply.header('retry-after', error.details.retryAfterSeconds)
    throw error
  }
}

/** Lists by number. One more than wanted is read: it says whether there is a next piece. */
export async function pageById<T extends { readonly id: number }>(
  { limit, after }: z.output<typeof pageQuery>,
  read: (page: Page) => Promise<T[]>,
): Promise<{ items: T[]; next: string | null }> {
  const [from = 0] = readCursor(after, z.tuple([z.number().int().nonnegative()])) ?? []
  const found = await read({ after: from, limit: limit + 1 })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last !== undefined ? cursorOf(last.id) : null }
}

/** Under which address links lead here: by name, because browsers make passkeys for no number. */
export function baseOf(team: TeamContext, request: FastifyRequest): string {
  return team.publicUrl ?? visitOf(request, team).origin.replace(/\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, '//localhost')
}
