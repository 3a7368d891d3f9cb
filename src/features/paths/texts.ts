/** The sentences of the paths. */
import type { Text } from '../../core/lang.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { bothLangs, pensFor } from '../../language/sentences/pen.ts'
import { eventText } from '../visits/index.ts'

export const TITLE: Text = { de: 'Wege durch den Shop', en: 'Paths through the shop' }

export const METHOD: Text = {
  de: 'Besuche (Sitzungen) der letzten 28 Tage, von ihrem Beginn an. Seiten heißen nach ihrem Pfad, alles andere nach dem Ereignis; die zwölf häufigsten werden unterschieden, mehrmals dasselbe nacheinander ist ein Schritt. Spannen nach Wilson (95 %).',
  en: 'Visits (sessions) of the last 28 days, from their beginning. Pages go by their path, everything else by the event; the twelve most frequent are told apart, the same several times in a row is one step. Wilson intervals (95%).',
}

const PLACES: Readonly<Record<string, Text>> = {
  other: { de: 'Anderes', en: 'Other' },
  end: { de: 'Ende des Besuchs', en: 'End of the visit' },
  start: { de: 'Beginn des Besuchs', en: 'Beginning of the visit' },
}
const CHECKOUT = 'Checkout Step Viewed: '

/** A place of a path in plain words. */
export function placeText(name: string): Text {
  if (!name.startsWith(CHECKOUT)) return PLACES[name] ?? eventText(name)
  const [event, step] = [eventText('Checkout Step Viewed'), name.slice(CHECKOUT.length)]
  return { de: `${event.de}: ${step}`, en: `${event.en}: ${step}` }
}

/** '42 % der Besuche beginnen mit „Produkt angesehen“'. */
export function startsTitle(name: string, share: number): Text {
  return bothLangs((lang) => {
    const percent = pensFor('EUR')[lang].share(share)
    const place = quoteName(placeText(name), lang)
    return lang === 'de' ? `${percent} der Besuche beginnen mit ${place}` : `${percent} of visits begin with ${place}`
  })
}
