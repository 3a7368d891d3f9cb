import type { Format } from '../../../web/lang.tsx'

const MICROS = 1_000_000

/** In the provider's currency; a text costs thousandths of it. */
export function costOf(micros: number, format: Format): string {
  if (micros === 0) return '–'
  return micros < MICROS / 100 ? `< ${format.value(0.01, 'number')}` : format.value(micros / MICROS, 'number')
}
