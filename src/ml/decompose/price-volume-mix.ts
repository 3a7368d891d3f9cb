import { roundParts } from './round-parts.ts'

/** One row per item; money in whole cents, quantities in pieces (negative when more came back than went out). */
export interface PeriodSales {
  quantity: Float64Array
  revenueCents: Float64Array
  /** Cost of what was sold; where both periods have it, the margin is taken apart instead of revenue. */
  costCents?: Float64Array
}

export interface PriceVolumeMixInput {
  before: PeriodSales
  after: PeriodSales
  /** Group of each item (category, brand), 0..groups-1. */
  group?: Uint32Array
}

/** Whole cents; their sum is the change, exactly. */
export interface Effects {
  /** More or less of everything: the change, had each item grown like the pieces of all continuing items together. */
  volume: number
  /** Continuing items: a different price for the pieces sold now. */
  price: number
  /** Continuing items: dearer or cheaper items took a larger share of the pieces. */
  mix: number
  /** Continuing items: a different unit cost for the pieces sold now (0 for revenue). */
  cost: number
  added: number
  dropped: number
  /** Items without a unit price in one of the periods (more returns than sales, fees): their change as a whole. */
  other: number
  change: number
}

export interface PriceVolumeMix {
  total: Effects
  /** Float64Array[m] per part: each item's parts add up to its change, the items' parts to the total. */
  items: Record<keyof Effects, Float64Array>
  /** Sums over the items of each group; empty without groups. */
  groups: Effects[]
}

const PARTS = ['volume', 'price', 'mix', 'cost', 'added', 'dropped', 'other'] as const

/**
 * Takes the change of revenue (or of margin, with cost) between two periods apart into volume, price, mix, unit cost,
 * new, dropped and other, exactly to the cent. Rounding happens once, per item, by largest remainder (`roundParts`);
 * groups and total are sums of rounded items, so every level adds up, and a part of the total may differ from its
 * unrounded value by less than a cent per item.
 * @throws RangeError  lengths differ, money is not in whole cents, a quantity is not finite, a group is out of order
 * Source: the usual price-volume-mix bridge of controlling: volume at the old mix and price, mix at the old price, price
 * at the new quantity
 */
export function priceVolumeMix({ before, after, group }: PriceVolumeMixInput): PriceVolumeMix {
  const m = before.quantity.length
  check(before, 'before', m)
  check(after, 'after', m)
  if ((before.costCents === undefined) !== (after.costCents === undefined)) {
    throw new RangeError('costCents must be given for both periods or for neither')
  }
  if (group !== undefined && group.length !== m) throw new RangeError(`group has ${group.length} items, expected ${m}`)
  const column = () => new Float64Array(m)
  const items = {
    volume: column(),
    price: column(),
    mix: column(),
    cost: column(),
    added: column(),
    dropped: column(),
    other: column(),
    change: column(),
  }
  const growth = continuingGrowth(before.quantity, after.quantity)
  for (let i = 0; i < m; i++) {
    const parts = itemParts(rowOf(before, i), rowOf(after, i), growth)
    const change = moneyOf(after, i) - moneyOf(before, i)
    const rounded = roundParts(parts, change)
    PARTS.forEach((part, k) => {
      items[part][i] = rounded[k] ?? 0
    })
    items.change[i] = change
  }
  const everything = Array.from({ length: m }, (_, i) => i)
  const members: number[][] = []
  group?.forEach((g, i) => {
    while (members.length <= g) members.push([])
    members[g]?.push(i)
  })
  return { total: sumOf(items, everything), items, groups: members.map((own) => sumOf(items, own)) }
}

interface Row {
  quantity: number
  revenue: number
  cost: number
}

/** Parts in the order of PARTS, unrounded. */
function itemParts(before: Row, after: Row, growth: number): number[] {
  const old = before.revenue - before.cost
  const now = after.revenue - after.cost
  const absentBefore = before.quantity === 0 && before.revenue === 0 && before.cost === 0
  const absentAfter = after.quantity === 0 && after.revenue === 0 && after.cost === 0
  if (absentBefore && after.quantity > 0) return [0, 0, 0, 0, now, 0, 0]
  if (absentAfter && before.quantity > 0) return [0, 0, 0, 0, 0, -old, 0]
  if (!(before.quantity > 0 && after.quantity > 0)) return [0, 0, 0, 0, 0, 0, now - old]
  const ratio = after.quantity / before.quantity
  return [
    old * (growth - 1),
    after.revenue - before.revenue * ratio,
    old * (ratio - growth),
    before.cost * ratio - after.cost,
    0,
    0,
    0,
  ]
}

/** Pieces of continuing items after over before; 1 when there are none. */
function continuingGrowth(before: Float64Array, after: Float64Array): number {
  let old = 0
  let now = 0
  before.forEach((quantity, i) => {
    const later = after[i] ?? 0
    if (!(quantity > 0 && later > 0)) return
    old += quantity
    now += later
  })
  return old > 0 ? now / old : 1
}

function rowOf({ quantity, revenueCents, costCents }: PeriodSales, i: number): Row {
  return { quantity: quantity[i] ?? 0, revenue: revenueCents[i] ?? 0, cost: costCents?.[i] ?? 0 }
}

function moneyOf({ revenueCents, costCents }: PeriodSales, i: number): number {
  return (revenueCents[i] ?? 0) - (costCents?.[i] ?? 0)
}

function sumOf(items: Record<keyof Effects, Float64Array>, members: readonly number[]): Effects {
  const sum = (part: keyof Effects) => members.reduce((total, i) => total + (items[part][i] ?? 0), 0)
  return {
    volume: sum('volume'),
    price: sum('price'),
    mix: sum('mix'),
    cost: sum('cost'),
    added: sum('added'),
    dropped: sum('dropped'),
    other: sum('other'),
    change: sum('change'),
  }
}

function check(sales: PeriodSales, period: string, m: number): void {
  for (const [name, values] of Object.entries(sales)) {
    if (values.length !== m) throw new RangeError(`${period}.${name} has ${values.length} items, expected ${m}`)
    const money = name !== 'quantity'
    const bad = values.findIndex((value: number) => !(money ? Number.isSafeInteger(value) : Number.isFinite(value)))
    if (bad >= 0) {
      throw new RangeError(`${period}.${name}[${bad}] must be ${money ? 'whole cents' : 'finite'}, got ${values[bad]}`)
    }
  }
}
