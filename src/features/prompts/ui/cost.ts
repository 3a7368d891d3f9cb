import type { Format } from '../../../web/lang.tsx'

const MICROS = 1_000_000
const LEAST = 0.01

/** Millionths of the provider's currency; a text costs thousandths of it. */
export function costOf(micros: number, format: Format): string {
  return micros === 0 ? '–' : amountOf(micros / MICROS, format)
}

/** An amount in the provider's currency. */
export function amountOf(amount: number, format: Format): string {
  return amount > 0 && amount < LEAST ? `< ${format.value(LEAST, 'number')}` : format.value(amount, 'number')
}
