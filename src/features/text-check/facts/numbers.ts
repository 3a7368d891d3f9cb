/** Numbers as people write them, in digits and in words, German and English. */
import type { Lang } from '../../../core/lang.ts'
import { foldLetters } from '../text/stem.ts'

/** From two on. */
const UNITS_AND_TEENS: Readonly<Record<Lang, readonly string[]>> = {
  de: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  ),
  en: 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  ),
}
/** From twenty on. */
const TENS: Readonly<Record<Lang, readonly string[]>> = {
  de: 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' '),
  en: 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
}
const named = (lang: Lang, more: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map([
    ...UNITS_AND_TEENS[lang].map((word, at) => [foldLetters(word), at + 2] as const),
    ...TENS[lang].map((word, at) => [foldLetters(word), 10 * (at + 2)] as const),
    ...Object.entries(more),
  ])
const SMALL: Readonly<Record<Lang, ReadonlyMap<string, number>>> = {
  de: named('de', { hundert: 100, tausend: 1000, anderthalb: 1.5, dreiviertel: 0.75, dutzend: 12 }),
  en: named('en', { hundred: 100, thousand: 1000, dozen: 12 }),
}
const ONES: Readonly<Record<Lang, readonly string[]>> = {
  de: ['ein', 'eine', 'einen', 'einem', 'einer', 'eines'],
  en: ['one'],
}
/** 'halber Liter', 'half a litre'. */
const HALF: Readonly<Record<Lang, RegExp>> = { de: /^halbe[nrsm]?$/, en: /^half$/ }

/**
 * 'zwei' -> 2, 'funfundzwanzig' -> 25, 'zweihundertfunfzig' -> 250, 'zweieinhalb' -> 2.5, 'twelve' -> 12; 'ein' and
 * 'one' -> 1. Null: no number. Words without umlauts and capitals.
 */
export function wordNumber(folded: string, lang: Lang): number | null {
  if (HALF[lang].test(folded)) return 0.5
  const small = SMALL[lang].get(folded)
  if (small !== undefined) return small
  if (ONES[lang].includes(folded)) return 1
  return lang === 'en' || folded.length > LONGEST_NUMBER ? null : germanNumber(folded)
}

const LONGEST_NUMBER = 48

/** A German number written in one word, put together from its parts. */
function germanNumber(folded: string): number | null {
  if (folded === 'ein') return 1
  const small = SMALL.de.get(folded)
  if (small !== undefined) return small
  if (!/halb$|hundert|tausend|ssig$|zig$/.test(folded)) return null
  const half = /^(.+)einhalb$/.exec(folded)?.[1]
  const whole = half === undefined ? null : germanNumber(half)
  if (whole !== null) return whole + 0.5
  for (const [word, factor] of [
    ['tausend', 1000],
    ['hundert', 100],
  ] as const) {
    const at = folded.indexOf(word)
    if (at < 0) continue
    const rest = folded.slice(at + word.length).replace(/^und/, '')
    const [times, more] = [at === 0 ? 1 : germanNumber(folded.slice(0, at)), rest === '' ? 0 : germanNumber(rest)]
    return times === null || more === null ? null : times * factor + more
  }
  const [, ones = '', tens = ''] = /^([a-z]{3,6})und([a-z]+(?:ig|issig))$/.exec(folded) ?? []
  const [low, high] = [tens === '' ? null : germanNumber(ones), SMALL.de.get(tens)]
  return low === null || high === undefined ? null : low + high
}

/** Whether a word is an article as often as a number. */
export function isOne(word: string, lang: Lang): boolean {
  return ONES[lang].includes(foldLetters(word))
}

/** A number up to twelve as a word; null: it is written in digits. */
export function numberWord(value: number, lang: Lang): string | null {
  if (value === 1) return lang === 'de' ? 'eine' : 'one'
  return value > 12 ? null : (UNITS_AND_TEENS[lang][value - 2] ?? null)
}

const PREFIXED =
  /^(zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|ein|two|three|four|five|six|seven|eight)(?=\p{L})(.{3,})$/u
const COUNTED =
  /^(?:lagig|teilig|stufig|farbig|turig|reihig|polig|fach|seitig|gangig|schichtig|wandig|jahrig|taschen|sitzer|achsig|erset|erpack|flammig|zonig|kammer|person|mann|tlg)/

/** What a word such as 'dreilagig' or 'Zweipersonenzelt' counts: [3, 'lagig']; null: it counts nothing. */
export function countingWord(folded: string): readonly [value: number, counted: string] | null {
  const [, number = '', rest = ''] = PREFIXED.exec(folded) ?? []
  if (!COUNTED.test(rest)) return null
  const value = SMALL.de.get(number) ?? SMALL.en.get(number)
  return value === undefined ? null : [value, rest]
}

const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 }

/**
 * The values a written number may have; in a text of a language one ('1.500' is German 1500, English 1.5), where the
 * language is not known sometimes two, the likelier first.
 */
export function readNumber(written: string, lang: Lang | null): readonly number[] {
  const fraction = FRACTIONS[written.slice(-1)]
  if (fraction !== undefined) return [Number(written.slice(0, -1) || 0) + fraction]
  const bare = written.replace(/[\u00a0\u202f\u2009'’]/g, '').replace(/[−–]/, '-')
  const marks = [...bare.matchAll(/[.,]/g)].map(([mark]) => mark)
  const [first] = marks
  const last = marks.at(-1)
  if (first === undefined || last === undefined) return [Number(bare)]
  const decimal = (mark: string) => Number(bare.replaceAll(mark === ',' ? '.' : ',', '').replace(mark, '.'))
  const whole = () => Number(bare.replaceAll(first, ''))
  if (first !== last) return [decimal(last)]
  if (marks.length > 1) return [whole()]
  const isGroup = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)
  if (!isGroup) return [decimal(first)]
  if (lang === null) return first === '.' ? [whole(), decimal(first)] : [decimal(first), whole()]
  const isGrouping = (lang === 'de') === (first === '.')
  return [isGrouping ? whole() : decimal(first)]
}
