/** Refused deliveries in the audit log: the first ones of a minute one by one, the rest of a flood as a count. */
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import type { StateStore } from '../../stores/state/store.ts'

const MINUTE = 60_000
/** Entries a minute and way; one more tells how many there were besides. */
const SINGLE = 5

interface Minute {
  readonly begun: number
  written: number
  counted: number
}

export class Refusals {
  readonly #state: StateStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #minutes = new Map<string, Minute>()
  #timer: NodeJS.Timeout | null = null

  constructor(deps: { state: StateStore; clock: Clock; log: Log }) {
    this.#state = deps.state
    this.#clock = deps.clock
    this.#log = deps.log
  }

  /** Notes that a delivery was refused; `way` is one of our own words, never what came in. */
  async note(way: string, reason: string): Promise<void> {
    const now = this.#clock.now()
    const known = this.#minutes.get(way)
    const over = known !== undefined && now - known.begun >= MINUTE
    const minute = known === undefined || over ? { begun: now, written: 0, counted: 0 } : known
    this.#minutes.set(way, minute)
    if (over) await this.#tell(way, known)
    if (minute.written >= SINGLE) {
      minute.counted++
      this.#timer ??= setTimeout(() => void this.flush(), MINUTE).unref()
      return
    }
    minute.written++
    await this.#write(way, { reason, count: 1 })
  }

  /** Writes down what was counted so far. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const [way, minute] of this.#minutes) await this.#tell(way, minute)
  }

  async #tell(way: string, minute: Minute): Promise<void> {
    const { counted } = minute
    minute.counted = 0
    if (counted > 0) await this.#write(way, { reason: 'further ones', count: counted })
  }

  async #write(way: string, details: Record<string, string | number>): Promise<void> {
    const entry = { at: this.#clock.now(), actor: `webhook:${way}`, action: 'webhook.refused', subject: way, details }
    try {
      await this.#state.transaction((client) => appendAudit(client, entry))
    } catch (error) {
      // Whoever is refused is refused all the same.
      this.#log.error({ err: error }, 'a refused webhook could not be written to the audit log')
    }
  }
}
