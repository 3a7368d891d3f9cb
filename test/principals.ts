/** Who asks, for tests of routes. */
import type { Authenticate, Principal } from '../src/api/principal.ts'
import { RIGHTS, RIGHTS_OF, type Role } from '../src/core/rights.ts'

/** Somebody of a role, by the command line's token unless said otherwise. */
export function principalOf(role: Role, part: Partial<Principal> = {}): Principal {
  return { kind: 'cli', id: 'cli', name: role, role, rights: new Set(RIGHTS_OF[role]), ...part }
}

/** Whoever asks may everything. */
export const asOwner: Authenticate = async () => principalOf('owner')

/** Bearer tokens that are names of roles: 'Bearer viewer'. Nobody else is known. */
export const byRole: Authenticate = async ({ headers }) => {
  const name = headers.authorization?.replace(/^Bearer /, '')
  const role = Object.keys(RIGHTS_OF).find((known): known is Role => known === name)
  return role === undefined ? null : principalOf(role, { kind: 'key', id: role })
}

/** Somebody signed in, by a cookie, who may everything. */
export const asPerson: Authenticate = async () => ({
  kind: 'person',
  id: '1',
  name: 'Ada',
  role: 'owner',
  rights: new Set(RIGHTS),
})
