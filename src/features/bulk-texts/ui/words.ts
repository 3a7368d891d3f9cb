import type { Text } from '../../../core/lang.ts'
import type { Bulk } from '../schema.ts'

export const words = {
  title: { de: 'Viele Texte', en: 'Many texts' },
  about: {
    de: 'Beschreibungen für viele Produkte auf einmal: erst eine Stichprobe auf das Pult; ist über sie entschieden, werden die übrigen geschrieben, und alle ohne Fehler und Warnung lassen sich zusammen freigeben.',
    en: 'Descriptions for many products at once: first a sample comes to the desk; once it is decided the others are written, and all without an error or a warning can be approved together.',
  },
  ask: { de: 'Neuer Auftrag', en: 'New order' },
  category: { de: 'Kategorie', en: 'Category' },
  brand: { de: 'Marke', en: 'Brand' },
  all: { de: 'Alle', en: 'All' },
  search: { de: 'Wörter in Titel oder Nummer', en: 'Words in title or number' },
  lang: { de: 'Sprache', en: 'Language' },
  tone: { de: 'Ton', en: 'Tone' },
  length: { de: 'Länge', en: 'Length' },
  sample: { de: 'Stichprobe', en: 'Sample' },
  begin: { de: 'Schreiben lassen', en: 'Have them written' },
  orders: { de: 'Aufträge', en: 'Orders' },
  none: { de: 'Noch kein Auftrag', en: 'No order yet' },
  noneHint: {
    de: 'Wählen Sie oben Produkte aus; hier steht dann, wie weit der Auftrag ist.',
    en: 'Choose products above; here it will say how far the order has come.',
  },
  stop: { de: 'Anhalten', en: 'Stop' },
  resume: { de: 'Fortsetzen', en: 'Go on' },
  continue: { de: 'Die übrigen schreiben', en: 'Write the others' },
  approve: { de: 'Alle ohne Fehler und Warnung freigeben', en: 'Approve all without error or warning' },
  toDesk: { de: 'Zum Pult', en: 'To the desk' },
  notes: { de: 'Was nicht geschrieben wurde', en: 'What was not written' },
} as const satisfies Record<string, Text>

export const statusWords: Readonly<Record<Bulk['status'], Text>> = {
  sample: { de: 'Stichprobe wird geschrieben', en: 'Writing the sample' },
  review: { de: 'Stichprobe liegt auf dem Pult', en: 'The sample is on the desk' },
  rest: { de: 'Übrige werden geschrieben', en: 'Writing the others' },
  done: { de: 'Fertig geschrieben', en: 'All written' },
  stopped: { de: 'Angehalten', en: 'Stopped' },
}

export const langWords: Readonly<Record<'de' | 'en', Text>> = {
  de: { de: 'Deutsch', en: 'German' },
  en: { de: 'Englisch', en: 'English' },
}
export const toneWords: Readonly<Record<'plain' | 'warm' | 'lively', Text>> = {
  plain: { de: 'sachlich', en: 'plain' },
  warm: { de: 'zugewandt', en: 'warm' },
  lively: { de: 'lebhaft', en: 'lively' },
}
export const lengthWords: Readonly<Record<'short' | 'medium' | 'long', Text>> = {
  short: { de: 'kurz', en: 'short' },
  medium: { de: 'mittel', en: 'medium' },
  long: { de: 'lang', en: 'long' },
}

/** What became of the products of an order, in one line. */
export function countsText({ products, items, desk }: Bulk): Text {
  const notWritten = items.tooLittle + items.gone + items.failed
  const parts: [number, string, string][] = [
    [items.proposed, 'geschrieben', 'written'],
    [desk.approved, 'freigegeben', 'approved'],
    [desk.clean, 'offen ohne Befund', 'open without a finding'],
    [desk.withFindings, 'offen mit Fehler oder Warnung', 'open with an error or a warning'],
    [desk.rejected, 'abgelehnt', 'rejected'],
    [items.already, 'lagen schon vor', 'were there already'],
    [items.refused, 'vor Kurzem abgelehnt', 'rejected not long ago'],
    [notWritten, 'nicht geschrieben', 'not written'],
  ]
  const say = (word: 1 | 2) => parts.filter(([count]) => count > 0).map((part) => `${part[0]} ${part[word]}`)
  return {
    de: [products === 1 ? '1 Produkt' : `${products} Produkte`, ...say(1)].join(', '),
    en: [products === 1 ? '1 product' : `${products} products`, ...say(2)].join(', '),
  }
}

export function approvedText(count: number): Text {
  return { de: `${count} freigegeben`, en: `${count} approved` }
}
