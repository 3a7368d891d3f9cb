/** Draws a page on the server, so that it is seen before the program that works it has arrived; the browser draws it anew then. */
import { createMemoryHistory } from '@tanstack/react-router'
import { renderToString } from 'react-dom/server'
import { keyOf } from '../api/queries.ts'
import type { Surroundings } from '../surroundings.tsx'
import { App } from './app.tsx'
import { makeClient } from './questions.ts'
import { makeRouter } from './router.tsx'

export interface Drawing {
  /** What belongs into the place of the app. */
  readonly html: string
  /** What was read for it, by path: the browser need not ask again. */
  readonly answers: Readonly<Record<string, unknown>>
}

/** What is read may say that something more is to be read: who asks, then what they may see, then what is in it. */
const MOST_ROUNDS = 5

/** What each page read when it was drawn last: read first the next time, most pages are drawn once instead of once for each round. */
const lastRead = new Map<string, readonly string[]>()

/**
 * @param address path with its query
 * @param read    what the API answers to a path ('/today'); null: it refuses, or takes too long
 */
export async function drawPage(
  address: string,
  surroundings: Surroundings,
  read: (path: string) => Promise<unknown>,
): Promise<Drawing> {
  const client = makeClient()
  const router = makeRouter(client, createMemoryHistory({ initialEntries: [address] }))
  try {
    await router.load()
    const page = router.state.matches.at(-1)?.routeId ?? ''
    const found = new Map<string, unknown>()
    let paths = lastRead.get(page) ?? []
    let html = ''
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await Promise.all(
        paths.map(async (path) => {
          const answer = await read(path)
          found.set(path, answer)
          if (answer !== null) client.setQueryData(keyOf(path), answer)
        }),
      )
      html = renderToString(<App client={client} router={router} surroundings={surroundings} />)
      paths = askedFor(client).filter((path) => !found.has(path))
      if (paths.length === 0) break
    }
    const used = askedFor(client)
    lastRead.set(page, used)
    const answers = used.filter((path) => (found.get(path) ?? null) !== null).map((path) => [path, found.get(path)])
    return { html, answers: Object.fromEntries(answers) }
  } finally {
    client.clear()
  }
}

/** Paths of the questions the page asks; lists and versions are keyed otherwise, and left to the browser. */
function askedFor(client: ReturnType<typeof makeClient>): string[] {
  return client
    .getQueryCache()
    .getAll()
    .filter(({ options }) => options.queryFn !== undefined)
    .map(({ queryKey }) => String(queryKey.at(-1)))
    .filter((path) => path.startsWith('/'))
}
