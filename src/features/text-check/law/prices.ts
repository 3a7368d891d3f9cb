/** Strike prices and percentages, held against the lowest price of the 30 days before (PAngV, section 11). */
import type { Lang, Text } from '../../../core/lang.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import { percentSign } from '../../../language/numbers.ts'
import { readNumber } from '../facts/numbers.ts'
import type { FactVariant, ProductFacts, TextFinding } from '../schema.ts'
import type { ReadText } from '../text/tokens.ts'

const AMOUNT =
  '(?:(?:€|EUR)\\s?)?(\\d{1,3}(?:[.,]\\d{3})*(?:[.,]\\d{2})?|\\d+(?:[.,]\\d{1,2})?)(?:[,.][-–])?\\s?(?:€|EUR|Euro)?'
const STRIKE = new RegExp(
  `(?<![\\p{L}])(?:statt|anstatt|vorher|früher|bisher|zuvor|war|was|instead of|previously|formerly|down from|reduced from|reduziert von|usually)\\s*:?\\s+(?:nur\\s+|regulär\\s+)?${AMOUNT}(?![\\p{L}%])`,
  'giu',
)
const LIST = new RegExp(
  `(?<![\\p{L}])(?:UVP|unverbindliche Preisempfehlung|RRP|MSRP|list price)\\s*:?\\s+(?:von\\s+|of\\s+)?${AMOUNT}`,
  'giu',
)
const PERCENT =
  /(?:(?<![\p{L}\p{N}])[-−–]\s?(\d{1,2}(?:[.,]\d+)?)\s?%)|(?:(\d{1,2}(?:[.,]\d+)?)\s?(?:%|Prozent|percent|per cent)\s+(?:Rabatt|Nachlass|reduziert|günstiger|billiger|gespart|sparen|Ersparnis|off|discount|cheaper|less|reduced|saving))|(?:(?:spare|sparen Sie|du sparst|reduziert um|Rabatt von|um|save|saves you|reduced by|discount of)\s+(\d{1,2}(?:[.,]\d+)?)\s?(?:%|Prozent|percent)(?!\s+(?:leichter|lighter|mehr|more)))/giu
/** What is said of reductions; flags 'giu'. */
export const OFFERS: readonly RegExp[] = [STRIKE, LIST, PERCENT]
/** Cents of an amount; a price is said to the cent, or to the euro. */
const NEAR_CENTS = 1
/** A percentage may be rounded, never up. */
const ROUNDED = 0.5

interface Offer {
  readonly variant: FactVariant
  readonly priceCents: number
  readonly lowestCents: number | null
}

/** Findings on what a text says of reductions; without prices in the data nothing can be held against anything. */
export function checkPrices({ plain, langs }: ReadText, facts: ProductFacts, lang: Lang): readonly TextFinding[] {
  const offers = facts.variants.flatMap((variant): Offer[] =>
    variant.priceCents === null
      ? []
      : [{ variant, priceCents: variant.priceCents, lowestCents: variant.lowestBeforeCents }],
  )
  const money = (cents: number, to: Lang) => formatMoneyProse(cents, { lang: to, currency: facts.currency })
  const spoken = langs[0] ?? lang
  return [
    ...strikes(plain, offers, spoken, money),
    ...listPrices(plain, facts, spoken),
    ...percentages(plain, offers, spoken, money),
  ]
}

type Money = (cents: number, lang: Lang) => string

const finding = (
  level: TextFinding['level'],
  place: readonly [number, number],
  reason: Text,
  mend: string | null,
): TextFinding => ({
  kind: 'law',
  rule: 'law.price',
  level,
  start: place[0],
  end: place[1],
  reason,
  mend,
})

const UNKNOWN_LOW: Text = {
  de: 'Der niedrigste Preis der letzten 30 Tage ist nicht bekannt; ohne ihn darf mit keiner Ermäßigung geworben werden (PAngV, Paragraf 11).',
  en: 'The lowest price of the last 30 days is not known; without it no reduction may be advertised (PAngV, section 11).',
}
const NO_REDUCTION: Text = {
  de: 'Der Preis liegt nicht unter dem niedrigsten der letzten 30 Tage: Es gibt keine Ermäßigung (PAngV, Paragraf 11).',
  en: 'The price is not below the lowest of the last 30 days: there is no reduction (PAngV, section 11).',
}

const centsOf = (written: string, lang: Lang): number => Math.round((readNumber(written, lang)[0] ?? 0) * 100)

function* strikes(plain: string, offers: readonly Offer[], lang: Lang, money: Money): Generator<TextFinding> {
  for (const match of plain.matchAll(STRIKE)) {
    const written = match[1] ?? ''
    const start = match.index + match[0].indexOf(written)
    const place = [start, start + written.length] as const
    const isMoney = /€|EUR|Euro/.test(match[0]) || /[.,]\d{2}$/.test(written)
    if (!isMoney || offers.length === 0) continue
    const said = centsOf(written, lang)
    if (
      offers.some(
        ({ lowestCents, priceCents }) =>
          lowestCents !== null && priceCents < lowestCents && Math.abs(lowestCents - said) <= NEAR_CENTS,
      )
    )
      continue
    const lows = offers.flatMap(({ lowestCents }) => (lowestCents === null ? [] : [lowestCents]))
    const reduced = offers.find(({ lowestCents, priceCents }) => lowestCents !== null && priceCents < lowestCents)
    if (lows.length === 0) yield finding('error', place, UNKNOWN_LOW, null)
    else if (reduced === undefined) yield finding('error', place, NO_REDUCTION, null)
    else
      yield finding(
        'error',
        place,
        lowestIs(reduced.lowestCents ?? 0, money),
        money(reduced.lowestCents ?? 0, lang).replace(/\s?[€]|€\s?/g, ''),
      )
  }
}

const lowestIs = (cents: number, money: Money): Text => ({
  de: `Der niedrigste Preis der letzten 30 Tage war ${money(cents, 'de')}; nur er darf gegenübergestellt werden (PAngV, Paragraf 11).`,
  en: `The lowest price of the last 30 days was ${money(cents, 'en')}; only that may be compared with (PAngV, section 11).`,
})

function* listPrices(plain: string, { variants }: ProductFacts, lang: Lang): Generator<TextFinding> {
  for (const match of plain.matchAll(LIST)) {
    const written = match[1] ?? ''
    const start = match.index + match[0].lastIndexOf(written)
    if (variants.some(({ compareAtCents }) => compareAtCents === centsOf(written, lang))) continue
    const reason = {
      de: 'Diese Preisempfehlung steht nicht in den Daten; eine, die es so nicht gibt, führt irre (UWG, Paragraf 5).',
      en: 'This recommended price is not in the data; one that does not exist misleads (German UWG, section 5).',
    }
    yield finding('error', [start, start + written.length], reason, null)
  }
}

function* percentages(plain: string, offers: readonly Offer[], lang: Lang, money: Money): Generator<TextFinding> {
  for (const match of plain.matchAll(PERCENT)) {
    const written = match[1] ?? match[2] ?? match[3] ?? ''
    const start = match.index + match[0].indexOf(written)
    const place = [start, start + written.length] as const
    if (offers.length === 0) continue
    const said = readNumber(written, lang)[0] ?? 0
    const real = offers.flatMap(({ priceCents, lowestCents }) =>
      lowestCents === null || lowestCents <= 0 ? [] : [100 * (1 - priceCents / lowestCents)],
    )
    const most = Math.max(...real)
    if (real.length === 0) yield finding('error', place, UNKNOWN_LOW, null)
    else if (most <= 0) yield finding('error', place, NO_REDUCTION, null)
    else if (said > most + ROUNDED) {
      const percent = Math.floor(most)
      const lowest = Math.min(...offers.flatMap(({ lowestCents }) => (lowestCents === null ? [] : [lowestCents])))
      const written = (to: Lang) => `${percent}${percentSign(to)}`
      yield finding(
        'error',
        place,
        {
          de: `Gegenüber dem niedrigsten Preis der letzten 30 Tage (${money(lowest, 'de')}) sind es ${written('de')} (PAngV, Paragraf 11).`,
          en: `Against the lowest price of the last 30 days (${money(lowest, 'en')}) it is ${written('en')} (PAngV, section 11).`,
        },
        String(percent),
      )
    }
  }
}
