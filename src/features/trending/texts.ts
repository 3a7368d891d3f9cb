/** The sentences of the trends. */
import type { Lang, Text } from '../../core/lang.ts'
import { addDays, type Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, type Pen, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import { LEAST_WEEKS, LEVEL, MAX_Q, type Metric, type Trend, type WindowName } from './schema.ts'

export const TITLE: Text = { de: 'Trends bei Produkten', en: 'Trending products' }

const [Q, LEVEL_PERCENT] = [MAX_Q * 100, LEVEL * 100]

export const METHOD: Text = {
  de: `Gezählt werden Besucher, die ein Produkt ansehen oder in den Warenkorb legen (je Produkt und Tag einmal), und Bestellungen mit dem Produkt, soweit sie im Shop gemessen sind. Der letzte Tag wird gegen denselben Wochentag der bis zu acht Wochen davor gehalten, die letzten sieben Tage gegen diese Wochen. Erwartet wird die eigene Zahl von damals, verändert um das, was bei allen Produkten (getrimmtes Mittel) und bei den übrigen der Kategorie (Median, nach Verlässlichkeit gewichtet) anders wurde: Wetter und Jahreszeit allein sind kein Trend. Test: bedingter Test zweier Raten (Beta-Binomial, mid-p) mit der aus den Wochen davor geschätzten Überdispersion. Über alle Vergleiche zusammen begrenzt das Verfahren von Benjamini und Hochberg den Anteil falscher Meldungen auf ${Q} %. Intervalle zum Niveau ${LEVEL_PERCENT} %.`,
  en: `Counted are visitors who look at a product or put it into the cart (once per product and day), and orders with the product as far as they were measured in the shop. The last day is held against the same weekday of up to eight weeks before, the last seven days against those weeks. Expected is the product's own count then, changed by what became different for all products (trimmed mean) and for the others of its category (median, weighted by how reliable it is): weather and season alone are no trend. Test: conditional test of two rates (beta-binomial, mid-p) with the overdispersion estimated from the weeks before. Over all comparisons together, the procedure of Benjamini and Hochberg keeps the share of false alerts at ${Q}%. Intervals at the ${LEVEL_PERCENT}% level.`,
}

/** @param firstBack days back to the oldest view */
export function tooFewWeeks(firstBack: number, day: Day): Text {
  const have = Math.max(0, Math.floor((firstBack + 1) / 7))
  const need = LEAST_WEEKS + 1
  const what = { de: 'die Trends', en: 'trends' }
  return notEnoughData({ what, unit: 'weeks', have, need, from: addDays(day, 7 * need - firstBack - 1) })
}

export const METRIC_NAMES: Readonly<Record<Metric, Text>> = {
  views: { de: 'angesehen', en: 'viewed' },
  carts: { de: 'in den Warenkorb gelegt', en: 'put into the cart' },
  orders: { de: 'bestellt', en: 'ordered' },
}

export const WINDOW_NAMES: Readonly<Record<WindowName, Text>> = {
  day: { de: 'letzter Tag', en: 'last day' },
  week: { de: 'letzte 7 Tage', en: 'last 7 days' },
}

const LEAST_RATE = 0.001

function falseAlarms(q: number, tests: number, pen: Pen): string {
  const tiny = q < LEAST_RATE
  const rate = pen.percent(tiny ? LEAST_RATE : q)
  return pen.lang === 'de'
    ? `Von den mindestens so deutlichen Meldungen dürften ${tiny ? 'weniger als' : 'höchstens'} ${rate} Zufall sein (${pen.count(tests)} Vergleiche).`
    : `Of the alerts at least this clear, ${tiny ? 'less than' : 'at most'} ${rate} are likely to be chance (${pen.count(tests)} comparisons).`
}

function timeOf(window: WindowName, day: Day, lang: Lang): string {
  if (window === 'week') return lang === 'de' ? 'In den letzten 7 Tagen' : 'In the last 7 days'
  return lang === 'de' ? `Am ${formatDay(day, 'day-month', lang)}` : `On ${formatDay(day, 'day-month', lang)}`
}

/** 'sahen es 2.220 Besucher an' / 'legten es 190 Besucher in den Warenkorb'. */
function countText({ metric, count }: Trend, pen: Pen): string {
  if (pen.lang === 'de') {
    const isOne = count === 1
    if (metric === 'orders') return `${isOne ? 'kam' : 'kamen'} ${zahl(count, 'Bestellung', { zero: 'digit' })}`
    const visitors = zahl(count, 'Besucher', { zero: 'digit' })
    return metric === 'views'
      ? `${isOne ? 'sah' : 'sahen'} es ${visitors} an (je Tag einmal gezählt)`
      : `${isOne ? 'legte' : 'legten'} es ${visitors} in den Warenkorb (je Tag einmal gezählt)`
  }
  if (metric === 'orders') return `${many(count, 'order', 'digit')} came in`
  return `${many(count, 'visitor', 'digit')} ${metric === 'views' ? 'looked at it' : 'put it into the cart'} (counted once a day)`
}

/** ': das 4,2-Fache (2,8 bis 6,4)' for a rise, ': 84 % weniger (62 bis 94 %)' for a fall. */
function timesText({ ratio, low, high, direction }: Trend, pen: Pen): string {
  if (ratio === null || high === null) return ''
  const german = pen.lang === 'de'
  if (direction === 'falling') {
    const range = pen.range({ low: Math.max(0, 1 - high), high: 1 - low }, 'ratio')
    return `: ${pen.share(1 - ratio)} ${german ? 'weniger' : 'less'} (${range})`
  }
  const range = pen.range({ low, high }, 'factor')
  return german
    ? `: das ${pen.factor(ratio).replace('-mal', '-Fache')} (${range})`
    : `: ${pen.factor(ratio)} as many (${range})`
}

const expectedText = (expected: number, pen: Pen) =>
  expected >= 10 ? pen.count(Math.round(expected)) : pen.mean(expected)

function mainSentence(trend: Trend, day: Day, pen: Pen): string {
  const start = `${timeOf(trend.window, day, pen.lang)} ${countText(trend, pen)}`
  const about = expectedText(trend.expected, pen)
  const times = timesText(trend, pen)
  return pen.lang === 'de' ? `${start}; erwartet waren ${about}${times}.` : `${start}; ${about} were expected${times}.`
}

/** 'Dazu: in den Warenkorb gelegt 190-mal statt 33-mal (letzte 7 Tage); bestellt 55-mal statt 8,9-mal (letzte 7 Tage).' */
function otherSentence(others: readonly Trend[], pen: Pen): string | null {
  if (others.length === 0) return null
  const parts = others.map(({ metric, window, count, expected }) => {
    const about = expectedText(expected, pen)
    return pen.lang === 'de'
      ? `${METRIC_NAMES[metric].de} ${pen.count(count)}-mal statt ${about}-mal (${WINDOW_NAMES[window].de})`
      : `${METRIC_NAMES[metric].en} ${pen.count(count)} instead of ${about} times (${WINDOW_NAMES[window].en})`
  })
  return `${pen.lang === 'de' ? 'Dazu' : 'Also'}: ${parts.join('; ')}.`
}

export interface TrendFacts {
  /** What the sentence is about, and what else moved. */
  readonly main: Trend
  readonly others: readonly Trend[]
  readonly day: Day
  readonly tests: number
  readonly currency: string
  /** What the additional or missing visitors are worth at the usual rate; null: told elsewhere, or not known. */
  readonly worth: { readonly cents: number; readonly low: number; readonly high: number } | null
  /** Whether orders moved as well. */
  readonly isOrdered: boolean
}

function moneySentence({ worth, main, isOrdered }: TrendFacts, pen: Pen): string | null {
  if (isOrdered || main.metric === 'orders') return null
  const rising = main.direction === 'rising'
  const german = pen.lang === 'de'
  const flat = german ? 'Bei den Bestellungen ist es noch nicht nachweisbar' : 'It cannot be shown in orders yet'
  if (worth === null) return `${flat}.`
  const [amount, range] = [pen.whole(worth.cents), pen.range({ low: worth.low, high: worth.high }, 'cents')]
  if (german)
    return `${flat}; so viel wie sonst je Besucher bestellt, ${rising ? 'wären es' : 'fehlten'} ${amount} (${range}).`
  return `${flat}; at what a visitor usually orders it would be ${amount} ${rising ? 'more' : 'less'} (${range}).`
}

const RISING_STEPS = steps(
  ['Nachsehen, woher die Besucher kommen, und Bestand prüfen', 'See where the visitors come from, and check the stock'],
  ['Auf der Startseite und im Newsletter zeigen', 'Show it on the home page and in the newsletter'],
)
const FALLING_STEPS = steps(
  ['Preis, Bestand und Produktseite prüfen', 'Check price, stock and product page'],
  ['Nachsehen, ob das Produkt noch gefunden wird', 'See whether the product can still be found'],
)

const MORE: Readonly<Record<Metric, (name: string, factor: string) => Text>> = {
  views: (name, factor) => ({
    de: `${name} wird ${factor} so oft angesehen wie erwartet`,
    en: `${name} is viewed ${factor} as often as expected`,
  }),
  carts: (name, factor) => ({
    de: `${name} kommt ${factor} so oft in den Warenkorb wie erwartet`,
    en: `${name} is put into the cart ${factor} as often as expected`,
  }),
  orders: (name, factor) => ({
    de: `${name} wird ${factor} so oft bestellt wie erwartet`,
    en: `${name} is ordered ${factor} as often as expected`,
  }),
}
const LESS: Readonly<Record<Metric, (name: string, share: string) => Text>> = {
  views: (name, share) => ({
    de: `${name} wird um ${share} seltener angesehen als erwartet`,
    en: `${name} is viewed ${share} less often than expected`,
  }),
  carts: (name, share) => ({
    de: `${name} kommt um ${share} seltener in den Warenkorb als erwartet`,
    en: `${name} is put into the cart ${share} less often than expected`,
  }),
  orders: (name, share) => ({
    de: `${name} wird um ${share} seltener bestellt als erwartet`,
    en: `${name} is ordered ${share} less often than expected`,
  }),
}

function titleOf({ name, metric, direction, ratio }: Trend, pen: Pen): string {
  const quoted = quoteName(name, pen.lang)
  if (ratio === null) return pen.lang === 'de' ? `${quoted} trendet` : `${quoted} is trending`
  if (direction === 'rising') return MORE[metric](quoted, pen.factor(ratio))[pen.lang]
  if (ratio === 0 && metric === 'carts')
    return pen.lang === 'de'
      ? `${quoted} kommt nicht mehr in den Warenkorb`
      : `${quoted} is no longer put into the cart`
  return LESS[metric](quoted, pen.share(1 - ratio))[pen.lang]
}

/** A product that is looked at, put into the cart or ordered clearly more or less often than expected. */
export function trendStatement(facts: TrendFacts): Statement {
  const { main, others, day, tests, currency } = facts
  const pens = pensFor(currency)
  return {
    title: bothLangs((lang) => titleOf(main, pens[lang])),
    sentence: bothLangs((lang) => {
      const pen = pens[lang]
      return prose(
        mainSentence(main, day, pen),
        otherSentence(others, pen),
        moneySentence(facts, pen),
        falseAlarms(main.q, tests, pen),
      )
    }),
    next: main.direction === 'rising' ? RISING_STEPS : FALLING_STEPS,
  }
}

export function chartTitle({ name, direction }: Trend): Text {
  const rising = direction === 'rising'
  return {
    de: `${quoteName(name, 'de')} wird ${rising ? 'öfter' : 'seltener'} angesehen als sonst`,
    en: `${quoteName(name, 'en')} is viewed ${rising ? 'more' : 'less'} often than usual`,
  }
}
