import { AppError } from '../../core/errors.ts'
import type { LineKind, OrderLineRecord } from '../records.ts'

/** What each line may be off by: net amounts and their taxes are rounded apart. */
const CENTS_PER_LINE = 2

/**
 * Lines that add up to the order's total to the cent: what rounding leaves over goes to the largest line.
 * @throws AppError 'input.invalid' where the lines are off by more than rounding explains
 */
export function settle(lines: readonly OrderLineRecord[], totalCents: number): OrderLineRecord[] {
  const rest = totalCents - lines.reduce((sum, line) => sum + line.totalCents, 0)
  if (Math.abs(rest) > CENTS_PER_LINE * Math.max(lines.length, 1)) {
    throw new AppError('input.invalid', `The order's lines are ${rest} cents off its total of ${totalCents} cents.`)
  }
  let largest = 0
  for (const [index, line] of lines.entries()) {
    if (Math.abs(line.totalCents) > Math.abs(lines[largest]?.totalCents ?? 0)) largest = index
  }
  return lines.map((line, index) => (index === largest ? { ...line, totalCents: line.totalCents + rest } : line))
}

/** A line that is no goods: shipping, discount, fee. */
export function extraLine(kind: LineKind, title: string, totalCents: number): OrderLineRecord {
  return { sku: kind, title, kind, quantity: 1, unitPriceCents: totalCents, totalCents }
}
