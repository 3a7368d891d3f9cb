/** What the server answered while it drew the page stands in the page: it need not be asked for again. */
import type { QueryClient } from '@tanstack/react-query'
import { keyOf } from '../api/queries.ts'

/** Of the element that holds the answers by path, as JSON. */
const ANSWERS = 'answers'

/** @returns whether the page was drawn by the server */
export function takeAnswers(client: QueryClient): boolean {
  const text = document.getElementById(ANSWERS)?.textContent ?? null
  if (text === null) return false
  const answers = JSON.parse(text) as Readonly<Record<string, unknown>> // written by the server beside this program
  for (const [path, answer] of Object.entries(answers)) client.setQueryData(keyOf(path), answer)
  return true
}
