/** A moment: relative within a day and kept fresh, absolute after; the shop's time zone on hover. */
import { useSyncExternalStore } from 'react'
import { useFormat } from '../lang.tsx'

const EVERY_MS = 30_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: number | undefined

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** One clock for all of them: it runs while any is shown. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = window.setInterval(tick, EVERY_MS)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.clearInterval(timer)
  }
}

export function When({ at }: { at: string }) {
  const format = useFormat()
  const known = useSyncExternalStore(subscribe, () => now, Date.now)
  // What happened since the last tick did not happen in the future.
  const reference = Date.parse(at) > known ? Math.max(known, Math.min(Date.parse(at), Date.now())) : known
  return (
    <time dateTime={at} title={format.exactly(at)}>
      {format.when(at, reference)}
    </time>
  )
}
