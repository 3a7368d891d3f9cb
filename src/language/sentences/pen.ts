/** What the sentence builders write with: numbers, money and counts of one language and currency. */
import { LANGS, type Lang, type Text } from '../../core/lang.ts'
import { formatRange, type ValueUnit } from '../format.ts'
import { type CountOptions, countPhrase } from '../grammar/article.ts'
import { englishCount } from '../grammar/english.ts'
import { formatMoney, formatMoneyProse, formatMoneyShort, formatMoneyWhole } from '../money.ts'
import { formatCount, formatFactor, formatMean, formatPercent, type Known } from '../numbers.ts'

/** What a finding says: a title without a full stop, one to three sentences, and what one could do next. */
export interface Statement {
  readonly title: Text
  readonly sentence: Text
  /** Short imperatives, the most useful first; may be empty. */
  readonly next: readonly Text[]
}

/** An interval in the unit of its value. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export interface Pen {
  readonly lang: Lang
  /** '80,60 €', '41.280 €'. */
  money(cents: Known): string
  /** All digits: '1.499,90 €'; for prices. */
  price(cents: Known): string
  /** '41.280 €' without the small unit. */
  whole(cents: Known): string
  /** With plus or minus: '+41.280 €'. */
  moneyChange(cents: Known): string
  wholeChange(cents: Known): string
  /** '41,3 Tsd. €'. */
  short(cents: Known): string
  /** '6,2 %'. */
  percent(ratio: Known): string
  percentChange(ratio: Known): string
  /** '42 %': whole from 10 % up. */
  share(ratio: Known): string
  factor(factor: Known): string
  count(n: Known): string
  mean(n: Known): string
  range(interval: Interval, unit: ValueUnit): string
}

function makePen(lang: Lang, currency: string): Pen {
  const style = { lang, currency }
  const changes = { ...style, sign: 'changes' } as const
  return {
    lang,
    money: (cents) => formatMoneyProse(cents, style),
    price: (cents) => formatMoney(cents, style),
    whole: (cents) => formatMoneyWhole(cents, style),
    moneyChange: (cents) => formatMoneyProse(cents, changes),
    wholeChange: (cents) => formatMoneyWhole(cents, changes),
    short: (cents) => formatMoneyShort(cents, style),
    percent: (ratio) => formatPercent(ratio, { lang, digits: 'prose' }),
    percentChange: (ratio) => formatPercent(ratio, { lang, digits: 'prose', sign: 'changes' }),
    share: (ratio) => formatPercent(ratio, { lang, digits: ratio !== null && Math.abs(ratio) >= 0.0995 ? 0 : 'prose' }),
    factor: (factor) => formatFactor(factor, lang),
    count: (n) => formatCount(n, { lang }),
    mean: (n) => formatMean(n, { lang }),
    range: (interval, unit) => formatRange(interval.low, interval.high, unit, style),
  }
}

const pens = new Map<string, Readonly<Record<Lang, Pen>>>()

/** The pens of both languages for a currency (ISO 4217). */
export function pensFor(currency: string): Readonly<Record<Lang, Pen>> {
  const known = pens.get(currency)
  if (known !== undefined) return known
  const made = { de: makePen('de', currency), en: makePen('en', currency) }
  pens.set(currency, made)
  return made
}

/** A text written by one function for each language. */
export function bothLangs(write: (lang: Lang) => string): Text {
  const [de, en] = LANGS.map(write)
  return { de: de ?? '', en: en ?? '' }
}

/** Imperatives from pairs of German and English. */
export function steps(...pairs: readonly (readonly [de: string, en: string])[]): readonly Text[] {
  return pairs.map(([de, en]) => ({ de, en }))
}

/** 'Zwei Sätze.' from the sentences that have something to say. */
export function prose(...sentences: readonly (string | null)[]): string {
  return sentences.filter((sentence) => sentence !== null && sentence !== '').join(' ')
}

/** The first letter as a capital. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A German count: `countPhrase` under a short name. */
export function zahl(n: number, word: string, options?: CountOptions): string {
  return countPhrase(n, word, options)
}

/** An English count: `englishCount` under a short name. */
export function many(n: number, phrase: string, zero: 'word' | 'digit' = 'word'): string {
  return englishCount(n, phrase, zero)
}
