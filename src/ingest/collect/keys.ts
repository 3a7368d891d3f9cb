/** Write keys, looked up in memory; the table is read again every few seconds, beside the requests. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import { listSources } from '../../stores/state/sources.ts'
import type { StateStore } from '../../stores/state/store.ts'

/** Older than this, what is known is read again while it goes on to hold. */
const FRESH_MS = 2_000
/** Older than this it holds no longer without being read again. */
const STALE_MS = 10_000
/** Keys that nobody knows make the table be read again at most this often; they wait for it together. */
const AGAIN_MS = 200

export interface OpenSource {
  readonly name: string
  readonly origins: ReadonlySet<string>
}

/** The open sources as they were a moment ago. */
export interface KeyRing {
  readonly byKey: ReadonlyMap<string, OpenSource>
  /** Origins of all open sources: a browser that asks for permission does not say its key. */
  readonly origins: ReadonlySet<string>
}

export interface Keys {
  /** The keys, some seconds old at most; no promise where they are in memory. */
  current(): KeyRing | Promise<KeyRing>
  /** For what is not among the keys: they are read again, a moment later where that was just done. */
  afresh(): Promise<KeyRing>
}

export function openKeys(deps: { state: Pick<StateStore, 'pool'>; clock: Clock; log: Log }): Keys {
  const { state, clock, log } = deps
  let ring: KeyRing | null = null
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<KeyRing> | null = null
  let waiting: Promise<KeyRing> | null = null

  const read = (): Promise<KeyRing> => {
    reading ??= readRing(state)
      .then((fresh) => {
        ring = fresh
        readAt = clock.now()
        return fresh
      })
      .catch((error: unknown) => {
        if (ring === null) throw error
        // The keys that are known go on to hold while the state store is away: events are stored without it.
        log.warn({ err: error }, 'the write keys could not be read again')
        readAt = clock.now()
        return ring
      })
      .finally(() => {
        reading = null
      })
    return reading
  }
  const age = () => Math.abs(clock.now() - readAt)

  return {
    current() {
      const old = age()
      if (ring === null || old > STALE_MS) return read()
      if (old > FRESH_MS) void read()
      return ring
    },
    afresh() {
      if (age() > AGAIN_MS) return read()
      waiting ??= sleep(AGAIN_MS)
        .then(read)
        .finally(() => {
          waiting = null
        })
      return waiting
    },
  }
}

async function readRing(state: Pick<StateStore, 'pool'>): Promise<KeyRing> {
  const open = (await listSources(state)).filter(({ closedAt }) => closedAt === null)
  return {
    byKey: new Map(open.map(({ name, writeKey, origins }) => [writeKey, { name, origins: new Set(origins) }])),
    origins: new Set(open.flatMap(({ origins }) => origins)),
  }
}
