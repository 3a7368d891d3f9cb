/** Measures as product data has them ('1.5 l', '30 x 20 cm', 'Gewicht (g)': 480), read as the fact check reads them, written in the language of the text. */
import type { Lang } from '../../../core/lang.ts'
import { formatDecimal, NBSP } from '../../../language/numbers.ts'
import type { Dimension, Unit } from '../../../language/units.data.ts'
import { unitNamed } from '../../../language/units.ts'
import { quantitiesIn } from '../../text-check/index.ts'

export interface Measure {
  /** One number; two or three of 'W x H x D'. */
  readonly numbers: readonly number[]
  readonly unit: Unit | null
  /** How several numbers belong together. */
  readonly join: 'single' | 'times' | 'range'
  /** 'ca.' and 'bis zu' before it. */
  readonly about: 'exact' | 'about' | 'up-to'
}

const counted = (one: string, many: string, oneEn: string, manyEn: string, ...more: string[]): Unit => ({
  dimension: 'count',
  factor: 1,
  de: [many, one, ...more],
  en: [manyEn, oneEn],
  one: { de: one, en: oneEn },
})
/** What values count; in running text these are the things counted, and no units. */
const COUNTED = [
  counted('Stück', 'Stück', 'piece', 'pieces', 'stk', 'stueck', 'st', 'pcs'),
  counted('Teil', 'Teile', 'part', 'parts'),
  counted('Person', 'Personen', 'person', 'people', 'persons'),
  counted('Seite', 'Seiten', 'page', 'pages'),
  counted('Portion', 'Portionen', 'serving', 'servings'),
]
const countedByName = new Map(
  COUNTED.flatMap((unit) => [...unit.de, ...unit.en].map((name) => [name.toLowerCase(), unit] as const)),
)

const PREFIX = /^(?:(ca\.?|circa|etwa|approx\.?|about|~)|(bis zu|bis|up to|max\.?))?\s*$/i

/** From this on a unit, in the base unit of its dimension, is too large for a number without decimals to be a thousand of it. */
const LARGE: Readonly<Partial<Record<Dimension, number>>> = {
  mass: 2,
  length: 0.002,
  volume: 0.002,
  charge: 0.002,
  data: 2e3,
}

/** Units so small that nobody writes three digits behind the comma of them. */
function isSmall(unit: Unit | null): boolean {
  return unit !== null && unit.dimension !== 'count' && unit.factor < (LARGE[unit.dimension] ?? 2)
}

/**
 * @param value  as the data has it
 * @param hint   the unit the attribute's name says, for a value without one
 * @param lang   the language the value is written in; null: not known, and what reads two ways is not read
 * @returns null where the value is no measure
 */
export function readMeasure(value: string | number, hint: Unit | null, lang: Lang | null): Measure | null {
  if (typeof value === 'number')
    return Number.isFinite(value) ? { numbers: [value], unit: hint, join: 'single', about: 'exact' } : null
  const text = value.replace(/[\u00A0\s]+/g, ' ').trim()
  const found = quantitiesIn(text, lang)
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined || found.length > 3 || !/\d/.test(text)) return null
  if (found.length > 1 && !found.every(({ isListed, unit }) => isListed && unit === first.unit)) return null
  const before = PREFIX.exec(text.slice(0, first.start))
  const behind = text.slice(last.end).replace(/\.$/, '').trim()
  const name = behind === '' ? undefined : countedByName.get(behind.toLowerCase())
  if (before === null || (behind !== '' && (name === undefined || first.unit !== null))) return null
  const unit = first.unit ?? name ?? hint
  const numbers = found
    .flatMap(({ low, high }) => (low[0] === high[0] ? [low] : [low, high]))
    .map((readings) => {
      const raw = readings.map((reading) =>
        Number(((reading - (first.unit?.offset ?? 0)) / (first.unit?.factor ?? 1)).toPrecision(12)),
      )
      // '1.500' is 1,500 in German and 1.5 in English; '10.000 mm' is told by its unit.
      if (raw.length > 1 && !isSmall(unit)) return null
      return Math.max(...raw)
    })
  if (numbers.some((number) => number === null)) return null
  const join = found.length > 1 ? 'times' : numbers.length > 1 ? 'range' : 'single'
  const about = before[1] !== undefined ? 'about' : before[2] !== undefined ? 'up-to' : 'exact'
  return { numbers: numbers.filter((number) => number !== null), unit, join, about }
}

/** Whether it can be what it says: no negative weight, no share above 100 %. */
export function isPlausible({ numbers, unit }: Measure): boolean {
  if (unit === null) return numbers.every((number) => number >= 0)
  if (unit.dimension === 'percent') return numbers.every((number) => number >= 0 && number <= 100)
  if (unit.dimension === 'temperature') return numbers.every((number) => number >= -273)
  return numbers.every((number) => number > 0)
}

/** The measure in its dimension's base unit, so that two of them can be compared; null without a unit. */
export function inBaseUnit({ numbers, unit }: Measure): readonly number[] | null {
  return unit === null ? null : numbers.map((number) => number * unit.factor + (unit.offset ?? 0))
}

export function dimensionOf({ unit }: Measure): Dimension | null {
  return unit?.dimension ?? null
}

const ABOUT = {
  exact: { de: '', en: '' },
  about: { de: `etwa${NBSP}`, en: `about${NBSP}` },
  'up-to': { de: `bis zu${NBSP}`, en: `up to${NBSP}` },
} as const

/** '1,5 l', '30 × 20 cm', '−5 bis 7 °C', 'etwa 3 Stunden'. */
export function writeMeasure(measure: Measure, lang: Lang): string {
  const { numbers, unit, join, about } = measure
  const written = numbers.map((number) => formatDecimal(number, { lang, maxDigits: 3 }))
  const between = join === 'times' ? `${NBSP}×${NBSP}` : lang === 'de' ? ' bis ' : ' to '
  const isOne = numbers.length === 1 && numbers[0] === 1
  const name = (isOne ? unit?.one?.[lang] : undefined) ?? unit?.[lang][0] ?? ''
  const space = name === '' || (name === '%' && lang === 'en') ? '' : NBSP
  return ABOUT[about][lang] + written.join(between) + space + name
}

/** The unit of a word in data; null: none. */
export function unitOf(name: string): Unit | null {
  return unitNamed(name) ?? countedByName.get(name.toLowerCase()) ?? null
}
