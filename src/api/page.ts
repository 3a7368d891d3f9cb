/** Lists in pieces: `?limit=50&after=<next of the last answer>`. */
import { z } from 'zod'
import { AppError } from '../core/errors.ts'

const MOST_ITEMS = 200

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MOST_ITEMS).default(50),
  /** `next` of the last answer; left out: from the beginning. */
  after: z.string().max(500).optional(),
})

/** `next` null: this was the last piece. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

/** The place after a row as an opaque text. */
export function cursorOf(...place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws AppError 'usage.invalid' where it is none of ours */
export function readCursor<T extends z.ZodType>(cursor: string | undefined, place: T): z.output<T> | null {
  if (cursor === undefined) return null
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch (error) {
    throw new AppError(
      'usage.invalid',
      "after: is no place in this list. Take it from 'next' of the last answer.",
      {},
      { cause: error },
    )
  }
}
