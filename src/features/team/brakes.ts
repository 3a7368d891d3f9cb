/** Slows guessing down: by account and by address, whichever copy of the workbench is asked. */
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { TeamContext } from './context.ts'
import { ACCOUNT_BRAKE, ADDRESS_BRAKE, type Brake, waitAfter } from './model.ts'
import { countAttempt, forgiveAttempt, readBlock, readSalt, releaseBrake, saveBlock } from './store/brakes.ts'
import { brakeAddress, type Visit } from './visit.ts'

type Deps = Pick<TeamContext, 'state' | 'clock'>

interface Braked {
  readonly name: string
  readonly brake: Brake
}

export interface Attempt {
  /** It was right: the account is free again, the address has one failure less. */
  succeed(): Promise<void>
  /** It was neither right nor wrong. */
  takeBack(): Promise<void>
}

/**
 * Counts an attempt before it is looked at, so that many at once are not free.
 * @throws AppError 'access.too-often' with `retryAfterSeconds`
 */
export async function attemptSignIn(deps: Deps, { email, visit }: { email: string; visit: Visit }): Promise<Attempt> {
  const salt = await readSalt(deps.state.pool)
  // Whether there is such an account makes no difference.
  const account = { name: sha256(`${salt}account:${email.trim().toLowerCase()}`), brake: ACCOUNT_BRAKE }
  const address = { name: sha256(`${salt}address:${brakeAddress(visit.address)}`), brake: ADDRESS_BRAKE }
  const [addressUntil = null, accountUntil = null] = await press(deps, [address, account])
  const { pool } = deps.state
  return {
    async succeed() {
      await forgiveAttempt(pool, address.name, addressUntil)
      await releaseBrake(pool, account.name)
    },
    async takeBack() {
      await forgiveAttempt(pool, address.name, addressUntil)
      await forgiveAttempt(pool, account.name, accountUntil)
    },
  }
}

/** Counts something that costs, whatever becomes of it. @throws AppError 'access.too-often' with `retryAfterSeconds` */
export async function countAsking(deps: Deps, { what, brake }: { what: string; brake: Brake }): Promise<void> {
  const salt = await readSalt(deps.state.pool)
  await press(deps, [{ name: sha256(`${salt}${what}`), brake }])
}

/** @returns for each until when it holds from now on; null: not at all */
function press({ state, clock }: Deps, braked: readonly Braked[]): Promise<(number | null)[]> {
  const now = clock.now()
  return state.transaction(async (client) => {
    const untils: (number | null)[] = []
    for (const { name, brake } of braked) {
      const attempts = await countAttempt(client, { name, forgetMs: brake.forgetMs }, now)
      if (attempts === null) throw tooOften(((await readBlock(client, name)) ?? now) - now)
      const wait = waitAfter(attempts, brake)
      if (wait > 0) await saveBlock(client, name, now + wait)
      untils.push(wait > 0 ? now + wait : null)
    }
    return untils
  })
}

function tooOften(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  return new AppError('access.too-often', `Too many attempts. Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  })
}
