/** The second factor: codes of an authenticator app (RFC 6238), each taken once, and recovery codes. */
import { Secret, TOTP } from 'otpauth'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { TeamContext } from './context.ts'
import {
  deleteTotp,
  savePendingTotp,
  saveRecoveryCodes,
  startTotp,
  takeRecoveryCode,
  takeStep,
} from './store/factors.ts'
import { type Person, takePerson } from './store/people.ts'
import { personActor, tell } from './tell.ts'
import { newRecoveryCode, readRecoveryCode } from './tokens.ts'

const PERIOD_SECONDS = 30
/** Steps before and after that hold as well, for clocks that are off. */
const WINDOW = 1
const RECOVERY_CODES = 10

const sealedFor = (personId: number) => `totp:${personId}`

/** Takes a code of the app or a recovery code; each holds once. */
export async function takeCode(team: TeamContext, person: Person, typed: string): Promise<boolean> {
  const code = typed.replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    if (person.totpSecret === null) return false
    const step = stepOf(team, { sealed: person.totpSecret, personId: person.id, code })
    return step !== null && takeStep(team.state.pool, person.id, step)
  }
  const hash = sha256(readRecoveryCode(code))
  return takeRecoveryCode(team.state.pool, person.id, { hash, now: team.clock.now() })
}

/** Number of the 30 seconds whose code it is; null where it is none of those that hold now. */
function stepOf(
  { seal, clock }: TeamContext,
  { sealed, personId, code }: { sealed: string; personId: number; code: string },
): number | null {
  const secret = Secret.fromBase32(seal.open(sealed, sealedFor(personId)))
  const timestamp = clock.now()
  const delta = TOTP.validate({ token: code, secret, period: PERIOD_SECONDS, timestamp, window: WINDOW })
  return delta === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta
}

/** A new secret, which holds when a first code has shown that the app has it. */
export async function prepareTotp(team: TeamContext, person: Person): Promise<{ secret: string; uri: string }> {
  if (person.totpSecret !== null)
    throw new AppError('input.conflict', 'There is a second factor already. Take it away first to set up another.')
  const secret = new Secret({ size: 20 })
  const totp = new TOTP({ issuer: 'Dirigent', label: person.email, secret, period: PERIOD_SECONDS })
  const sealed = team.seal.seal(secret.base32, sealedFor(person.id))
  await team.state.transaction((client) => savePendingTotp(client, person.id, sealed))
  return { secret: secret.base32, uri: totp.toString() }
}

/** @returns recovery codes, shown once */
export async function activateTotp(team: TeamContext, personId: number, typed: string): Promise<string[]> {
  const codes = newCodes()
  await team.state.transaction(async (client) => {
    const person = await takePerson(client, personId)
    if (person === null || person.totpPending === null)
      throw new AppError('input.conflict', 'No second factor is being set up. Begin again.')
    const code = typed.replaceAll(/\s/g, '')
    const step = stepOf(team, { sealed: person.totpPending, personId, code })
    if (step === null)
      throw new AppError(
        'input.invalid',
        'This is not the code of the moment. Check that the clock of the phone is right.',
        {
          field: 'code',
          reason: 'code',
        },
      )
    await startTotp(client, personId, step)
    await saveRecoveryCodes(client, personId, codes.map(sha256))
    await tell(team, client, {
      actor: personActor(personId),
      action: 'person.totp-added',
      subject: personActor(personId),
    })
  })
  team.identities.forget()
  return codes
}

export async function removeTotp(team: TeamContext, personId: number): Promise<void> {
  await team.state.transaction(async (client) => {
    await deleteTotp(client, personId)
    await tell(team, client, {
      actor: personActor(personId),
      action: 'person.totp-removed',
      subject: personActor(personId),
    })
  })
  team.identities.forget()
}

/** In place of those before, which do not hold any more. */
export async function renewRecoveryCodes(team: TeamContext, person: Person): Promise<string[]> {
  if (person.totpSecret === null)
    throw new AppError('input.conflict', 'Recovery codes belong to a second factor; there is none.')
  const codes = newCodes()
  await team.state.transaction(async (client) => {
    await saveRecoveryCodes(client, person.id, codes.map(sha256))
    await tell(team, client, {
      actor: personActor(person.id),
      action: 'person.codes-renewed',
      subject: personActor(person.id),
    })
  })
  return codes
}

function newCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
}
