/** Places to publish that speak the protocols of Mastodon, Bluesky and WordPress over real connections. */
export { startBluesky, type TestBluesky } from './places/bluesky.ts'
export { startMastodon, type TestMastodon } from './places/mastodon.ts'
export { startWordPress, type TestWordPress } from './places/wordpress.ts'
