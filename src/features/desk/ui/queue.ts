/** Where a person stands in the queue of the desk: what is before them, what they picked, what they decided a moment ago. */

export interface Queue {
  readonly currentId: string | null
  readonly picked: ReadonlySet<string>
  /** Decided here: no longer shown, though the list that was read still has them. */
  readonly gone: ReadonlySet<string>
}

interface Placed {
  readonly id: string
}

export type QueueAction =
  | { readonly kind: 'show'; readonly id: string | null }
  /** `rows` are those that are shown, in their order. */
  | { readonly kind: 'move'; readonly by: number; readonly rows: readonly Placed[] }
  | { readonly kind: 'pick'; readonly id: string }
  | { readonly kind: 'pick-none' }
  | { readonly kind: 'decide'; readonly ids: readonly string[]; readonly rows: readonly Placed[] }
  /** Taken back, or refused by the workbench. The first of them is shown again. */
  | { readonly kind: 'return'; readonly ids: readonly string[] }
  /** The list was read anew: what it no longer has need not be hidden, and may come back. */
  | { readonly kind: 'settle'; readonly rows: readonly Placed[] }

export const EMPTY_QUEUE: Queue = { currentId: null, picked: new Set(), gone: new Set() }

export function queueReducer(queue: Queue, action: QueueAction): Queue {
  switch (action.kind) {
    case 'show':
      return { ...queue, currentId: action.id }
    case 'move':
      return { ...queue, currentId: neighbour(action.rows, queue.currentId, action.by) }
    case 'pick':
      return { ...queue, picked: toggled(queue.picked, action.id) }
    case 'pick-none':
      return { ...queue, picked: new Set() }
    case 'decide': {
      const ids = new Set(action.ids)
      const keepsCurrent = queue.currentId !== null && !ids.has(queue.currentId)
      return {
        currentId: keepsCurrent ? queue.currentId : nextAfter(action.rows, queue.currentId, ids),
        picked: new Set([...queue.picked].filter((id) => !ids.has(id))),
        gone: new Set([...queue.gone, ...ids]),
      }
    }
    case 'return': {
      const ids = new Set(action.ids)
      return {
        ...queue,
        currentId: action.ids[0] ?? queue.currentId,
        gone: new Set([...queue.gone].filter((id) => !ids.has(id))),
      }
    }
    case 'settle': {
      if (queue.gone.size === 0) return queue
      const there = new Set(action.rows.map(({ id }) => id))
      return { ...queue, gone: new Set([...queue.gone].filter((id) => there.has(id))) }
    }
  }
}

/** The rows that are still to be decided; the same array where none of them is gone. */
export function shownRows<Row extends Placed>(rows: readonly Row[], gone: ReadonlySet<string>): readonly Row[] {
  return rows.some(({ id }) => gone.has(id)) ? rows.filter(({ id }) => !gone.has(id)) : rows
}

/** The one `by` places further, held at the ends; the first where nothing is shown yet. */
function neighbour(rows: readonly Placed[], id: string | null, by: number): string | null {
  const at = rows.findIndex((row) => row.id === id)
  if (at === -1) return rows[0]?.id ?? id
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id ?? null
}

/** What is shown once `ids` are decided: the next one below, at the end of the list the one above. */
function nextAfter(rows: readonly Placed[], id: string | null, ids: ReadonlySet<string>): string | null {
  const at = rows.findIndex((row) => row.id === id)
  const below = rows.slice(at + 1).find((row) => !ids.has(row.id))
  const above = rows.slice(0, Math.max(at, 0)).findLast((row) => !ids.has(row.id))
  return (below ?? above)?.id ?? null
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
