/** Remembers what was made, as long as there is room, and makes it once where many ask at the same time. */

export interface Keep<T> {
  /** What was made under the key; where there is nothing, it is made. A failure is thrown to all who wait, and not remembered. */
  of(key: string, make: () => Promise<T>): Promise<T>
}

interface Entry<T> {
  readonly value: Promise<T>
  size: number
  readonly until: number
}

/** @param mostSize of all together; what was asked for longest ago goes first */
export function createKeep<T>(options: {
  readonly mostSize: number
  readonly sizeOf: (value: T) => number
  /** Milliseconds after which something is made anew in any case. */
  readonly keptMs: number
  readonly now: () => number
}): Keep<T> {
  const { mostSize, sizeOf, keptMs, now } = options
  const entries = new Map<string, Entry<T>>()
  let size = 0
  const drop = (key: string) => {
    size -= entries.get(key)?.size ?? 0
    entries.delete(key)
  }
  const remember = (key: string, make: () => Promise<T>): Promise<T> => {
    const value = make()
    const entry: Entry<T> = { value, size: 0, until: now() + keptMs }
    entries.set(key, entry)
    value.then(
      (made) => {
        // Dropped while it was being made: nobody finds it any more.
        if (entries.get(key) !== entry) return
        entry.size = sizeOf(made)
        size += entry.size
        for (const oldest of entries.keys()) {
          if (size <= mostSize) break
          drop(oldest)
        }
      },
      () => {
        if (entries.get(key) === entry) drop(key)
      },
    )
    return value
  }
  return {
    of(key, make) {
      const found = entries.get(key)
      if (found === undefined || found.until <= now()) {
        drop(key)
        return remember(key, make)
      }
      entries.delete(key)
      entries.set(key, found)
      return found.value
    },
  }
}
