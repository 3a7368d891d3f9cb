/** Passwords as argon2id hashes, with the parameters of OWASP's cheat sheet on password storage. */
import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { AppError } from '../../core/errors.ts'
import { LONGEST, normalizePassword } from './password-rules.ts'

/** 19 MiB, two passes, one lane; argon2id is what the library takes by itself. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const ARGON2ID = 2

/** Hashes at a time: each takes a thread that files and names of hosts are looked up in as well. */
const AT_ONCE = 2
const MOST_WAITING = 100

let running = 0
const waiting: (() => void)[] = []

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalizePassword(password), PARAMETERS))
}

export interface PasswordVerdict {
  readonly right: boolean
  /** Hashed with other parameters than today's: to be hashed anew while the password is known. */
  readonly stale: boolean
}

/**
 * @param stored null: there is no such account, or no password; takes as long as if there were one
 * @throws AppError 'work.overloaded' where too many wait
 */
export async function checkPassword(stored: string | null, password: string): Promise<PasswordVerdict> {
  const against = stored ?? (await nobodysHash())
  // More than a password can be need not be hashed: no account has it.
  const typed = password.length > LONGEST * 4 ? '' : normalizePassword(password)
  const right = await inTurn(() => verify(against, typed))
  return { right: right && stored !== null, stale: isStale(against) }
}

let nobodys: Promise<string> | null = null

/** Of a password that nobody knows. */
function nobodysHash(): Promise<string> {
  nobodys ??= hash(randomBytes(32).toString('hex'), PARAMETERS)
  return nobodys
}

function isStale(stored: string): boolean {
  const { algorithm, ...used } = parseOptions(stored)
  const kept = Object.entries(PARAMETERS).every(([name, value]) =>
    Object.entries(used).some(([n, v]) => n === name && v === value),
  )
  return Number(algorithm) !== ARGON2ID || !kept
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      throw new AppError('work.overloaded', 'Too many people sign in at this moment. Try again in some seconds.')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}
