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
  await press(deps, [address, account])
  const { pool } = deps.state
  return {
    async succeed() {
      await forgiveAttempt(pool, address.name, deps.clock.now())
      await releaseBrake(pool, account.name)
    },
    async takeBack() {
      for (const { name } of [address, account]) await forgiveAttempt(pool, name, deps.clock.now())
    },
  }
}

/** Counts something that costs, whatever becomes of it. @throws AppError 'access.too-often' with `retryAfterSeconds` */
export async function countAsking(deps: Deps, { what, brake }: { what: string; brake: Brake }): Promise<void> {
  const salt = await readSalt(deps.state.pool)
  await press(deps, [{ name: sha256(`${salt}${what}`), brake }])
}

function press({ state, clock }: Deps, braked: readonly Braked[]): Promise<void> {
  const now = clock.now()
  return state.transaction(async (client) => {
    for (const { name, brake } of braked) {
      const attempts = await countAttempt(client, { name, forgetMs: brake.forgetMs }, now)
      if (attempts === null) {
        const until = (await readBlock(client, name)) ?? now
        const seconds = Math.max(1, Math.ceil((until - now) / 1000))
        throw new AppError('access.too-often', `Too many attempts. Try again in ${seconds} seconds.`, {
          retryAfterSeconds: seconds,
        })
      }
      await saveBlock(client, name, now + waitAfter(attempts, brake))
    }
  })
}
