/** The contract between the night shift and the analyses it runs. The night shift knows no analysis by name. */
import type { Compute } from '../../compute/index.ts'
import type { Text } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import type { Day } from '../../core/time.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { Ask } from './ask.ts'
import type { Claim, Contribution } from './schema.ts'

export interface StepContext {
  /** The last shop day that is analysed, inclusive. */
  readonly asOf: Day
  /** `asOf` of the last report before this one; null on the first night. */
  readonly previousAsOf: Day | null
  readonly timeZone: string
  readonly currency: string
  /** VAT contained in the prices, in percent; 0: prices are net. */
  readonly taxPercent: number
  /** Country or country and state whose public holidays count: 'DE', 'DE-BY'. */
  readonly holidays: string
  /** A query whose rows become evidence. */
  readonly ask: Ask
  /** For rows too many for evidence: flat columns for kernels. */
  readonly events: EventStore
  /** What earlier nights said about days up to `asOf`: for each day and metric the last word before that day. */
  readonly dueClaims: readonly Claim[]
  /** Runs a kernel in a worker thread. */
  readonly compute: Compute
  readonly log: Log
  readonly signal: AbortSignal
}

export interface NightStep {
  /** 'sales', 'movers', ...: also the id of its section in the report. */
  readonly name: string
  readonly title: Text
  /** Names of the steps whose work must be done before. */
  readonly needs: readonly string[]
  run(context: StepContext): Promise<Contribution>
}
