import type { Text } from '../../../core/lang.ts'

export const words = {
  tools: { de: 'Form des Textes', en: 'Form of the text' },
  heading: { de: 'Überschrift', en: 'Heading' },
  subheading: { de: 'Zwischenüberschrift', en: 'Subheading' },
  bold: { de: 'Fett', en: 'Bold' },
  italic: { de: 'Kursiv', en: 'Italic' },
  bullets: { de: 'Liste', en: 'List' },
  numbers: { de: 'Nummerierte Liste', en: 'Numbered list' },
  link: { de: 'Link', en: 'Link' },
  target: { de: 'Adresse', en: 'Address' },
  targetHint: { de: 'Leer: kein Link mehr.', en: 'Empty: no link any more.' },
  noTarget: {
    de: 'Das ist keine Adresse, zu der ein Link führen darf.',
    en: 'This is no address that a link may lead to.',
  },
  set: { de: 'Setzen', en: 'Set' },
  undo: { de: 'Rückgängig', en: 'Undo' },
  redo: { de: 'Wiederholen', en: 'Redo' },
  replace: { de: 'Ersetzen durch', en: 'Replace by' },
  leaveOut: { de: 'Weglassen', en: 'Leave out' },
  loading: { de: 'Der Editor wird geladen', en: 'The editor is being loaded' },
  places: (count: number): Text => ({
    de: `${count} ${count === 1 ? 'Stelle fällt' : 'Stellen fallen'} auf. F8 geht zur nächsten, Umschalt+F8 zur vorigen.`,
    en: `${count} ${count === 1 ? 'place stands' : 'places stand'} out. F8 goes to the next, Shift+F8 to the one before.`,
  }),
} satisfies Record<string, Text | ((...given: never[]) => Text)>
