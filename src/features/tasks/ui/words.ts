import type { Text } from '../../../core/lang.ts'
import type { View } from '../schema.ts'

export const words = {
  title: { de: 'Aufgaben', en: 'Tasks' },
  task: { de: 'Aufgabe', en: 'Task' },
  view: { de: 'Welche', en: 'Which' },
  what: { de: 'Aufgabe', en: 'Task' },
  due: { de: 'Fällig', en: 'Due' },
  overdue: { de: 'überfällig', en: 'overdue' },
  assignee: { de: 'Zuständig', en: 'Assigned to' },
  nobody: { de: 'Niemand', en: 'Nobody' },
  role: { de: 'Rolle', en: 'Role' },
  state: { de: 'Stand', en: 'State' },
  comments: { de: 'Kommentare', en: 'Comments' },
  created: { de: 'Angelegt', en: 'Created' },
  add: { de: 'Aufgabe anlegen', en: 'Add task' },
  name: { de: 'Was ist zu tun?', en: 'What is to be done?' },
  notes: { de: 'Was man dazu wissen muss', en: 'What one needs to know' },
  save: { de: 'Speichern', en: 'Save' },
  cancel: { de: 'Abbrechen', en: 'Cancel' },
  edit: { de: 'Ändern', en: 'Edit' },
  done: { de: 'Erledigt', en: 'Done' },
  reopen: { de: 'Wieder öffnen', en: 'Reopen' },
  take: { de: 'Übernehmen', en: 'Take it' },
  finding: { de: 'Zum Befund im Bericht', en: 'To the finding in the report' },
  proposal: { de: 'Zum Vorschlag', en: 'To the proposal' },
  comment: { de: 'Kommentieren', en: 'Comment' },
  commentHint: { de: 'Was sollten die anderen wissen?', en: 'What should the others know?' },
  doneBy: { de: 'Erledigt von', en: 'Done by' },
  noneOfMine: { de: 'Keine Aufgabe für Sie', en: 'No task for you' },
  mineHint: {
    de: 'Hier steht, was Sie übernommen haben, und was für Ihre Rolle noch niemand übernommen hat.',
    en: 'Here is what you have taken on, and what nobody of your role has taken on yet.',
  },
  showOpen: { de: 'Alle offenen zeigen', en: 'Show all open ones' },
  empty: { de: 'Keine Aufgaben', en: 'No tasks' },
  emptyHint: {
    de: 'Hier steht, was zu tun ist: von Hand angelegt, aus einem Befund des Berichts oder in der Nacht von der KI entworfen und am Pult freigegeben.',
    en: 'What is to be done will stand here: written by hand, made from a finding of the report, or drafted overnight by the AI and approved at the desk.',
  },
  next: { de: 'Nächste Aufgabe', en: 'Next task' },
  previous: { de: 'Vorige Aufgabe', en: 'Previous task' },
} satisfies Record<string, Text>

export const viewWords: Readonly<Record<View, Text>> = {
  mine: { de: 'Meine', en: 'Mine' },
  open: { de: 'Offene', en: 'Open' },
  done: { de: 'Erledigte', en: 'Done' },
  all: { de: 'Alle', en: 'All' },
}
