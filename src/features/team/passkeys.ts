/** Passkeys (WebAuthn): discoverable, with the person verified by the device, so that they stand for both factors. */
import type { VerifiedRegistrationResponse } from '@simplewebauthn/server'
import { AppError, messageOf } from '../../core/errors.ts'
import { countAsking } from './brakes.ts'
import type { TeamContext } from './context.ts'
import { ASKING_BRAKE, CHALLENGE_MS } from './model.ts'
import type { Assertion, Attestation } from './schema.ts'
import { type Begun, beginSession, noteFailure, renew } from './sign-in.ts'
import {
  deletePasskey,
  findPasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  type Passkey,
  savePasskeyUse,
  takeChallenge,
} from './store/passkeys.ts'
import { findPerson, type Person } from './store/people.ts'
import type { Session } from './store/sessions.ts'
import { personActor, tell } from './tell.ts'
import { brakeAddress, canHavePasskeys, type Visit } from './visit.ts'

const MOST_PASSKEYS = 20

/** Loaded with the first passkey: half a second that no start of the workbench needs to wait for. */
const loadWebAuthn = () => import('@simplewebauthn/server')

/** Options for `navigator.credentials.get()`: whoever has a passkey for this host may come. */
export async function passkeySignInOptions(team: TeamContext, visit: Visit): Promise<Record<string, unknown>> {
  requireHostName(visit)
  await countAsking(team, { what: `challenge:${brakeAddress(visit.address)}`, brake: ASKING_BRAKE })
  const { generateAuthenticationOptions } = await loadWebAuthn()
  const options = await generateAuthenticationOptions({
    rpID: visit.host,
    userVerification: 'required',
    timeout: CHALLENGE_MS,
  })
  await remember(team, options.challenge, null)
  return { ...options }
}

/** Options for `navigator.credentials.create()`. */
export async function newPasskeyOptions(
  team: TeamContext,
  person: Person,
  visit: Visit,
): Promise<Record<string, unknown>> {
  requireHostName(visit)
  const existing = await listPasskeys(team.state.pool, person.id)
  const { generateRegistrationOptions } = await loadWebAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Dirigent',
    rpID: visit.host,
    userName: person.email,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.handle),
    attestationType: 'none',
    timeout: CHALLENGE_MS,
    excludeCredentials: existing.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await remember(team, options.challenge, person.id)
  return { ...options }
}

async function remember(team: TeamContext, challenge: string, personId: number | null): Promise<void> {
  const now = team.clock.now()
  await insertChallenge(team.state.pool, { challenge, personId, expiresAt: now + CHALLENGE_MS }, now)
}

/** @throws AppError 'input.invalid' where it does not hold, 'input.conflict' where there are too many or it is known */
export async function addPasskey(
  team: TeamContext,
  { person, visit, label }: { person: Person; visit: Visit; label: string },
  attestation: Attestation,
): Promise<void> {
  requireHostName(visit)
  const existing = await listPasskeys(team.state.pool, person.id)
  if (existing.length >= MOST_PASSKEYS)
    throw new AppError('input.conflict', `There are ${MOST_PASSKEYS} passkeys already. Take one away first.`)
  const { credential, credentialBackedUp } = await verifyNew(team, person, { visit, attestation })
  await team.state.transaction(async (client) => {
    const added = await insertPasskey(client, {
      id: credential.id,
      personId: person.id,
      label,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports ?? [],
      rpId: visit.host,
      synced: credentialBackedUp,
      createdAt: team.clock.now(),
    })
    if (!added) throw new AppError('input.conflict', 'This passkey is known already.')
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'person.passkey-added',
      subject: personActor(person.id),
    })
  })
}

type Registration = Extract<VerifiedRegistrationResponse, { verified: true }>['registrationInfo']

async function verifyNew(
  team: TeamContext,
  person: Person,
  { visit, attestation }: { visit: Visit; attestation: Attestation },
): Promise<Registration> {
  const { verifyRegistrationResponse } = await loadWebAuthn()
  try {
    const verdict = await verifyRegistrationResponse({
      response: { ...attestation, clientExtensionResults: {} },
      expectedChallenge: (challenge) =>
        takeChallenge(team.state.pool, { challenge, personId: person.id }, team.clock.now()),
      expectedOrigin: visit.origin,
      expectedRPID: visit.host,
      requireUserVerification: true,
    })
    if (verdict.verified) return verdict.registrationInfo
  } catch (error) {
    team.log.debug({ reason: messageOf(error) }, 'a new passkey did not hold')
  }
  throw new AppError('input.invalid', 'This passkey could not be checked, or it took too long. Begin again.')
}

export async function removePasskey(team: TeamContext, personId: number, id: string): Promise<void> {
  await team.state.transaction(async (client) => {
    if (!(await deletePasskey(client, personId, id))) throw new AppError('input.not-found', 'You have no such passkey.')
    await tell(team, client, {
      actor: personActor(personId),
      action: 'person.passkey-removed',
      subject: personActor(personId),
    })
  })
}

/** @throws AppError 'access.unknown' */
export async function signInByPasskey(team: TeamContext, assertion: Assertion, visit: Visit): Promise<Begun> {
  const { person, passkey, use } = await verifyPasskey(team, assertion, visit)
  const begun = await team.state.transaction(async (client) => {
    if (!(await savePasskeyUse(client, passkey.id, use))) throw unknownPasskey()
    return beginSession(team, client, { person, visit, way: 'passkey' })
  })
  team.identities.forget()
  return begun
}

/** Whoever is signed in shows by a passkey of theirs that it is them. @returns the session's new token */
export async function confirmByPasskey(
  team: TeamContext,
  { person, session, visit }: { person: Person; session: Session; visit: Visit },
  assertion: Assertion,
): Promise<string> {
  const found = await verifyPasskey(team, assertion, visit)
  if (found.person.id !== person.id) throw unknownPasskey()
  await team.state.transaction(async (client) => {
    if (!(await savePasskeyUse(client, found.passkey.id, found.use))) throw unknownPasskey()
  })
  return renew(team, session, true)
}

interface VerifiedUse {
  readonly person: Person
  readonly passkey: Passkey
  readonly use: { readonly counter: number; readonly synced: boolean; readonly at: number }
}

async function verifyPasskey(team: TeamContext, assertion: Assertion, visit: Visit): Promise<VerifiedUse> {
  requireHostName(visit)
  const passkey = await findPasskey(team.state.pool, assertion.id)
  const person = passkey === null ? null : await findPerson(team.state.pool, passkey.personId)
  if (passkey === null || person === null || person.disabledAt !== null) throw unknownPasskey()
  const { userHandle, ...response } = assertion.response
  const handle = userHandle ?? null
  const { verifyAuthenticationResponse } = await loadWebAuthn()
  try {
    if (handle !== null && Buffer.from(handle, 'base64url').toString('utf8') !== person.handle)
      throw new Error('it is for another person')
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response: { ...assertion, response, clientExtensionResults: {} },
      expectedChallenge: (challenge) => takeChallenge(team.state.pool, { challenge, personId: null }, team.clock.now()),
      expectedOrigin: visit.origin,
      expectedRPID: passkey.rpId,
      credential: {
        id: passkey.id,
        publicKey: passkey.publicKey,
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
      requireUserVerification: true,
    })
    if (verified) {
      const use = { counter: info.newCounter, synced: info.credentialBackedUp, at: team.clock.now() }
      return { person, passkey, use }
    }
  } catch (error) {
    team.log.debug({ reason: messageOf(error) }, 'a passkey did not hold')
  }
  await noteFailure(team, person, 'passkey')
  throw unknownPasskey()
}

const unknownPasskey = () =>
  new AppError(
    'access.unknown',
    'This passkey is not known here, or it took too long. Try again, or sign in by password.',
    {
      reason: 'passkey',
    },
  )

function requireHostName(visit: Visit): void {
  if (canHavePasskeys(visit)) return
  throw new AppError(
    'usage.invalid',
    'Browsers know passkeys for host names alone. Open the workbench as http://localhost, or set DIRIGENT_PUBLIC_URL.',
  )
}
