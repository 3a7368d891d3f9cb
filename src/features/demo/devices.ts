/** What people look at the demo shop with. */
import { type Rng, weighted } from './rng.ts'

interface Profile {
  readonly device: 'mobile' | 'desktop' | 'tablet'
  readonly browser: string
  readonly share: number
}

/** Devices and browsers with their share of visitors. */
export const PROFILES: readonly Profile[] = [
  { device: 'mobile', browser: 'Safari 17', share: 0.15 },
  { device: 'mobile', browser: 'Safari 18', share: 0.13 },
  { device: 'mobile', browser: 'Chrome 130', share: 0.2 },
  { device: 'mobile', browser: 'Samsung Internet 26', share: 0.09 },
  { device: 'mobile', browser: 'Firefox 131', share: 0.04 },
  { device: 'desktop', browser: 'Chrome 130', share: 0.14 },
  { device: 'desktop', browser: 'Edge 130', share: 0.07 },
  { device: 'desktop', browser: 'Firefox 131', share: 0.06 },
  { device: 'desktop', browser: 'Safari 17', share: 0.04 },
  { device: 'desktop', browser: 'Safari 18', share: 0.03 },
  { device: 'tablet', browser: 'Safari 17', share: 0.02 },
  { device: 'tablet', browser: 'Chrome 130', share: 0.03 },
]

/** Place in `PROFILES` of somebody's device and browser. */
export const drawProfile: (rng: Rng) => number = weighted(PROFILES.map(({ share }, place) => [place, share] as const))

/** The profile at a place; throws RangeError where there is none. */
export function profileAt(place: number): Profile {
  const profile = PROFILES[place]
  if (profile === undefined) throw new RangeError(`there is no device profile ${place}`)
  return profile
}
