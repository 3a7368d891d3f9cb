/** The page in place of a report that another version wrote: what to do to get it. */
import type { Lang } from '../../../core/lang.ts'
import type { Day } from '../../../core/time.ts'
import { unreadableText } from '../unreadable.ts'
import { PAGE_STYLE } from './html/style.ts'

const WORDS: Readonly<Record<Lang, { title: string; what: string }>> = {
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

export function unreadablePage(asOf: Day, lang: Lang): string {
  const { title, what } = WORDS[lang]
  const texts = [unreadableText(asOf, lang), what].map((text) => `<p>${text}</p>`).join('')
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RELOAD_SECONDS}"><title>${title} · Dirigent</title><style>${PAGE_STYLE}</style></head>
<body><main><h1>${title}</h1>${texts}</main></body></html>`
}
