/** What holds the answers of the workbench for all pages. */
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/client.ts'

const listeners = new Set<(error: Error) => void>()

/** Hears of every question that failed. */
export function listenToFailures(listener: (error: Error) => void): void {
  listeners.add(listener)
}

/** One for each browser, and for each page the server draws. */
export const makeClient = () =>
  new QueryClient({
    // Questions alone: after a change what was typed stays on the page, and the message says to sign in again.
    queryCache: new QueryCache({
      onError(error) {
        for (const listener of listeners) listener(error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What was refused is refused again; what could not be reached may be back.
        retry: (count, error) =>
          count < 1 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      },
    },
  })
