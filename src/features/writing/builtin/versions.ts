/** Versions that differ: what two share is measured, and one too near to another is written again with another plan, or not given. */
import { ngramOverlap, wordNgrams } from '../../../ml/text/overlap.ts'
import { OVERLAP_BOUND, plainText, type Version, type Written, writtenText } from '../schema.ts'

/** Plans tried for a version before it is given up. */
const TRIES = 18
/** The first must have something to say by then; the last tries are for versions beside others. */
const FIRST_TRIES = 12

interface Attempt {
  readonly index: number
  readonly attempt: number
  /** How often each form was used in the versions so far; counted up by what is written. */
  readonly used: Map<string, number>
}

export interface Differing {
  readonly wanted: number
  /** How often forms count as used before the first version; default: never. */
  readonly leaning?: ReadonlyMap<string, number>
  /** What a finished text must pass. */
  passes(text: string): boolean
  /** Null where this plan gives nothing. */
  make(attempt: Attempt): Version | null
}

/** As many versions as wanted, or as many as can be made that differ enough; null where there is not one. */
export function differingVersions({
  wanted,
  leaning = new Map(),
  passes,
  make,
}: Differing): Extract<Written, { outcome: 'written' }> | null {
  const used = new Map(leaning)
  const versions: Version[] = []
  const grams: ReadonlySet<string>[] = []
  let maxOverlap = 0
  for (let index = 0; index < wanted; index++) {
    for (let attempt = 0; attempt < (versions.length === 0 ? FIRST_TRIES : TRIES); attempt++) {
      const tried = new Map(used)
      const version = make({ index, attempt, used: tried })
      if (version === null) continue
      const own = wordNgrams(writtenText(version), 3)
      const nearest = Math.max(0, ...grams.map((other) => ngramOverlap(own, other)))
      if (nearest >= OVERLAP_BOUND || own.size === 0 || !passes(plainText(version))) continue
      versions.push(version)
      grams.push(own)
      maxOverlap = Math.max(maxOverlap, nearest)
      for (const [form, times] of tried) used.set(form, times)
      break
    }
  }
  return versions.length === 0 ? null : { outcome: 'written', versions, maxOverlap }
}
