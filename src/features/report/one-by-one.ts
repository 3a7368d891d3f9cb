/** Costly work one after the other, and what is asked for twice meanwhile done once. */
export type OneByOne<T> = (key: string, work: () => Promise<T>) => Promise<T>

export function oneByOne<T>(): OneByOne<T> {
  const waiting = new Map<string, Promise<T>>()
  let last: Promise<unknown> = Promise.resolve()
  return (key, work) => {
    const known = waiting.get(key)
    if (known !== undefined) return known
    const mine = last.then(work).finally(() => waiting.delete(key))
    waiting.set(key, mine)
    // The next one waits for the end of this, whatever it is; its fault goes to whoever asked for it.
    last = mine.catch(() => undefined)
    return mine
  }
}
