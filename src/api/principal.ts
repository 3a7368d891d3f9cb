/** Who asks: found by the HTTP shell before any route, never by a route itself. */
import type { Right, Role } from '../core/rights.ts'

export interface Principal {
  readonly kind: 'person' | 'key' | 'cli'
  /** Id of the person or the key; 'cli' for the command line of this machine. */
  readonly id: string
  readonly name: string
  /** The role that decides for whom this principal may decide; that of the person who made it, for a key. */
  readonly role: Role
  /** What it may: the role's rights, cut down to the scopes of a key. */
  readonly rights: ReadonlySet<Right>
}

/** As it stands in the audit log: 'person:7', 'key:3', 'cli'. No names: they are personal data. */
export function actorOf({ kind, id }: Principal): string {
  return kind === 'cli' ? 'cli' : `${kind}:${id}`
}
