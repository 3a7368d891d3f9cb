import type { Text } from '../../../core/lang.ts'
import { channelName } from '../../../language/channel.ts'
import { quoteName } from '../../../language/grammar/quote.ts'
import { partName } from '../../../language/part-name.ts'
import { SEGMENT_NAMES } from '../../../language/sentences/customers.ts'
import type { Customer, CustomerRow, Order, Segment, TimelineEntry } from '../schema.ts'

export const words = {
  title: { de: 'Kunden', en: 'Customers' },
  list: { de: 'Liste der Kunden', en: 'List of customers' },
  profile: { de: 'Profil', en: 'Profile' },
  search: { de: 'Name, E-Mail, Ort, Nummer', en: 'Name, e-mail, city, number' },
  sort: { de: 'Reihenfolge', en: 'Order' },
  country: { de: 'Land', en: 'Country' },
  segment: { de: 'Segment', en: 'Segment' },
  consent: { de: 'Werbung', en: 'Advertising' },
  anyCountry: { de: 'Alle Länder', en: 'All countries' },
  anySegment: { de: 'Alle Segmente', en: 'All segments' },
  anyConsent: { de: 'Werbung: egal', en: 'Advertising: any' },
  name: { de: 'Name', en: 'Name' },
  email: { de: 'E-Mail', en: 'E-mail' },
  city: { de: 'Ort', en: 'City' },
  orders: { de: 'Bestellungen', en: 'Orders' },
  spent: { de: 'Umsatz', en: 'Revenue' },
  lastOrder: { de: 'Letzte Bestellung', en: 'Last order' },
  firstOrder: { de: 'Erste Bestellung', en: 'First order' },
  key: { de: 'Schlüssel', en: 'Key' },
  address: { de: 'Anschrift', en: 'Address' },
  since: { de: 'Kunde seit', en: 'Customer since' },
  average: { de: 'Im Schnitt je Bestellung', en: 'Average per order' },
  expected: { de: 'Erwartet, 12 Monate', en: 'Expected, 12 months' },
  noneTitle: { de: 'Noch keine Kunden', en: 'No customers yet' },
  none: {
    de: 'Hier stehen alle, die bestellt haben oder die Ihr Shop als Kunden führt, sobald Bestellungen oder Kunden importiert sind: dirigent import, oder Webhooks Ihres Shops.',
    en: 'Everybody who ordered, or whom your shop knows as a customer, will be here as soon as orders or customers are imported: dirigent import, or webhooks of your shop.',
  },
  noMatch: { de: 'Niemand passt zu diesen Filtern.', en: 'Nobody fits these filters.' },
  clear: { de: 'Filter aufheben', en: 'Clear filters' },
  timeline: { de: 'Verlauf', en: 'Timeline' },
  noTimeline: {
    de: 'Noch ist nichts geschehen. Besuche erscheinen hier, wenn der Tracker eingebaut ist und die Person sich im Shop zu erkennen gab; sie werden stündlich geordnet.',
    en: 'Nothing has happened yet. Visits appear here once the tracker is in place and the person was identified in the shop; they are put in order every hour.',
  },
  noOrders: { de: 'Keine Bestellung.', en: 'No order.' },
  consentTitle: { de: 'Einwilligung', en: 'Consent' },
  consentNone: {
    de: 'Nichts bekannt: nur aus Bestellungen bekannt, niemand hat gefragt. Ohne Einwilligung keine Werbemail.',
    en: 'Nothing is known: known from orders alone, nobody asked. No advertising mail without consent.',
  },
  audiences: { de: 'Zielgruppen', en: 'Audiences' },
  noAudiences: { de: 'In keiner Zielgruppe.', en: 'In no audience.' },
  traits: { de: 'Was der Shop gesagt hat', en: 'What the shop said' },
  more: { de: 'Weitere laden', en: 'Load more' },
  privacy: { de: 'Auskunft und Löschung', en: 'Disclosure and erasure' },
  export: { de: 'Auskunft herunterladen', en: 'Download disclosure' },
  exportAbout: {
    de: 'Alles, was zu dieser Person gespeichert ist, als eine Datei (DSGVO, Artikel 15 und 20). Der Abruf wird im Protokoll vermerkt.',
    en: 'Everything stored about this person as one file (GDPR, articles 15 and 20). The request is noted in the audit log.',
  },
  erase: { de: 'Person löschen', en: 'Erase person' },
  eraseTitle: { de: 'Diese Person löschen?', en: 'Erase this person?' },
  eraseAbout: {
    de: 'Name, Adressen, Einwilligungen, Besuche und alles, was daraus berechnet wurde, werden entfernt. Bestellungen bleiben für das Steuerrecht, gehören aber niemandem mehr. Das lässt sich nicht zurücknehmen.',
    en: 'Name, addresses, consents, visits and everything computed from them are removed. Orders stay for tax law but belong to nobody any more. This cannot be undone.',
  },
  eraseType: (key: string): Text => ({
    de: `Zur Bestätigung den Schlüssel eintippen: ${key}`,
    en: `Type the key to confirm: ${key}`,
  }),
  erasing: { de: 'Wird gelöscht', en: 'Being erased' },
  erased: {
    de: 'Gelöscht. Kommt die Person wieder herein, wird sie nachts erneut gelöscht.',
    en: 'Erased. If the person comes back in, they are erased again by night.',
  },
  rows: (count: string): Text => ({
    de: `${count} Zeilen entfernt oder geändert`,
    en: `${count} rows removed or changed`,
  }),
  order: { de: 'Bestellung', en: 'Order' },
  orderNumber: (number: string): Text => ({ de: `Bestellung ${number}`, en: `Order ${number}` }),
  customer: { de: 'Kunde', en: 'Customer' },
  guest: { de: 'nicht bekannt', en: 'not known' },
  placed: { de: 'Bestellt', en: 'Placed' },
  channel: { de: 'Kanal', en: 'Channel' },
  total: { de: 'Summe', en: 'Total' },
  refunded: { de: 'Erstattet', en: 'Refunded' },
  cancelled: { de: 'storniert', en: 'cancelled' },
  quantity: { de: 'Menge', en: 'Quantity' },
  item: { de: 'Posten', en: 'Item' },
  sku: { de: 'Artikelnummer', en: 'SKU' },
  price: { de: 'Einzelpreis', en: 'Unit price' },
  lines: { de: 'Posten der Bestellung', en: 'Items of the order' },
  visit: (channel: string, pages: string): Text => ({
    de: `Besuch über ${quoteName(channelName(channel || 'direct'), 'de')}, ${pages} Seiten`,
    en: `Visit by ${quoteName(channelName(channel || 'direct'), 'en')}, ${pages} pages`,
  }),
  asOf: (day: string): Text => ({ de: `Segmente mit Stand ${day}`, en: `Segments as of ${day}` }),
  notCounted: { de: 'Segmente werden gerade gezählt.', en: 'Segments are being counted.' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

export const segmentWords: Readonly<Record<Segment, Text>> = {
  champions: SEGMENT_NAMES.champions,
  loyal: SEGMENT_NAMES.loyal,
  promising: SEGMENT_NAMES.promising,
  new: SEGMENT_NAMES.new,
  'at-risk': SEGMENT_NAMES['at-risk'],
  'needs-attention': SEGMENT_NAMES['needs-attention'],
  hibernating: SEGMENT_NAMES.hibernating,
  none: { de: 'Ohne Kauf in 24 Monaten', en: 'No purchase in 24 months' },
}

export const consentWords: Readonly<Record<CustomerRow['consent'], Text>> = {
  yes: { de: 'Werbung erlaubt', en: 'Advertising allowed' },
  no: { de: 'Keine Werbung', en: 'No advertising' },
  unknown: { de: 'Nicht gefragt', en: 'Not asked' },
}

export const sortWords: Readonly<Record<string, Text>> = {
  'last-order': { de: 'Zuletzt bestellt', en: 'Last order' },
  value: { de: 'Umsatz', en: 'Revenue' },
  name: { de: 'Name', en: 'Name' },
}

export const documentWords: Readonly<Record<Order['document'], Text>> = {
  order: { de: 'Bestellung', en: 'Order' },
  cancellation: { de: 'Stornobuchung', en: 'Cancellation' },
  adjustment: { de: 'Korrekturbuchung', en: 'Adjustment' },
}

export const kindWords: Readonly<Record<TimelineEntry['kind'], Text>> = {
  order: { de: 'Bestellung', en: 'Order' },
  cancelled: { de: 'Storno', en: 'Cancelled' },
  refund: { de: 'Erstattung', en: 'Refund' },
  visit: { de: 'Besuch', en: 'Visit' },
  event: { de: 'Ereignis', en: 'Event' },
}

/** Who said something about advertising. */
export function saidBy(by: Customer['consentSaid'][number]['by']): Text {
  return by === 'identify' ? { de: 'im Shop gesagt', en: 'said in the shop' } : { de: `laut ${by}`, en: `by ${by}` }
}

/** As the tracker tells them apart; what another sender says stays as it is. */
export const deviceWords: Readonly<Record<string, Text>> = {
  mobile: { de: 'Handy', en: 'Phone' },
  tablet: { de: 'Tablet', en: 'Tablet' },
  desktop: { de: 'Rechner', en: 'Computer' },
}

/** What a country is called; nothing where none is given. */
export function countryWords(country: string): Text {
  return country === '' ? { de: '', en: '' } : partName('country', country)
}
