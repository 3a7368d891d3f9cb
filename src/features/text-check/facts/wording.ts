/** What a finding about a fact says, and what it proposes instead. */
import type { Lang, Text } from '../../../core/lang.ts'
import { formatDecimal, joinRange, NBSP } from '../../../language/numbers.ts'
import type { Unit } from '../../../language/units.data.ts'
import type { Words } from '../schema.ts'
import { foldLetters } from '../text/stem.ts'
import type { KnownQuantity, Source } from './known.ts'
import { numberWord } from './numbers.ts'
import type { Quantity } from './quantities.ts'

/** Where a fact stands, as part of a sentence. */
function placeOf({ kind, name }: Source): Text {
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
export function writeQuantity({ quantity: fact }: KnownQuantity, like: Quantity, lang: Lang): string {
  const unit = unitFor(fact, like)
  const numbers = writeNumbers(fact, unit, lang)
  if (unit === null) return numbers
  const name = unit[lang][0] ?? ''
  return `${numbers}${lang === 'en' && name === '%' ? '' : NBSP}${name}`
}

/** The unit of the text, but where the value does not come out even in it that of the data. */
function unitFor(fact: Quantity, like: Quantity): Unit | null {
  const { unit } = like
  if (unit === null || unit.dimension !== fact.unit?.dimension) return fact.unit
  const value = inUnit(fact.low[0] ?? 0, unit)
  return Math.abs(Math.round(value * 1000) / 1000 - value) < 1e-9 ? unit : fact.unit
}

const inUnit = (base: number, unit: Unit | null): number =>
  unit === null ? base : Number(((base - (unit.offset ?? 0)) / unit.factor).toPrecision(12))

function writeNumbers({ low, high }: Quantity, unit: Unit | null, lang: Lang): string {
  const [first, last] = [inUnit(low[0] ?? 0, unit), inUnit(high[0] ?? low[0] ?? 0, unit)]
  const write = (value: number) => {
    const isMoney = unit?.dimension === 'money' && !Number.isInteger(value)
    return formatDecimal(value, {
      lang,
      minDigits: isMoney ? 2 : 0,
      maxDigits: Math.abs(value) < 10 && !isMoney ? 3 : 2,
    })
  }
  return first === last ? write(first) : joinRange(write(first), write(last), lang)
}

/** What should stand where the quantity stands: in words where it was a word, with the unit as it was written. */
export function quantityMend(
  { quantity: fact, ...known }: KnownQuantity,
  said: Quantity,
  text: string,
  lang: Lang,
): string {
  const here = text.slice(said.start, said.end)
  const [word = ''] = /^\p{L}+/u.exec(here) ?? []
  if (word === '' || said.unit?.dimension === 'money') {
    const [, head = '', tail = ''] = /^([^\d½¼¾−-]*).*?([^\d½¼¾]*)$/s.exec(here) ?? []
    const unit = unitFor(fact, said)
    return unit === said.unit
      ? head + writeNumbers(fact, unit, lang) + tail
      : writeQuantity({ quantity: fact, ...known }, said, lang)
  }
  const value = inUnit(fact.low[0] ?? 0, unitFor(fact, said))
  const written = numberWord(value, lang)
  const counted =
    said.counted === ''
      ? ''
      : word.slice(/^(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)/i.exec(word)?.[0].length ?? 0)
  const rest = here.slice(word.length)
  return (
    (written === null ? writeNumbers(fact, unitFor(fact, said), lang) : likeCapitals(written, here)) + counted + rest
  )
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

/** A wording in a language, or in the other one. */
export const wordingIn = (words: Words, lang: Lang): string => words[lang] ?? words.de ?? words.en ?? ''
