/** Which places are set up, from the settings; what is missing of one is said at start. */
import type { Config } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import { safeUrl } from '../call.ts'
import type { BlueskySettings } from './bluesky.ts'
import type { MastodonSettings } from './mastodon.ts'
import type { WordPressSettings } from './wordpress.ts'

/** Null: that place is not set up. */
export interface PublishSettings {
  readonly mastodon: MastodonSettings | null
  readonly bluesky: BlueskySettings | null
  readonly wordpress: WordPressSettings | null
}

type Settings = Pick<
  Config,
  | 'mastodonUrl'
  | 'mastodonToken'
  | 'blueskyUrl'
  | 'blueskyHandle'
  | 'blueskyPassword'
  | 'wordpressUrl'
  | 'wordpressUser'
  | 'wordpressPassword'
>

/** @throws AppError 'config.invalid' naming what is missing of a place that is half set up */
export function publishSettingsOf(config: Settings): PublishSettings {
  const mastodon = whole('Mastodon', {
    DIRIGENT_MASTODON_URL: config.mastodonUrl,
    DIRIGENT_MASTODON_TOKEN: config.mastodonToken,
  })
  const bluesky = whole('Bluesky', {
    DIRIGENT_BLUESKY_HANDLE: config.blueskyHandle,
    DIRIGENT_BLUESKY_PASSWORD: config.blueskyPassword,
  })
  const wordpress = whole('WordPress', {
    DIRIGENT_WORDPRESS_URL: config.wordpressUrl,
    DIRIGENT_WORDPRESS_USER: config.wordpressUser,
    DIRIGENT_WORDPRESS_PASSWORD: config.wordpressPassword,
  })
  return {
    mastodon: mastodon && {
      url: safeUrl(mastodon.DIRIGENT_MASTODON_URL, 'mastodonUrl'),
      token: mastodon.DIRIGENT_MASTODON_TOKEN,
    },
    bluesky: bluesky && {
      url: safeUrl(config.blueskyUrl, 'blueskyUrl'),
      handle: bluesky.DIRIGENT_BLUESKY_HANDLE,
      password: bluesky.DIRIGENT_BLUESKY_PASSWORD,
    },
    wordpress: wordpress && {
      url: safeUrl(wordpress.DIRIGENT_WORDPRESS_URL, 'wordpressUrl'),
      user: wordpress.DIRIGENT_WORDPRESS_USER,
      password: wordpress.DIRIGENT_WORDPRESS_PASSWORD,
    },
  }
}

function whole<K extends string>(place: string, given: Readonly<Record<K, string | null>>): Record<K, string> | null {
  const entries = Object.entries<string | null>(given)
  const missing = entries.filter(([, value]) => value === null).map(([name]) => name)
  if (missing.length === entries.length) return null
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are'
    throw new AppError('config.invalid', `${place} is half set up: ${missing.join(' and ')} ${verb} not set.`)
  }
  // None of them is null: that was looked at just above.
  return given as Record<K, string>
}
