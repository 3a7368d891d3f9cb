import { AppError } from '../../core/errors.ts'

/**
 * Lets a few through at a time, has a bounded number wait, and turns the rest away. Deliveries hold a connection each; without
 * this a flood of them would leave none for anybody else.
 */
export class Gate {
  readonly #atOnce: number
  readonly #atMostWaiting: number
  readonly #waiting: (() => void)[] = []
  #inside = 0

  constructor(atOnce: number, atMostWaiting: number) {
    this.#atOnce = atOnce
    this.#atMostWaiting = atMostWaiting
  }

  /** @throws AppError 'work.overloaded' where too many wait */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#atOnce) {
      if (this.#waiting.length >= this.#atMostWaiting) {
        throw new AppError('work.overloaded', 'Too many deliveries at once. Send it again in a few seconds.')
      }
      // Whoever leaves hands the place over, so that nobody slips in between.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#inside++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#inside--
      else next()
    }
  }
}
