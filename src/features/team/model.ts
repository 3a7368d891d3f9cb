/** Decisions about people, sessions and attempts, without store and clock. */
import { AppError } from '../../core/errors.ts'
import { RIGHTS_OF, type Right, type Role } from '../../core/rights.ts'
import type { LinkKind } from './schema.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A weekend and a day between two uses. */
export const SESSION_IDLE_MS = 3 * DAY
/** Afterwards a session ends however busy it is. */
export const SESSION_MS = 30 * DAY
/** How long a person need not show again that it is them. */
export const CONFIRMED_MS = 10 * MINUTE
export const CHALLENGE_MS = 5 * MINUTE
export const LINK_MS: Readonly<Record<LinkKind, number>> = { owner: DAY, invitation: 7 * DAY, reset: DAY }

export interface SessionTimes {
  readonly createdAt: number
  readonly seenAt: number
}

export function isOver({ createdAt, seenAt }: SessionTimes, now: number): boolean {
  return now - seenAt >= SESSION_IDLE_MS || now - createdAt >= SESSION_MS
}

/** Attempts slow down one after the other, and are forgotten when there were none for a while. */
export interface Brake {
  /** Attempts without any wait. */
  readonly free: number
  readonly firstWaitMs: number
  /** Bounded: whoever knows a mail address must not be able to lock its owner out. */
  readonly mostWaitMs: number
  readonly forgetMs: number
}

export const ACCOUNT_BRAKE: Brake = { free: 5, firstWaitMs: 2_000, mostWaitMs: 5 * MINUTE, forgetMs: HOUR }
/** Many people may share one address. */
export const ADDRESS_BRAKE: Brake = { free: 30, firstWaitMs: 2_000, mostWaitMs: 15 * MINUTE, forgetMs: HOUR }
/** What costs something without being an attempt: challenges for passkeys, mails about a forgotten password. */
export const ASKING_BRAKE: Brake = { free: 60, firstWaitMs: 1_000, mostWaitMs: 5 * MINUTE, forgetMs: 10 * MINUTE }
export const MAIL_BRAKE: Brake = { free: 3, firstWaitMs: MINUTE, mostWaitMs: HOUR, forgetMs: 6 * HOUR }

/** Milliseconds to wait after the `attempts`-th attempt that failed. */
export function waitAfter(attempts: number, { free, firstWaitMs, mostWaitMs }: Brake): number {
  if (attempts <= free) return 0
  return Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(40, attempts - free - 1))
}

/** Whether somebody with these rights may hand out a role: nobody gives what they do not have. */
export function mayGive(rights: ReadonlySet<Right>, role: Role): boolean {
  return RIGHTS_OF[role].every((right) => rights.has(right))
}

export interface Change {
  /** Null: a program or the command line. */
  readonly by: number | null
  readonly rights: ReadonlySet<Right>
  readonly person: { readonly id: number; readonly role: Role; readonly disabled: boolean }
  /** Owners that can sign in. */
  readonly owners: readonly number[]
  /** The role to come; null: the person is not to work here any more, for now or for good. */
  readonly role: Role | null
}

/** @throws AppError 'access.denied' or 'input.conflict' with the rule that stands against it */
export function permitChange({ by, rights, person, owners, role }: Change): void {
  if (by === person.id)
    throw new AppError('access.denied', 'Nobody changes their own role or takes themselves out. Ask another owner.')
  if (!mayGive(rights, person.role) || (role !== null && !mayGive(rights, role)))
    throw new AppError('access.denied', 'This person or this role has rights that you do not have.')
  const stays = role === 'owner' || person.disabled || !owners.includes(person.id)
  if (!stays && owners.length === 1)
    throw new AppError(
      'input.conflict',
      'This is the only owner. Make somebody else an owner first: without one nobody could manage the team.',
    )
}
