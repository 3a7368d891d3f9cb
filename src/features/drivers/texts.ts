import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { partName } from '../../language/part-name.ts'
import { type Drivers, drivers } from '../../language/sentences/drivers.ts'
import { bothLangs, pensFor, type Statement, steps } from '../../language/sentences/pen.ts'
import { WORDS } from '../../language/words.ts'
import { isNamed, type Share } from './model.ts'
import type { Comparison, Dimension, PartName, Parts, TotalRow } from './schema.ts'

export const PART_LABELS: Readonly<Record<PartName, Text>> = {
  price: { de: 'Preise', en: 'Prices' },
  volume: { de: 'Menge', en: 'Volume' },
  mix: { de: 'Sortimentsmischung', en: 'Product mix' },
  new: { de: 'Neue Produkte', en: 'New products' },
  dropped: { de: 'Weggefallene Produkte', en: 'Discontinued products' },
  occasional: { de: 'Gelegentlich verkaufte Produkte', en: 'Products sold now and then' },
  shipping: { de: 'Versandkosten', en: 'Shipping' },
  voucher: { de: 'Gutscheine', en: 'Vouchers' },
  discount: { de: 'Rabatte', en: 'Discounts' },
  cancellation: { de: 'Stornierungen', en: 'Cancellations' },
  refund: { de: 'Erstattungen', en: 'Refunds' },
}

export const DIMENSION_LABELS: Readonly<Record<Dimension, Text>> = {
  country: { de: 'Land', en: 'Country' },
  category: { de: 'Kategorie', en: 'Category' },
  product: { de: 'Produkt', en: 'Product' },
  channel: { de: 'Kanal', en: 'Channel' },
  customers: { de: 'Kunden', en: 'Customers' },
}

const CUSTOMER_WORDS: Readonly<Record<string, Text>> = {
  new: { de: 'neue Kunden', en: 'new customers' },
  returning: { de: 'wiederkehrende Kunden', en: 'returning customers' },
  unknown: { de: 'Gäste und unbekannte Kunden', en: 'guests and unknown customers' },
}

const NO_PRODUCT: Text = { de: 'Versand, Rabatte, Erstattungen', en: 'shipping, discounts, refunds' }
const REST: Text = { de: 'alle übrigen', en: 'all others' }

/** What an entry of a dimension is called in a chart. */
export function shareName(dimension: Dimension, share: Share): Text {
  const { key } = share
  if (share.kind === 'no-product') return NO_PRODUCT
  if (key === null) return REST
  if (dimension === 'customers') return CUSTOMER_WORDS[key] ?? WORDS.notGiven
  if (dimension === 'country' || (dimension === 'channel' && isNamed(share))) return partName(dimension, key)
  return isNamed(share) ? share.title : WORDS.notGiven
}

/** Within a sentence: 'Deutschland', 'die Kategorie „Zelte“', 'Stornierungen'. */
function spoken(dimension: Dimension, share: Share, lang: Lang): string {
  const name = shareName(dimension, share)
  if (dimension === 'category') return `${lang === 'de' ? 'Kategorie' : 'category'} ${quoteName(name, lang)}`
  if (dimension === 'channel') return `${lang === 'de' ? 'Kanal' : 'channel'} ${quoteName(name, lang)}`
  if (dimension === 'product') return quoteName(name, lang)
  return name[lang]
}

export interface Cause {
  readonly cents: number
  readonly name: Text
}

/** An entry of a dimension as a cause of the change. */
export function shareCause(dimension: Dimension, share: Share): Cause {
  return { cents: share.changeCents, name: bothLangs((lang) => spoken(dimension, share, lang)) }
}

/** A part that is no product as a cause of the change. */
export function partCause(part: PartName, parts: Parts): Cause {
  const { de, en } = PART_LABELS[part]
  return { cents: parts[part], name: { de, en: en.toLowerCase() } }
}

export interface Change {
  readonly comparison: Comparison
  readonly total: TotalRow
  readonly parts: Parts
  /** The two or three things that explain most, largest first; they overlap and do not add up. */
  readonly causes: readonly Cause[]
  readonly currency: string
  readonly today: string
}

/** Parts that are no change of products in the narrower sense; one rest in the sentence. */
const REST_PARTS = ['occasional', 'shipping', 'voucher', 'discount', 'cancellation', 'refund'] as const

/** What drove the change: its split, and where it shows most. */
export function changeStatement(change: Change): Statement {
  const { comparison, total, parts, causes, currency } = change
  const spokenParts: Drivers['parts'] = [
    { kind: 'price', cents: parts.price },
    { kind: 'volume', cents: parts.volume },
    { kind: 'mix', cents: parts.mix },
    { kind: 'new-products', cents: parts.new },
    { kind: 'dropped-products', cents: parts.dropped },
    { kind: 'rest', cents: REST_PARTS.reduce((sum, part) => sum + parts[part], 0) },
  ]
  const base = drivers({
    metric: 'revenueCents',
    period: { kind: 'days', days: comparison.days, until: comparison.nowTo, today: change.today },
    baseline: comparison.id === 'year' ? 'year-before' : 'previous-period',
    beforeCents: total.cents_before,
    afterCents: total.cents_now,
    parts: spokenParts,
    currency,
  })
  const sentence = bothLangs((lang) => {
    const pen = pensFor(currency)[lang]
    const list = causes.map(({ name, cents }) => `${name[lang]} ${pen.wholeChange(cents)}`)
    if (list.length === 0) return base.sentence[lang]
    const lead = lang === 'de' ? 'Am deutlichsten zu sehen bei' : 'Most visible in'
    return `${base.sentence[lang]} ${lead}: ${joinList(list, lang)}.`
  })
  const next = base.next.length > 0 ? base.next : steps(['Die größten Posten ansehen', 'Look at the largest items'])
  return { title: base.title, sentence, next }
}

/** The sentence over a waterfall. */
export function waterfallTitle(comparison: Comparison, total: TotalRow, currency: string): Text {
  return bothLangs((lang) => {
    const pen = pensFor(currency)[lang]
    const change = pen.wholeChange(total.cents_now - total.cents_before)
    return lang === 'de' ? `${comparison.title.de}: Umsatz ${change}` : `${comparison.title.en}: revenue ${change}`
  })
}

export function shareTitle(dimension: Dimension, comparison: Comparison): Text {
  const label = DIMENSION_LABELS[dimension]
  return {
    de: `${comparison.title.de}: Beitrag je ${dimension === 'customers' ? 'Kundenart' : label.de}`,
    en: `${comparison.title.en}: contribution by ${dimension === 'customers' ? 'kind of customer' : label.en.toLowerCase()}`,
  }
}

export const SHARE_NOTE: Text = {
  de: '„–“: ohne Angabe; „∅“: Versand, Gutscheine, Rabatte und Erstattungen, die zu keinem Produkt gehören; „…“: alle übrigen zusammen. Die Zeilen ergeben zusammen die Änderung des Umsatzes.',
  en: '“–”: not given; “∅”: shipping, vouchers, discounts and refunds that belong to no product; “…”: all others together. The rows add up to the change of revenue.',
}

export const METHOD: Text = {
  de: 'Die Änderung des Umsatzes wird auf den Cent genau zerlegt: Menge zum alten Durchschnittspreis, Mischung (teurere oder günstigere Produkte), Preise zur neuen Menge, dazu neue und weggefallene Produkte, Versand, Gutscheine, Rabatte, Stornierungen und Erstattungen. „Neu“ ist ein Produkt, das nach dem Vergleichszeitraum zum ersten Mal bestellt wurde; „weggefallen“ eines, das dort an mindestens drei Tagen und seit 28 Tagen nicht mehr bestellt wurde; was sonst nur in einem der Zeiträume bestellt wurde, verkauft sich gelegentlich. Was ein Kunde am selben Tag bestellte und ganz wieder stornierte, zählt in der Zerlegung weder als Bestellung noch als Stornierung. Ob eine Änderung mehr als Zufall ist, sagt ein Intervall zum Niveau 95 % aus den Änderungen je Kunde (ohne bekannten Kunden: je Bestellung). Vor einem Jahr heißt: 364 Tage davor, also dieselben Wochentage.',
  en: 'The change of revenue is split to the cent: volume at the old average price, mix (dearer or cheaper products), prices at the new volume, and new and discontinued products, shipping, vouchers, discounts, cancellations and refunds. A product is new if it was first ordered after the period compared with; discontinued if it was ordered there on at least three days and not in the last 28 days; what else was ordered in one of the periods only sells now and then. What a customer ordered and cancelled as a whole on the same day counts in the split neither as ordered nor as cancelled. Whether a change is more than chance is told by a 95% interval from the changes of each customer (of each order where no customer is known). A year ago means 364 days before, so the same weekdays.',
}

/** What must be waited for, and until when. */
export function waitingText(waiting: readonly { comparison: Comparison; readyOn: Day }[]): Text | null {
  if (waiting.length === 0) return null
  return bothLangs((lang) => {
    const list = waiting.map(({ comparison, readyOn }) => {
      const day = formatDay(readyOn, 'short', lang)
      return `${comparison.title[lang]} (${lang === 'de' ? 'ab' : 'from'} ${day})`
    })
    const start = lang === 'de' ? 'Noch zu wenig Verlauf für' : 'Too little history yet for'
    return `${start}: ${list.join('; ')}.`
  })
}
