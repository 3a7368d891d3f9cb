/** What this browser remembers, by name. */
export const PREFIX = 'dirigent.'
/** Where the component library remembers the chosen theme. */
const SCHEME = 'mantine-color-scheme-value'

/** Null also where the browser keeps nothing (private windows of some). */
export function recall(name: string): string | null {
  return stored(PREFIX + name)
}

export function recallScheme(): string | null {
  return stored(SCHEME)
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
