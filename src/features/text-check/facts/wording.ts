/** What a finding about a fact says, and what it proposes instead. */
import type { Lang, Text } from '../../../core/lang.ts'
import { formatDecimal } from '../../../language/numbers.ts'
import type { Words } from '../schema.ts'
import { foldLetters } from '../text/stem.ts'
import { wordingIn } from './judge-words.ts'
import type { KnownQuantity, Source } from './known.ts'
import { numberWord } from './numbers.ts'
import type { Quantity } from './quantities.ts'
import type { Unit } from './units.data.ts'

/** Where a fact stands, as part of a sentence. */
export function placeOf({ kind, name }: Source): Text {
  if (kind === 'attribute') return { de: `In den Daten steht unter „${name}“`, en: `The data has, under ‘${name}’,` }
  if (kind === 'variant' && name !== '')
    return { de: `In den Varianten steht unter „${name}“`, en: `The variants have, under ‘${name}’,` }
  if (kind === 'variant') return { de: 'Der Preis ist', en: 'The price is' }
  if (kind === 'title') return { de: 'Im Titel steht', en: 'The title has' }
  return { de: 'In der bisherigen Beschreibung steht', en: 'The present description has' }
}

export function contradictedBy(source: Source, written: Text): Text {
  const place = placeOf(source)
  return { de: `${place.de} ${written.de}.`, en: `${place.en} ${written.en}.` }
}

/** A known quantity as it is written in a language, in the unit a text uses where that is of its kind. */
export function writeQuantity({ quantity: fact, written }: KnownQuantity, like: Quantity, lang: Lang): string {
  const unit = like.unit?.dimension === fact.unit?.dimension ? like.unit : fact.unit
  const value = fact.low[0] ?? 0
  const high = fact.high[0] ?? value
  if (unit === null)
    return high === value ? plainNumber(value, lang) : `${plainNumber(value, lang)}–${plainNumber(high, lang)}`
  const inUnit = (base: number) => (base - (unit.offset ?? 0)) / unit.factor
  // What does not come out even in the text's unit stays in the unit of the data.
  const isEven = Math.abs(Math.round(inUnit(value) * 1000) / 1000 - inUnit(value)) < 1e-9
  if (!isEven && fact.unit !== null && fact.unit !== unit)
    return writeQuantity({ quantity: fact, written } as KnownQuantity, fact, lang)
  const name = symbolOf(unit, lang)
  const space = lang === 'en' && name === '%' ? '' : '\u00a0'
  const ends =
    value === high
      ? plainNumber(inUnit(value), lang)
      : `${plainNumber(inUnit(value), lang)}–${plainNumber(inUnit(high), lang)}`
  return `${ends}${space}${name}`
}

const symbolOf = (unit: Unit, lang: Lang): string => unit[lang][0] ?? ''
const plainNumber = (value: number, lang: Lang): string =>
  formatDecimal(value, { lang, maxDigits: Math.abs(value) < 10 ? 3 : 2 })

/** What should stand where the quantity stands: in words where it was a word. */
export function quantityMend(fact: KnownQuantity, said: Quantity, text: string, lang: Lang): string {
  const here = text.slice(said.start, said.end)
  const isWord = /^\p{L}+$/u.test(here)
  const value = fact.quantity.low[0] ?? 0
  if (!isWord || said.unit !== null) return writeQuantity(fact, said, lang)
  const word = numberWord(value, lang)
  const counted = /^(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)/i.exec(here)?.[0]
  const made =
    said.counted === '' || counted === undefined ? word : word === null ? null : word + here.slice(counted.length)
  return made === null ? plainNumber(value, lang) : likeCapitals(made, here)
}

/** Begins with a capital where the word it replaces did. */
export function likeCapitals(word: string, like: string): string {
  const isCapital = like.charAt(0) !== like.charAt(0).toLowerCase()
  return isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

/** A word with the ending of the one it replaces: 'rote' by 'schwarz' gives 'schwarze'. */
export function inflectLike(known: Words, here: string, bare: readonly string[], lang: Lang): string {
  const word = wordingIn(known, lang)
  if (lang === 'en') return likeCapitals(word.toLowerCase(), here)
  const folded = foldLetters(here)
  const stem = bare.find((candidate) => folded.startsWith(foldLetters(candidate)))
  const ending = stem === undefined ? '' : here.slice(stem.length)
  const isAdjective = /^e[nrsm]?$/.test(ending) && /^[\p{Ll}]+$/u.test(word) && !/[aeo]$|nk$/.test(word)
  const lower = here.charAt(0) === here.charAt(0).toLowerCase()
  return (lower ? word.charAt(0).toLowerCase() + word.slice(1) : likeCapitals(word, here)) + (isAdjective ? ending : '')
}

export const quoted = (written: string): Text => ({ de: `„${written}“`, en: `‘${written}’` })

export const UNKNOWN_REASONS = {
  number: {
    de: 'Diese Angabe steht nicht in den Daten des Produkts.',
    en: 'The product’s data does not have this figure.',
  },
  word: {
    de: 'Davon steht nichts in den Daten des Produkts.',
    en: 'The product’s data says nothing of this.',
  },
  regulated: {
    de: 'Das darf nur gesagt werden, wenn es belegt ist, und in den Daten des Produkts steht es nicht.',
    en: 'This may only be said where it is proven, and the product’s data does not have it.',
  },
  size: {
    de: 'Welche Größen es gibt, steht nicht in den Daten des Produkts.',
    en: 'The product’s data does not have its sizes.',
  },
} as const satisfies Readonly<Record<string, Text>>
