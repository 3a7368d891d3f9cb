/** The sentences about faults that the text engine does not have. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Day } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, pensFor, prose, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import type { CellScope } from './checkout-store.ts'

export const TITLE: Text = { de: 'Störungen, die Geld kosten', en: 'Faults that cost money' }

export const METHOD: Text = {
  de: 'Ausverkauft: Produkte und Varianten, deren Verkauf so lange aussetzt, dass es bei ihrem üblichen Verkauf (56 Tage bis zum letzten, gemessen an allen Bestellungen des Shops oder, wo sie stärker fiel, der Kategorie, mit geschätzter Überdispersion) unwahrscheinlich wäre (Beta-Binomial-Test, Anteil falscher Meldungen nach Benjamini und Hochberg höchstens 5 %), oder deren Bestand 0 ist. Der entgangene Umsatz ist der übliche; was Käufer stattdessen nehmen, ist nicht abgezogen. Falsche Preise: bezahlte Stückpreise der letzten 7 Tage, die mindestens das Doppelte oder weniger als die Hälfte des Medians der 90 Tage davor sind (als Reduzierung angekündigt: ein Viertel; unter Einkaufspreis: ein Fünftel weniger), mehr als sechs robuste Standardabweichungen und außerhalb der mittleren 96 % liegen und durch keine Preisbewegung der Kategorie oder des Shops erklärt sind; sind mehr als fünf Produkte zugleich so viel billiger, gilt es als Aktion. Bezahlvorgang: Anteil der Besucher, die nach einem Schritt bestellen, letzte 7 gegen 28 Tage davor, je Browser und Gerät (Test zweier Anteile; Benjamini und Hochberg 1 % über alle Felder und, nach Simes zusammengefasst, über alle Browser; Rückgang um mindestens ein Fünftel).',
  en: 'Sold out: products and variants whose sales have stopped for so long that it would be improbable at their usual rate (56 days up to the last sale, measured against all orders of the shop or, where it fell further, of the category, with estimated overdispersion; beta-binomial test, share of false alerts after Benjamini and Hochberg at most 5%), or whose stock is 0. The revenue lost is the usual one; what buyers take instead is not deducted. Wrong prices: prices paid in the last 7 days that are at least twice or less than half the median of the 90 days before (announced as a reduction: a quarter; below cost: a fifth less), more than six robust standard deviations away and outside of the middle 96%, and explained by no price movement of the category or the shop; more than five products that much cheaper at once count as a sale. Checkout: share of visitors who order after a step, last 7 against the 28 days before, per browser and device (test of two proportions; Benjamini and Hochberg 1% over all cells and, combined after Simes, over all browsers; a fall by at least a fifth).',
}

export function stoppedChart(name: Text): Text {
  return bothLangs((lang) => {
    const quoted = quoteName(name, lang)
    return lang === 'de' ? `Der Verkauf von ${quoted} hat aufgehört` : `Sales of ${quoted} have stopped`
  })
}

export function priceChart(name: Text): Text {
  return bothLangs((lang) => {
    const quoted = quoteName(name, lang)
    return lang === 'de' ? `${quoted}: Stückpreis je Tag` : `${quoted}: price per day`
  })
}

/** ' Die Produktseite wurde seither 310-mal aufgerufen.' */
export function viewsSentence(views: number): Text {
  return bothLangs((lang) => {
    const count = pensFor('EUR')[lang].count(views)
    if (lang === 'de') return ` Die Produktseite wurde seither ${count}-mal aufgerufen.`
    return ` The product page has been viewed ${views === 1 ? 'once' : `${count} times`} since.`
  })
}

/** 'Safari 17', 'Safari 17 (mobile)', 'alle Browser'. */
export function scopeName({ browser, device }: CellScope): Text {
  if (browser === '') return { de: 'Alle Browser', en: 'All browsers' }
  const name = device === '' ? browser : `${browser} (${device})`
  return { de: name, en: name }
}

/** Within a sentence: ' mit Safari 17', or nothing for all. */
function withScope(scope: CellScope, lang: Lang): string {
  return scope.browser === '' ? '' : ` ${lang === 'de' ? 'mit' : 'using'} ${scopeName(scope)[lang]}`
}

export function checkoutChart(scope: CellScope): Text {
  return bothLangs((lang) => {
    const step = quoteName(scope.step, lang)
    return lang === 'de'
      ? `Besucher${withScope(scope, lang)}, die nach dem Schritt ${step} bestellten`
      : `Visitors${withScope(scope, lang)} who ordered after the step ${step}`
  })
}

export interface CheckoutBreak {
  readonly scope: CellScope
  readonly since: Day
  readonly reached: number
  readonly ordered: number
  readonly shareBefore: number
  readonly beforeDays: number
  /** The same share for all other visitors now; null: there are none. */
  readonly othersShare: number | null
  readonly ordersPerDay: number
  readonly centsPerDay: { readonly value: number; readonly low: number; readonly high: number }
  readonly currency: string
}

/** Visitors reach a step of the checkout and no longer get to the order. */
export function checkoutStatement(params: CheckoutBreak): Statement {
  const { scope } = params
  return {
    title: bothLangs((lang) => {
      const step = quoteName(scope.step, lang)
      return lang === 'de'
        ? `Käufe${withScope(scope, lang)} brechen beim Schritt ${step} ab`
        : `Purchases${withScope(scope, lang)} break off at the step ${step}`
    }),
    sentence: bothLangs((lang) => checkoutSentence(params, lang)),
    next: steps(
      scope.browser === ''
        ? ['Einen Kauf bis zum Ende durchspielen', 'Play a purchase through to the end']
        : [
            `Einen Kauf mit ${scopeName(scope).de} bis zum Ende durchspielen`,
            `Play a purchase through to the end in ${scopeName(scope).en}`,
          ],
      [
        'Letzte Änderungen an diesem Schritt und an den Zahlarten prüfen, notfalls zurücknehmen',
        'Check the last changes to this step and to the payment methods; undo them if need be',
      ],
    ),
  }
}

function checkoutSentence(params: CheckoutBreak, lang: Lang): string {
  const { scope, reached, ordered, othersShare, ordersPerDay, centsPerDay } = params
  const pen = pensFor(params.currency)[lang]
  const since = formatDay(params.since, 'long', lang)
  const step = quoteName(scope.step, lang)
  const now = pen.percent(reached > 0 ? ordered / reached : 0)
  const before = pen.percent(params.shareBefore)
  const range = pen.range(centsPerDay, 'cents')
  if (lang === 'de') {
    const visitors = zahl(reached, 'Besucher', { case: 'dative', zero: 'digit' })
    return prose(
      `Von ${visitors}${withScope(scope, lang)}, die seit dem ${since} den Schritt ${step} erreichten, ${ordered === 1 ? 'bestellte' : 'bestellten'} ${pen.count(ordered)} (${now}); in den ${params.beforeDays} Tagen davor waren es ${before}.`,
      othersShare === null ? null : `Bei allen anderen Besuchern sind es jetzt ${pen.percent(othersShare)}.`,
      `Das kostet am Tag etwa ${pen.mean(ordersPerDay)} ${pen.mean(ordersPerDay) === '1' ? 'Bestellung' : 'Bestellungen'} oder ${pen.short(centsPerDay.value)} (${range}).`,
    )
  }
  return prose(
    `Of ${many(reached, 'visitor', 'digit')}${withScope(scope, lang)} who have reached the step ${step} since ${since}, ${pen.count(ordered)} ordered (${now}); in the ${params.beforeDays} days before it was ${before}.`,
    othersShare === null ? null : `For all other visitors it is now ${pen.percent(othersShare)}.`,
    `That costs about ${pen.mean(ordersPerDay)} ${pen.mean(ordersPerDay) === '1' ? 'order' : 'orders'} or ${pen.short(centsPerDay.value)} a day (${range}).`,
  )
}

export interface ShortCover {
  /** The most important ones. */
  readonly products: readonly { readonly name: Text; readonly days: number }[]
  readonly count: number
  readonly withinDays: number
  /** What all of them bring per day. */
  readonly centsPerDay: number
  readonly currency: string
}

/** Products that will be sold out soon. */
export function coverStatement({ products, count, withinDays, centsPerDay, currency }: ShortCover): Statement {
  return {
    title: bothLangs((lang) => {
      if (lang === 'de') {
        return `${zahl(count, 'Produkt')} ${count === 1 ? 'reicht' : 'reichen'} keine ${withinDays} Tage mehr`
      }
      return `${many(count, 'product')} will not last ${withinDays} days`
    }),
    sentence: bothLangs((lang) => {
      const pen = pensFor(currency)[lang]
      const list = joinList(
        products.map(({ name, days }) => {
          const whole = Math.max(1, Math.round(days))
          return `${quoteName(name, lang)} (${lang === 'de' ? zahl(whole, 'Tag', { zero: 'digit' }) : many(whole, 'day', 'digit')})`
        }),
        lang,
      )
      const money = pen.short(centsPerDay)
      if (lang === 'de') {
        return prose(
          `Beim Verkauf der letzten 28 Tage ${count === 1 ? 'ist' : 'sind'} bald ausverkauft: ${list}${count > products.length ? ' und weitere' : ''}.`,
          `${count === 1 ? 'Es bringt' : 'Zusammen bringen sie'} ${money} am Tag.`,
        )
      }
      return prose(
        `At the pace of the last 28 days, soon sold out: ${list}${count > products.length ? ' and others' : ''}.`,
        `${count === 1 ? 'It brings' : 'Together they bring'} ${money} a day.`,
      )
    }),
    next: steps(
      ['Nachbestellen', 'Reorder'],
      ['Lieferzeit der Nachbestellung prüfen', 'Check the delivery time of the reorder'],
    ),
  }
}

export const NO_EVENTS: Text = {
  de: 'Ob der Bezahlvorgang in einem Browser abbricht, lässt sich noch nicht sagen: Dafür braucht es Ereignisse aus dem Shop („Checkout Step Viewed“ und „Order Completed“) aus fünf Wochen.',
  en: 'Whether the checkout breaks in some browser cannot be said yet: that takes five weeks of events from the shop (“Checkout Step Viewed” and “Order Completed”).',
}

export function tooFewDays(have: number, need: number, from: Day): Text {
  const what = { de: 'die Suche nach Störungen', en: 'the search for faults' }
  return notEnoughData({ what, unit: 'days', have, need, from })
}
