/** The way of a request: open, permit, take, store, and only then say yes. */
import { AppError, messageOf } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import type { DeadLetter } from '../../stores/events/log.ts'
import type { LogWriter } from '../../stores/events/log-writer.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { unpack } from './body.ts'
import type { DaySalts } from './day-salt.ts'
import type { KeyRing, Keys, OpenSource } from './keys.ts'
import { saveProfiles } from './store.ts'
import { type Rejected, type Taken, take } from './take.ts'
import type { Parcel, Wire } from './wire.ts'

export interface CollectDeps {
  readonly writer: LogWriter
  readonly state: Pick<StateStore, 'pool'>
  readonly clock: Clock
  readonly log: Log
}

/** A request as far as the collector looks at it. */
export interface Incoming {
  readonly bytes: Buffer
  /** Content encoding. */
  readonly encoding: string | undefined
  readonly authorization: string | undefined
  /** Origin of the page; undefined where no browser asks. */
  readonly pageOrigin: string | undefined
  readonly address: string
  readonly userAgent: string
  readonly country: string
}

export interface Collected {
  readonly isSingle: boolean
  readonly rejected: readonly Rejected[]
}

/**
 * Stores what a request brings. When the promise resolves, what was not rejected is on disk.
 * @throws AppError 'usage.invalid', 'access.unknown', 'access.denied', 'input.too-large' or 'work.overloaded'
 */
export async function collect(
  deps: CollectDeps & { keys: Keys; salts: DaySalts },
  wire: Wire,
  ring: KeyRing,
  incoming: Incoming,
): Promise<Collected> {
  const { isSingle, rejected, writing } = await begin(deps, wire, ring, incoming)
  await writing
  return { isSingle, rejected }
}

/** Everything up to the waiting: what was read of the request is let go before its block is written. */
async function begin(
  deps: CollectDeps & { keys: Keys; salts: DaySalts },
  wire: Wire,
  ring: KeyRing,
  incoming: Incoming,
): Promise<Collected & { readonly writing: Promise<unknown> }> {
  const receivedAt = deps.clock.now()
  const unpacked = unpack(incoming.bytes, incoming.encoding)
  const bytes = Buffer.isBuffer(unpacked) ? unpacked : await unpacked
  const basicKey = basicKeyOf(incoming.authorization)
  const parcel = await openOrBury(deps, wire, bytes, ring.byKey.get(basicKey))
  const key = basicKey === '' ? parcel.key : basicKey
  const known = ring.byKey.get(key) ?? (key === '' ? undefined : (await deps.keys.afresh()).byKey.get(key))
  const source = permit(known, key, incoming.pageOrigin)
  const salt = deps.salts.peek(receivedAt) ?? (await deps.salts.load(receivedAt))
  const { address, userAgent, country } = incoming
  const taken = take(parcel.items, {
    way: wire.way,
    read: (item) => wire.read(item, receivedAt),
    origin: { source: source.name, receivedAt, sentAt: parcel.sentAt, address, userAgent, country, salt },
    suspicious: parcel.suspicious,
    badCharacters: parcel.badCharacters,
  })
  return { isSingle: parcel.isSingle, rejected: taken.rejected, writing: write(deps, taken) }
}

function write(deps: CollectDeps, { profiles, events, letters }: Taken): Promise<unknown> {
  if (profiles.length === 0 && letters.length === 0) return deps.writer.append(events)
  return writeAll(deps, { profiles, events, letters })
}

/** What is known of a person before the event that tells of it. */
async function writeAll(
  deps: CollectDeps,
  { profiles, events, letters }: Pick<Taken, 'profiles' | 'events' | 'letters'>,
): Promise<void> {
  if (profiles.length > 0) await saveProfiles(deps.state, profiles)
  if (events.length > 0) await deps.writer.append(events)
  if (letters.length > 0) await bury(deps, letters)
}

async function openOrBury(
  deps: CollectDeps,
  wire: Wire,
  bytes: Buffer,
  sender: OpenSource | undefined,
): Promise<Parcel> {
  try {
    return wire.open(bytes)
  } catch (error) {
    // Whoever has no key fills no table.
    if (sender !== undefined && error instanceof AppError) {
      const body = bytes.toString('utf8', 0, 32_768)
      await bury(deps, [{ source: sender.name, way: wire.way, reason: messageOf(error), body }])
    }
    throw error
  }
}

/** What could not be taken is answered in any case; that it cannot be kept is for the log. */
async function bury({ writer, log }: CollectDeps, letters: readonly DeadLetter[]): Promise<void> {
  try {
    await writer.bury(letters)
  } catch (error) {
    log.warn({ err: error, letters: letters.length }, 'dead letters could not be kept')
  }
}

function permit(source: OpenSource | undefined, key: string, pageOrigin: string | undefined): OpenSource {
  if (source === undefined) {
    const sentence =
      key === ''
        ? 'The write key is missing. Send it as the user name of Basic authentication or as writeKey in the body.'
        : 'The write key is not known. dirigent source list shows the keys.'
    throw new AppError('access.unknown', sentence)
  }
  if (pageOrigin !== undefined && !source.origins.has(pageOrigin)) {
    throw new AppError(
      'access.denied',
      `Pages of ${pageOrigin.slice(0, 100)} may not send with this key. Add the origin to the source.`,
    )
  }
  return source
}

/** The user name of Basic authentication; empty where there is none. */
function basicKeyOf(authorization: string | undefined): string {
  if (authorization === undefined || !/^basic /i.test(authorization)) return ''
  const pair = Buffer.from(authorization.slice(6, 400), 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon === -1 ? pair : pair.slice(0, colon)
}
