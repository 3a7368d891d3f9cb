import type { Log } from '../../core/log.ts'

/** Work that is asked for often and done once for all who asked: while it runs, one more run is kept waiting. */
export class Background {
  readonly #work: () => Promise<unknown>
  readonly #log: Log
  #running: Promise<void> | null = null
  #again = false

  constructor(work: () => Promise<unknown>, log: Log) {
    this.#work = work
    this.#log = log
  }

  ask(): void {
    if (this.#running === null) this.#running = this.#run()
    else this.#again = true
  }

  /** Waits until nothing is to be done. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    do {
      this.#again = false
      try {
        await this.#work()
      } catch (error) {
        // What is not delivered stays in the outbox for whoever comes next.
        this.#log.warn({ err: error }, 'facts of webhooks could not be delivered to the log yet')
      }
    } while (this.#again)
    this.#running = null
  }
}
