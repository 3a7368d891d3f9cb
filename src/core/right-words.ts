/** What each right is for, as people read it: "Dies braucht das Recht, ..." and "This needs the right to ...". */
import type { Text } from './lang.ts'
import type { Right } from './rights.ts'

export const RIGHT_WORDS: Readonly<Record<Right, Text>> = {
  'reports.read': { de: 'Berichte zu lesen', en: 'read reports' },
  'insights.read': { de: 'Auswertungen der Besuche zu sehen', en: 'see insights into visits' },
  'desk.read': { de: 'Vorschläge zu sehen', en: 'see proposals' },
  'desk.decide': { de: 'über Vorschläge zu entscheiden', en: 'decide on proposals' },
  'tasks.read': { de: 'Aufgaben zu sehen', en: 'see tasks' },
  'tasks.write': { de: 'Aufgaben anzulegen und zu ändern', en: 'add and change tasks' },
  'catalogue.read': { de: 'den Katalog zu sehen', en: 'see the catalogue' },
  'customers.read': { de: 'Kundinnen und Kunden zu sehen', en: 'see customers' },
  'customers.export': { de: 'Daten einer Person herauszugeben', en: "export a person's data" },
  'customers.erase': { de: 'Daten einer Person zu löschen', en: "erase a person's data" },
  'audiences.read': { de: 'Zielgruppen zu sehen', en: 'see audiences' },
  'audiences.write': { de: 'Zielgruppen anzulegen und zu ändern', en: 'add and change audiences' },
  'events.read': { de: 'Ereignisse zu sehen', en: 'see events' },
  'events.sources': { de: 'Quellen von Ereignissen zu verwalten', en: 'manage sources of events' },
  'autonomy.read': { de: 'die Autonomie zu sehen', en: 'see the autonomy' },
  'autonomy.change': { de: 'die Autonomie zu ändern', en: 'change the autonomy' },
  'stop.press': { de: 'alles anzuhalten', en: 'stop everything' },
  'stop.release': { de: 'den Halt aufzuheben', en: 'release the stop' },
  'team.read': { de: 'das Team zu sehen', en: 'see the team' },
  'team.manage': { de: 'das Team zu verwalten', en: 'manage the team' },
  'keys.manage': { de: 'API-Schlüssel zu verwalten', en: 'manage API keys' },
  'audit.read': { de: 'das Protokoll zu lesen', en: 'read the audit log' },
  'settings.read': { de: 'Einstellungen zu sehen', en: 'see settings' },
  'settings.change': { de: 'Einstellungen zu ändern', en: 'change settings' },
  'system.read': { de: 'den Zustand des Systems zu sehen', en: 'see the state of the system' },
  'system.run': { de: 'Arbeiten des Systems anzustoßen', en: 'run jobs of the system' },
}
