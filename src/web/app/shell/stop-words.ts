import type { Text } from '../../../core/lang.ts'

export const words = {
  stop: { de: 'Alles anhalten', en: 'Stop everything' },
  stopTitle: { de: 'Alles anhalten, was selbst handelt?', en: 'Stop everything that acts by itself?' },
  stopAbout: {
    de: 'Ab sofort führt die KI nichts mehr aus: keine Mails, keine Preise, keine Änderungen im Shop, auch nichts, das schon freigegeben ist. Auswertungen und Entwürfe entstehen weiter. Es bleibt so, bis jemand wieder freigibt.',
    en: 'From now on the AI carries out nothing: no mail, no prices, no changes in the shop, not even what was approved already. Analyses and drafts go on. It stays so until somebody releases it.',
  },
  reason: { de: 'Grund (sehen alle)', en: 'Reason (everybody sees it)' },
  stopped: { de: 'Alles angehalten', en: 'Everything is stopped' },
  release: { de: 'Wieder freigeben', en: 'Release' },
  releaseTitle: { de: 'Wieder freigeben?', en: 'Release again?' },
  done: { de: 'Alles ist angehalten.', en: 'Everything is stopped.' },
  released: { de: 'Wieder freigegeben.', en: 'Released again.' },
  by: (name: string): Text => ({ de: `von ${name}`, en: `by ${name}` }),
  held: (count: number): Text => ({
    de: count === 0 ? 'Es wartet nichts.' : count === 1 ? 'Eine Handlung wartet.' : `${count} Handlungen warten.`,
    en: count === 0 ? 'Nothing is waiting.' : count === 1 ? 'One action is waiting.' : `${count} actions are waiting.`,
  }),
  releaseAbout: (count: number): Text => ({
    de:
      count === 0
        ? 'Die KI darf wieder handeln, so weit es auf der Seite Autonomie steht.'
        : `Was wartet (${count}), wird dann ausgeführt, und die KI darf wieder handeln, so weit es auf der Seite Autonomie steht.`,
    en:
      count === 0
        ? 'The AI may act again, as far as the Autonomy page says.'
        : `What is waiting (${count}) is then carried out, and the AI may act again, as far as the Autonomy page says.`,
  }),
} satisfies Record<string, Text | ((...given: never[]) => Text)>
