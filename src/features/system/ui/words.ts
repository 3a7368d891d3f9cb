import type { Text } from '../../../core/lang.ts'
import type { Check, Job, Night } from '../schema.ts'

export const words = {
  title: { de: 'System', en: 'System' },
  about: {
    de: 'Wie es der Werkbank geht: Nachtschichten, Hintergrundarbeiten, Speicher, Importe.',
    en: 'How the workbench itself is: night shifts, jobs, stores, imports.',
  },
  nights: { de: 'Nachtschichten', en: 'Night shifts' },
  runNow: { de: 'Jetzt starten', en: 'Run now' },
  goOn: { de: 'Fortsetzen', en: 'Go on' },
  stop: { de: 'Anhalten', en: 'Stop' },
  asked: { de: 'Die Nachtschicht beginnt gleich.', en: 'The night shift is about to begin.' },
  stopped: {
    de: 'Wird angehalten. Was fertig ist, bleibt; Fortsetzen macht dort weiter.',
    en: 'Being stopped. What is done is kept; going on takes it up there.',
  },
  noNights: { de: 'Noch keine Nachtschicht', en: 'No night shift yet' },
  noNightsAbout: {
    de: 'Die erste beginnt zur eingestellten Stunde, oder jetzt, sobald Daten importiert sind.',
    en: 'The first one begins at the hour that is set, or now, as soon as data is imported.',
  },
  asOf: { de: 'Für den Tag', en: 'For the day' },
  status: { de: 'Stand', en: 'State' },
  started: { de: 'Begonnen', en: 'Begun' },
  took: { de: 'Dauer', en: 'Took' },
  steps: { de: 'Schritte', en: 'Steps' },
  failed: { de: 'Fehlgeschlagen', en: 'Failed' },
  mailed: { de: 'Verschickt', en: 'Mailed' },
  step: { de: 'Schritt', en: 'Step' },
  rows: { de: 'Zeilen', en: 'Rows' },
  attempts: { de: 'Versuche', en: 'Attempts' },
  error: { de: 'Was schiefging', en: 'What went wrong' },
  nightOf: (day: string): Text => ({
    de: `Schritte der Nachtschicht für ${day}`,
    en: `Steps of the night shift for ${day}`,
  }),
  progress: (done: string, all: string): Text => ({
    de: `${done} von ${all} Schritten`,
    en: `${done} of ${all} steps`,
  }),
  jobs: { de: 'Hintergrundarbeiten', en: 'Jobs' },
  job: { de: 'Arbeit', en: 'Job' },
  schedule: { de: 'Zeitplan', en: 'Schedule' },
  last: { de: 'Zuletzt', en: 'Last' },
  outcome: { de: 'Ergebnis', en: 'Outcome' },
  next: { de: 'Als Nächstes', en: 'Next' },
  never: { de: 'noch nie', en: 'never' },
  onRequest: { de: 'auf Wunsch', en: 'on request' },
  noJobs: {
    de: 'Hintergrundarbeiten gibt es, sobald die Werkbank einmal ganz gestartet ist.',
    en: 'There are jobs once the workbench has started fully.',
  },
  letters: { de: 'Aufgegebene Arbeiten', en: 'Jobs that were given up' },
  noLetters: { de: 'Keine Arbeit wurde aufgegeben.', en: 'No job was given up.' },
  retry: { de: 'Wiederholen', en: 'Retry' },
  discard: { de: 'Verwerfen', en: 'Discard' },
  discardAbout: {
    de: 'Die Arbeit wird nicht mehr versucht. Ihre nächste planmäßige Ausführung bleibt.',
    en: 'The job is not tried any more. Its next run by schedule stays.',
  },
  when: { de: 'Wann', en: 'When' },
  actions: { de: 'Tun', en: 'Do' },
  stores: { de: 'Speicher', en: 'Stores' },
  version: { de: 'Version', en: 'Version' },
  running: { de: 'Läuft seit', en: 'Running since' },
  memory: { de: 'Arbeitsspeicher', en: 'Memory' },
  free: { de: 'Frei auf dem Datenträger', en: 'Free on the disk' },
  folder: { de: 'Datenordner', en: 'Data folder' },
  state: { de: 'Zustandsspeicher', en: 'State store' },
  events: { de: 'Ereignisspeicher', en: 'Event store' },
  embedded: { de: 'eingebettet', en: 'embedded' },
  server: { de: 'auf einem Server', en: 'on a server' },
  log: { de: 'Protokoll der Ereignisse', en: 'Log of events' },
  logSize: (rows: string, bytes: string): Text => ({
    de: `${rows} Ereignisse, ${bytes}`,
    en: `${rows} events, ${bytes}`,
  }),
  outbox: { de: 'Auf dem Weg ins Protokoll', en: 'On the way to the log' },
  imports: { de: 'Importe', en: 'Imports' },
  noImports: { de: 'Noch kein Import', en: 'No import yet' },
  noImportsAbout: {
    de: 'Dateien kommen mit dirigent import herein, während die Werkbank angehalten ist; hier steht danach, was aus ihren Zeilen wurde.',
    en: 'Files come in by dirigent import while the workbench is stopped; what became of their rows stands here afterwards.',
  },
  file: { de: 'Datei', en: 'File' },
  format: { de: 'Format', en: 'Format' },
  source: { de: 'Quelle', en: 'Source' },
  accepted: { de: 'Angenommen', en: 'Accepted' },
  rejected: { de: 'Abgewiesen', en: 'Rejected' },
  checks: { de: 'Prüfung der Einrichtung', en: 'Check of the installation' },
  checkAgain: { de: 'Neu prüfen', en: 'Check again' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

/** What the jobs there are do; one that a newer program knows bears its own name. */
export const JOB_NAMES: Readonly<Record<string, Text>> = {
  night: { de: 'Nachtschicht und Bericht', en: 'Night shift and report' },
  'desk-expiry': { de: 'Abgelaufene Vorschläge schließen', en: 'Close expired proposals' },
  outbox: { de: 'Fakten ins Protokoll bringen', en: 'Deliver facts to the log' },
  visits: { de: 'Besuche ordnen', en: 'Put visits in order' },
  audiences: { de: 'Zielgruppen zählen', en: 'Count audiences' },
  retention: { de: 'Abgelaufenes entfernen', en: 'Remove what has expired' },
  'privacy-requests': { de: 'Auskünfte und Löschungen', en: 'Disclosures and erasures' },
  'privacy-returned': { de: 'Gelöschte, die wiederkamen', en: 'Erased people who came back' },
  'customer-standings': { de: 'Kundenliste auffrischen', en: 'Refresh the list of customers' },
  'product-standings': { de: 'Sortiment auffrischen', en: 'Refresh the catalogue' },
}

export const outcomeWords: Readonly<Record<NonNullable<Job['last']>['outcome'], Text>> = {
  done: { de: 'fertig', en: 'done' },
  failed: { de: 'fehlgeschlagen', en: 'failed' },
  'called-off': { de: 'abgebrochen', en: 'called off' },
}

export const nightWords: Readonly<Record<Night['status'], Text>> = {
  running: { de: 'läuft', en: 'running' },
  stopped: { de: 'angehalten', en: 'stopped' },
  done: { de: 'fertig', en: 'done' },
}

export const levelWords: Readonly<Record<Check['level'], Text>> = {
  ok: { de: 'in Ordnung', en: 'fine' },
  note: { de: 'Hinweis', en: 'note' },
  fault: { de: 'Fehler', en: 'fault' },
}
