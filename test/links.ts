import type { Links } from '../src/channels/links/index.ts'

/** Every link leads somewhere. */
export const NO_LINKS: Links = { verdictOf: async () => ({ kind: 'alive' }) }
