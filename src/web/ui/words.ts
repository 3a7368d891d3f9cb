import type { Text } from '../../core/lang.ts'
import type { ApiError } from '../api/client.ts'

export const words = {
  loading: { de: 'Wird geladen', en: 'Loading' },
  failed: { de: 'Das hat nicht geklappt', en: 'That did not work' },
  again: { de: 'Noch einmal versuchen', en: 'Try again' },
  machine: { de: 'Entwurf der KI', en: 'AI draft' },
  close: { de: 'Schließen', en: 'Close' },
  cancel: { de: 'Abbrechen', en: 'Cancel' },
  back: { de: 'Zurück', en: 'Back' },
  more: { de: 'Weitere laden', en: 'Load more' },
  columns: { de: 'Spalten wählen', en: 'Choose columns' },
  exportCsv: { de: 'Als CSV-Datei speichern', en: 'Save as CSV file' },
  exportFailed: {
    de: 'Die CSV-Datei wurde nicht fertig, weil nicht alle Zeilen zu lesen waren. Versuchen Sie es noch einmal.',
    en: 'The CSV file was not finished, for not all rows could be read. Try again.',
  },
  asTable: { de: 'Als Tabelle', en: 'As a table' },
  asChart: { de: 'Als Diagramm', en: 'As a chart' },
  place: { de: 'Stelle', en: 'Position' },
  unknown: { de: 'nicht bekannt', en: 'not known' },
  messages: { de: 'Meldungen', en: 'Messages' },
  rows: (count: string, more: boolean, one: boolean): Text => ({
    de: `${count} ${one ? 'Zeile' : 'Zeilen'}${more ? ' geladen' : ''}`,
    en: `${count} ${one ? 'row' : 'rows'}${more ? ' loaded' : ''}`,
  }),
} satisfies Record<string, Text | ((...given: never[]) => Text)>

/** Faults that have a sentence of their own in both languages; the others say what the workbench said. */
const SENTENCES: Readonly<Record<string, Text>> = {
  unreachable: {
    de: 'Die Werkbank ist nicht zu erreichen. Gespeichert ist, was zuvor bestätigt wurde. Läuft dirigent start noch?',
    en: 'The workbench cannot be reached. What was confirmed before is stored. Is dirigent start still running?',
  },
  'access.denied': {
    de: 'Dafür fehlt Ihrer Rolle das Recht. Wer das Team verwaltet, kann es geben.',
    en: 'Your role does not have the right to do this. Whoever manages the team can give it.',
  },
  'access.unknown': {
    de: 'Sie sind nicht mehr angemeldet. Melden Sie sich neu an; Eingaben auf dieser Seite bleiben so lange stehen.',
    en: 'You are no longer signed in. Sign in again; what you typed on this page stays until then.',
  },
  'input.changed': {
    de: 'Jemand anderes hat das inzwischen geändert. Von Ihnen wurde nichts gespeichert; sehen Sie den neuen Stand an.',
    en: 'Somebody else changed this in the meantime. Nothing of yours was stored; look at the new version.',
  },
  internal: {
    de: 'In der Werkbank ist ein Fehler aufgetreten; ihr Protokoll sagt, welcher. Nichts wurde halb gespeichert.',
    en: 'Something went wrong in the workbench; its log says what. Nothing was stored by half.',
  },
}

export function explain({ code, message, text }: ApiError): Text {
  return text ?? SENTENCES[code] ?? { de: message, en: message }
}
