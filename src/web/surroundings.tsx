/** Where the pages are drawn: in a browser, which knows its language and its width, or on the server, which is told. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Lang } from '../core/lang.ts'
import { PHONE } from './phone.ts'

export interface Surroundings {
  readonly lang: Lang
  readonly phone: boolean
}

/** Null in a browser. */
export const SurroundingsContext = createContext<Surroundings | null>(null)

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the screen has the width of a phone. */
export function usePhone(): boolean {
  const told = useContext(SurroundingsContext)
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => told?.phone ?? false,
  )
}

/** What the reader's system prefers. */
export function useUsualLang(): Lang {
  const told = useContext(SurroundingsContext)
  if (told !== null) return told.lang
  return navigator.language.startsWith('de') ? 'de' : 'en'
}
