/** The page before the first report: what will be here, from when, and what to do to get there. */
import type { Lang } from '../../../core/lang.ts'
import { PAGE_STYLE } from './html/style.ts'

const WORDS: Readonly<Record<Lang, { title: string; what: string; how: string }>> = {
  de: {
    title: 'Noch kein Morgenbericht',
    what: 'Hier steht jeden Morgen, was in der Nacht ausgewertet wurde. Läuft die Nachtschicht gerade, erscheint der Bericht in wenigen Minuten; die Seite lädt sich von selbst neu.',
    how: 'Daten einlesen: dirigent import --help. Nachtschicht von Hand starten: dirigent night.',
  },
  en: {
    title: 'No morning report yet',
    what: 'Every morning this page shows what was analysed overnight. If the night shift is running now, the report appears within minutes; the page reloads by itself.',
    how: 'Import data: dirigent import --help. Start the night shift by hand: dirigent night.',
  },
}

const RELOAD_SECONDS = 5

export function waitingPage(lang: Lang): string {
  const { title, what, how } = WORDS[lang]
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RELOAD_SECONDS}"><title>${title} · Dirigent</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${title}</h1><p>${what}</p><p>${how}</p></main></body></html>`
}
