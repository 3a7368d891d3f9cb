/** The sentences of the data check that are its own. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay, formatDayRange } from '../../language/dates.ts'
import { numberAfter } from '../../language/grammar/article.ts'
import { joinList } from '../../language/numbers.ts'
import {
  bothLangs,
  capitalise,
  many,
  pensFor,
  prose,
  type Statement,
  steps,
  zahl,
} from '../../language/sentences/pen.ts'

interface Lack {
  readonly count: number
  /** Share of the revenue with products. */
  readonly share: number | null
}

function shareClause(share: number | null, lang: Lang): string {
  if (share === null) return ''
  const percent = pensFor('EUR')[lang].share(share)
  return lang === 'de' ? `; betroffen sind ${percent} des Umsatzes` : `; ${percent} of revenue is affected`
}

interface LackWords {
  /** 'die Kategorie' / 'the category'. */
  readonly what: Text
  readonly effect: Text
  readonly next: readonly Text[]
}

function lacking({ count, share }: Lack, { what, effect, next }: LackWords): Statement {
  const products = { de: zahl(count, 'Produkt', { case: 'dative' }), en: many(count, 'product') }
  return {
    title: {
      de: `${capitalise(what.de.split(' ').slice(1).join(' '))} fehlt bei ${products.de}`,
      en: `${capitalise(what.en.split(' ').slice(1).join(' '))} missing for ${products.en}`,
    },
    sentence: {
      de: prose(`Bei ${products.de} fehlt ${what.de}${shareClause(share, 'de')}.`, effect.de),
      en: prose(`${capitalise(what.en)} is missing for ${products.en}${shareClause(share, 'en')}.`, effect.en),
    },
    next,
  }
}

export function categoryMissing(lack: Lack): Statement {
  return lacking(lack, {
    what: { de: 'die Kategorie', en: 'the category' },
    effect: {
      de: 'In den Auswertungen nach Kategorie zählt dieser Umsatz zu „ohne Angabe“.',
      en: 'In the analyses by category that revenue counts as “not given”.',
    },
    next: steps([
      'Kategorien im Shop ergänzen und den Katalog neu einlesen',
      'Add categories in the shop and import the catalogue again',
    ]),
  })
}

/** Orders whose channel no source names; where that is all of them, nothing can be told by channel. */
export function channelMissing({ orders, share }: { readonly orders: number; readonly share: number }): Statement {
  const one = numberAfter(orders) === 'singular'
  return {
    title: { de: 'Bestellungen ohne Kanal', en: 'Orders without a channel' },
    sentence: bothLangs((lang) => {
      const percent = pensFor('EUR')[lang].percent(share)
      if (lang === 'de') {
        return prose(
          `${capitalise(zahl(orders, 'Bestellung'))} (${percent}) ${one ? 'hat' : 'haben'} keine Angabe zum Kanal.`,
          share === 1
            ? 'Auswertungen nach Kanal gibt es deshalb nicht.'
            : 'In den Auswertungen nach Kanal erscheint dieser Anteil als „ohne Angabe“.',
        )
      }
      return prose(
        `${capitalise(many(orders, 'order'))} (${percent}) ${one ? 'has' : 'have'} no channel.`,
        share === 1
          ? 'Therefore there are no analyses by channel.'
          : 'In the analyses by channel that share appears as “not given”.',
      )
    }),
    next: steps([
      'Den Kanal mit den Bestellungen einlesen (Onlineshop, Marktplatz, Filiale)',
      'Import the channel with the orders (online shop, marketplace, store)',
    ]),
  }
}

export function priceMissing(lack: Lack): Statement {
  return lacking(lack, {
    what: { de: 'der Preis', en: 'the price' },
    effect: {
      de: 'Falsche Preise und Preisänderungen fallen dort nicht auf.',
      en: 'Wrong prices and price changes go unnoticed there.',
    },
    next: steps(['Preise mit dem Katalog einlesen', 'Import the prices with the catalogue']),
  })
}

export function titleMissing(lack: Lack): Statement {
  return lacking(lack, {
    what: { de: 'der Titel', en: 'the title' },
    effect: { de: 'Im Bericht steht dort die Artikelnummer.', en: 'The report shows the SKU instead.' },
    next: steps(['Titel mit dem Katalog einlesen', 'Import the titles with the catalogue']),
  })
}

/** Several things the catalogue lacks, as one matter. */
export function catalogueGaps(gaps: readonly (Lack & { readonly what: Text })[]): Statement {
  const list = (lang: Lang) =>
    joinList(
      gaps.map(({ what, count, share }) => {
        const percent = share === null ? '' : `, ${pensFor('EUR')[lang].share(share)}`
        return lang === 'de'
          ? `${what.de} (${zahl(count, 'Produkt')}${percent})`
          : `${what.en} (${many(count, 'product')}${percent})`
      }),
      lang,
    )
  return {
    title: {
      de: `Lücken im Katalog: ${joinList(
        gaps.map(({ what }) => what.de),
        'de',
      )}`,
      en: `Gaps in the catalogue: ${joinList(
        gaps.map(({ what }) => what.en),
        'en',
      )}`,
    },
    sentence: {
      de: prose(
        `Im Katalog fehlt, mit dem Anteil am Umsatz, der betroffen ist: ${list('de')}.`,
        'Marge, Kategorien, Bestände und Preise lassen sich nur für den Rest auswerten.',
      ),
      en: prose(
        `The catalogue lacks, with the share of revenue concerned: ${list('en')}.`,
        'Margin, categories, stock and prices can be analysed only for the rest.',
      ),
    },
    next: steps(['Den Katalog mit diesen Spalten neu einlesen', 'Import the catalogue again with these columns']),
  }
}

export function oneLanguage({ count, share }: Lack): Statement {
  return {
    title: {
      de: `Titel nur in einer Sprache bei ${zahl(count, 'Produkt', { case: 'dative' })}`,
      en: `Title in one language only for ${many(count, 'product')}`,
    },
    sentence: {
      de: `Bei ${zahl(count, 'Produkt', { case: 'dative' })} ist der deutsche Titel gleich dem englischen, vermutlich fehlt eine Übersetzung${shareClause(share, 'de')}.`,
      en: `For ${many(count, 'product')} the German title equals the English one, probably a translation is missing${shareClause(share, 'en')}.`,
    },
    next: steps(['Fehlende Titel übersetzen', 'Translate the missing titles']),
  }
}

export function unmappedSkus({ skus, share }: { readonly skus: number; readonly share: number | null }): Statement {
  const one = numberAfter(skus) === 'singular'
  return {
    title: {
      de: `${zahl(skus, 'Artikel', { adjectives: ['verkauft'] })} nicht im Katalog`,
      en: `${many(skus, 'article')} sold but not in the catalogue`,
    },
    sentence: {
      de: prose(
        `${capitalise(zahl(skus, 'Artikel', { adjectives: ['verkauft'] }))} ${one ? 'steht' : 'stehen'} nicht im Katalog${shareClause(share, 'de')}.`,
        'Kategorie, Marke und Einkaufspreis sind dort nicht bekannt.',
      ),
      en: prose(
        `${capitalise(many(skus, 'article'))} sold ${one ? 'is' : 'are'} not in the catalogue${shareClause(share, 'en')}.`,
        'Category, brand and purchase cost are not known there.',
      ),
    },
    next: steps([
      'Die Artikelnummern der Tabelle mit dem Katalog abgleichen',
      'Compare the SKUs of the table with the catalogue',
    ]),
  }
}

interface Money {
  readonly cents: number
  /** Currency of the shop. */
  readonly currency: string
}

export function foreignCurrency({ orders, cents, currency }: Money & { readonly orders: number }): Statement {
  const one = numberAfter(orders) === 'singular'
  const pens = pensFor(currency)
  return {
    title: { de: 'Bestellungen in mehreren Währungen', en: 'Orders in several currencies' },
    sentence: {
      de: prose(
        `${capitalise(zahl(orders, 'Bestellung'))} ${one ? 'lautet' : 'lauten'} auf eine andere Währung als ${currency}.`,
        `Damit sind ${pens.de.money(cents)} ohne Umrechnung mitgezählt; die Summen stimmen deshalb nur ungefähr.`,
      ),
      en: prose(
        `${capitalise(many(orders, 'order'))} ${one ? 'is' : 'are'} in a currency other than ${currency}.`,
        `${pens.en.money(cents)} is thus counted without conversion, so the sums hold only roughly.`,
      ),
    },
    next: steps([
      'Beträge vor dem Einlesen in die Währung des Shops umrechnen',
      'Convert the amounts to the shop’s currency before the import',
    ]),
  }
}

export function negativePrices({ lines, cents, currency }: Money & { readonly lines: number }): Statement {
  const one = numberAfter(lines) === 'singular'
  const pens = pensFor(currency)
  return {
    title: { de: 'Verkäufe mit negativem Preis', en: 'Sales at a negative price' },
    sentence: {
      de: `${capitalise(zahl(lines, 'Zeile'))} ${one ? 'hat' : 'haben'} einen negativen Preis, zusammen ${pens.de.money(cents)}. Vermutlich sind es Rabatte oder Buchungen, die als Produkt eingelesen wurden.`,
      en: `${capitalise(many(lines, 'line'))} ${one ? 'has' : 'have'} a negative price, ${pens.en.money(cents)} in all. They are probably discounts or bookings imported as products.`,
    },
    next: steps([
      'Diese Zeilen in der Zuordnung als Rabatt oder Buchung kennzeichnen',
      'Mark these lines as discount or booking in the mapping',
    ]),
  }
}

export function duplicateOrders({ orders, cents, currency }: Money & { readonly orders: number }): Statement {
  const one = numberAfter(orders) === 'singular'
  const pens = pensFor(currency)
  return {
    title: {
      de: `${capitalise(zahl(orders, 'Bestellung'))} vielleicht doppelt: ${pens.de.whole(cents)}`,
      en: `${capitalise(many(orders, 'order'))} perhaps counted twice: ${pens.en.whole(cents)}`,
    },
    sentence: {
      de: `${capitalise(zahl(orders, 'Bestellung'))} ${one ? 'gleicht' : 'gleichen'} einer anderen vom selben Tag in Kunde und Inhalt, oder in Nummer und Betrag bei anderer Quelle. Ist das doppelt gezählt, dann ist der Umsatz um ${pens.de.money(cents)} zu hoch ausgewiesen.`,
      en: `${capitalise(many(orders, 'order'))} ${one ? 'equals' : 'equal'} another of the same day in customer and content, or in number and amount from another source. If that is counted twice, revenue is overstated by ${pens.en.money(cents)}.`,
    },
    next: steps(
      ['Die Bestellungen der Tabelle im Shop prüfen', 'Check the orders of the table in the shop'],
      [
        'Dieselbe Datei immer unter demselben Namen der Quelle einlesen (--source)',
        'Always import the same file under the same source name (--source)',
      ],
    ),
  }
}

export interface GapFacts extends Money {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly orders: number
  /** How many such gaps there are in all. */
  readonly gaps: number
}

export function daysWithoutOrders({ from, to, days, orders, cents, gaps, currency }: GapFacts): Statement {
  const pens = pensFor(currency)
  return {
    title: bothLangs((lang) => {
      const when = from === to ? formatDay(from, 'short', lang) : formatDayRange(from, to, lang)
      return lang === 'de' ? `Keine Bestellungen: ${when}` : `No orders: ${when}`
    }),
    sentence: bothLangs((lang) => {
      const range = formatDayRange(from, to, lang)
      const pen = pens[lang]
      const more = gaps - 1
      if (lang === 'de') {
        const start = from === to ? `Am ${range}` : `Vom ${range}`
        return prose(
          `${start} kam keine Bestellung, obwohl an ${days === 1 ? 'einem solchen Tag' : `${pen.count(days)} solchen Tagen`} sonst etwa ${pen.count(orders)} mit ${pen.whole(cents)} kommen.`,
          more > 0 ? `Das gab es in den letzten 90 Tagen noch ${more}-mal.` : null,
          'Entweder stand der Shop still, oder die Daten sind unvollständig.',
        )
      }
      const start = from === to ? `On ${range}` : `From ${range}`
      return prose(
        `${start} no order came, although ${days === 1 ? 'such a day' : `${pen.count(days)} such days`} usually ${days === 1 ? 'brings' : 'bring'} about ${pen.count(orders)} worth ${pen.whole(cents)}.`,
        more > 0 ? `That happened ${more === 1 ? 'once' : `${more} times`} more in the last 90 days.` : null,
        'Either the shop stood still or the data are incomplete.',
      )
    }),
    next: steps(
      ['Nachsehen, ob der Shop an diesen Tagen erreichbar war', 'See whether the shop could be reached on these days'],
      [
        'Fehlende Bestellungen einlesen: dirigent import shopify-orders <Datei>',
        'Import the missing orders: dirigent import shopify-orders <file>',
      ],
    ),
  }
}

export interface StaleEvents {
  readonly types: readonly { readonly type: string; readonly lastDay: Day; readonly usualDays: number | null }[]
  /** Kinds that still come. */
  readonly fresh: number
}

export function staleEvents({ types, fresh }: StaleEvents): Statement {
  const names = (lang: Lang) =>
    joinList(
      types.slice(0, 4).map(({ type, lastDay }) => {
        const quoted = lang === 'de' ? `„${type}“` : `“${type}”`
        return `${quoted} (${lang === 'de' ? 'zuletzt' : 'last on'} ${formatDay(lastDay, 'short', lang)})`
      }),
      lang,
    )
  const one = types.length === 1
  return {
    title: {
      de: `${one ? '1 Art' : `${types.length} Arten`} von Ereignissen aus dem Shop ${one ? 'bleibt' : 'bleiben'} aus`,
      en: `${many(types.length, 'kind')} of shop event ${one ? 'has' : 'have'} stopped`,
    },
    sentence: {
      de: prose(
        `Länger als sonst ${one ? 'fehlt' : 'fehlen'} ${names('de')}${types.length > 4 ? ' und weitere' : ''}.`,
        fresh > 0
          ? `${fresh === 1 ? 'Eine andere Art kommt' : `${fresh} andere Arten kommen`} weiter an; vermutlich ist die Messung an einer Stelle ausgefallen.`
          : null,
      ),
      en: prose(
        `${names('en')}${types.length > 4 ? ' and others' : ''} ${one ? 'has' : 'have'} been missing for longer than usual.`,
        fresh > 0
          ? `${many(fresh, 'other kind')} still ${fresh === 1 ? 'arrives' : 'arrive'}; tracking has probably failed in one place.`
          : null,
      ),
    },
    next: steps(
      ['Messung auf den betroffenen Seiten prüfen', 'Check the tracking on the pages concerned'],
      [
        'Fehlende Ereignisse nachlesen: dirigent import dirigent <Datei>',
        'Import missing events: dirigent import dirigent <file>',
      ],
    ),
  }
}

export const METHOD: Text = {
  de: 'Geprüft werden die Verkäufe von zwölf Monaten, der Katalog, wie er jetzt ist, und alle Ereignisse aus dem Shop. Ein Tag ohne Bestellung fällt auf, wenn der Wochentag sonst fast nie ohne ist und der Zufall es seltener als einmal in tausend Fällen gäbe (negative Binomialverteilung der letzten 26 gleichen Wochentage; Feiertage ausgenommen). Eine Art von Ereignissen gilt als ausgeblieben, wenn sie deutlich länger schweigt als je in den letzten 120 Tagen. Geordnet nach dem Umsatz, der betroffen ist.',
  en: 'Checked are the sales of twelve months, the catalogue as it is now, and all events from the shop. A day without orders stands out when its weekday is hardly ever without and chance would give it less than once in a thousand cases (negative binomial over the last 26 same weekdays; holidays excepted). A kind of event counts as stopped when it has been silent for clearly longer than ever in the last 120 days. Ordered by the revenue concerned.',
}
