/** One's own account. */
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { Identity, TeamContext } from './context.ts'
import { CONFIRMED_MS } from './model.ts'
import { requirePassword } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import type { Account, Me, SessionView, Theme } from './schema.ts'
import { renew } from './sign-in.ts'
import { countRecoveryCodes } from './store/factors.ts'
import { revokeLinks } from './store/links.ts'
import { listPasskeys } from './store/passkeys.ts'
import { type Person, savePassword, saveProfile } from './store/people.ts'
import { deleteSession, deleteSessions, listSessions, type Session } from './store/sessions.ts'
import { personActor, tell } from './tell.ts'

const asInstant = (at: number) => new Date(at).toISOString()

export function describeMe({ principal, person, session }: Identity): Me {
  const { kind, id, name, role, rights } = principal
  return {
    kind,
    id,
    name,
    role,
    rights: [...rights],
    person:
      person === null || session === null
        ? null
        : {
            id: person.id,
            email: person.email,
            language: person.language,
            theme: person.theme,
            confirmedUntil: asInstant(session.confirmedAt + CONFIRMED_MS),
          },
  }
}

export async function readAccount({ state }: TeamContext, person: Person): Promise<Account> {
  const { id, name, email, role, language, theme } = person
  const passkeys = await listPasskeys(state.pool, id)
  return {
    id,
    name,
    email,
    role,
    language,
    theme,
    hasPassword: person.passwordHash !== null,
    totp: { on: person.totpSecret !== null, recoveryCodesLeft: await countRecoveryCodes(state.pool, id) },
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id,
      label: passkey.label,
      host: passkey.rpId,
      synced: passkey.synced,
      createdAt: asInstant(passkey.createdAt),
      usedAt: passkey.usedAt === null ? null : asInstant(passkey.usedAt),
    })),
  }
}

export async function changeAccount(
  team: TeamContext,
  personId: number,
  change: { name?: string | undefined; language?: Lang | undefined; theme?: Theme | undefined },
): Promise<void> {
  await team.state.transaction(async (client) => {
    await saveProfile(client, personId, change)
    await tell(team, client, {
      actor: personActor(personId),
      action: 'person.profile-changed',
      subject: personActor(personId),
      details: { fields: Object.keys(change).sort().join(' ') },
    })
  })
  team.identities.forget()
}

/** Ends all other sessions. @returns the new token of this one */
export async function changePassword(
  team: TeamContext,
  { person, session }: { person: Person; session: Session },
  password: string,
): Promise<string> {
  requirePassword(password, person)
  const passwordHash = await hashPassword(password)
  await team.state.transaction(async (client) => {
    await savePassword(client, person.id, passwordHash)
    const ended = await deleteSessions(client, person.id, session.id)
    await revokeLinks(client, { kind: 'reset', personId: person.id }, team.clock.now())
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'person.password-changed',
      subject: personActor(person.id),
      details: { sessionsEnded: ended },
    })
  })
  return renew(team, session, true)
}

export async function readSessions(
  { state, clock }: TeamContext,
  { person, session }: { person: Person; session: Session },
): Promise<SessionView[]> {
  const sessions = await listSessions(state.pool, person.id, clock.now())
  return sessions.map(({ id, device, network, createdAt, seenAt }) => ({
    id,
    device,
    network,
    createdAt: asInstant(createdAt),
    seenAt: asInstant(seenAt),
    current: id === session.id,
  }))
}

export async function endSession(team: TeamContext, personId: number, id: number): Promise<void> {
  await team.state.transaction(async (client) => {
    if (!(await deleteSession(client, personId, id))) throw new AppError('input.not-found', 'You have no such session.')
    await tell(team, client, { actor: personActor(personId), action: 'session.ended', subject: `session:${id}` })
  })
  team.identities.forget()
}

/** All but the one that asks. */
export async function endOtherSessions(
  team: TeamContext,
  { person, session }: { person: Person; session: Session },
): Promise<void> {
  await team.state.transaction(async (client) => {
    const ended = await deleteSessions(client, person.id, session.id)
    if (ended === 0) return
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'session.others-ended',
      subject: personActor(person.id),
      details: { sessionsEnded: ended },
    })
  })
  team.identities.forget()
}
