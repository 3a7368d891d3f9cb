/** What went wrong on the way to another system, in both languages, and whether trying again later can help. */
import { AppError, textFault } from '../core/errors.ts'
import type { Text } from '../core/lang.ts'

export interface Fault {
  /** What happened, where, and what to do. */
  readonly text: Text
  /** Whether the same can succeed later without anybody doing anything: time-outs, overload, a server that is away. */
  readonly temporary: boolean
  /** Whether it may have been done all the same: nobody answered. */
  readonly maybeDone?: boolean
  readonly status?: number
}

/** AppError 'channel.failed' with `details.temporary` for whoever retries, and `details.text` for whoever reads. */
export function channelFault({ text, ...details }: Fault, cause?: unknown): AppError {
  return new AppError('channel.failed', text.en, { ...details, text }, cause === undefined ? {} : { cause })
}

/** What somebody has to look at first: nothing was changed. */
export function conflict(text: Text): AppError {
  return textFault('input.conflict', text, { temporary: false })
}

/** Whether trying the same again later can help. */
export function isTemporary(error: unknown): boolean {
  return error instanceof AppError && error.details.temporary === true
}

/** Whether what failed may have been done all the same. */
export function isMaybeDone(error: unknown): boolean {
  return error instanceof AppError && error.details.maybeDone === true
}
