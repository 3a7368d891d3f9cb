import type { Text } from '../../core/lang.ts'
import type { Role } from '../../core/rights.ts'

export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  owner: { de: 'Inhaberin oder Inhaber', en: 'Owner' },
  'marketing-lead': { de: 'Marketingleitung', en: 'Marketing lead' },
  'content-editor': { de: 'Redaktion', en: 'Content editor' },
  sales: { de: 'Vertrieb', en: 'Sales' },
  'chatbot-manager': { de: 'Chatbot-Betreuung', en: 'Chatbot manager' },
  'data-analyst': { de: 'Datenanalyse', en: 'Data analyst' },
  viewer: { de: 'Lesezugang', en: 'Viewer' },
}

export const FIELD_LABELS = {
  title: { de: 'Aufgabe', en: 'Task' },
  notes: { de: 'Worum es geht', en: 'What it is about' },
  role: { de: 'Für', en: 'For' },
  dueDay: { de: 'Fällig am', en: 'Due on' },
} as const satisfies Readonly<Record<string, Text>>

/** Where it was to be undone. */
export const STAYS: Text = {
  de: 'Jemand hat an dieser Aufgabe gearbeitet oder sie entfernt; sie bleibt, wie sie ist. Schließen Sie sie in der Liste der Aufgaben.',
  en: 'Somebody has worked on this task or removed it; it stays as it is. Close it in the list of tasks.',
}

export const EXISTS: Text = {
  de: 'Zu diesem Befund gibt es schon eine offene Aufgabe.',
  en: 'There is an open task for this finding already.',
}

export const OVERDUE: Text = { de: 'Der Tag ist schon vorbei.', en: 'That day is over already.' }

export const MADE: Text = { de: 'Die Aufgabe ist angelegt.', en: 'The task has been created.' }

export const BASIS: Text = {
  de: 'Was laut Befund auf dem Spiel steht; eine Aufgabe allein ändert daran nichts.',
  en: 'What is at stake by the finding; a task by itself changes nothing about it.',
}

export const ABOUT: Text = {
  de: 'Macht aus Befunden der Nacht, bei denen es um mehr als 100 € in der Woche geht, je eine Aufgabe für die zuständige Rolle, mit den nächsten Schritten und einem Termin; höchstens fünf in einer Nacht. Freigegeben, steht sie in der Aufgabenliste.',
  en: 'Turns findings of the night that are about more than 100 € a week into a task each for the role concerned, with the next steps and a date; at most five a night. Approved, it stands in the list of tasks.',
}

export const TITLE: Text = { de: 'Aufgaben aus Befunden', en: 'Tasks from findings' }
