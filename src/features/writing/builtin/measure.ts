/** Measures as product data has them ('1.5 l', '30 x 20 cm', 'Gewicht (g)': 480), read and written in the language of the text. */
import type { Lang } from '../../../core/lang.ts'
import { formatDecimal, NBSP } from '../../../language/numbers.ts'
import { type Dimension, UNITS, type Unit } from './units.data.ts'

export interface Measure {
  /** One number; two or three of 'W x H x D'. */
  readonly numbers: readonly number[]
  readonly unit: Unit | null
  /** How several numbers belong together. */
  readonly join: 'single' | 'times' | 'range'
  /** 'ca.' and 'bis zu' before it. */
  readonly about: 'exact' | 'about' | 'up-to'
}

const bySpelling = new Map<string, Unit>()
for (const unit of UNITS) for (const spelling of unit.spellings) bySpelling.set(spelling, unit)

/** The unit of a spelling: as it stands, then in small letters; null where there is none. */
export function unitOf(spelling: string): Unit | null {
  return bySpelling.get(spelling) ?? bySpelling.get(spelling.toLowerCase()) ?? null
}

/** A unit in a name: 'Gewicht (g)', 'weight_kg', 'Höhe in cm'. */
export function unitInName(name: string): Unit | null {
  const match = /[([]\s*([^)\]]{1,12})\s*[)\]]\s*$/.exec(name) ?? /(?:_| in )([\p{L}%°²³/]{1,8})$/u.exec(name)
  return match?.[1] === undefined ? null : unitOf(match[1].trim())
}

const NUMBER = "[-\u2212+]?\\d{1,3}(?:[.,'\u00A0 ]\\d{3})+(?:[.,]\\d+)?|[-\u2212+]?\\d+(?:[.,]\\d+)?"
const SHAPE = new RegExp(
  `^(ca\\.?|circa|etwa|approx\\.?|about|~|bis zu|bis|up to|max\\.?)?\\s*((?:${NUMBER}))\\s*([^\\d\\s.,;x×*–-][^\\d\\s]{0,11})?(?:\\s*(x|×|\\*|–|-|bis|to)\\s*((?:${NUMBER}))\\s*([^\\d\\s.,;x×*–-][^\\d\\s]{0,11})?)?(?:\\s*(?:x|×|\\*)\\s*((?:${NUMBER}))\\s*([^\\d\\s.,;]{1,12})?)?\\.?$`,
  'iu',
)

/** Units so small that nobody writes three digits behind the comma of them. */
function isSmall(unit: Unit | null): boolean {
  return unit !== null && unit.factor <= 1 && unit.dimension !== 'count'
}

/**
 * '1.500' is 1,500 in German and 1.5 in English: told by the language of the value, else by the unit ('10.000 mm'); null where neither
 * tells.
 */
function numberOf(text: string, lang: Lang | null, unit: Unit | null): number | null {
  const bare = text.replace(/\u2212/g, '-').replace(/[\u00A0 ']/g, '')
  const marks = bare.replace(/[^.,]/g, '')
  if (marks === '') return Number(bare)
  const last = bare.search(/[.,][^.,]*$/)
  const decimals = bare.length - last - 1
  const thousands = new Set(marks).size === 1 && decimals === 3 && !/^[-+]?0/.test(bare)
  if (thousands && marks.length === 1) {
    if (lang === null && !isSmall(unit)) return null
    const groups = lang === null || (lang === 'de') === (marks === '.')
    return Number(groups ? bare.replace(/[.,]/, '') : bare.replace(',', '.'))
  }
  if (thousands) return Number(bare.replace(/[.,]/g, ''))
  return Number(`${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`)
}

function aboutOf(word: string | undefined): Measure['about'] {
  if (word === undefined) return 'exact'
  return /^(?:bis|up|max)/i.test(word) ? 'up-to' : 'about'
}

/**
 * @param value  as the data has it
 * @param hint   the unit the attribute's name says, for a value without one
 * @param lang   the language the value is written in; null: not known, and what reads two ways is not read
 * @returns null where the value is no measure
 */
export function readMeasure(value: string | number, hint: Unit | null, lang: Lang | null): Measure | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { numbers: [value], unit: hint, join: 'single', about: 'exact' } : null
  }
  const match = SHAPE.exec(value.replace(/[\u00A0\s]+/g, ' ').trim())
  if (match === null) return null
  const [, about, first, unit1, joiner, second, unit2, third, unit3] = match
  const written = [unit1, unit2, unit3].filter((text) => text !== undefined).map((text) => unitOf(text))
  if (written.includes(null) || new Set(written).size > 1) return null
  const unit = written[0] ?? hint
  const numbers: number[] = []
  for (const text of [first, second, third]) {
    if (text === undefined) continue
    const number = numberOf(text.trim(), lang, unit)
    if (number === null || !Number.isFinite(number)) return null
    numbers.push(number)
  }
  const times = joiner !== undefined && /[x×*]/i.test(joiner)
  if (third !== undefined && !times) return null
  const join = numbers.length === 1 ? 'single' : times ? 'times' : 'range'
  return { numbers, unit, join, about: aboutOf(about?.trim()) }
}

/** Whether it can be what it says: no negative weight, no share above 100 %. */
export function isPlausible({ numbers, unit, join }: Measure): boolean {
  if (unit === null) return numbers.every((number) => number >= 0)
  if (unit.dimension === 'share') return numbers.every((number) => number >= 0 && number <= 100)
  if (unit.dimension === 'temperature') return numbers.every((number) => number >= -273)
  const rising = join !== 'range' || (numbers[0] ?? 0) <= (numbers[1] ?? 0)
  return rising && numbers.every((number) => number > 0)
}

/** The measure in its dimension's first unit, so that two of them can be compared; null without a unit. */
export function inBaseUnit({ numbers, unit }: Measure): readonly number[] | null {
  return unit === null ? null : numbers.map((number) => number * unit.factor)
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
  const one = numbers.length === 1 && numbers[0] === 1
  const name =
    unit === null
      ? ''
      : lang === 'de'
        ? one
          ? (unit.deOne ?? unit.de)
          : unit.de
        : one
          ? (unit.enOne ?? unit.en)
          : unit.en
  const space = name === '' || (name === '%' && lang === 'en') ? '' : NBSP
  return ABOUT[about][lang] + written.join(between) + space + name
}
