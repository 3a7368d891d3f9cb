/** What each role and each right is, for people: the table of the Team page. */
import type { Text } from '../../core/lang.ts'
import type { Right, Role } from '../../core/rights.ts'

export const ROLE_TEXTS: Readonly<Record<Role, { readonly title: Text; readonly about: Text }>> = {
  owner: {
    title: { de: 'Inhaber', en: 'Owner' },
    about: {
      de: 'Darf alles, auch Personen einladen, Rollen vergeben und Schlüssel anlegen.',
      en: 'May do everything, including inviting people, giving roles and making keys.',
    },
  },
  'marketing-lead': {
    title: { de: 'Marketingleitung', en: 'Marketing lead' },
    about: {
      de: 'Gibt Entwürfe aller Bereiche frei und bestimmt, wie viel die KI allein tun darf.',
      en: 'Approves drafts of every kind and decides how much the AI may do alone.',
    },
  },
  'content-editor': {
    title: { de: 'Redaktion für KI-Inhalte', en: 'AI content editor' },
    about: {
      de: 'Prüft, ändert und gibt die Texte frei, die die KI entwirft.',
      en: 'Checks, edits and approves the texts that the AI drafts.',
    },
  },
  sales: {
    title: { de: 'Vertrieb', en: 'Sales' },
    about: {
      de: 'Sieht Kundinnen und Kunden mit ihrem Verlauf und entscheidet über Entwürfe an sie.',
      en: 'Sees customers with their history and decides on drafts addressed to them.',
    },
  },
  'chatbot-manager': {
    title: { de: 'Chat-Leitung', en: 'Chatbot manager' },
    about: {
      de: 'Betreut den Chat, seine Antworten und die Übergaben an Menschen.',
      en: 'Looks after the chat, its answers and its handovers to people.',
    },
  },
  'data-analyst': {
    title: { de: 'Datenanalyse', en: 'Data analyst' },
    about: {
      de: 'Liest alle Zahlen, Ereignisse und Läufe, legt Zielgruppen an; entscheidet über keine Entwürfe.',
      en: 'Reads all figures, events and runs and keeps audiences; decides on no drafts.',
    },
  },
  viewer: {
    title: { de: 'Nur lesen', en: 'Viewer' },
    about: {
      de: 'Liest Berichte, Entwürfe und Aufgaben, ändert nichts.',
      en: 'Reads reports, drafts and tasks, changes nothing.',
    },
  },
}

export const RIGHT_TEXTS: Readonly<Record<Right, Text>> = {
  'reports.read': { de: 'Berichte lesen', en: 'Read reports' },
  'insights.read': { de: 'Auswertungen von Besuchen lesen', en: 'Read insights about visits' },
  'desk.read': { de: 'Entwürfe der KI sehen', en: 'See the drafts of the AI' },
  'desk.decide': { de: 'Über Entwürfe des eigenen Bereichs entscheiden', en: 'Decide on drafts of their own field' },
  'tasks.read': { de: 'Aufgaben sehen', en: 'See tasks' },
  'tasks.write': { de: 'Aufgaben anlegen und erledigen', en: 'Add and finish tasks' },
  'catalogue.read': { de: 'Sortiment sehen', en: 'See the catalogue' },
  'customers.read': { de: 'Kundinnen und Kunden sehen', en: 'See customers' },
  'customers.export': { de: 'Daten einer Person ausgeben', en: "Export a person's data" },
  'customers.erase': { de: 'Daten einer Person löschen', en: "Erase a person's data" },
  'audiences.read': { de: 'Zielgruppen sehen', en: 'See audiences' },
  'audiences.write': { de: 'Zielgruppen anlegen und ändern', en: 'Add and change audiences' },
  'events.read': { de: 'Ereignisse sehen', en: 'See events' },
  'events.sources': { de: 'Quellen von Ereignissen verwalten', en: 'Manage sources of events' },
  'autonomy.read': { de: 'Selbstständigkeit der KI sehen', en: 'See how much the AI may do' },
  'autonomy.change': { de: 'Selbstständigkeit der KI ändern', en: 'Change how much the AI may do' },
  'stop.press': { de: 'Alles anhalten', en: 'Stop everything' },
  'stop.release': { de: 'Nach einem Halt weiterlaufen lassen', en: 'Let work go on after a stop' },
  'team.read': { de: 'Team sehen', en: 'See the team' },
  'team.manage': { de: 'Personen einladen, Rollen vergeben', en: 'Invite people, give roles' },
  'keys.manage': { de: 'API-Schlüssel verwalten', en: 'Manage API keys' },
  'audit.read': { de: 'Protokoll lesen', en: 'Read the audit log' },
  'settings.read': { de: 'Einstellungen sehen', en: 'See settings' },
  'settings.change': { de: 'Einstellungen ändern', en: 'Change settings' },
  'system.read': { de: 'Zustand des Systems sehen', en: 'See the state of the system' },
  'system.run': { de: 'Läufe anstoßen und wiederholen', en: 'Start and repeat runs' },
}
