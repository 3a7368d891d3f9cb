/** The sentences of the lifetime analysis. */
import type { Text } from '../../core/lang.ts'
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { formatDay } from '../../language/dates.ts'
import { numberAfter } from '../../language/grammar/article.ts'
import { notEnoughData } from '../../language/sentences/data-gaps.ts'
import { bothLangs, many, pensFor, type Statement, steps, zahl } from '../../language/sentences/pen.ts'
import type { Base } from './store.ts'

export interface SlippingFacts {
  readonly customers: number
  /** Expected revenue of twelve months lost since then. */
  readonly lostCents: number
  readonly beforeCents: number
  readonly since: Day
  readonly currency: string
}

/** Valuable customers who have probably left since the last report. */
export function slippingStatement({ customers, lostCents, beforeCents, since, currency }: SlippingFacts): Statement {
  const pens = pensFor(currency)
  const one = numberAfter(customers) === 'singular'
  return {
    title: bothLangs((lang) =>
      lang === 'de'
        ? `${zahl(customers, 'Kunde', { adjectives: ['wertvoll'] })} wohl im Begriff zu gehen: ${pens.de.whole(lostCents)} erwarteter Umsatz`
        : `${many(customers, 'valuable customer')} probably leaving: ${pens.en.whole(lostCents)} of expected revenue`,
    ),
    sentence: bothLangs((lang) => {
      const day = formatDay(since, 'long', lang)
      const before = pens[lang].whole(beforeCents)
      const lost = pens[lang].whole(lostCents)
      return lang === 'de'
        ? `${zahl(customers, 'Kunde')} aus dem wertvollsten Zehntel ${one ? 'hat' : 'haben'} seit dem ${day} nicht bestellt, obwohl es nach dem eigenen Rhythmus zu erwarten war: Die Wahrscheinlichkeit, dass ${one ? 'er' : 'sie'} noch Kunde ${one ? 'ist' : 'sind'}, ist unter die Hälfte gefallen. Von den ${before}, die in zwölf Monaten zu erwarten waren, sind ${lost} verloren, wenn ${one ? 'er nicht zurückkommt' : 'sie nicht zurückkommen'}.`
        : `${many(customers, 'customer')} of the most valuable tenth ${one ? 'has' : 'have'} not ordered since ${day} although their own rhythm let one expect it: the probability of still being a customer has fallen below one half. Of the ${before} to be expected over twelve months, ${lost} is lost if they do not come back.`
    }),
    next: steps(
      [
        'Diese Kunden jetzt persönlich ansprechen; die Liste steht in der Tabelle',
        'Approach these customers personally now; the list is in the table',
      ],
      [
        'Letzte Bestellungen auf Rückgaben und Beschwerden durchsehen',
        'Look through their last orders for returns and complaints',
      ],
    ),
  }
}

export const METHOD: Text = {
  de: 'Käufe je Kunde nach BG/NBD (Fader, Hardie, Lee 2005), Wert eines Kaufs nach Gamma-Gamma (Fader, Hardie 2013), beide mit größter Wahrscheinlichkeit an alle Kunden angepasst; Zeit in Wochen, ein Kauf ist ein Tag, an dem nach Stornierungen und Erstattungen ein Betrag bleibt. Der erwartete Umsatz ist um den Anteil gekürzt, der an anderen Tagen ohne Bezug zu einer Bestellung zurückgebucht wird. Die Spannen (80 %) kommen aus bis zu drei Rückvergleichen: so weit lag das Modell zu früheren Zeitpunkten daneben. Das Modell lässt niemanden vor dem zweiten Kauf gehen; über einmalige Käufer sagt die Wahrscheinlichkeit deshalb nichts.',
  en: 'Purchases per customer by BG/NBD (Fader, Hardie, Lee 2005), value of a purchase by Gamma-Gamma (Fader, Hardie 2013), both fitted to all customers by maximum likelihood; time in weeks, a purchase is a day on which an amount is left after cancellations and refunds. Expected revenue is reduced by the share that is booked back on other days without reference to an order. The intervals (80%) come from up to three back tests: so far off was the model at earlier times. The model lets nobody leave before a second purchase, so the probability says nothing about one-time buyers.',
}

export interface Needs {
  readonly repeaters: number
  readonly days: number
}

/** What is missing for a fit; null where nothing is. */
export function missingText(base: Base, asOf: Day, needs: Needs): Text | null {
  if (base.customers === 0)
    return { de: 'Keine Bestellung eines bekannten Kunden.', en: 'No order of a known customer.' }
  const from = addDays(base.first_day, needs.days)
  if (from > asOf) {
    const what = { de: 'den Kundenwert', en: 'customer value' }
    return notEnoughData({ what, unit: 'days', have: daysBetween(base.first_day, asOf), need: needs.days, from })
  }
  if (base.repeaters < needs.repeaters) {
    return {
      de: `Erst ${zahl(base.repeaters, 'Kunde', { zero: 'digit' })} mit einem zweiten Kauf; das Modell braucht ${needs.repeaters}.`,
      en: `Only ${many(base.repeaters, 'customer')} with a second purchase; the model needs ${needs.repeaters}.`,
    }
  }
  return null
}

/** Said where nobody seems to leave. */
export const UNCLEAR: Text = {
  de: 'Die Daten zeigen noch nicht, wann Kunden gehen; wer noch Kunde ist, lässt sich deshalb nicht sagen. Die erwarteten Käufe gelten unter der Annahme, dass alle bleiben.',
  en: 'The data do not show yet when customers leave, so it cannot be said who is still a customer. The expected purchases hold on the assumption that all stay.',
}
