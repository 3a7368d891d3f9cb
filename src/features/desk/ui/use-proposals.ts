/** The desk's questions: the list in pieces, one proposal with its neighbours ahead, what there is by skill. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type ApiError, send } from '../../../web/api/client.ts'
import { keyOf, useRead } from '../../../web/api/queries.ts'
import type { DeskSummary, Proposal, ProposalRow } from '../schema.ts'

interface Piece {
  readonly items: readonly ProposalRow[]
  readonly next: string | null
}

/** Lists longer than this are read anew when asked to, not with every change: each piece is a question of its own. */
const FEW_PIECES = 3

export interface ProposalList {
  readonly rows: readonly ProposalRow[]
  /** Path the rows are those of; differs from what was asked for while that is on its way. */
  readonly shownPath: string | null
  readonly error: ApiError | null
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** Something changed since the list was read. */
  readonly isOutdated: boolean
  loadMore(): void
  reload(): void
}

export function useProposals(path: string, changedAt: number): ProposalList {
  const query = useInfiniteQuery<Piece, ApiError, { pages: Piece[] }, string[], string | null>({
    // Not under the topic: see FEW_PIECES.
    queryKey: ['desk-list', path],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      send<Piece>(pageParam === null ? path : `${path}&after=${encodeURIComponent(pageParam)}`, { signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Comparing thousands of rows deeply would cost a frame; they are new when they come.
    structuralSharing: false,
  })
  const { data, refetch, fetchNextPage, isFetching, isPlaceholderData } = query
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const pieces = data?.pages.length ?? 0
  const reload = useCallback(() => void refetch(), [refetch])
  const isOutdated = pieces > 0 && changedAt > query.dataUpdatedAt
  useEffect(() => {
    if (isOutdated && pieces <= FEW_PIECES && !isFetching) void refetch()
  }, [isOutdated, pieces, isFetching, refetch])
  return {
    rows,
    shownPath: data === undefined || isPlaceholderData ? null : path,
    error: query.error,
    hasMore: query.hasNextPage && !isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    isOutdated: isOutdated && pieces > FEW_PIECES,
    loadMore() {
      if (!isFetching && query.hasNextPage) void fetchNextPage()
    },
    reload,
  }
}

/** Read anew with every change of a proposal, so that `changedAt` is when the desk was last told of one. */
export function useDeskSummary() {
  const query = useQuery<DeskSummary, ApiError>({
    queryKey: ['proposals', 'summary'],
    queryFn: ({ signal }) => send<DeskSummary>('/desk', { signal }),
  })
  const first = useRef<number | null>(null)
  if (first.current === null && query.dataUpdatedAt > 0) first.current = query.dataUpdatedAt
  return { summary: query.data ?? null, changedAt: query.dataUpdatedAt === first.current ? 0 : query.dataUpdatedAt }
}

export const proposalPath = (id: string): string => `/proposals/${id}`

export function useProposal(id: string | null) {
  return useRead<Proposal>(id === null ? null : proposalPath(id))
}

/** How many of the next ones are there before they are asked for. */
const AHEAD = 3

export function useAhead(rows: readonly ProposalRow[], id: string | null): void {
  const client = useQueryClient()
  useEffect(() => {
    const at = rows.findIndex((row) => row.id === id)
    if (at === -1) return
    // Whoever runs through the list asks for nothing on the way.
    const timer = setTimeout(() => {
      for (const row of rows.slice(at + 1, at + 1 + AHEAD)) {
        const path = proposalPath(row.id)
        void client.prefetchQuery({ queryKey: keyOf(path), queryFn: ({ signal }) => send<Proposal>(path, { signal }) })
      }
    }, 60)
    return () => clearTimeout(timer)
  }, [rows, id, client])
}
