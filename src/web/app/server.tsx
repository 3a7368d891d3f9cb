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
const MOST_ROUNDS = 4

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
    const answers: Record<string, unknown> = {}
    const asked = new Set<string>()
    const draw = () => renderToString(<App client={client} router={router} surroundings={surroundings} />)
    let html = draw()
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const paths = wanted(client).filter((path) => !asked.has(path))
      if (paths.length === 0) break
      await Promise.all(
        paths.map(async (path) => {
          asked.add(path)
          const answer = await read(path)
          if (answer === null) return
          answers[path] = answer
          client.setQueryData(keyOf(path), answer)
        }),
      )
      html = draw()
    }
    return { html, answers }
  } finally {
    client.clear()
  }
}

/** Paths of the questions the page asks and nobody has answered; lists and versions are keyed otherwise, and left to the browser. */
function wanted(client: ReturnType<typeof makeClient>): string[] {
  return client
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.data === undefined)
    .map(({ queryKey }) => String(queryKey.at(-1)))
    .filter((path) => path.startsWith('/'))
}
