/** The plain sums of the binding definitions over lines of the raw file. */
import { oncePerWorld, type World } from './audit.ts'
import { countOf, type Line, shift, sumOf } from './ledger.ts'

export interface Sums {
  readonly revenue: number
  readonly gross: number
  readonly cancellations: number
  readonly orders: number
  /** Value and number of the orders that were not taken back on the day they were placed. */
  readonly standingCents: number
  readonly standingOrders: number
  readonly items: number
  readonly productRevenue: number
  /** Orders whose customer is known. */
  readonly knownOrders: number
}

const centsOf = ({ cents }: Line) => cents

export function sumsOf(lines: readonly Line[]): Sums {
  const counting = lines.filter(({ counts }) => counts)
  const ordered = counting.filter(({ document }) => document === 'order')
  const standing = ordered.filter(({ stands }) => stands)
  const products = ordered.filter(({ kind }) => kind === 'product')
  return {
    revenue: sumOf(counting, centsOf),
    gross: sumOf(ordered, centsOf),
    cancellations:
      0 -
      sumOf(
        counting.filter(({ document }) => document === 'cancellation'),
        centsOf,
      ),
    orders: countOf(ordered, ({ invoice }) => invoice),
    standingCents: sumOf(standing, centsOf),
    standingOrders: countOf(standing, ({ invoice }) => invoice),
    items: sumOf(products, ({ quantity }) => quantity),
    productRevenue: sumOf(
      counting.filter(({ kind }) => kind === 'product'),
      centsOf,
    ),
    knownOrders: countOf(
      ordered.filter(({ customer }) => customer !== ''),
      ({ invoice }) => invoice,
    ),
  }
}

/** Lines with goods sold in the days up to the report. */
export function salesOf({ ledger, asOf }: World, days: number): Line[] {
  return ledger
    .between(shift(asOf, 1 - days), asOf)
    .filter(({ document, kind, quantity }) => document === 'order' && kind === 'product' && quantity > 0)
}

/** What the report calls a product. */
export const keyOf = ({ ledger }: World, code: string) => (ledger.isInCatalogue(code) ? `online-retail/${code}` : code)

const counts = oncePerWorld(() => new Map<string, number>())

/** Orders of the whole shop between two days, both inclusive. */
export function shopOrders(world: World, from: string, to: string): number {
  const counted = counts(world)
  const known = counted.get(`${from}/${to}`)
  if (known !== undefined || to < from) return known ?? 0
  const lines = world.ledger.between(from, to).filter((line) => line.document === 'order' && line.counts)
  const count = countOf(lines, ({ invoice }) => invoice)
  counted.set(`${from}/${to}`, count)
  return count
}
