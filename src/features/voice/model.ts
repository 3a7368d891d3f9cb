/** What a voice asks of a writer. Pure. */
import type { Voice } from './schema.ts'

export interface SpokenAs {
  readonly address: 'du' | 'sie' | 'neutral'
  readonly tone: 'plain' | 'warm' | 'lively'
}

/** Where both scales lean to something else than plain, the stronger one decides. */
export function spokenAs({
  address,
  liveliness,
  nearness,
}: Pick<Voice, 'address' | 'liveliness' | 'nearness'>): SpokenAs {
  const tone = Math.max(liveliness, nearness) <= 0 ? 'plain' : liveliness > nearness ? 'lively' : 'warm'
  return { address: address ?? 'neutral', tone }
}
