/** Who asks: found by the HTTP shell before any route, never by a route itself. */
import type { FastifyRequest } from 'fastify'
import type { Right, Role } from '../core/rights.ts'

export interface Principal {
  /** 'person': by the cookie of a session, which browsers send along whoever asks them to; the others by a bearer token. */
  readonly kind: 'person' | 'key' | 'cli'
  /** Id of the person or the key; 'cli' for the command line of this machine. */
  readonly id: string
  readonly name: string
  /** The role that decides for whom this principal may decide; that of the person who made it, for a key. */
  readonly role: Role
  /** What it may: the role's rights, cut down to the scopes of a key. */
  readonly rights: ReadonlySet<Right>
}

/**
 * Finds out who asks, from cookie or bearer token alone; null: nobody that is known. Called before the body is read, for each
 * request to a route that cares, so it must be quick.
 */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | null>

/** As it stands in the audit log: 'person:7', 'key:3', 'cli'. No names: they are personal data. */
export function actorOf({ kind, id }: Principal): string {
  return kind === 'cli' ? 'cli' : `${kind}:${id}`
}
