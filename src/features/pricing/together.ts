/** Which prices are chosen together: those of a family that rises, and those that take each other's buyers. Pure. */
import type { Assortment, CrossEffect } from '../../ml/pricing/assortment.ts'
import type { PriceQuestion } from '../../ml/pricing/price-question.ts'
import type { PriceUnit } from './units.ts'

interface Linked {
  readonly unit: Pick<PriceUnit, 'key' | 'family'>
  readonly cross: readonly { readonly unit: string; readonly elasticity: number }[]
}

interface Asking {
  readonly question: PriceQuestion | null
}

/** Places that hang together, each group of two or more; units that nothing is asked of are in none. */
export function groupsOf(units: readonly Linked[], asked: readonly Asking[]): number[][] {
  const isOpen = (place: number) => asked[place]?.question != null
  const parents = Array.from(units.keys())
  const rootOf = (place: number): number => {
    let root = place
    while (parents[root] !== root) root = parents[root] ?? root
    parents[place] = root
    return root
  }
  const join = (one: number, other: number) => {
    if (isOpen(one) && isOpen(other)) parents[rootOf(one)] = rootOf(other)
  }
  const places = new Map(units.map(({ unit }, place) => [unit.key, place]))
  const families = new Map<string, number>()
  units.forEach(({ unit, cross }, place) => {
    for (const { unit: key } of cross) join(place, places.get(key) ?? place)
    if (unit.family === null || !isOpen(place)) return
    join(place, families.get(unit.family.name) ?? place)
    families.set(unit.family.name, place)
  })
  const groups = new Map<number, number[]>()
  for (const place of parents.keys()) {
    const group = groups.get(rootOf(place)) ?? []
    groups.set(rootOf(place), group)
    group.push(place)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** A group as the kernel takes it: neighbours of a family stay at least a cent apart. */
export function assortmentOf(group: readonly number[], units: readonly Linked[], asked: readonly Asking[]): Assortment {
  const indexOf = new Map(
    group.flatMap((place, index) => (units[place] === undefined ? [] : [[units[place].unit.key, index]])),
  )
  const cross = group.flatMap((place, of): CrossEffect[] =>
    (units[place]?.cross ?? []).flatMap(({ unit, elasticity }) => {
      const on = indexOf.get(unit)
      return on === undefined ? [] : [{ of, on, elasticity }]
    }),
  )
  const members = group.map((place, index) => ({ index, family: units[place]?.unit.family ?? null }))
  const order = members.flatMap(({ index: cheaper, family }) =>
    members.flatMap(({ index: dearer, family: other }) =>
      family !== null && other?.name === family.name && other.place > family.place
        ? [{ cheaper, dearer, gapCents: 1 }]
        : [],
    ),
  )
  return {
    questions: group.flatMap((place) => asked[place]?.question ?? []),
    sharedPrice: new Int32Array(group.length).fill(-1),
    order,
    cross,
    locked: new Set(),
    // How many change in a week is decided over the whole shop.
    mostChanges: group.length,
  }
}
