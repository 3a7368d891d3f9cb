/** What each role is called and what it is for, as people read it. */
import type { Text } from './lang.ts'
import type { Role } from './rights.ts'

export const ROLE_WORDS: Readonly<Record<Role, { readonly title: Text; readonly about: Text }>> = {
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
    title: { de: 'Redaktion', en: 'Content editor' },
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
    title: { de: 'Chatbot-Betreuung', en: 'Chatbot manager' },
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
