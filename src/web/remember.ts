/** What a browser remembers for the person who sits at it: theme, density, chosen columns. Never anything of the shop's data. */
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { PREFIX, recall } from './recall.ts'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // Another tab changed it.
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
  } catch (error) {
    // It holds until the page is closed then; nothing is lost but comfort.
    if (!(error instanceof DOMException)) throw error
  }
  for (const listener of listeners) listener()
}

/** A remembered text and how to change it. */
export function useRemembered(name: string): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => recall(name),
    () => null,
  )
  const change = useCallback((next: string | null) => remember(name, next), [name])
  return useMemo(() => [value, change], [value, change])
}

/** One of several words; the first where nothing, or something else, is remembered. */
export function useRememberedChoice<T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const [value, change] = useRemembered(name)
  return [choices.find((choice) => choice === value) ?? choices[0], change]
}
