/**
 * Live events into the log: what many requests bring within a few milliseconds becomes one block (group commit). A promise
 * resolves only when the engine has its events on disk; each event id is stored once, also across restarts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, isDiskFull, messageOf } from '../../core/errors.ts'
import type { Clock } from '../../core/time.ts'
import { IdWindow } from './id-window.ts'
import { type DeadLetter, type EventKey, findKnown, LOG_COLUMNS, type LogEvent, lineOf, toTimestamp } from './log.ts'
import type { EventStore } from './store.ts'
import { tabSeparated } from './tab-separated.ts'

interface Appended {
  readonly stored: number
  /** Events that the log had already, or that stood in the same request twice. */
  readonly repeated: number
}

export interface LogWriter {
  /**
   * Appends the events of one request, all or none of them acknowledged.
   * @throws AppError 'work.overloaded' where more waits than memory is set aside for; nothing of this request was taken.
   *   'store.unusable' where the engine refused the block; sending it again does no harm
   */
  append(events: readonly LogEvent[]): Promise<Appended>
  /** Keeps what could not be taken; more than a bounded number a minute are counted and not kept. */
  bury(letters: readonly DeadLetter[]): Promise<void>
  /** Writes what waits and takes no more. */
  close(): Promise<void>
}

export interface LogWriterOptions {
  readonly events: EventStore
  readonly clock: Clock
  /** How long the first event of a block waits for company, in milliseconds. */
  readonly lingerMs?: number
  /** Text that may wait, in characters; beyond it senders are told to come back later. */
  readonly waitingLimit?: number
  /** Ids of one generation of the window of known ids. */
  readonly windowIds?: number
}

const LINGER_MS = 10
const WAITING_LIMIT = 64_000_000
const WINDOW_IDS = 2_000_000
/** Text of one block, in characters: above it the engine gains little and whoever waits loses much. */
const BLOCK_LIMIT = 6_000_000
/** Ids received within this time are loaded at the start. */
const WINDOW_MS = 6 * 3_600_000
/** How far the corrected time of one event may differ between two deliveries of it, and from our own clock. */
const JITTER_MS = 10 * 60_000
const LETTERS_A_MINUTE = 1_000
const LETTER_CHARACTERS = 32_768
const LETTER_COLUMNS = ['received_at', 'source', 'way', 'body', 'reason'] as const

/**
 * The events of one request as they wait: their lines, and what tells whether each is known. The events themselves are let go:
 * thousands of them that live as long as a block takes would be most of the garbage collector's work.
 */
interface Request {
  readonly ids: readonly string[]
  readonly types: readonly string[]
  readonly times: readonly number[]
  /** One line an event. */
  readonly text: string
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

/** Opens the writer: the ids received last are read from the log. */
export async function openLogWriter(options: LogWriterOptions): Promise<LogWriter> {
  const { events, clock, windowIds = WINDOW_IDS } = options
  const from = clock.now() - WINDOW_MS
  // As numbers: a busy shop receives a million ids in these hours, and as texts in rows they would take seconds.
  const { high, low, at } = await events.columns(
    `SELECT bitShiftRight(toUInt128(event_id), 96) AS high, bitAnd(toUInt128(event_id), 4294967295) AS low,
       toUnixTimestamp64Milli(received_at) AS at
     FROM events WHERE version = 0 AND received_at >= fromUnixTimestamp64Milli({from:Int64})
     ORDER BY received_at DESC LIMIT {limit:UInt64}`,
    { from, limit: windowIds },
    ['high', 'low', 'at'],
  )
  const oldest = at.length === windowIds ? (at.at(-1) ?? from) + 1 : from
  const known = new IdWindow(windowIds, oldest)
  for (let i = at.length - 1; i >= 0; i--) known.addHashed(high[i] ?? 0, low[i] ?? 0, at[i] ?? from)
  return new GroupCommit(options, known)
}

class GroupCommit implements LogWriter {
  readonly #events: EventStore
  readonly #clock: Clock
  readonly #lingerMs: number
  readonly #waitingLimit: number
  readonly #known: IdWindow
  /** Ids of blocks the engine refused: whether they are stored only the log can say. */
  readonly #doubtful = new Set<string>()
  #waiting: Request[] = []
  #waitingSize = 0
  #letters: {
    readonly lines: readonly string[]
    readonly resolve: () => void
    readonly reject: (e: unknown) => void
  }[] = []
  #lettersThisMinute = { minute: 0, kept: 0 }
  #loop: Promise<void> | null = null
  #closed = false

  constructor(options: LogWriterOptions, known: IdWindow) {
    this.#events = options.events
    this.#clock = options.clock
    this.#lingerMs = options.lingerMs ?? LINGER_MS
    this.#waitingLimit = options.waitingLimit ?? WAITING_LIMIT
    this.#known = known
  }

  append(events: readonly LogEvent[]): Promise<Appended> {
    if (this.#closed) return Promise.reject(new AppError('work.stopped', 'The workbench is stopping. Send it again.'))
    if (events.length === 0) return Promise.resolve({ stored: 0, repeated: 0 })
    // Lines are made here and not in the loop: their size is what the limit is about.
    const received = toTimestamp(this.#clock.now())
    const text = events.map((event) => lineOf(event, received)).join('\n')
    if (this.#waitingSize + text.length > this.#waitingLimit && this.#waiting.length > 0) {
      return Promise.reject(new AppError('work.overloaded', 'More comes in than can be stored. Send it again later.'))
    }
    const ids = events.map((event) => event.event_id)
    const types = events.map((event) => event.type)
    const times = events.map((event) => event.time)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ids, types, times, text, resolve, reject })
      this.#waitingSize += text.length
      this.#run()
    })
  }

  bury(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#closed) return Promise.resolve()
    const now = this.#clock.now()
    const minute = Math.floor(now / 60_000)
    if (minute !== this.#lettersThisMinute.minute) this.#lettersThisMinute = { minute, kept: 0 }
    const kept = letters.slice(0, Math.max(0, LETTERS_A_MINUTE - this.#lettersThisMinute.kept))
    this.#lettersThisMinute.kept += kept.length
    if (kept.length === 0) return Promise.resolve()
    const at = toTimestamp(now)
    const lines = kept.map(({ source, way, body, reason }) =>
      tabSeparated([at, source, way, body.slice(0, LETTER_CHARACTERS), reason]),
    )
    return new Promise((resolve, reject) => {
      this.#letters.push({ lines, resolve, reject })
      this.#run()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    while (this.#loop !== null) await this.#loop
  }

  #run(): void {
    this.#loop ??= this.#writeAll().finally(() => {
      this.#loop = null
      if (this.#waiting.length + this.#letters.length > 0) this.#run()
    })
  }

  async #writeAll(): Promise<void> {
    if (!this.#closed) await sleep(this.#lingerMs)
    while (this.#waiting.length + this.#letters.length > 0) {
      await this.#writeBlock(this.#takeBlock())
      await this.#writeLetters()
      // A block costs the engine the same for ten events as for two hundred: the next one waits for company, too.
      if (this.#waitingSize < BLOCK_LIMIT / 20 && !this.#closed) await sleep(this.#lingerMs)
    }
  }

  #takeBlock(): Request[] {
    let size = 0
    let count = 0
    for (const request of this.#waiting) {
      if (count > 0 && size + request.text.length > BLOCK_LIMIT) break
      size += request.text.length
      count++
    }
    this.#waitingSize -= size
    return this.#waiting.splice(0, count)
  }

  async #writeBlock(requests: readonly Request[]): Promise<void> {
    if (requests.length === 0) return
    const now = this.#clock.now()
    const fresh = new Set<string>()
    const texts: string[] = []
    const outcomes: Appended[] = []
    let inLog = new Set<string>()
    try {
      inLog = await this.#askLog(requests, now)
      const take = (id: string) => {
        if (fresh.has(id) || inLog.has(id) || (this.#known.has(id) && !this.#doubtful.has(id))) return false
        fresh.add(id)
        return true
      }
      for (const { ids, text } of requests) {
        const taken = ids.map(take)
        const stored = taken.filter(Boolean).length
        if (stored === ids.length) texts.push(text)
        // Line breaks within values are escaped: each line is one event.
        else if (stored > 0) texts.push(...text.split('\n').filter((_, index) => taken[index]))
        outcomes.push({ stored, repeated: ids.length - stored })
      }
      await this.#events.insertLines('events', LOG_COLUMNS, texts.join('\n'))
    } catch (error) {
      for (const id of fresh) this.#doubtful.add(id)
      const fault = faultOf(error)
      for (const { reject } of requests) reject(fault)
      return
    }
    for (const id of fresh) {
      this.#known.add(id, now)
      this.#doubtful.delete(id)
    }
    for (const id of inLog) this.#doubtful.delete(id)
    for (const [index, { resolve, ids }] of requests.entries()) {
      resolve(outcomes[index] ?? { stored: 0, repeated: ids.length })
    }
  }

  /** The ids of a block that the log has, of those only it can know: older than the window, ahead of time, or doubtful. */
  async #askLog(requests: readonly Request[], now: number): Promise<Set<string>> {
    const asked: EventKey[] = []
    const oldest = this.#known.coversFrom + JITTER_MS
    for (const { ids, types, times } of requests) {
      for (const [index, id] of ids.entries()) {
        const time = times[index] ?? 0
        const isInWindow = time >= oldest && time <= now + JITTER_MS
        if (isInWindow ? this.#doubtful.has(id) : !this.#known.has(id))
          asked.push({ event_id: id, type: types[index] ?? '', time })
      }
    }
    const found = new Set<string>()
    for (const cluster of clustersOf(asked)) {
      for (const id of await findKnown(this.#events, cluster, JITTER_MS)) found.add(id)
    }
    return found
  }

  async #writeLetters(): Promise<void> {
    const letters = this.#letters
    if (letters.length === 0) return
    this.#letters = []
    try {
      await this.#events.insertLines('dead_letters', LETTER_COLUMNS, letters.flatMap(({ lines }) => lines).join('\n'))
      for (const { resolve } of letters) resolve()
    } catch (error) {
      const fault = faultOf(error)
      for (const { reject } of letters) reject(fault)
    }
  }
}

/** Events apart by what happened at about the same time, so that the log is not read in between. */
function clustersOf(events: readonly EventKey[]): EventKey[][] {
  const clusters: EventKey[][] = []
  let last = Number.NEGATIVE_INFINITY
  for (const event of [...events].sort((a, b) => a.time - b.time)) {
    if (event.time - last > 2 * JITTER_MS) clusters.push([])
    clusters.at(-1)?.push(event)
    last = event.time
  }
  return clusters
}

function faultOf(error: unknown): AppError {
  if (isDiskFull(error)) {
    return new AppError(
      'store.unusable',
      'The disk is full: nothing was stored. Free some room and send it again.',
      {},
      { cause: error },
    )
  }
  return new AppError(
    'store.unusable',
    `The event store refused a block: ${messageOf(error)}. Send it again.`,
    {},
    { cause: error },
  )
}
