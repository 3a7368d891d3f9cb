/** The page where there is no report to show: what will be here, from when, and what to do to get there. */
import type { Lang } from '../../../core/lang.ts'
import type { Day } from '../../../core/time.ts'
import { unreadableText } from '../unreadable.ts'
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

const UNREADABLE: Readonly<Record<Lang, { title: string; what: string }>> = {
  de: {
    title: 'Dieser Bericht ist nicht lesbar',
    what: 'Alle anderen Berichte bleiben, wie sie sind. Entsteht dieser gerade neu, erscheint er in wenigen Minuten; die Seite lädt sich von selbst neu.',
  },
  en: {
    title: 'This report cannot be read',
    what: 'All other reports stay as they are. If this one is being made anew, it appears within minutes; the page reloads by itself.',
  },
}

const RELOAD_SECONDS = 5

export function waitingPage(lang: Lang): string {
  const { title, what, how } = WORDS[lang]
  return page(lang, title, [what, how])
}

/** The page in place of a report that another version wrote. */
export function unreadablePage(asOf: Day, lang: Lang): string {
  const { title, what } = UNREADABLE[lang]
  return page(lang, title, [unreadableText(asOf, lang), what])
}

function page(lang: Lang, title: string, texts: readonly string[]): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RELOAD_SECONDS}"><title>${title} · Dirigent</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${title}</h1>${texts.map((text) => `<p>${text}</p>`).join('')}</main></body></html>`
}
