/** The ways to the places that the settings name. */
import { type Clock, systemClock } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { WIRE } from '../call.ts'
import { blueskyOutlet } from './bluesky.ts'
import { mastodonOutlet } from './mastodon.ts'
import { publishOnce } from './once.ts'
import type { Article, Network, PublishChannel, SocialChannel, SocialOutlet } from './outlet.ts'
import type { PublishSettings } from './settings.ts'
import { wordpressOutlet } from './wordpress.ts'

/** Null, or left out: that place is not set up. */
export interface PublishChannels {
  readonly social: Readonly<Partial<Record<Network, SocialChannel>>>
  readonly blog: PublishChannel<Article> | null
}

interface Deps {
  readonly state: StateStore
  readonly clock: Clock
}

export function openPublishing(settings: PublishSettings, deps: Deps, wire = WIRE): PublishChannels {
  const { mastodon, bluesky, wordpress } = settings
  const social = (outlet: SocialOutlet): SocialChannel => ({
    ...publishOnce(deps, outlet),
    place: outlet.place,
    limits: outlet.limits,
  })
  return {
    social: {
      ...(mastodon === null ? {} : { mastodon: social(mastodonOutlet(mastodon, wire)) }),
      ...(bluesky === null ? {} : { bluesky: social(blueskyOutlet(bluesky, wire, deps.clock)) }),
    },
    blog: wordpress === null ? null : publishOnce(deps, wordpressOutlet(wordpress, wire)),
  }
}

/**
 * Whether each place that is set up lets us in; reads only, and needs no store.
 * @returns for each what it found, or rejects with AppError 'channel.failed'
 */
export function verifyPublishing(settings: PublishSettings, wire = WIRE): readonly (() => Promise<string>)[] {
  const { mastodon, bluesky, wordpress } = settings
  return [
    ...(mastodon === null ? [] : [() => mastodonOutlet(mastodon, wire).verify()]),
    ...(bluesky === null ? [] : [() => blueskyOutlet(bluesky, wire, systemClock).verify()]),
    ...(wordpress === null ? [] : [() => wordpressOutlet(wordpress, wire).verify()]),
  ]
}
