import type { Text } from '../../../core/lang.ts'

export const words = {
  views: { de: 'Ansichten', en: 'Views' },
  none: {
    de: 'Noch keine gespeichert. Filtern oder sortieren Sie die Liste und speichern Sie sie unter einem Namen.',
    en: 'None saved yet. Filter or sort the list and save it under a name.',
  },
  title: { de: 'Name', en: 'Name' },
  share: { de: 'Für alle sichtbar', en: 'Visible to everybody' },
  shared: { de: 'für alle', en: 'shared' },
  save: { de: 'Diese Ansicht speichern', en: 'Save this view' },
  saved: { de: 'Ansicht gespeichert.', en: 'View saved.' },
  remove: (title: string): Text => ({ de: `Ansicht „${title}“ löschen`, en: `Delete the view “${title}”` }),
} satisfies Record<string, Text | ((...given: never[]) => Text)>
