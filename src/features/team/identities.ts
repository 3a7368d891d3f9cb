/**
 * Who a request is from, told from its cookie, its key or the token of this machine's command line. What was found holds in memory
 * for some seconds: a change made by this copy of the workbench holds at once, one made by another copy when those seconds are over.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../../api/principal.ts'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import { RIGHTS, RIGHTS_OF } from '../../core/rights.ts'
import type { Identities, Identity, TeamDeps } from './context.ts'
import { readCookie } from './cookie.ts'
import { CONFIRMED_MS, isOver } from './model.ts'
import { findKey, saveKeyUsed } from './store/keys.ts'
import { findPerson, type Person } from './store/people.ts'
import { findSession, type Session, saveSeen } from './store/sessions.ts'
import { isSecure } from './visit.ts'

const KEPT_MS = 5_000
const MOST_KEPT = 5_000
/** A use is noted at most this often. */
const NOTED_MS = 60_000

/** The command line of this machine: whoever can run it has the stores. */
export const CLI: Principal = { kind: 'cli', id: 'cli', name: 'cli', role: 'owner', rights: new Set(RIGHTS) }

export function openIdentities(deps: TeamDeps): Identities {
  const { clock } = deps
  const cliDigest = deps.cliToken === null ? null : sha256(deps.cliToken)
  const kept = new Map<string, { readonly found: Promise<Identity | null>; readonly until: number }>()

  function remembered(name: string, look: () => Promise<Identity | null>): Promise<Identity | null> {
    const now = clock.now()
    const known = kept.get(name)
    if (known !== undefined && known.until > now) return known.found
    if (kept.size >= MOST_KEPT) kept.clear()
    const found = look()
    const entry = { found, until: now + KEPT_MS }
    kept.set(name, entry)
    // Neither who is not known nor a fault of the store is worth remembering.
    const drop = () => {
      if (kept.get(name) === entry) kept.delete(name)
    }
    found.then((identity) => identity === null && drop(), drop)
    return found
  }

  return {
    async of(request) {
      const bearer = /^Bearer +(\S{1,300})$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) {
        const digest = sha256(bearer)
        if (cliDigest !== null && equal(digest, cliDigest)) return { principal: CLI, person: null, session: null }
        return remembered(`key ${digest}`, () => lookUpKey(deps, bearer))
      }
      const token = readCookie(request.headers.cookie, isSecure(request, deps))
      if (token === null || token.length > 300) return null
      const digest = sha256(token)
      const isUse = !isUnattended(request)
      return remembered(`session ${digest} ${isUse}`, () => lookUpSession(deps, digest, isUse))
    },
    forget: () => kept.clear(),
  }
}

/**
 * What a page asks by itself while nobody is at it does not keep its session from ending: the live stream, and what the web app
 * sends with this header once nobody has touched the page for a while.
 */
function isUnattended({ headers, routeOptions }: FastifyRequest): boolean {
  return headers['x-dirigent-unattended'] === '1' || routeOptions.url === '/api/v1/live'
}

async function lookUpSession({ state, clock }: TeamDeps, tokenHash: string, isUse: boolean): Promise<Identity | null> {
  const now = clock.now()
  const session = await findSession(state.pool, tokenHash)
  if (session === null || isOver(session, now)) return null
  const person = await findPerson(state.pool, session.personId)
  if (person === null || person.disabledAt !== null) return null
  if (isUse && now - session.seenAt >= NOTED_MS) await saveSeen(state.pool, session.id, now)
  return { principal: principalOf(person), person, session }
}

export function principalOf({ id, name, role }: Person): Principal {
  return { kind: 'person', id: String(id), name, role, rights: new Set(RIGHTS_OF[role]) }
}

/** `dk_<id>_<secret>` */
async function lookUpKey({ state, clock }: TeamDeps, bearer: string): Promise<Identity | null> {
  const [, id, secret] = /^dk_(\d{1,15})_([\w-]{20,100})$/.exec(bearer) ?? []
  if (id === undefined || secret === undefined) return null
  const now = clock.now()
  const key = await findKey(state.pool, Number(id), now)
  if (key === null || !equal(sha256(secret), key.secretHash)) return null
  const maker = await findPerson(state.pool, key.personId)
  if (maker === null || maker.disabledAt !== null) return null
  if (now - (key.usedAt ?? 0) >= NOTED_MS) await saveKeyUsed(state.pool, key.id, now)
  // What its maker may not do any more, the key may not either.
  const rights = new Set(key.scopes.filter((right) => RIGHTS_OF[maker.role].includes(right)))
  return { principal: { kind: 'key', id, name: key.name, role: maker.role, rights }, person: null, session: null }
}

function equal(a: string, b: string): boolean {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A person with their session. @throws AppError 'access.denied' for keys and the command line */
export function personOf(identity: Identity | null): { person: Person; session: Session } {
  if (identity?.person == null || identity.session === null)
    throw new AppError('access.denied', 'This is for a person who is signed in, not for keys or the command line.')
  return { person: identity.person, session: identity.session }
}

/**
 * What is delicate is left to whoever showed a moment ago that it is them: an unlocked screen is not enough.
 * @throws AppError 'access.unconfirmed'; 'access.denied' for keys
 */
export function requireConfirmed(identity: Identity | null, now: number): Identity {
  if (identity?.principal.kind === 'cli') return identity
  const { session } = personOf(identity)
  if (identity === null || now - session.confirmedAt >= CONFIRMED_MS)
    throw new AppError('access.unconfirmed', 'Please show once more that it is you, with your password or a passkey.')
  return identity
}
