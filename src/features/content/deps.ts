import type { Links } from '../../channels/links/index.ts'
import type { TextChannel } from '../../channels/shop/index.ts'
import type { Lang } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { Writer } from '../writing/index.ts'
import type { TextWork } from './text-work.ts'

export interface ContentDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** The language the shop speaks. */
  readonly lang: Lang
  readonly shop: TextChannel
  readonly writer: Writer
  readonly work: TextWork
  readonly links: Links
}
