/** The sentences of the demand forecasts. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, type Pen, pensFor, prose, steps, zahl } from '../../language/sentences/pen.ts'
import { WINDOW_NIGHTS } from './accuracy.ts'
import type { Total } from './outlook.ts'

export const TITLE: Text = { de: 'Was sich verkaufen wird', en: 'What will sell' }
export const ALL_TITLE: Text = { de: 'Alle Produkte', en: 'All products' }

export const METHOD: Text = {
  de: `Gezählt werden bestellte Stücke je Woche; Wochen, in denen nichts am Lager war, gelten als nicht bekannt, denn was niemand kaufen konnte, hat niemand verschmäht. Jede Reihe wird von einer Kombination aus exponentieller Glättung, drei Theta-Modellen und komplexer Glättung fortgeschrieben, seltene Käufe von Modellen dafür (TSB, ADIDA), Produkte von weniger als acht Wochen wie die ersten Wochen ähnlicher Produkte. Eine einzelne Woche weit über allen anderen, etwa mit einer Großbestellung, wird nicht fortgeschrieben. Shop und Kategorien werden außerdem Tag für Tag vorhergesagt, mit Feiertagen, Rabatttagen und, wo es sich bewährt, dem Wetter. Am Ende ergeben die Produkte ihre Kategorien und die Kategorien den Shop (MinT). Bänder zum Niveau 90 % kommen aus den Fehlern früherer Vorhersagen (konforme Vorhersage). Daneben steht immer die einfache Fortschreibung: dieselbe Woche des Vorjahres, sonst die letzte Woche. Ein Modell, das über ${WINDOW_NIGHTS} Nächte schlechter ist als sie, macht ihr von selbst Platz.`,
  en: `Counted are pieces ordered per week; weeks with nothing in stock count as not known, for nobody turned down what nobody could buy. Each series is carried forward by a combination of exponential smoothing, three theta models and complex smoothing, rare purchases by models made for them (TSB, ADIDA), products of fewer than eight weeks like the first weeks of similar products. A single week far beyond all others, such as one with a bulk order, is not carried on. The shop and its categories are also forecast day by day, with public holidays, discount days and, where it proves useful, the weather. In the end products add up to their categories and categories to the shop (MinT). The 90% bands come from the errors of earlier forecasts (conformal prediction). Beside them always stands the plain forecast: the same week of the year before, else the last week. A model that is worse than it over ${WINDOW_NIGHTS} nights gives way to it by itself.`,
}

export const NAIVE_LABEL: Text = { de: 'Fortgeschrieben (Vorjahr)', en: 'Carried over (year before)' }
export const LAST_LABEL: Text = { de: 'Letzte 28 Tage', en: 'Last 28 days' }
export const YEAR_LABEL: Text = { de: 'Dieselben 28 Tage im Vorjahr', en: 'The same 28 days a year ago' }

export function tooFewWeeks(asOf: Day, have: number, need: number): Text {
  const what = { de: 'die Vorhersage des Absatzes', en: 'the sales forecast' }
  return notEnoughData({ what, unit: 'weeks', have, need, from: addDays(asOf, 7 * Math.max(1, need - have)) })
}

export const NOTHING_SOLD: Text = {
  de: 'In den letzten 24 Wochen wurde nichts verkauft; ohne Verkäufe gibt es nichts fortzuschreiben.',
  en: 'Nothing was sold in the last 24 weeks; without sales there is nothing to carry forward.',
}

export function spanLabel(days: 28 | 84): Text {
  return { de: `Stück, nächste ${zahl(days, 'Tag')}`, en: `Pieces, next ${many(days, 'day')}` }
}

/** '1.240 bis 1.480 Stück'. */
function bandOf({ low, high }: Total, pen: Pen): string {
  const [from, to] = [pen.count(Math.round(low)), pen.count(Math.round(high))]
  return pen.lang === 'de' ? `${from} bis ${to} Stück` : `${from} to ${to} pieces`
}

interface Move {
  readonly title: Text
  readonly month: Total
  readonly before: number
  readonly yearBefore: number | null
  readonly changeCents: number
  readonly currency: string
}

/** Title and sentence of a product that will sell more, or less, than in the last 28 days. */
export function moveStatement({ title, month, before, yearBefore, changeCents, currency }: Move) {
  const pens = pensFor(currency)
  const isRising = month.point >= before
  const write = (pen: Pen): [title: string, sentence: string] => {
    const name = quoteName(title[pen.lang], pen.lang)
    const [point, was] = [pen.count(Math.round(month.point)), pen.count(Math.round(before))]
    const worth = pen.money(Math.abs(changeCents))
    if (pen.lang === 'de') {
      const year =
        yearBefore === null ? '' : `Vor einem Jahr waren es in denselben Tagen ${pen.count(Math.round(yearBefore))}.`
      return [
        `${name} wird sich ${isRising ? 'mehr' : 'weniger'} verkaufen: ${point} statt ${was} Stück in 28 Tagen`,
        prose(
          `Zu erwarten sind ${bandOf(month, pen)} (90 %); in den letzten 28 Tagen waren es ${was}.`,
          year,
          `Zum Preis von zuletzt sind das etwa ${worth} ${isRising ? 'mehr' : 'weniger'}.`,
        ),
      ]
    }
    const year = yearBefore === null ? '' : `In the same days a year ago it was ${pen.count(Math.round(yearBefore))}.`
    return [
      `${name} will sell ${isRising ? 'more' : 'less'}: ${point} instead of ${was} pieces in 28 days`,
      prose(
        `To be expected are ${bandOf(month, pen)} (90%); in the last 28 days it was ${was}.`,
        year,
        `At the price of late that is about ${worth} ${isRising ? 'more' : 'less'}.`,
      ),
    ]
  }
  const [de, en] = [write(pens.de), write(pens.en)]
  const next = isRising
    ? steps(
        ['Bestand prüfen und rechtzeitig nachbestellen', 'Check the stock and reorder in time'],
        ['Im nächsten Newsletter zeigen', 'Show it in the next newsletter'],
      )
    : steps(['Weniger nachbestellen', 'Reorder less'], ['Eine Aktion erwägen', 'Consider a promotion'])
  return { title: { de: de[0], en: en[0] }, sentence: { de: de[1], en: en[1] }, next: [...next] }
}

/** The shop's own line: title of the chart. */
export function shopTitle(month: Total, before: number, currency: string): Text {
  const pens = pensFor(currency)
  return bothLangs((lang) => {
    const pen = pens[lang]
    const point = pen.count(Math.round(month.point))
    const was = pen.count(Math.round(before))
    return lang === 'de'
      ? `In den nächsten 28 Tagen etwa ${point} Stück, nach ${was} in den letzten`
      : `About ${point} pieces in the next 28 days, after ${was} in the last`
  })
}

/** What is said where models gave way to the naive forecast. */
export function gaveWayStatement(titles: readonly Text[], count: number, currency: string) {
  const pens = pensFor(currency)
  const list = (pen: Pen) =>
    titles.map((title) => quoteName(title[pen.lang], pen.lang)).join(', ') +
    (count > titles.length ? (pen.lang === 'de' ? ' und andere' : ' and others') : '')
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `Bei ${zahl(count, 'Produkt', { case: 'dative' })} war das Modell schlechter als die Fortschreibung und macht ihr Platz`
        : `For ${many(count, 'product')} the model was worse than carrying over and gives way to it`,
    ),
    sentence: bothLangs((lang) =>
      lang === 'de'
        ? `Über ${WINDOW_NIGHTS} Nächte lagen die Vorhersagen für ${list(pens.de)} weiter daneben als die einfache Fortschreibung. Bis das Modell wieder besser ist, wird fortgeschrieben.`
        : `Over ${WINDOW_NIGHTS} nights the forecasts of ${list(pens.en)} were further off than plain carrying over. Until the model is better again, carrying over is used.`,
    ),
    next: [
      ...steps([
        'Nachsehen, ob sich bei diesen Produkten etwas geändert hat, das die Daten nicht sagen',
        'Look whether something has changed about these products that the data do not tell',
      ]),
    ],
  }
}

export const TABLE_TITLE: Text = {
  de: 'Was sich in den nächsten 28 Tagen verkauft',
  en: 'What sells in the next 28 days',
}
export const ORDER_TITLE: Text = { de: 'Zeit, nachzubestellen', en: 'Time to reorder' }

export function orderNote(leadDays: number, serviceLevel: number): Text {
  return bothLangs((lang) => {
    const pen = pensFor('EUR')[lang]
    const level = pen.percent(serviceLevel)
    return lang === 'de'
      ? `Bei ${zahl(leadDays, 'Tag', { case: 'dative' })} Lieferzeit und ${level} Lieferbereitschaft; die Menge reicht 28 Tage über die Lieferung hinaus.`
      : `With ${many(leadDays, 'day')} to deliver and a service level of ${level}; the quantity lasts 28 days beyond the delivery.`
  })
}

export const WEATHER_TITLE: Text = { de: 'Hilft das Wetter?', en: 'Does the weather help?' }
export const WEATHER_NOTE: Text = {
  de: 'Mittlerer Fehler eines Tages in Stück, über zwölf Wochen der Vergangenheit, mit und ohne das Wetter. Verwendet wird es nur, wo der Fehler damit um wenigstens 2 % kleiner ist.',
  en: 'Mean error of a day in pieces over twelve weeks of the past, with the weather and without. It is used only where it makes the error at least 2% smaller.',
}
