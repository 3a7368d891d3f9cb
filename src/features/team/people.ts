/** The people of the team: who is here, who is invited, who may what. */
import type { PoolClient } from 'pg'
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError } from '../../core/errors.ts'
import type { Lang, Text } from '../../core/lang.ts'
import { RIGHTS_OF, type Role } from '../../core/rights.ts'
import { countAsking } from './brakes.ts'
import type { TeamContext } from './context.ts'
import { type Made, makeLink, makeOwnerLink, makeResetLink } from './links.ts'
import { invitation, newPassword, post } from './mails.ts'
import { MAIL_BRAKE, mayGive, permitChange } from './model.ts'
import type { InvitationView, MadeLink, PersonView } from './schema.ts'
import { readKeyNames, revokeKeysOf } from './store/keys.ts'
import { listInvitations, revokeInvitation, revokeLinks } from './store/links.ts'
import {
  findPersonByEmail,
  holdersOfPasskeys,
  listPeople,
  type Person,
  readNames,
  saveDisabled,
  saveRemoved,
  saveRole,
  takeOwners,
  takePerson,
} from './store/people.ts'
import { deleteSessions } from './store/sessions.ts'
import { personActor, tell } from './tell.ts'
import { brakeAddress, type Visit } from './visit.ts'

export interface Page {
  readonly after: number
  readonly limit: number
}

const noPerson = (id: number) => new AppError('input.not-found', `There is no person ${id} in the team.`)
const asInstant = (at: number) => new Date(at).toISOString()

export async function readTeam(team: TeamContext, page: Page, by: Principal): Promise<PersonView[]> {
  const people = await listPeople(team.state.pool, page)
  const manages = by.rights.has('team.manage')
  const withPasskey = await holdersOfPasskeys(
    team.state.pool,
    people.map(({ id }) => id),
  )
  return people.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    createdAt: asInstant(person.createdAt),
    seenAt: person.seenAt === null ? null : asInstant(person.seenAt),
    disabledAt: person.disabledAt === null ? null : asInstant(person.disabledAt),
    secondFactor: manages ? person.totpSecret !== null || withPasskey.has(person.id) : null,
    version: person.version,
  }))
}

/** @throws AppError 'access.denied' for a role with more rights than one's own, 'input.conflict' for somebody who is here */
export async function invite(
  team: TeamContext,
  { email, role, language = team.language }: { email: string; role: Role; language?: Lang | undefined },
  { by, base }: { by: Principal; base: string },
): Promise<MadeLink> {
  if (!mayGive(by.rights, role))
    throw new AppError('access.denied', 'This role has rights that you do not have; you cannot give it.')
  const made = await team.state.transaction(async (client) => {
    if ((await findPersonByEmail(client, email)) !== null)
      throw new AppError('input.conflict', 'Somebody with this mail address is in the team already.')
    return makeLink(team, client, { kind: 'invitation', email, role, language, madeBy: actorOf(by), base })
  })
  const mailed = await post(team, { to: email, lang: language, url: made.url }, invitation({ role, by: by.name }))
  return shownLink(made, mailed)
}

export async function readInvitations(team: TeamContext, page: Page): Promise<InvitationView[]> {
  const links = await listInvitations(team.state.pool, { ...page, now: team.clock.now() })
  return links.flatMap(({ id, email, role, madeBy, madeAt, expiresAt }) =>
    email === null || role === null
      ? []
      : [{ id, email, role, madeBy, madeAt: asInstant(madeAt), expiresAt: asInstant(expiresAt) }],
  )
}

export async function withdrawInvitation(team: TeamContext, id: number, by: Principal): Promise<void> {
  await team.state.transaction(async (client) => {
    if (!(await revokeInvitation(client, id, team.clock.now())))
      throw new AppError('input.not-found', `There is no open invitation ${id}.`)
    await tell(team, client, { actor: actorOf(by), action: 'invitation.revoked', subject: `link:${id}` })
  })
}

interface Who {
  readonly id: number
  readonly by: Principal
}

/** @param expected throws where the person was changed since it was looked at */
export async function changeRole(
  team: TeamContext,
  { id, by }: Who,
  { role, expected }: { role: Role; expected: (version: number) => void },
): Promise<void> {
  await team.state.transaction(async (client) => {
    const person = await permitted(client, { id, by }, role)
    expected(person.version)
    if (person.role === role) return
    await saveRole(client, id, role)
    await loosen(team, client, person)
    await tell(team, client, {
      actor: actorOf(by),
      action: 'person.role-changed',
      subject: personActor(id),
      details: { from: person.role, to: role },
    })
  })
  team.identities.forget()
}

/** Cannot sign in any more until enabled again; everything else stays. */
export async function disable(team: TeamContext, { id, by }: Who): Promise<void> {
  await team.state.transaction(async (client) => {
    const person = await permitted(client, { id, by }, null)
    if (person.disabledAt !== null) return
    await saveDisabled(client, id, team.clock.now())
    await loosen(team, client, person)
    await tell(team, client, { actor: actorOf(by), action: 'person.disabled', subject: personActor(id) })
  })
  team.identities.forget()
}

export async function enable(team: TeamContext, { id, by }: Who): Promise<void> {
  await team.state.transaction(async (client) => {
    const person = await permitted(client, { id, by }, null)
    if (person.disabledAt === null) return
    await saveDisabled(client, id, null)
    await tell(team, client, { actor: actorOf(by), action: 'person.enabled', subject: personActor(id) })
  })
}

/** For good: name and mail address are forgotten, what they did stays as done by a former person. */
export async function remove(team: TeamContext, { id, by }: Who): Promise<void> {
  await team.state.transaction(async (client) => {
    const person = await permitted(client, { id, by }, null)
    await loosen(team, client, person)
    await revokeKeysOf(client, id, team.clock.now())
    await saveRemoved(client, id, team.clock.now())
    await tell(team, client, { actor: actorOf(by), action: 'person.removed', subject: personActor(id) })
  })
  team.identities.forget()
}

/** The person, locked, where the change is allowed. */
async function permitted(client: PoolClient, { id, by }: Who, role: Role | null): Promise<Person> {
  // Owners first and in order: two who change each other at once wait for one another instead of standing in each other's way.
  const owners = await takeOwners(client)
  const person = await takePerson(client, id)
  if (person === null) throw noPerson(id)
  permitChange({
    by: by.kind === 'person' ? Number(by.id) : null,
    rights: by.rights,
    person: { id, role: person.role, disabled: person.disabledAt !== null },
    owners,
    role,
  })
  return person
}

/** What was opened with the rights as they were: sessions, and links that this person made or that were made for them. */
async function loosen(team: TeamContext, client: PoolClient, { id }: Person): Promise<void> {
  const now = team.clock.now()
  await deleteSessions(client, id, null)
  await revokeLinks(client, { madeBy: personActor(id) }, now)
  await revokeLinks(client, { kind: 'reset', personId: id }, now)
}

/** A link with which somebody sets a new password, and with it loses the second factor: for a lost phone. */
export async function helpBackIn(team: TeamContext, { id, by }: Who, base: string): Promise<MadeLink> {
  const person = await team.state.transaction((client) => takePerson(client, id))
  if (person === null || person.disabledAt !== null) throw noPerson(id)
  if (!RIGHTS_OF[person.role].every((right) => by.rights.has(right)))
    throw new AppError('access.denied', 'This person has rights that you do not have.')
  return shownLink(await makeResetLink(team, { person, by, base, dropsFactor: true }), false)
}

/**
 * For whoever has the data folder: the owner's link while nobody is in the team, else one for the person with the mail address.
 * @throws AppError 'usage.invalid' where it is not said whose, 'input.not-found' where nobody has it
 */
export async function rescue(
  team: TeamContext,
  email: string | undefined,
  { by, base }: { by: Principal; base: string },
): Promise<MadeLink> {
  const first = await makeOwnerLink(team, base, actorOf(by))
  if (first !== null) return shownLink(first, false)
  if (email === undefined)
    throw new AppError(
      'usage.invalid',
      'Say whose link it is: dirigent team link <mail address>. See: dirigent team list',
    )
  const person = await findPersonByEmail(team.state.pool, email)
  if (person === null)
    throw new AppError('input.not-found', 'Nobody in the team has this mail address. See: dirigent team list')
  return helpBackIn(team, { id: person.id, by }, base)
}

/** Mails a link to whoever forgot their password. Says nothing and takes as long whether there is such an account or not. */
export async function forgot(team: TeamContext, email: string, visit: Visit): Promise<void> {
  const address = email.trim().toLowerCase()
  await countAsking(team, { what: `forgot:${brakeAddress(visit.address)}`, brake: { ...MAIL_BRAKE, free: 10 } })
  await countAsking(team, { what: `forgot:${address}`, brake: MAIL_BRAKE })
  if (team.smtp === null || address.includes('\u0000')) return
  const person = await findPersonByEmail(team.state.pool, address)
  if (person === null || person.disabledAt !== null) return
  // Not waited for: how long the mail takes would tell that there is an account. Not left to a job either: the link would stand in its table.
  void makeResetLink(team, { person, by: null, base: team.publicUrl ?? visit.origin, dropsFactor: false })
    .then(({ url }) => post(team, { to: person.email, lang: person.language, url }, newPassword()))
    .catch((error: unknown) => team.log.error({ err: error }, 'a link for a new password could not be made'))
}

/** Who is who in what was decided. Former people have no name any more, but stay told apart. */
export async function readAuthors({ state }: Pick<TeamContext, 'state'>): Promise<{ actor: string; name: Text }[]> {
  const people = (await readNames(state.pool)).map(({ id, name }) => ({
    actor: personActor(id),
    name: name === null ? { de: `Ehemalige Person ${id}`, en: `Former person ${id}` } : { de: name, en: name },
  }))
  const keys = (await readKeyNames(state.pool)).map(({ id, name }) => ({
    actor: `key:${id}`,
    name: { de: `Schlüssel „${name}“`, en: `key “${name}”` },
  }))
  return [...people, ...keys]
}

function shownLink({ id, url, expiresAt }: Made, mailed: boolean): MadeLink {
  return { id, url, expiresAt: asInstant(expiresAt), mailed }
}
