/** What is said where visits are missing. */
import type { Text } from '../../core/lang.ts'
import { formatDay } from '../../language/dates.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { HitMatch } from './match.ts'
import type { Period } from './schema.ts'
import type { Coverage } from './store.ts'

const NO_VISITS: Text = {
  de: 'Es sind noch keine Besuche bekannt: Dafür muss der Shop Ereignisse schicken, mit dem Tracker dirigent.js oder über die Schnittstelle /v1/batch.',
  en: 'No visits are known yet: for that the shop has to send events, with the tracker dirigent.js or through the API /v1/batch.',
}

/** Why nothing can be said about the period; null where there are visits in it. */
export function waitingText(coverage: Coverage | undefined, { from, to }: Period): Text | null {
  if (coverage === undefined || coverage.hits === 0) return NO_VISITS
  if (coverage.period_hits > 0) return null
  return bothLangs((lang) => {
    const [first, last] = [formatDay(from, 'short', lang), formatDay(to, 'short', lang)]
    const [known, until] = [formatDay(coverage.first_day, 'short', lang), formatDay(coverage.last_day, 'short', lang)]
    return lang === 'de'
      ? `Vom ${first} bis zum ${last} gibt es keine Besuche; bekannt sind welche vom ${known} bis zum ${until}.`
      : `There are no visits from ${first} to ${last}; those on record are from ${known} to ${until}.`
  })
}

const EVENTS: Readonly<Record<string, Text>> = {
  'Page Viewed': { de: 'Seite angesehen', en: 'Page viewed' },
  'Screen Viewed': { de: 'Seite der App angesehen', en: 'Screen viewed' },
  'Product List Viewed': { de: 'Produktliste angesehen', en: 'Product list viewed' },
  'Products Searched': { de: 'Gesucht', en: 'Searched' },
  'Product Viewed': { de: 'Produkt angesehen', en: 'Product viewed' },
  'Product Added': { de: 'In den Warenkorb gelegt', en: 'Added to cart' },
  'Product Removed': { de: 'Aus dem Warenkorb genommen', en: 'Removed from cart' },
  'Cart Viewed': { de: 'Warenkorb angesehen', en: 'Cart viewed' },
  'Checkout Started': { de: 'Bezahlvorgang begonnen', en: 'Checkout started' },
  'Checkout Step Viewed': { de: 'Schritt des Bezahlvorgangs', en: 'Checkout step' },
  'Checkout Step Completed': { de: 'Schritt des Bezahlvorgangs erledigt', en: 'Checkout step completed' },
  'Order Completed': { de: 'Bestellt', en: 'Ordered' },
}

/** An event in plain words; its own name where there are none. */
export function eventText(type: string): Text {
  return EVENTS[type] ?? { de: type, en: type }
}

/** What a hit is called in a report: 'In den Warenkorb gelegt', 'Schritt des Bezahlvorgangs: payment', '/warenkorb'. */
export function matchText({ type, step, path }: HitMatch): Text {
  const said = [step, path].filter((part) => part !== '').join(', ')
  if (type === '') return { de: said, en: said }
  const name = eventText(type)
  return said === '' ? name : { de: `${name.de}: ${said}`, en: `${name.en}: ${said}` }
}
