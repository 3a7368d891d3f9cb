/** Answers that are reckoned from the event store, kept as they are sent until what they are reckoned from changes. */
import { createKeep } from '../core/keep.ts'
import type { Clock } from '../core/time.ts'
import { type Pack, packSize, packText } from './pack.ts'

export interface Answers {
  /**
   * @param key   everything the answer depends on beside the event store: the question, its fields, the day it is. Not who asks: it is
   *              the same for all who may.
   * @param work  gives what is answered, as JSON takes it
   */
  of(key: readonly unknown[], work: () => Promise<unknown>): Promise<Pack>
}

const MOST_BYTES = 96_000_000
/** For what no version tells, as the currency of the shop. */
const KEPT_MS = 300_000

/** @param version  of all that answers are reckoned from */
export function openAnswers({ version, clock }: { version(): Promise<string>; readonly clock: Clock }): Answers {
  const keep = createKeep<Pack>({ mostSize: MOST_BYTES, sizeOf: packSize, keptMs: KEPT_MS, now: () => clock.now() })
  return {
    async of(key, work) {
      const whole = JSON.stringify([await version(), ...key])
      return keep.of(whole, async () => packText(JSON.stringify(await work())))
    },
  }
}
