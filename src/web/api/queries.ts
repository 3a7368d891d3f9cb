/** Questions and changes as hooks. A query's key is its path, cut at the slashes, so that a live topic ('proposals') reaches all of its paths. */
import {
  type QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ApiError, send, sendVersioned, type Versioned } from './client.ts'
import { readAll as readWhole } from './read-all.ts'

export const keyOf = (path: string): string[] =>
  path
    .split('?')[0]
    ?.split('/')
    .filter((part) => part !== '')
    .concat(path) ?? [path]

/** Reads `path` ('/desk'); null: does not ask. */
export function useRead<T>(
  path: string | null,
  options: { readonly refetchMs?: number } = {},
): UseQueryResult<T, ApiError> {
  return useQuery<T, ApiError>({
    queryKey: path === null ? ['nothing'] : keyOf(path),
    queryFn: ({ signal }) => send<T>(path ?? '', { signal }),
    enabled: path !== null,
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
  })
}

/** Begins to read what `useRead` will ask for. What goes wrong is said when it does. */
export function readAhead(client: QueryClient, path: string): void {
  void client.prefetchQuery({ queryKey: keyOf(path), queryFn: ({ signal }) => send<unknown>(path, { signal }) })
}

/** Reads with the ETag that a change must name. */
export function useReadVersioned<T>(path: string | null): UseQueryResult<Versioned<T>, ApiError> {
  return useQuery<Versioned<T>, ApiError>({
    queryKey: path === null ? ['nothing'] : [...keyOf(path), 'versioned'],
    queryFn: ({ signal }) => sendVersioned<T>(path ?? '', { signal }),
    enabled: path !== null,
  })
}

interface Piece<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** A list in pieces; `items` has all that were read, `more` is what a table needs of the others. */
export function useList<T>(path: string) {
  const query = useInfiniteQuery<Piece<T>, ApiError, { pages: Piece<T>[] }, string[], string | null>({
    queryKey: [...keyOf(path), 'list'],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      send<Piece<T>>(
        pageParam === null ? path : `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(pageParam)}`,
        { signal },
      ),
    getNextPageParam: (last) => last.next,
  })
  const more = {
    has: query.hasNextPage,
    loading: query.isFetchingNextPage,
    load: () => void query.fetchNextPage(),
    all: () => readWhole<T>(path),
  }
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) ?? [], more }
}

/** A whole list, piece after piece: for choosing among all of them. */
export function useReadAll<T>(path: string | null): UseQueryResult<readonly T[], ApiError> {
  return useQuery<readonly T[], ApiError>({
    queryKey: path === null ? ['nothing'] : [...keyOf(path), 'all'],
    queryFn: ({ signal }) => readAll<T>(path ?? '', (piece) => send<Piece<T>>(piece, { signal })),
    enabled: path !== null,
  })
}

export async function readAll<T>(path: string, read: (path: string) => Promise<Piece<T>>): Promise<readonly T[]> {
  const items: T[] = []
  for (let after: string | null = ''; after !== null; ) {
    const place: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`
    const piece: Piece<T> = await read(`${path}?limit=200${place}`)
    items.push(...piece.items)
    after = piece.next
  }
  return items
}

interface Change {
  readonly path: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly version?: string | null
}

/** Sends a change and reads anew what begins with one of `touches` ('proposals', 'desk'). */
export function useSend<T = null>(touches: readonly string[]) {
  const client = useQueryClient()
  return useMutation<T, ApiError, Change>({
    mutationFn: ({ path, ...options }) => send<T>(path, options),
    onSettled: () => Promise.all(touches.map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  })
}
