import type { Text } from '../../../core/lang.ts'

export const words = {
  title: { de: 'Suche und Befehle', en: 'Search and commands' },
  placeholder: {
    de: 'Produkt, Kunde, Bestellung, Entwurf, Seite oder Befehl',
    en: 'Product, customer, order, draft, page or command',
  },
  pages: { de: 'Seiten', en: 'Pages' },
  actions: { de: 'Befehle', en: 'Commands' },
  results: { de: 'Treffer', en: 'Results' },
  nothing: {
    de: 'Nichts gefunden. Weniger oder andere Wörter helfen oft.',
    en: 'Nothing found. Fewer or other words often help.',
  },
  searching: { de: 'Es wird gesucht', en: 'Searching' },
  more: { de: 'und weitere', en: 'and more' },
  light: { de: 'Helle Farben', en: 'Light colours' },
  dark: { de: 'Dunkle Farben', en: 'Dark colours' },
  system: { de: 'Farben wie das Gerät', en: 'Colours as the device' },
  otherLanguage: { de: 'Switch to English', en: 'Auf Deutsch umschalten' },
  comfortable: { de: 'Bequeme Zeilen', en: 'Comfortable rows' },
  compact: { de: 'Dichte Zeilen', en: 'Compact rows' },
  keys: { de: 'Alle Tastenkürzel', en: 'All shortcuts' },
  keysHint: {
    de: 'Zwei Tasten nacheinander sind mit einer Lücke geschrieben. Im Menü der Person lassen sich Kürzel ohne Strg ausschalten.',
    en: 'Two keys in a row are written with a gap. In the person’s menu, shortcuts without Ctrl can be switched off.',
  },
} satisfies Record<string, Text>
