import type { Text } from '../../../core/lang.ts'
import type { Condition } from './rule-form.ts'

export const words = {
  title: { de: 'Zielgruppen', en: 'Audiences' },
  audience: { de: 'Zielgruppe', en: 'Audience' },
  name: { de: 'Name', en: 'Name' },
  known: { de: 'Bekannte', en: 'Known' },
  anonymous: { de: 'Unbekannte', en: 'Anonymous' },
  trend: { de: 'Verlauf', en: 'Trend' },
  counted: { de: 'Gezählt', en: 'Counted' },
  asOf: { de: 'Stand', en: 'As of' },
  notCounted: { de: 'noch nicht gezählt', en: 'not counted yet' },
  fault: { de: 'Das Zählen ist zuletzt gescheitert', en: 'Counting failed last time' },
  definition: { de: 'Wer gemeint ist', en: 'Who is meant' },
  size: { de: 'Größe', en: 'Size' },
  course: { de: 'Bekannte je Stand', en: 'Known people over time' },
  members: { de: 'Mitglieder', en: 'Members' },
  membersHint: {
    de: 'Wer bekannt ist; Unbekannte haben keinen Schlüssel und stehen hier nicht.',
    en: 'Those who are known; anonymous visitors have no key and are not listed.',
  },
  noMembers: { de: 'Niemand ist in dieser Zielgruppe.', en: 'Nobody is in this audience.' },
  customer: { de: 'Schlüssel', en: 'Key' },
  marketing: { de: 'Werbung', en: 'Advertising' },
  yes: { de: 'einverstanden', en: 'agreed' },
  no: { de: 'nicht einverstanden', en: 'not agreed' },
  unasked: { de: 'nie gefragt', en: 'never asked' },
  recount: { de: 'Neu zählen', en: 'Count anew' },
  remove: { de: 'Löschen', en: 'Delete' },
  removeTitle: { de: 'Zielgruppe löschen?', en: 'Delete this audience?' },
  removed: { de: 'Die Zielgruppe ist gelöscht', en: 'The audience is deleted' },
  add: { de: 'Zielgruppe anlegen', en: 'Add audience' },
  save: { de: 'Anlegen und zählen', en: 'Add and count' },
  join: { de: 'Wie die Bedingungen zusammengehören', en: 'How the conditions go together' },
  all: { de: 'alle treffen zu', en: 'all of them hold' },
  any: { de: 'mindestens eine trifft zu', en: 'at least one holds' },
  condition: { de: 'Bedingung', en: 'Condition' },
  addCondition: { de: 'Bedingung hinzufügen', en: 'Add condition' },
  removeCondition: { de: 'Bedingung entfernen', en: 'Remove condition' },
  reads: { de: 'So gelesen', en: 'Reads as' },
  incomplete: { de: 'Es fehlt noch etwas in einer Bedingung.', en: 'Something is still missing in a condition.' },
  atLeast: { de: 'mindestens', en: 'at least' },
  inDays: { de: 'in den letzten … Tagen', en: 'in the last … days' },
  allTime: { de: 'leer: seit jeher', en: 'empty: of all time' },
  days: { de: 'Tage', en: 'days' },
  segments: { de: 'Segmente', en: 'Segments' },
  skus: { de: 'Artikelnummern', en: 'Item numbers' },
  skusHint: { de: 'durch Komma getrennt', en: 'separated by commas' },
  match: { de: 'Ereignis oder Seite', en: 'Event or page' },
  matchHint: { de: 'Product Viewed, oder eine Seite wie /sale', en: 'Product Viewed, or a page such as /sale' },
  noMatch: { de: 'Keine Zielgruppe heißt so.', en: 'No audience has this name.' },
  empty: { de: 'Noch keine Zielgruppe', en: 'No audience yet' },
  emptyHint: {
    de: 'Eine Zielgruppe ist eine gespeicherte Regel über Menschen: wer viel kauft, wer lange nicht kam, wer an der Kasse abbrach. Sie wird jede Nacht neu gezählt.',
    en: 'An audience is a stored rule about people: who buys much, who has not come for long, who left at the checkout. It is counted anew every night.',
  },
} satisfies Record<string, Text>

export const conditionWords: Readonly<Record<Condition['kind'], Text>> = {
  segment: { de: 'Gehört zu Segmenten', en: 'Belongs to segments' },
  orders: { de: 'Zahl der Bestellungen', en: 'Number of orders' },
  revenue: { de: 'Umsatz', en: 'Revenue' },
  quiet: { de: 'Hat länger nicht bestellt', en: 'Has not ordered for a while' },
  bought: { de: 'Hat bestimmte Artikel gekauft', en: 'Has bought certain items' },
  event: { de: 'Hat im Shop etwas getan', en: 'Did something in the shop' },
}

export const removeText = (name: string): Text => ({
  de: `„${name}“ und ihre bisherigen Größen werden gelöscht. Kundinnen, Kunden und ihre Daten bleiben, wie sie sind.`,
  en: `“${name}” and its sizes so far will be deleted. Customers and their data stay as they are.`,
})

export const sizeTitle = (known: string, anonymous: string): Text => ({
  de: `${known} Bekannte und ${anonymous} Unbekannte`,
  en: `${known} known and ${anonymous} anonymous`,
})
