/** Numbers as people write them, in digits and in words, German and English. */
import type { Lang } from '../../../core/lang.ts'
import { foldLetters } from '../text/stem.ts'

const SMALL: Readonly<Record<Lang, Readonly<Record<string, number>>>> = {
  de: {
    zwei: 2,
    drei: 3,
    vier: 4,
    funf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwolf: 12,
    dreizehn: 13,
    vierzehn: 14,
    funfzehn: 15,
    sechzehn: 16,
    siebzehn: 17,
    achtzehn: 18,
    neunzehn: 19,
    zwanzig: 20,
    dreissig: 30,
    vierzig: 40,
    funfzig: 50,
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
    tausend: 1000,
    anderthalb: 1.5,
    dreiviertel: 0.75,
    dutzend: 12,
  },
  en: {
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    thousand: 1000,
    dozen: 12,
  },
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
  if (Object.hasOwn(SMALL[lang], folded)) return SMALL[lang][folded] ?? null
  if (ONES[lang].includes(folded)) return 1
  return lang === 'en' || folded.length > LONGEST_NUMBER ? null : germanNumber(folded)
}

const LONGEST_NUMBER = 48

/** A German number written in one word, put together from its parts. */
function germanNumber(folded: string): number | null {
  if (folded === 'ein') return 1
  if (Object.hasOwn(SMALL.de, folded)) return SMALL.de[folded] ?? null
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
  const [low, high] = [tens === '' ? null : germanNumber(ones), SMALL.de[tens]]
  return low === null || high === undefined ? null : low + high
}

/** Whether a word is an article as often as a number. */
export function isOne(word: string, lang: Lang): boolean {
  return ONES[lang].includes(foldLetters(word))
}

/** A number up to twelve as a word; null: it is written in digits. */
export function numberWord(value: number, lang: Lang): string | null {
  const german = ['', 'eine', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf']
  const english = [
    '',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ]
  return (Number.isInteger(value) && value > 0 ? (lang === 'de' ? german : english)[value] : undefined) ?? null
}

const PREFIXED =
  /^(zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|ein|two|three|four|five|six|seven|eight)(?=\p{L})(.{3,})$/u
const COUNTED =
  /^(?:lagig|teilig|stufig|farbig|turig|reihig|polig|fach|seitig|gangig|schichtig|wandig|jahrig|taschen|sitzer|achsig|erset|erpack|flammig|zonig|kammer|person|mann|tlg)/

/** What a word such as 'dreilagig' or 'Zweipersonenzelt' counts: [3, 'lagig']; null: it counts nothing. */
export function countingWord(folded: string): readonly [value: number, counted: string] | null {
  const [, number = '', rest = ''] = PREFIXED.exec(folded) ?? []
  if (!COUNTED.test(rest)) return null
  const value = SMALL.de[number] ?? SMALL.en[number]
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
