/** The words of purchase requests: for whoever decides, and for whoever gets the mail. */
import type { Lang, Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { bothLangs, many, pensFor, prose, zahl } from '../../language/sentences/pen.ts'
import { COVER_DAYS, coverDays, type Shortage } from './model.ts'
import type { OrderLine, ReorderDraft } from './schema.ts'

export const TITLE: Text = { de: 'Nachbestellen', en: 'Reorder' }

export const ABOUT: Text = {
  de: 'Findet Artikel, die ausverkauft sind oder es sein werden, bevor eine Lieferung da sein kann, und entwirft je Marke eine Bestellanfrage an den Einkauf: so viel, dass es nach der Lieferung vier Wochen reicht. Freigegeben, geht sie einmal als Mail hinaus; zurückholen lässt sich eine Mail nicht.',
  en: 'Finds articles that are sold out, or will be before a delivery can be there, and drafts a purchase request for each brand: as much as lasts four weeks after the delivery. Approved, it goes out once as a mail; a mail cannot be taken back.',
}

export const BASIS: Text = {
  de: `Was diese Artikel in den ${COVER_DAYS} Tagen nach der Lieferung bringen, wie vorhergesagt, sonst im Tempo ihrer letzten vier Verkaufswochen, und ohne Nachbestellung fehlen würde; was Käufer stattdessen nehmen, ist nicht abgezogen.`,
  en: `What these articles bring in the ${COVER_DAYS} days after the delivery as forecast, else at the pace of their last four weeks of sale, and would be missing without a reorder; what buyers take instead is not deducted.`,
}

export const LABELS = {
  subject: { de: 'Betreff', en: 'Subject' },
  intro: { de: 'Vor der Liste', en: 'Before the list' },
  outro: { de: 'Nach der Liste', en: 'After the list' },
} as const satisfies Readonly<Record<string, Text>>

/** Everything of one brand, or what has none. */
export function supplierName(supplier: string): Text {
  return supplier === '' ? { de: 'Ohne Marke', en: 'No brand' } : { de: supplier, en: supplier }
}

/** 'Bestellanfrage „Fjell“: 7 Artikel, 84 Stück' */
export function proposalTitle(supplier: string, lines: readonly OrderLine[]): Text {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return bothLangs((lang) => {
    const who = quoteName(supplierName(supplier), lang)
    if (lang === 'de') {
      const [articles, units] = [
        zahl(lines.length, 'Artikel', { zero: 'digit' }),
        zahl(pieces, 'Stück', { zero: 'digit' }),
      ]
      return `Bestellanfrage ${who}: ${articles}, ${units}`
    }
    return `Purchase request ${who}: ${many(lines.length, 'article', 'digit')}, ${many(pieces, 'piece', 'digit')}`
  })
}

/** '2 Artikel sind ausverkauft und 5 Artikel reichen nicht mehr bis zu einer Lieferung in 14 Tagen. …' */
export function reasonText(shortages: readonly Shortage[], leadDays: number, currency: string): Text {
  const count = (need: Shortage['need']) => shortages.filter((one) => one.need === need).length
  const [out, maybe, short] = [count('sold-out'), count('probably'), count('short')]
  const cents = shortages.reduce((sum, { centsPerDay }) => sum + centsPerDay, 0)
  return bothLangs((lang) => {
    const money = pensFor(currency)[lang].short(cents)
    if (lang === 'de') {
      const are = (n: number) => (n === 1 ? 'ist' : 'sind')
      const parts = [
        out === 0 ? '' : `${zahl(out, 'Artikel')} ${are(out)} ausverkauft`,
        maybe === 0 ? '' : `${zahl(maybe, 'Artikel')} ${are(maybe)} wahrscheinlich ausverkauft`,
        short === 0
          ? ''
          : `${zahl(short, 'Artikel')} ${short === 1 ? 'reicht' : 'reichen'} nicht mehr bis zu einer Lieferung in ${zahl(leadDays, 'Tag', { case: 'dative' })}`,
      ].filter((part) => part !== '')
      const bring = shortages.length === 1 ? 'Er bringt' : 'Zusammen bringen sie'
      return prose(`${joinList(parts, lang)}.`, `${bring} beim üblichen Verkauf ${money} am Tag.`)
    }
    const are = (n: number) => (n === 1 ? 'is' : 'are')
    const parts = [
      out === 0 ? '' : `${many(out, 'article')} ${are(out)} sold out`,
      maybe === 0 ? '' : `${many(maybe, 'article')} ${are(maybe)} probably sold out`,
      short === 0 ? '' : `${many(short, 'article')} will not last until a delivery in ${many(leadDays, 'day')}`,
    ].filter((part) => part !== '')
    const bring = shortages.length === 1 ? 'It brings' : 'Together they bring'
    return prose(`${joinList(parts, lang)}.`, `${bring} ${money} a day at their usual pace.`)
  })
}

export function mailSubject(supplier: string, articles: number, lang: Lang): string {
  const who = supplier === '' ? '' : lang === 'de' ? ` bei ${supplier}` : ` from ${supplier}`
  return lang === 'de'
    ? `Bestellanfrage: ${zahl(articles, 'Artikel', { zero: 'digit' })}${who}`
    : `Purchase request: ${many(articles, 'article', 'digit')}${who}`
}

export function mailIntro(supplier: string, lang: Lang): string {
  if (lang === 'de') {
    const from = supplier === '' ? '' : ` von ${supplier}`
    return `Guten Tag,\n\nbitte bestellen Sie folgende Artikel${from} nach. Sie sind ausverkauft oder reichen nicht mehr bis zur nächsten Lieferung.`
  }
  const from = supplier === '' ? '' : ` from ${supplier}`
  return `Hello,\n\nplease reorder the following articles${from}. They are sold out or will not last until the next delivery.`
}

export function mailOutro(leadDays: number, lang: Lang): string {
  return lang === 'de'
    ? `Gerechnet ist mit einer Lieferzeit von ${zahl(leadDays, 'Tag', { case: 'dative' })} und dem Verkauf der letzten vier Wochen.\n\nVielen Dank!`
    : `This reckons with a delivery time of ${many(leadDays, 'day')} and the sales of the last four weeks.\n\nThank you!`
}

/** '12 × Jacke Fjell, M (A-1), reicht danach rund 42 Tage' */
function mailLine(line: OrderLine, lang: Lang): string {
  const { sku, title, quantity } = line
  const { count } = pensFor('EUR')[lang]
  const days = coverDays(line)
  const what = `${count(quantity)} × ${title === sku ? sku : `${title} (${sku})`}`
  return lang === 'de'
    ? `${what}, reicht rund ${zahl(days, 'Tag', { zero: 'digit' })}`
    : `${what}, lasts about ${many(days, 'day', 'digit')}`
}

export function mailText({ intro, outro, lines, lang }: ReorderDraft): string {
  const list = lines.filter(({ quantity }) => quantity > 0).map((line) => mailLine(line, lang))
  return [intro.trim(), list.join('\n'), outro.trim()].filter((part) => part !== '').join('\n\n')
}

/** Beside the quantity: 'Jacke Fjell, M (A-1): 3 da, 2,1 am Tag' */
export function lineLabel({ sku, title, left, perDay }: OrderLine): Text {
  const name = title === sku ? sku : `${title} (${sku})`
  return bothLangs((lang) => {
    const pen = pensFor('EUR')[lang]
    const stock = left === null ? { de: 'Bestand nicht bekannt', en: 'stock not known' }[lang] : null
    if (lang === 'de') return `${name}: ${stock ?? `${pen.count(left)} da`}, ${pen.mean(perDay)} am Tag`
    return `${name}: ${stock ?? `${pen.count(left)} left`}, ${pen.mean(perDay)} a day`
  })
}

export function missingSettings(settings: readonly string[]): Text {
  const list = (lang: Lang) => joinList(settings, lang)
  const one = settings.length === 1
  return {
    de: `Die Anfrage kann nicht hinaus: ${list('de')} ${one ? 'ist' : 'sind'} nicht gesetzt. Setzen und die Werkbank neu starten.`,
    en: `The request cannot go out: ${list('en')} ${one ? 'is' : 'are'} not set. Set ${one ? 'it' : 'them'} and restart the workbench.`,
  }
}

export const EMPTY: Text = {
  de: 'Von keinem Artikel wird etwas bestellt. Mengen eintragen oder ablehnen.',
  en: 'Nothing of any article is ordered. Enter quantities, or reject.',
}

export function stockUnknown(lines: readonly OrderLine[]): Text {
  const names = (lang: Lang) =>
    joinList(
      lines.slice(0, 3).map(({ title }) => quoteName(title, lang)),
      lang,
    )
  const more = lines.length > 3
  return {
    de: `Der Bestand von ${names('de')}${more ? ' und weiteren' : ''} ist nicht bekannt; vor dem Bestellen zählen.`,
    en: `The stock of ${names('en')}${more ? ' and others' : ''} is not known; count it before ordering.`,
  }
}

export function stockFilled(line: OrderLine, stock: number): Text {
  return bothLangs((lang) => {
    const [name, count] = [quoteName(line.title, lang), pensFor('EUR')[lang].count(stock)]
    return lang === 'de'
      ? `Von ${name} sind inzwischen ${count} Stück da. Menge prüfen.`
      : `There are ${count} pieces of ${name} by now. Check the quantity.`
  })
}

export function costUnknown(articles: number): Text {
  return {
    de: `Von ${zahl(articles, 'Artikel', { case: 'dative' })} ist der Einkaufspreis nicht bekannt; gerechnet ist mit dem Verkaufspreis.`,
    en: `What ${many(articles, 'article')} ${articles === 1 ? 'costs' : 'cost'} to buy is not known; the selling price is reckoned with.`,
  }
}

export function costsText(cents: number, currency: string, needsSecond: boolean): Text {
  return bothLangs((lang) => {
    const money = pensFor(currency)[lang].whole(cents)
    if (lang === 'de') {
      return `Die Bestellung kostet rund ${money}.${needsSecond ? ' Darum müssen zwei Personen sie freigeben.' : ''}`
    }
    return `The order costs about ${money}.${needsSecond ? ' That is why two people have to approve it.' : ''}`
  })
}

export function receiptText(articles: number, rejected: number): Text {
  return {
    de: `Die Anfrage über ${zahl(articles, 'Artikel')} ist an den Einkauf gegangen.${rejected === 0 ? '' : ' Einen Teil der Empfänger hat der Mailserver abgelehnt; DIRIGENT_PURCHASING_TO prüfen.'}`,
    en: `The request for ${many(articles, 'article')} has gone to purchasing.${rejected === 0 ? '' : ' The mail server refused some of the readers; check DIRIGENT_PURCHASING_TO.'}`,
  }
}
