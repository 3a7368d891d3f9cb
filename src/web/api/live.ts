/**
 * What others and the machine change, as it happens: the workbench names a topic ('proposals'), and every question whose key
 * begins with it is asked anew. A connection that is lost is taken up again quietly; what was missed meanwhile is asked for then.
 */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const ADDRESS = '/api/v1/live'
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** Many changes at once are one question. */
const GATHER_MS = 250
/** A server that starts anew is back before this; nobody need be told. */
const PATIENCE_MS = 5_000

/** What one topic says is told by another as well: how much waits while all is stopped, what is left of a day's budget, what is planned, and how
 * often drafts are accepted; a run over cases costs. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  proposals: ['autonomy', 'pieces', 'bulk-texts', 'prompts'],
  prompts: ['model-spend'],
}

let isLost = false
const listeners = new Set<() => void>()

function setLost(lost: boolean): void {
  if (lost === isLost) return
  isLost = lost
  for (const listener of listeners) listener()
}

/** Whether what is shown may be out of date. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isLost,
    () => false,
  )
}

/** @returns what ends it */
export function listenLive(client: QueryClient): () => void {
  let source: EventSource | null = null
  let pause = FIRST_PAUSE_MS
  let again: number | undefined
  let alarm: number | undefined
  let gather: number | undefined
  const topics = new Set<string>()

  const refresh = () => {
    gather = undefined
    for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] })
    topics.clear()
  }
  const connect = () => {
    source = new EventSource(ADDRESS)
    source.onopen = () => {
      const wasDown = alarm !== undefined || isLost
      window.clearTimeout(alarm)
      alarm = undefined
      pause = FIRST_PAUSE_MS
      setLost(false)
      if (wasDown) void client.invalidateQueries()
    }
    source.addEventListener('change', ({ data }) => {
      const topic = topicOf(data)
      if (topic === null) return
      topics.add(topic)
      for (const also of ALSO[topic] ?? []) topics.add(also)
      gather ??= window.setTimeout(refresh, GATHER_MS)
    })
    // Nobody knows what was missed.
    source.addEventListener('gap', () => void client.invalidateQueries())
    source.onerror = () => {
      // A browser gives up after some answers; here it does not.
      source?.close()
      alarm ??= window.setTimeout(() => setLost(true), PATIENCE_MS)
      again = window.setTimeout(connect, pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  }
  // A browser may keep a page that was left, and its connection with it: each person has a few only.
  const onHide = () => {
    source?.close()
    window.clearTimeout(again)
  }
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    connect()
    void client.invalidateQueries()
  }
  window.addEventListener('pagehide', onHide)
  window.addEventListener('pageshow', onShow)
  connect()
  return () => {
    window.removeEventListener('pagehide', onHide)
    window.removeEventListener('pageshow', onShow)
    onHide()
    for (const timer of [alarm, gather]) window.clearTimeout(timer)
    setLost(false)
  }
}

function topicOf(data: unknown): string | null {
  const said: unknown = typeof data === 'string' ? JSON.parse(data) : null
  if (typeof said !== 'object' || said === null || !('topic' in said)) return null
  return typeof said.topic === 'string' ? said.topic : null
}
