/** Cells against the rest and against the weeks before, and which of them broke. Pure. */
import { addDays, type Day } from '../../core/time.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import { compareProportions } from '../../ml/stats/compare-proportions.ts'
import type { Estimate } from '../../ml/stats/product-interval.ts'
import { productInterval } from '../../ml/stats/product-interval.ts'
import { valuePerVisitor } from '../../ml/stats/value-per-visitor.ts'
import type { HitMatch } from '../visits/index.ts'
import { type Cell, type Compared, PARTS, type Reach } from './schema.ts'
import { type CellDay, type CrossRow, RARE_VALUES, type StepPair } from './store.ts'

export const LEVEL = 0.95
/** Expected share of false alarms; a false one sends somebody to look through the whole checkout. */
const MAX_Q = 0.01
/** A fall below this share of the former rate is a break; less is a matter of who visits. */
const BROKEN_BELOW = 0.8
/** A part's fall is its own where it kept less than this share of what the others kept. */
const OWN_BELOW = 0.9
const MOST_BREAKS = 3
const MOST_CHECKOUT_STEPS = 8

const event = (type: string, step = ''): HitMatch => ({ type, step, path: '' })

/** The way to the order with the shop's own steps of the checkout, in the order in which visits mostly see them. */
export function orderSteps(pairs: readonly StepPair[]): HitMatch[] {
  const visits = new Map(
    pairs.filter(({ earlier, later }) => earlier === later).map(({ earlier, visits: n }) => [earlier, n]),
  )
  const names = [...visits.keys()].slice(0, MOST_CHECKOUT_STEPS)
  const before = (a: string, b: string) => pairs.find(({ earlier, later }) => earlier === a && later === b)?.visits ?? 0
  const precedes = (name: string) => names.filter((other) => before(name, other) > before(other, name)).length
  const ordered = [...names].sort((a, b) => precedes(b) - precedes(a) || (visits.get(b) ?? 0) - (visits.get(a) ?? 0))
  return [
    event('Product Viewed'),
    event('Product Added'),
    event('Checkout Started'),
    ...ordered.map((name) => event('Checkout Step Viewed', name)),
    event('Order Completed'),
  ]
}

const holds = (cell: Cell, row: CrossRow) => PARTS.every((part) => cell[part] === undefined || cell[part] === row[part])
const isTold = (value: string) => value !== '' && value !== RARE_VALUES

/** All visits, every value of every part, and browser and device together where a browser runs on several. */
export function cellsOf(rows: readonly CrossRow[]): Cell[] {
  const cells = new Map<string, Cell>([['{}', {}]])
  const add = (cell: Cell) => cells.set(JSON.stringify(cell), cell)
  const devices = new Map<string, Set<string>>()
  for (const row of rows) {
    for (const part of PARTS) if (isTold(row[part])) add({ [part]: row[part] })
    if (isTold(row.browser) && isTold(row.device))
      devices.set(row.browser, (devices.get(row.browser) ?? new Set()).add(row.device))
  }
  for (const [browser, on] of devices) if (on.size > 1) for (const device of on) add({ browser, device })
  return [...cells.values()]
}

function sumOf(rows: readonly CrossRow[], place: number): { now: Reach; before: Reach } {
  const total = (pick: (row: CrossRow) => readonly number[]) =>
    rows.reduce((sum, row) => sum + (pick(row)[place] ?? 0), 0)
  return {
    now: { reached: total((row) => row.reached_now), went: total((row) => row.went_now) },
    before: { reached: total((row) => row.reached_before), went: total((row) => row.went_before) },
  }
}

const test = (first: Reach, second: Reach) =>
  first.reached === 0 || second.reached === 0
    ? null
    : compareProportions({ hits: first.went, of: first.reached }, { hits: second.went, of: second.reached }, LEVEL)

const without = (all: Reach, own: Reach): Reach => ({ reached: all.reached - own.reached, went: all.went - own.went })

/** Rows that count at a step. */
type Keep = (row: CrossRow, place: number) => boolean

/** Every cell at every step. @param places steps but the last */
export function compareCells(
  rows: readonly CrossRow[],
  cells: readonly Cell[],
  places: number,
  keep: Keep = () => true,
): Compared[] {
  const compared = Array.from({ length: places }, (_, place) => {
    const kept = rows.filter((row) => keep(row, place))
    const all = sumOf(kept, place)
    return cells.map((cell) => {
      const own = sumOf(
        kept.filter((row) => holds(cell, row)),
        place,
      )
      const isAll = fields(cell) === 0
      const rest = isAll ? null : without(all.now, own.now)
      const restBefore = isAll ? null : without(all.before, own.before)
      return {
        cell,
        place,
        ...own,
        rest,
        restBefore,
        change: test(own.before, own.now),
        gap: rest === null ? null : test(rest, own.now),
      }
    })
  }).flat()
  const q = (pick: (one: (typeof compared)[number]) => Compared['change']) =>
    benjaminiHochberg(Float64Array.from(compared, (one) => pick(one)?.p ?? Number.NaN))
  const [changeQ, gapQ] = [q(({ change }) => change), q(({ gap }) => gap)]
  return compared.map((one, index) => ({
    ...one,
    changeQ: changeQ[index] ?? Number.NaN,
    gapQ: gapQ[index] ?? Number.NaN,
  }))
}

export const shareOf = ({ reached, went }: Reach) => (reached === 0 ? 0 : went / reached)

/** Of cells with the very same visits, the one that says most about them comes first. */
const fields = (cell: Cell) => Object.keys(cell).length

/** What is left of the former share; 1 where nothing was known of it. */
const leftOf = (now: Reach, before: Reach) =>
  before.went === 0 || now.reached === 0 ? 1 : shareOf(now) / shareOf(before)

/** Fell by a fifth, and clearly more than all others: what fell everywhere is told of all. */
function hasBroken({ change, changeQ, now, before, rest, restBefore }: Compared): boolean {
  if (change === null || !(changeQ <= MAX_Q) || leftOf(now, before) >= BROKEN_BELOW) return false
  if (rest === null || restBefore === null) return true
  // Where all visits have the same country, it is no part of them.
  return rest.reached + restBefore.reached > 0 && leftOf(now, before) < OWN_BELOW * leftOf(rest, restBefore)
}

/**
 * What broke, each once: of the cells that fell at a step, the one that shows it most clearly (a cell beside the broken one has it
 * diluted, a part of it has fewer visits); then the same without its visits, until nothing is left that has fallen.
 */
export function findBreaks(rows: readonly CrossRow[], places: number): Compared[] {
  const cells = cellsOf(rows)
  const found: Compared[] = []
  const keep: Keep = (row, place) => !found.some((one) => one.place === place && holds(one.cell, row))
  while (found.length < MOST_BREAKS) {
    const [worst] = compareCells(rows, cells, places, keep)
      .filter(hasBroken)
      .sort((a, b) => (a.change?.z ?? 0) - (b.change?.z ?? 0) || fields(b.cell) - fields(a.cell))
    if (worst === undefined) return found
    found.push(worst)
  }
  return found
}

/**
 * Parts that have long done worse than the others at a step, among the technical ones: what a country or a channel does otherwise
 * is a matter of who comes.
 */
export function findGaps(compared: readonly Compared[]): Compared[] {
  return compared.filter(({ cell, gap, gapQ, changeQ, now, before, rest, restBefore }) => {
    const isTechnical = cell.country === undefined && cell.channel === undefined
    if (gap === null || rest === null || restBefore === null || !isTechnical) return false
    return (
      gapQ <= MAX_Q &&
      !(changeQ <= MAX_Q) &&
      shareOf(now) < BROKEN_BELOW * shareOf(rest) &&
      shareOf(before) < BROKEN_BELOW * shareOf(restBefore)
    )
  })
}

/** What a visit that goes on past a step brings on average, from the weeks before; null: too few orders to say. */
export function valueAfter(rows: readonly CrossRow[], place: number): Estimate | null {
  const total = (pick: (row: CrossRow) => readonly number[]) =>
    rows.reduce((sum, row) => sum + (pick(row)[place] ?? 0), 0)
  return valuePerVisitor({
    visitors: total((row) => row.went_before),
    buyers: total((row) => row.buyers),
    sum: total((row) => row.cents),
    squares: total((row) => row.squares),
    level: LEVEL,
  })
}

/** Cents that are missing when the share of `reached` visits fell by this much. */
export function missingCents(
  reached: number,
  fall: { difference: number; low: number; high: number },
  value: Estimate,
): Estimate {
  const missing = (difference: number) => Math.max(0, -difference * reached)
  return productInterval({ value: missing(fall.difference), low: missing(fall.high), high: missing(fall.low) }, value)
}

/** The day of the last week from which on another rate than the former explains the visits best (likelihood ratio). */
export function sinceWhen(days: readonly CellDay[], before: Reach, asOf: Day, lookBack: number): Day {
  const usual = Math.min(1 - 1e-9, Math.max(1e-9, shareOf(before)))
  let best = { gain: Number.NEGATIVE_INFINITY, since: addDays(asOf, 1 - lookBack) }
  let [reached, went] = [0, 0]
  for (let back = 0; back < lookBack; back++) {
    const since = addDays(asOf, -back)
    const today = days.find(({ day }) => day === since)
    reached += today?.reached ?? 0
    went += today?.went ?? 0
    if (reached === 0 || went / reached >= usual) continue
    const share = went / reached
    const part = (count: number, is: number, was: number) => (count === 0 ? 0 : count * Math.log(is / was))
    const gain = part(went, share, usual) + part(reached - went, 1 - share, 1 - usual)
    if (gain > best.gain) best = { gain, since }
  }
  return best.since
}
