/**
 * Runs before anything is painted: theme and density as chosen in this browser. A page that the server has drawn in another language or for
 * another width than this browser's stays out of sight until the browser has drawn its own.
 */
import { PHONE } from './phone.ts'
import { recall, recallScheme } from './recall.ts'

const page = document.documentElement
const chosen = recallScheme()
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
page.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
page.dataset.density = recall('density') ?? 'comfortable'

const { drawn } = page.dataset
const lang = recall('lang') ?? page.lang
const width = matchMedia(PHONE).matches ? 'phone' : 'wide'
if (drawn !== undefined && (drawn !== width || lang !== page.lang)) page.dataset.stale = ''

/** The program of a page that is drawn already can wait until it is painted; a page in the background is not painted at all. */
const program = document.currentScript?.dataset.program
function start(): void {
  const script = document.createElement('script')
  script.type = 'module'
  script.src = program ?? ''
  document.head.append(script)
}
if (program !== undefined) {
  document.addEventListener('DOMContentLoaded', () => {
    if (document.visibilityState === 'hidden') start()
    else requestAnimationFrame(() => setTimeout(start))
  })
}
