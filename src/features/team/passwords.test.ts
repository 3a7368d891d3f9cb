import { hash } from '@node-rs/argon2'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../core/errors.ts'
import { checkPassword, hashPassword } from './passwords.ts'

const verified = vi.hoisted(() => ({ calls: [] as { memory: string; bytes: number }[] }))
// Counts, and does what the library does.
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    verify: (stored: string, typed: string) => {
      verified.calls.push({ memory: stored.split('$')[3] ?? '', bytes: typed.length })
      return real.verify(stored, typed)
    },
  }
})
beforeEach(() => {
  verified.calls.length = 0
})

const PASSWORD = 'Regenjacke trifft Murmeltier'

describe('hashPassword', () => {
  it('is argon2id with the parameters of OWASP, salted', async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })
})

describe('checkPassword', () => {
  it('knows the password, and no other', async () => {
    const stored = await hashPassword(PASSWORD)
    expect(await checkPassword(stored, PASSWORD)).toEqual({ right: true, stale: false })
    expect(await checkPassword(stored, `${PASSWORD} `)).toEqual({ right: false, stale: false })
  })

  it('takes letters in one piece and in two for the same', async () => {
    expect(await checkPassword(await hashPassword('Müllers Murmeltier'), 'Mu\u0308llers Murmeltier')).toMatchObject({
      right: true,
    })
  })

  it('does the same work where there is no account', async () => {
    await checkPassword(await hashPassword(PASSWORD), PASSWORD)
    const { right } = await checkPassword(null, PASSWORD)
    expect(right).toBe(false)
    const [known, unknown] = verified.calls
    expect(verified.calls).toHaveLength(2)
    expect(unknown).toEqual(known)
  })

  it('says that a hash of other parameters is stale', async () => {
    const stored = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
    expect(await checkPassword(stored, PASSWORD)).toEqual({ right: true, stale: true })
    const other = await hash(PASSWORD, { algorithm: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 })
    expect(await checkPassword(other, PASSWORD)).toEqual({ right: true, stale: true })
  })

  it('does not hash what is far too long', async () => {
    const stored = await hashPassword(PASSWORD)
    expect(await checkPassword(stored, PASSWORD.repeat(1_000))).toMatchObject({ right: false })
    expect(verified.calls.at(-1)?.bytes).toBe(0)
  })

  it('works on a few at a time and turns away what would wait too long', async () => {
    const stored = await hash(PASSWORD, { memoryCost: 8, timeCost: 1 })
    const answers = await Promise.allSettled(Array.from({ length: 150 }, () => checkPassword(stored, PASSWORD)))
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refused).toHaveLength(48)
    for (const reason of refused) expect(reason).toMatchObject(new AppError('work.overloaded', reason.message))
    expect(await checkPassword(stored, PASSWORD)).toMatchObject({ right: true })
  })
})
