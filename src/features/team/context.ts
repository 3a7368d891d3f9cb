/** What the parts of the team work with. */
import type { Lang } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import type { Seal } from '../../stores/seal.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Identities } from './identities.ts'
import type { VisitSettings } from './visit.ts'

export interface TeamDeps extends VisitSettings {
  readonly state: StateStore
  readonly clock: Clock
  readonly log: Log
  /** For the secrets of second factors. */
  readonly seal: Seal
  /** Language of a person who said none. */
  readonly language: Lang
  /** Null: links are handed over by people. */
  readonly smtp: { readonly url: string; readonly from: string } | null
  /** What the command line on this machine shows; null: it may not ask. */
  readonly cliToken: string | null
}

export interface TeamContext extends TeamDeps {
  readonly identities: Identities
}
