/** The desk's place in the address: what the list is narrowed to, and which proposal is shown. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type Filters, filtersInAddress, readFilters } from './filters.ts'

export interface DeskAddress {
  /** Of the proposal in the address; null: none. */
  readonly id: string | null
  /** The same object until the address says something else. */
  readonly filters: Filters
  go(to: { readonly id: string | null; readonly filters: Filters; readonly replace: boolean }): void
}

/** Whoever runs through the list or its filters does not write every step into the address. */
const SETTLED_MS = 300

export function useDeskAddress(): DeskAddress {
  const params: { readonly id?: string } = useParams({ strict: false })
  const id = params.id ?? null
  const search: Record<string, unknown> = useSearch({ strict: false })
  const text = textOf(readFilters(search))
  const filters = useMemo(() => readFilters(Object.fromEntries(new URLSearchParams(text))), [text])
  const navigate = useNavigate()
  const go = useCallback<DeskAddress['go']>(
    (to) =>
      void navigate({
        to: '/desk/{-$id}',
        params: { id: to.id ?? undefined },
        search: filtersInAddress(to.filters),
        replace: to.replace,
        resetScroll: false,
      }),
    [navigate],
  )
  return useMemo(() => ({ id, filters, go }), [id, filters, go])
}

const textOf = (filters: Filters): string => new URLSearchParams(filtersInAddress(filters)).toString()

interface Follow {
  readonly address: DeskAddress
  readonly currentId: string | null
  readonly filters: Filters
  readonly phone: boolean
  show(id: string): void
  narrow(filters: Filters): void
}

/** Keeps the two together: the address follows what is shown, and what is shown follows a link or the way back. */
export function useFollow({ address, currentId, filters, phone, show, narrow }: Follow): void {
  const { id, go } = address
  const there = textOf(address.filters)
  const here = textOf(filters)
  /** What the address said when it was last looked at, or written. */
  const known = useRef({ id, filters: there })
  useEffect(() => {
    const isSame = here === there
    if (isSame && currentId === id) return
    // On a phone the list is a place of its own until something is opened.
    const isList = phone && id === null
    if (isSame && isList) return
    // On its way to a link, which is shown in a moment.
    if (there !== known.current.filters || (id !== null && id !== known.current.id)) return
    const timer = setTimeout(() => {
      const next = isList ? null : currentId
      known.current = { id: next, filters: here }
      go({ id: next, filters, replace: true })
    }, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [currentId, id, here, there, filters, phone, go])
  useEffect(() => {
    if (there !== known.current.filters) {
      known.current = { ...known.current, filters: there }
      narrow(address.filters)
    }
    if (id === null || id === known.current.id) return
    known.current = { ...known.current, id }
    show(id)
  }, [id, there, address.filters, show, narrow])
}
