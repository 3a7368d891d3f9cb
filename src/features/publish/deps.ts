import type { Links } from '../../channels/links/index.ts'
import type { SmtpConfig } from '../../channels/mail/index.ts'
import type { PublishChannels } from '../../channels/publish/index.ts'
import type { Lang } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import type { TextWork } from '../content/index.ts'

export interface PublishDeps {
  readonly state: StateStore
  readonly clock: Clock
  /** The shop's. */
  readonly timeZone: string
  /** The language the shop speaks. */
  readonly lang: Lang
  readonly channels: PublishChannels
  /** Who is handed newsletters; without all of it they wait as files. */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string | null; readonly to: readonly string[] }
  readonly links: Links
  /** Writes and checks texts. */
  work(): Pick<TextWork, 'checkText' | 'writeGroupChecked'>
}

/** Who is handed them; null: nobody. */
export function smtpOf({ mail: { smtpUrl, from, to } }: Pick<PublishDeps, 'mail'>): SmtpConfig | null {
  if (smtpUrl === null || from === null || to.length === 0) return null
  return { url: smtpUrl, from, to, toSetting: 'DIRIGENT_NEWSLETTER_TO' }
}
