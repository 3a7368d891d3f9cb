import type { Text } from '../../core/lang.ts'

export const REASON: Text = {
  de: 'Gehört zu einem Auftrag, in dem viele Produkte auf einmal beschrieben werden.',
  en: 'Belongs to an order in which many products are described at once.',
}
export const NO_PRODUCTS: Text = {
  de: 'Kein Produkt passt zu dieser Auswahl; es wurde nichts begonnen.',
  en: 'No product fits this choice; nothing was begun.',
}
export const GONE: Text = {
  de: 'Der Shop kennt das Produkt nicht (mehr).',
  en: 'The shop does not know the product (any more).',
}
export const SAMPLE_OPEN: Text = {
  de: 'Über die Stichprobe ist noch nicht entschieden; erst danach werden die übrigen geschrieben.',
  en: 'The sample is not decided yet; the others are written after that.',
}
export const NOT_NOW: Text = {
  de: 'Das geht in diesem Stand des Auftrags nicht; laden Sie ihn neu.',
  en: 'That cannot be done where this order stands now; load it again.',
}

export function tooMany(most: number): Text {
  return {
    de: `Die Auswahl hat mehr als ${most} Produkte; grenzen Sie sie ein.`,
    en: `The choice has more than ${most} products; narrow it down.`,
  }
}
