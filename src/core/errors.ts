import type { Text } from './lang.ts'

/**
 * Every fault a person can act on, with the HTTP status and the process exit code it maps to.
 * Exit codes: 1 fault, 2 wrong settings or usage, 3 bad input, 4 store or folder not usable, 5 stopped before the end.
 */
const FAULTS = {
  'config.invalid': { status: 500, exit: 2 },
  'usage.invalid': { status: 400, exit: 2 },
  'usage.unversioned': { status: 428, exit: 2 },
  'input.invalid': { status: 422, exit: 3 },
  'input.not-found': { status: 404, exit: 3 },
  'input.conflict': { status: 409, exit: 3 },
  'input.changed': { status: 412, exit: 3 },
  'input.too-large': { status: 413, exit: 3 },
  'access.unknown': { status: 401, exit: 3 },
  'access.denied': { status: 403, exit: 3 },
  'access.unconfirmed': { status: 403, exit: 3 },
  'access.too-often': { status: 429, exit: 1 },
  'work.overloaded': { status: 429, exit: 1 },
  'store.held': { status: 503, exit: 4 },
  'store.unusable': { status: 503, exit: 4 },
  'store.newer': { status: 503, exit: 4 },
  'channel.failed': { status: 502, exit: 1 },
  'work.stopped': { status: 503, exit: 5 },
  internal: { status: 500, exit: 1 },
} as const

export type FaultCode = keyof typeof FAULTS

/** A fault with a sentence that says what happened, where, and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: FaultCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: FaultCode, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }

  get status(): number {
    return FAULTS[this.code].status
  }

  get exitCode(): number {
    return FAULTS[this.code].exit
  }
}

/** A fault that people meet in the workbench, with its sentence in both languages; programs and the log read the English one. */
export function textFault(code: FaultCode, text: Text, details: Record<string, unknown> = {}): AppError {
  return new AppError(code, text.en, { ...details, text })
}

/** The sentence of a fault in both languages; null: it has but the one. */
export function textOf({ details: { text } }: AppError): Text | null {
  if (typeof text !== 'object' || text === null || !('de' in text) || !('en' in text)) return null
  return { de: String(text.de), en: String(text.en) }
}

/** What anything thrown says, in both languages where it can. */
export function faultText(error: unknown): Text {
  const message = messageOf(error)
  return (error instanceof AppError ? textOf(error) : null) ?? { de: message, en: message }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  // Where each address of a host refused the connection, Node says nothing but that there were several errors.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ')
  if (error instanceof Error) return error.message
  return String(error)
}

/** Whether a store or a file says that the disk is full: PostgreSQL 53100, ClickHouse 243, or the system itself. */
export function isDiskFull(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (['53100', 'ENOSPC', '243'].includes(systemCodeOf(cause) ?? '')) return true
    if (/No space left on device|NOT_ENOUGH_SPACE/i.test(cause.message)) return true
  }
  return false
}

/** The system error code (`ENOSPC`, `EACCES`, ...) of anything that was thrown, or null. */
export function systemCodeOf(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return null
}
