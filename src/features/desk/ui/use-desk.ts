/** The desk's state put together: queue, list, decisions, and the keys that move through them. */
import { type RefObject, useCallback, useDeferredValue, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { usePhone } from '../../../web/surroundings.tsx'
import { type KeyAction, useKeys } from '../../../web/ui/keys.ts'
import type { DeskSummary, ProposalRow } from '../schema.ts'
import type { BatchSubject } from './batch-dialog.tsx'
import { type Filters, listPath } from './filters.ts'
import { EMPTY_QUEUE, type Queue, queueReducer, shownRows } from './queue.ts'
import { tell } from './tell.ts'
import { type Decisions, useDecisions } from './use-decisions.ts'
import { useDeskAddress, useFollow } from './use-desk-address.ts'
import { readAll } from './use-export.ts'
import { type ProposalList, useAhead, useDeskSummary, useProposals } from './use-proposals.ts'
import { words } from './words.ts'

export interface Desk {
  /** What the list is narrowed to; its rows may still be those of before. */
  readonly filters: Filters
  readonly queue: Queue
  readonly summary: DeskSummary | null
  readonly list: ProposalList
  /** Those of the list that are still to be decided. */
  readonly rows: readonly ProposalRow[]
  /** Id of the proposal beside the list; null: none. */
  readonly shownId: string | null
  readonly decisions: Decisions
  readonly batch: BatchSubject | null
  readonly search: RefObject<HTMLInputElement | null>
  /** The same function always. */
  narrow(change: (filters: Filters) => Filters): void
  open(id: string): void
  /** From a proposal to the list, on a phone. */
  back(): void
  pick(id: string): void
  pickNone(): void
  openBatch(): void
  endBatch(decided: readonly string[]): void
}

export function useDesk(): Desk {
  const phone = usePhone()
  const address = useDeskAddress()
  const [queue, dispatch] = useReducer(queueReducer, { ...EMPTY_QUEUE, currentId: address.id })
  const [filters, setFilters] = useState(address.filters)
  // What was chosen is seen at once; the list follows.
  const asked = useDeferredValue(filters)
  const { summary, changedAt } = useDeskSummary()
  const list = useProposals(listPath(asked), changedAt)
  const rows = useMemo(() => shownRows(list.rows, queue.gone), [list.rows, queue.gone])
  const decisions = useDecisions({ rows, dispatch })
  const search = useRef<HTMLInputElement>(null)
  const { currentId } = queue
  const show = useCallback((id: string | null) => dispatch({ kind: 'show', id }), [])
  const pick = useCallback((id: string) => dispatch({ kind: 'pick', id }), [])
  const pickNone = useCallback(() => dispatch({ kind: 'pick-none' }), [])
  useEffect(() => dispatch({ kind: 'settle', rows: list.rows }), [list.rows])
  useFirstShown({ list, rows, currentId, show })
  useFollow({ address, currentId, filters, phone, show, narrow: setFilters })
  useAhead(rows, currentId)
  const { batch, openBatch, closeBatch } = useBatch({ rows, queue })
  const { go } = address
  const open = useCallback(
    (id: string) => {
      show(id)
      if (phone) go({ id, filters, replace: false })
    },
    [show, phone, go, filters],
  )
  const keys: KeyAction[] = [
    { keys: 'j', label: words.next, run: () => dispatch({ kind: 'move', by: 1, rows }) },
    { keys: 'k', label: words.previous, run: () => dispatch({ kind: 'move', by: -1, rows }) },
    { keys: 'x', label: words.pick, run: () => currentId !== null && pick(currentId) },
    { keys: 'shift+a', label: words.sameForSimilar, run: openBatch },
    { keys: '/', label: words.filter, run: () => search.current?.focus() },
    { keys: 'Enter', label: words.open, run: () => currentId !== null && open(currentId) },
  ]
  useKeys(words.title, keys, batch === null)
  return {
    filters,
    queue,
    summary,
    list,
    rows,
    shownId: phone ? address.id : currentId,
    decisions,
    batch,
    search,
    narrow: setFilters,
    open,
    back: () => go({ id: null, filters, replace: true }),
    pick,
    pickNone,
    openBatch,
    endBatch(ids) {
      closeBatch()
      if (ids.length > 0) dispatch({ kind: 'decide', ids, rows })
    },
  }
}

interface FirstShown {
  readonly list: ProposalList
  readonly rows: readonly ProposalRow[]
  readonly currentId: string | null
  show(id: string | null): void
}

/** The first of the list is shown where nothing is, and when the list becomes another one. */
function useFirstShown({ list: { shownPath }, rows, currentId, show }: FirstShown): void {
  const lastPath = useRef<string | null>(null)
  useEffect(() => {
    if (shownPath === null) return
    const isOther = lastPath.current !== null && lastPath.current !== shownPath
    lastPath.current = shownPath
    if (isOther && !rows.some(({ id }) => id === currentId)) show(rows[0]?.id ?? null)
    else if (currentId === null && rows[0] !== undefined) show(rows[0].id)
  }, [shownPath, rows, currentId, show])
}

/** What is picked, else the proposal that is shown with those that are like it. */
function useBatch({ rows, queue: { picked, currentId } }: { rows: readonly ProposalRow[]; queue: Queue }) {
  const [batch, setBatch] = useState<BatchSubject | null>(null)
  const latest = useRef({ rows, picked, currentId })
  latest.current = { rows, picked, currentId }
  // The same function always: it is given to what is drawn anew only where it has to be.
  const openBatch = useCallback(() => {
    const { rows, picked, currentId } = latest.current
    if (picked.size > 0) return setBatch({ rows: rows.filter(({ id }) => picked.has(id)), isSimilar: false })
    const current = rows.find(({ id }) => id === currentId)
    if (current === undefined) return
    readAll(`/proposals?similarTo=${current.id}&limit=200`)
      .then((similar) => setBatch({ rows: [current, ...similar], isSimilar: true }))
      .catch(tell)
  }, [])
  return { batch, openBatch, closeBatch: () => setBatch(null) }
}
