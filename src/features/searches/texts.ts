/** The sentences of the searches. */
import type { Lang, Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { bothLangs, many, type Pen, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import { BUY_DAYS, LEVEL, type NextAction, type Searches, type Share } from './schema.ts'

export const TITLE: Text = { de: 'Suchen ohne Treffer', en: 'Searches without results' }

/** False alarms of 'the share is not as before'. */
export const SIGNIFICANCE = 0.01
const LEVEL_PERCENT = LEVEL * 100

export const METHOD: Text = {
  de: `Jeder Besucher zählt einmal je Suchbegriff. Ohne Treffer: Der Shop hat gemeldet, dass 0 Produkte gefunden wurden. Schreibweisen eines Worts stehen zusammen (Umlaute, Leerzeichen, Endungen, bis zu zwei vertippte Buchstaben). Danach: die nächste Handlung in derselben Sitzung; bestellt: binnen ${BUY_DAYS} Tagen. Was ein Besucher wert ist, wird nach seiner ersten Suche im Zeitraum verglichen, mit und ohne Treffer (Anteil der Käufer nach Wilson mal Wert je Käufer nach Student, Unterschied nach Zou und Donner, ${LEVEL_PERCENT} %). Das ist eine Obergrenze: Wer nach Fremdem sucht, hätte vielleicht auch sonst nichts gekauft. Anteile gegen den Zeitraum davor: Test zweier Anteile, Niveau ${SIGNIFICANCE * 100} %.`,
  en: `Each visitor counts once per search term. Without results: the shop said that 0 products were found. Spellings of a word stand together (umlauts, spaces, endings, up to two mistyped letters). Next: the next thing done in the same session; ordered: within ${BUY_DAYS} days. What a visitor is worth is compared by their first search in the period, with and without results (share of buyers by Wilson times value per buyer by Student, difference by Zou and Donner, ${LEVEL_PERCENT}%). That is an upper bound: who looks for something you do not sell might not have bought anyway. Shares against the period before: test of two shares, ${SIGNIFICANCE * 100}% level.`,
}

/** Why nothing can be said of searches; null where it can. */
export function notSaid({ searchers, told }: Pick<Searches, 'searchers' | 'told'>): Text | null {
  if (searchers === 0) {
    return {
      de: 'Im Zeitraum kam keine Suche an: Dafür muss der Shop das Ereignis „Products Searched“ mit dem Suchbegriff (query) schicken.',
      en: 'No search came in during the period: for that the shop has to send the event “Products Searched” with the search term (query).',
    }
  }
  if (told > 0) return null
  return {
    de: 'Suchen kommen an, aber ohne die Zahl der Treffer: Dafür muss „Products Searched“ auch results enthalten, die Zahl der gefundenen Produkte.',
    en: 'Searches come in, but without the number of results: for that “Products Searched” has to contain results, the number of products found.',
  }
}

export const ACTION_NAMES: Readonly<Record<NextAction, Text>> = {
  left: { de: 'gegangen', en: 'left' },
  searched: { de: 'anderes gesucht', en: 'searched for something else' },
  product: { de: 'Produkt angesehen', en: 'looked at a product' },
  page: { de: 'andere Seite geöffnet', en: 'opened another page' },
  cart: { de: 'Warenkorb', en: 'cart' },
  checkout: { de: 'Kasse', en: 'checkout' },
  other: { de: 'anderes', en: 'something else' },
}

const topTerms = (searches: Searches, most: number, lang: Lang) =>
  joinList(
    searches.terms.slice(0, most).map(({ term, visitors }) => `${quoteName(term, lang)} (${visitors})`),
    lang,
  )

const shareText = ({ share, low, high }: Share, pen: Pen) =>
  low === null || high === null ? pen.share(share) : `${pen.share(share)} (${pen.range({ low, high }, 'ratio')})`

/** What they did next, the most frequent first. */
function nextSentence({ afterEmpty, afterFound }: Searches, pen: Pen): string | null {
  const shareOf = (next: typeof afterEmpty.next, action: NextAction) =>
    next.find((one) => one.action === action)?.share ?? 0
  const left = shareOf(afterEmpty.next, 'left')
  const found = shareOf(afterFound.next, 'left')
  if (afterEmpty.visitors === 0 || afterFound.visitors === 0) return null
  return pen.lang === 'de'
    ? `Danach gingen ${pen.share(left)} gleich; nach einer Suche mit Treffern sind es ${pen.share(found)}.`
    : `${pen.share(left)} left right after it; after a search with results it is ${pen.share(found)}.`
}

function moneySentence({ stake }: Searches, pen: Pen): string {
  const german = pen.lang === 'de'
  if (stake === null)
    return german
      ? 'Was das kostet, lässt sich noch nicht sagen: Zu wenige haben nach einer Suche bestellt.'
      : 'What it costs cannot be said yet: too few ordered after a search.'
  if (stake.low > 0) {
    const range = pen.range(stake, 'cents')
    return german
      ? `Hätten sie ausgegeben wie Besucher mit Treffern, wären es ${pen.whole(stake.cents)} mehr (${range}).`
      : `Had they spent like visitors with results, it would be ${pen.whole(stake.cents)} more (${range}).`
  }
  if (stake.high <= 0)
    return german
      ? 'Sie gaben nicht weniger aus als Besucher mit Treffern.'
      : 'They did not spend less than visitors with results.'
  return german
    ? `Dass sie weniger ausgaben als Besucher mit Treffern, ist nicht nachweisbar; höchstens fehlten ${pen.whole(stake.high)}.`
    : `That they spent less than visitors with results cannot be shown; at most ${pen.whole(stake.high)} is missing.`
}

function suggestionSentence({ terms }: Searches, lang: Lang): string | null {
  const one = terms.find(({ suggestion }) => suggestion !== null)
  if (one === undefined || one.suggestion === null) return null
  const [term, suggestion] = [quoteName(one.term, lang), quoteName(one.suggestion, lang)]
  return lang === 'de' ? `${term} findet nichts, ${suggestion} schon.` : `${term} finds nothing, ${suggestion} does.`
}

const NEXT_STEPS = steps(
  [
    'Für die häufigsten Begriffe Synonyme oder eine Seite hinterlegen',
    'Set up synonyms or a page for the most frequent terms',
  ],
  ['Prüfen, was davon ins Sortiment gehört', 'See which of it belongs in the range'],
)

/** Visitors search for what the shop does not find. */
export function emptyStatement(searches: Searches, days: number, currency: string): Statement {
  const pens = pensFor(currency)
  const { empty } = searches
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `${zahl(empty.count, 'Besucher', { zero: 'digit' })} suchten vergeblich, am häufigsten ${quoteName(searches.terms[0]?.term ?? '', lang)}`
        : `${many(empty.count, 'visitor', 'digit')} searched in vain, most often for ${quoteName(searches.terms[0]?.term ?? '', lang)}`,
    ),
    sentence: bothLangs((lang) => {
      const pen = pens[lang]
      const list = topTerms(searches, 5, lang)
      return prose(
        lang === 'de'
          ? `In ${days} Tagen fand die Suche bei ${shareText(empty, pen)} der suchenden Besucher mindestens einmal nichts. Am häufigsten: ${list}.`
          : `In ${days} days the search found nothing at least once for ${shareText(empty, pen)} of the visitors who searched. Most often: ${list}.`,
        nextSentence(searches, pen),
        moneySentence(searches, pen),
        suggestionSentence(searches, lang),
      )
    }),
    next: NEXT_STEPS,
  }
}

/** The share of searches without a result is clearly another one than before. */
export function changeStatement({ empty, before, terms }: Searches, days: number): Statement {
  const more = (empty.share ?? 0) > (before?.share ?? 0)
  const pens = pensFor('EUR')
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Die Suche findet ${more ? 'öfter' : 'seltener'} nichts als zuvor`
        : `The search finds nothing ${more ? 'more' : 'less'} often than before`,
    ),
    sentence: bothLangs((lang) => {
      const pen = pens[lang]
      const now = shareText(empty, pen)
      const then = before === null ? '' : shareText(before, pen)
      const top = quoteName(terms[0]?.term ?? '', lang)
      return lang === 'de'
        ? `Bei ${now} der suchenden Besucher fand sie in den letzten ${days} Tagen mindestens einmal nichts, in den ${days} Tagen davor bei ${then}. Am häufigsten vergeblich gesucht: ${top}.`
        : `For ${now} of the visitors who searched it found nothing at least once in the last ${days} days, in the ${days} days before for ${then}. Most often in vain: ${top}.`
    }),
    next: more
      ? steps(
          ['Prüfen, ob die Suche alle Produkte kennt', 'Check whether the search knows all products'],
          ['Nachsehen, wonach neuerdings gesucht wird', 'See what is searched for lately'],
        )
      : [],
  }
}

export function chartTitle(days: number): Text {
  return {
    de: `Wonach in ${days} Tagen vergeblich gesucht wurde`,
    en: `What was searched for in vain in ${days} days`,
  }
}
