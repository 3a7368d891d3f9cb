/** What the parts of the team work with. */
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../../api/principal.ts'
import type { Lang } from '../../core/lang.ts'
import type { Log } from '../../core/log.ts'
import type { Clock } from '../../core/time.ts'
import type { Seal } from '../../stores/seal.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Person } from './store/people.ts'
import type { Session } from './store/sessions.ts'
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

export interface Identity {
  readonly principal: Principal
  /** Of a person; null for keys and the command line. */
  readonly person: Person | null
  readonly session: Session | null
}

export interface Identities {
  of(request: FastifyRequest): Promise<Identity | null>
  /** What is in memory may be wrong now. */
  forget(): void
}

export interface TeamContext extends TeamDeps {
  readonly identities: Identities
}
