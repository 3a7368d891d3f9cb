/** Signing in and out, and showing once more that it is you. */
import type { PoolClient } from 'pg'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import { attemptSignIn } from './brakes.ts'
import type { TeamContext } from './context.ts'
import { takeCode } from './factor.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { sweepBrakes } from './store/brakes.ts'
import { sweepLinks } from './store/links.ts'
import { findPersonByEmail, type Person, savePassword, savePersonSeen } from './store/people.ts'
import {
  deleteSession,
  deleteSessionOf,
  insertSession,
  renewSession,
  type Session,
  sweepSessions,
} from './store/sessions.ts'
import { personActor, tell } from './tell.ts'
import { newToken } from './tokens.ts'
import type { Visit } from './visit.ts'

/** A session that has just begun, and what the browser is to keep of it. */
export interface Begun {
  readonly token: string
  readonly person: Person
  readonly session: Session
}

/** The same whatever was wrong: it must not tell which accounts there are. */
const refused = () => new AppError('access.unknown', 'Mail address or password is wrong.', { reason: 'password' })

/**
 * @returns null where the password is right and a code is asked for
 * @throws AppError 'access.unknown', 'access.too-often'
 */
export async function signIn(
  team: TeamContext,
  { email, password, code }: { email: string; password: string; code: string | undefined },
  visit: Visit,
): Promise<Begun | null> {
  const attempt = await attemptSignIn(team, { email, visit })
  // A mail address is text for the store as well: a character of code 0 is in none.
  const known = email.includes('\u0000') ? null : await findPersonByEmail(team.state.pool, email.trim())
  const person = known?.disabledAt === null ? known : null
  const { right, stale } = await checkPassword(person?.passwordHash ?? null, password)
  if (person === null || !right) {
    await noteFailure(team, known, known?.disabledAt == null ? 'password' : 'disabled')
    throw refused()
  }
  if (person.totpSecret !== null) {
    if (code === undefined) {
      await attempt.takeBack()
      return null
    }
    if (!(await takeCode(team, person, code))) {
      await noteFailure(team, person, 'code')
      throw new AppError('access.unknown', 'This code is not valid (any more). Take the next one.', { reason: 'code' })
    }
  }
  await attempt.succeed()
  const rehashed = stale ? await hashPassword(password) : null
  const begun = await team.state.transaction(async (client) => {
    if (rehashed !== null) await savePassword(client, person.id, rehashed)
    return beginSession(team, client, { person, visit, way: person.totpSecret === null ? 'password' : 'password+code' })
  })
  team.identities.forget()
  return begun
}

/** A new session with a token of its own, whatever the browser had before. */
export async function beginSession(
  { clock }: Pick<TeamContext, 'clock'>,
  client: PoolClient,
  { person, visit, way }: { person: Person; visit: Visit; way: string },
): Promise<Begun> {
  const now = clock.now()
  await sweepSessions(client, now)
  await sweepBrakes(client, now)
  await sweepLinks(client, now)
  // Whoever sat here before is signed out.
  if (visit.tokenHash !== null) await deleteSessionOf(client, visit.tokenHash)
  const token = newToken()
  const session = await insertSession(
    client,
    { tokenHash: sha256(token), personId: person.id, device: visit.device, network: visit.network },
    now,
  )
  await savePersonSeen(client, person.id, now)
  await tell({ clock }, client, {
    actor: personActor(person.id),
    action: 'session.began',
    subject: `session:${session.id}`,
    details: { way },
  })
  return { token, person, session }
}

export async function signOut(
  team: TeamContext,
  { person, session }: { person: Person; session: Session },
): Promise<void> {
  await team.state.transaction(async (client) => {
    if (!(await deleteSession(client, person.id, session.id))) return
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'session.ended',
      subject: `session:${session.id}`,
    })
  })
  team.identities.forget()
}

/** Whoever is signed in shows by their password that it is them. @throws AppError 'access.unknown', 'access.too-often' */
export async function confirmByPassword(
  team: TeamContext,
  { person, session, visit }: { person: Person; session: Session; visit: Visit },
  password: string,
): Promise<string> {
  const attempt = await attemptSignIn(team, { email: person.email, visit })
  const { right } = await checkPassword(person.passwordHash, password)
  if (!right) {
    await noteFailure(team, person, 'confirm')
    throw new AppError('access.unknown', 'The password is wrong.', { reason: 'password' })
  }
  await attempt.succeed()
  return renew(team, session, true)
}

/** The session goes on under a new token: one that was seen before worth is nothing now. */
export async function renew(team: TeamContext, session: Session, confirmed: boolean): Promise<string> {
  const token = newToken()
  await team.state.transaction((client) =>
    renewSession(client, session.id, { tokenHash: sha256(token), confirmedAt: confirmed ? team.clock.now() : null }),
  )
  team.identities.forget()
  return token
}

/** Who tried is not known; whose account it was is. */
export async function noteFailure(team: TeamContext, person: { id: number } | null, reason: string): Promise<void> {
  await team.state.transaction((client) =>
    tell(team, client, {
      actor: 'anonymous',
      action: 'session.refused',
      subject: person === null ? 'person:unknown' : personActor(person.id),
      details: { reason },
    }),
  )
}
