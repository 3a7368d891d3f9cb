/** Signed in: language and colours are the person's, and the page they wanted is opened anew. */
import type { MantineColorScheme } from '@mantine/core'
import type { Lang } from '../../../core/lang.ts'
import type { Me, Theme } from '../schema.ts'

export const schemeOf = (theme: Theme): MantineColorScheme => (theme === 'system' ? 'auto' : theme)

interface Own {
  setLang(lang: Lang): void
  setColorScheme(scheme: MantineColorScheme): void
}

export function enter(me: Me, { setLang, setColorScheme }: Own): void {
  if (me.person !== null) {
    setLang(me.person.language)
    setColorScheme(schemeOf(me.person.theme))
  }
  // Loaded anew, so that nothing of whoever sat here before stays in memory.
  window.location.assign(wayOn(new URLSearchParams(window.location.search).get('next'), window.location.origin))
}

/** Where to go on: within the workbench alone, whatever a link says. */
export function wayOn(next: string | null, origin: string): string {
  if (next === null || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  const own = url.origin === origin && next.startsWith('/') && !/^\/(sign-in|welcome)\b/.test(url.pathname)
  return own ? url.pathname + url.search + url.hash : '/'
}
