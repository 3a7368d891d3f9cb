/** The desk's place in the address: what the list is narrowed to, and which proposal is shown. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type Filters, filtersInAddress, readFilters } from './filters.ts'

export interface DeskAddress {
  /** Of the proposal in the address; null: none. */
  readonly id: string | null
  readonly filters: Filters
  change(filters: Filters): void
  /** Goes to a proposal so that the browser's way back leads to the list again. */
  open(id: string): void
  back(): void
}

/** Whoever runs through the list with j and k does not write every step into the address. */
const SETTLED_MS = 150
const PATH = '/desk/{-$id}'

export function useDeskAddress(): DeskAddress {
  const params: { readonly id?: string } = useParams({ strict: false })
  const id = params.id ?? null
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters = useMemo(() => readFilters(search), [search])
  const go = useCallback(
    (to: { id: string | null; filters: Filters; replace: boolean }) =>
      void navigate({
        to: PATH,
        params: { id: to.id ?? undefined },
        search: filtersInAddress(to.filters),
        replace: to.replace,
        resetScroll: false,
      }),
    [navigate],
  )
  return useMemo(
    () => ({
      id,
      filters,
      change: (next) => go({ id: null, filters: next, replace: true }),
      open: (next) => go({ id: next, filters, replace: false }),
      back: () => go({ id: null, filters, replace: true }),
    }),
    [id, filters, go],
  )
}

interface Follow {
  readonly address: DeskAddress
  readonly currentId: string | null
  readonly phone: boolean
  show(id: string): void
}

/** Keeps the two together: the address follows what is shown, and what is shown follows a link or the way back. */
export function useFollow({ address, currentId, phone, show }: Follow): void {
  const navigate = useNavigate()
  const written = useRef(address.id)
  const { id, filters } = address
  useEffect(() => {
    if (currentId === id) return
    // On a phone the list is a place of its own until something is opened.
    if (phone && id === null) return
    // On its way to a link, which is shown in a moment.
    if (id !== null && currentId === written.current) return
    const timer = setTimeout(() => {
      written.current = currentId
      const params = { id: currentId ?? undefined }
      void navigate({ to: PATH, params, search: filtersInAddress(filters), replace: true, resetScroll: false })
    }, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [currentId, id, filters, phone, navigate])
  useEffect(() => {
    if (id === null || id === written.current) return
    written.current = id
    show(id)
  }, [id, show])
}
