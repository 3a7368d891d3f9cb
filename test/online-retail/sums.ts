/** The plain sums of the binding definitions over lines of the raw file. */
import { countOf, type Line, sumOf } from './ledger.ts'

export interface Sums {
  readonly revenue: number
  readonly gross: number
  readonly cancellations: number
  readonly orders: number
  readonly items: number
  readonly productRevenue: number
  /** Orders whose customer is known. */
  readonly knownOrders: number
}

const centsOf = ({ cents }: Line) => cents

export function sumsOf(lines: readonly Line[]): Sums {
  const counting = lines.filter(({ counts }) => counts)
  const ordered = counting.filter(({ document }) => document === 'order')
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
