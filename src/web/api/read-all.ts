/** Lists read to their end, for files that hold all of them. */
import { send } from './client.ts'

const MOST_AT_ONCE = 200

/** @param path '/customers?sort=name', of a list in pieces */
export async function readAll<T>(path: string): Promise<T[]> {
  const all: T[] = []
  const joint = path.includes('?') ? '&' : '?'
  let after: string | null = null
  do {
    const place: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const piece: { items: T[]; next: string | null } = await send(`${path}${joint}limit=${MOST_AT_ONCE}${place}`)
    all.push(...piece.items)
    after = piece.next
  } while (after !== null)
  return all
}
