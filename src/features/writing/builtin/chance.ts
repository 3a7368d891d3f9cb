/** Seeded chance for the writer: the same seed and name give the same choices. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Uniform on [0, 1). */
export type Chance = () => number

export function chanceOf(seed: number, name: string): Chance {
  let hash = seed | 0
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  const generator = xoroshiro128plus(hash)
  // It starts from a state of few set bits; the first outputs are not yet well mixed.
  for (let i = 0; i < 32; i++) generator.next()
  return () => (generator.next() >>> 0) / 4294967296
}

/** The items in another order. */
export function shuffled<T>(items: readonly T[], chance: Chance): readonly T[] {
  return items
    .map((item) => ({ item, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
