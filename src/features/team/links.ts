/** Links that work once: the first owner's, invitations, new passwords. */
import type { PoolClient } from 'pg'
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Lang } from '../../core/lang.ts'
import type { Role } from '../../core/rights.ts'
import type { TeamContext } from './context.ts'
import { LINK_MS } from './model.ts'
import { requirePassword } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import type { LinkKind, LinkView } from './schema.ts'
import { type Begun, beginSession } from './sign-in.ts'
import { deleteTotp } from './store/factors.ts'
import { findOpenLink, insertLink, type Link, revokeLinks, useLink } from './store/links.ts'
import { findPerson, hasPeople, holdPeople, insertPerson, type Person, savePassword } from './store/people.ts'
import { deleteSessions } from './store/sessions.ts'
import { personActor, tell } from './tell.ts'
import { newToken } from './tokens.ts'
import type { Visit } from './visit.ts'

export interface Made {
  readonly id: number
  readonly url: string
  /** UTC milliseconds. */
  readonly expiresAt: number
}

/** The token stands behind the '#': browsers keep that part to themselves, so that no log and no proxy sees it. */
const urlOf = (base: string, token: string) => `${base.replace(/\/$/, '')}/welcome#${token}`

interface LinkFor {
  readonly kind: LinkKind
  readonly email?: string
  readonly role?: Role
  readonly language?: Lang
  readonly personId?: number
  readonly dropsFactor?: boolean
  /** As in the audit log. */
  readonly madeBy: string
  readonly base: string
}

/** One of its purpose is open at a time. */
export async function makeLink(team: TeamContext, client: PoolClient, wanted: LinkFor): Promise<Made> {
  const { kind, email = null, role = null, language = null, personId = null, madeBy } = wanted
  const now = team.clock.now()
  if (kind === 'owner') await revokeLinks(client, { kind }, now)
  if (kind === 'invitation' && email !== null) await revokeLinks(client, { kind, email }, now)
  if (kind === 'reset' && personId !== null) await revokeLinks(client, { kind, personId }, now)
  const token = newToken()
  const expiresAt = now + LINK_MS[kind]
  const link = await insertLink(client, {
    kind,
    email,
    role,
    language,
    personId,
    madeBy,
    expiresAt,
    tokenHash: sha256(token),
    dropsFactor: wanted.dropsFactor ?? false,
    madeAt: now,
  })
  await tell(team, client, {
    actor: madeBy,
    action: `${kind}.link-made`,
    subject: personId === null ? `link:${link.id}` : personActor(personId),
    details: role === null ? {} : { role },
  })
  return { id: link.id, url: urlOf(wanted.base, token), expiresAt }
}

/** For the first start: one that makes the owner, while there is nobody. @returns null where there is somebody */
export function makeOwnerLink(team: TeamContext, base: string, madeBy = 'system'): Promise<Made | null> {
  return team.state.transaction(async (client) => {
    if (await hasPeople(client)) return null
    return makeLink(team, client, { kind: 'owner', madeBy, base })
  })
}

/** For somebody who cannot sign in any more; `by` hands it over and vouches that it is them. */
export async function makeResetLink(
  team: TeamContext,
  { person, by, base, dropsFactor }: { person: Person; by: Principal | null; base: string; dropsFactor: boolean },
): Promise<Made> {
  const madeBy = by === null ? personActor(person.id) : actorOf(by)
  return team.state.transaction((client) =>
    makeLink(team, client, { kind: 'reset', personId: person.id, dropsFactor, madeBy, base }),
  )
}

const notValid = () =>
  new AppError(
    'input.not-found',
    'This link does not work any more: it was used, replaced or is too old. Ask for a new one.',
  )

/** What a link is for. @throws AppError 'input.not-found' */
export async function lookAtLink(team: TeamContext, token: string): Promise<LinkView> {
  const { link, person } = await openLink(team, token)
  return {
    kind: link.kind,
    email: person?.email ?? link.email,
    name: person?.name ?? null,
    role: person?.role ?? link.role ?? (link.kind === 'owner' ? 'owner' : null),
    language: person?.language ?? link.language ?? team.language,
    expiresAt: new Date(link.expiresAt).toISOString(),
  }
}

async function openLink({ state, clock }: TeamContext, token: string): Promise<{ link: Link; person: Person | null }> {
  const link = await findOpenLink(state.pool, sha256(token), clock.now())
  if (link === null) throw notValid()
  const person = link.personId === null ? null : await findPerson(state.pool, link.personId)
  if (link.kind === 'reset' && (person === null || person.disabledAt !== null)) throw notValid()
  return { link, person }
}

export interface LinkUse {
  readonly token: string
  readonly password: string
  readonly name: string | undefined
  readonly email: string | undefined
  readonly language: Lang | undefined
}

/**
 * Uses a link up and signs the person in.
 * @returns null where a second factor is still asked of them
 */
export async function followLink(team: TeamContext, use: LinkUse, visit: Visit): Promise<Begun | null> {
  const { link, person } = await openLink(team, use.token)
  const name = person?.name ?? required(use.name, 'name')
  const email = person?.email ?? link.email ?? required(use.email, 'email')
  requirePassword(use.password, { name, email })
  const passwordHash = await hashPassword(use.password)
  const begun = await team.state.transaction(async (client) => {
    const used = await useLink(client, sha256(use.token), team.clock.now())
    if (used === null) throw notValid()
    if (used.kind === 'reset') return reset(team, client, { used, passwordHash, visit })
    const language = use.language ?? used.language ?? team.language
    return join(team, client, { used, name, email, language, passwordHash, visit })
  })
  team.identities.forget()
  return begun
}

interface Joining {
  readonly used: Link
  readonly name: string
  readonly email: string
  readonly language: Lang
  readonly passwordHash: string
  readonly visit: Visit
}

async function join(team: TeamContext, client: PoolClient, joining: Joining): Promise<Begun> {
  const { used, name, email, language, passwordHash, visit } = joining
  if (used.kind === 'owner') {
    await holdPeople(client)
    if (await hasPeople(client))
      throw new AppError('input.conflict', 'Somebody was quicker: there is an owner already.')
  }
  const role = used.kind === 'owner' ? 'owner' : used.role
  if (role === null) throw new Error(`link ${used.id} says no role`)
  const createdAt = team.clock.now()
  const person = await insertPerson(client, { name, email, role, language, passwordHash, createdAt })
  if (person === null)
    throw new AppError('input.conflict', 'There is an account with this mail address already. Sign in with it.')
  await tell(team, client, {
    actor: personActor(person.id),
    action: 'person.joined',
    subject: personActor(person.id),
    details: { role, by: used.madeBy },
  })
  return beginSession(team, client, { person, visit, way: used.kind })
}

async function reset(
  team: TeamContext,
  client: PoolClient,
  { used, passwordHash, visit }: { used: Link; passwordHash: string; visit: Visit },
): Promise<Begun | null> {
  const id = used.personId
  if (id === null) throw new Error(`link ${used.id} says no person`)
  await savePassword(client, id, passwordHash)
  if (used.dropsFactor) await deleteTotp(client, id)
  await deleteSessions(client, id, null)
  await tell(team, client, {
    actor: personActor(id),
    action: 'person.password-reset',
    subject: personActor(id),
    details: { by: used.madeBy, secondFactorRemoved: used.dropsFactor },
  })
  const person = await findPerson(client, id)
  if (person === null || person.disabledAt !== null) throw notValid()
  // A password from a mail is not yet both factors.
  if (person.totpSecret !== null) return null
  return beginSession(team, client, { person, visit, way: used.kind })
}

function required(value: string | undefined, field: string): string {
  if (value !== undefined) return value
  throw new AppError('usage.invalid', `${field}: is needed.`, { field })
}
