import type { Lang } from '../../../core/lang.ts'

const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
const STEP = 1_000

/** '4,2 GB', '812 MB': three digits are enough to know whether there is room. */
export function formatBytes(bytes: number, lang: Lang): string {
  let value = bytes / STEP
  let place = 0
  while (value >= STEP && place < UNITS.length - 1) {
    value /= STEP
    place++
  }
  return new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-GB', {
    style: 'unit',
    unit: UNITS[place] ?? 'kilobyte',
    maximumSignificantDigits: 3,
  }).format(value)
}
