/** The calls of one request: what can be stored, and what cannot, with the reason for each. Pure. */
import type { DeadLetter, LogEvent } from '../../stores/events/log.ts'
import type { Call } from './call.ts'
import { replaceBadCharacters } from './clean.ts'
import { cut, isObject, Refused } from './json.ts'
import { normalise, type Origin, type Profile } from './normalise.ts'
import { isTooDeep, MAX_DEPTH, MAX_EVENT_BYTES } from './shape.ts'

/** What one request may bring. */
export const MAX_CALLS = 2_500
const MAX_LETTER = 32_768

export interface Rejected {
  readonly index: number
  readonly messageId: string
  readonly reason: string
}

export interface Taken {
  readonly events: readonly LogEvent[]
  readonly profiles: readonly Profile[]
  readonly rejected: readonly Rejected[]
  readonly letters: readonly DeadLetter[]
}

export interface TakeOptions {
  /** The name of the protocol in the dead letters. */
  readonly way: string
  readonly read: (item: unknown) => Call
  readonly origin: Origin
  /** Whether one of the items may be too large or too deep: only then each is looked at. */
  readonly suspicious: boolean
  /** Whether one of the items may hold characters that the stores refuse. */
  readonly badCharacters: boolean
}

export function take(items: readonly unknown[], options: TakeOptions): Taken {
  const events: LogEvent[] = []
  const profiles: Profile[] = []
  const rejected: Rejected[] = []
  const letters: DeadLetter[] = []
  for (const [index, item] of items.entries()) {
    try {
      const { event, profile } = takeOne(item, index, options)
      events.push(event)
      if (profile !== null) profiles.push(profile)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      rejected.push({ index, messageId: messageIdOf(item), reason: error.message })
      letters.push({ source: options.origin.source, way: options.way, reason: error.message, body: letterOf(item) })
    }
  }
  return { events, profiles, rejected, letters }
}

function takeOne(item: unknown, index: number, options: TakeOptions): { event: LogEvent; profile: Profile | null } {
  const { suspicious, badCharacters, read, origin } = options
  if (suspicious) {
    if (isTooDeep(item)) throw new Refused(`nested deeper than ${MAX_DEPTH} levels`)
    if (Buffer.byteLength(JSON.stringify(item)) > MAX_EVENT_BYTES) throw new Refused('larger than 32 KB')
  }
  return normalise(read(badCharacters ? replaceBadCharacters(item) : item), origin, index)
}

function messageIdOf(item: unknown): string {
  if (!isObject(item)) return ''
  const id = item.messageId ?? item.uuid
  return typeof id === 'string' ? cut(id, 255) : ''
}

/** As it came, cut; what nests so deep that it cannot be written is not kept. */
function letterOf(item: unknown): string {
  if (isTooDeep(item)) return ''
  return cut(JSON.stringify(item) ?? '', MAX_LETTER)
}
