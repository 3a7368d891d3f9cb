/** Saved views as the API takes and gives them. */
import { z } from 'zod'

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must be one line')
/** First part of a page's address: 'desk'. */
const page = z.string().regex(/^[a-z][a-z-]{0,39}$/, "must be the first part of a page's address, like 'desk'")

export const viewsQuery = z.object({ page })
export const viewParams = z.object({ id: z.uuid() })

export const newViewBody = z.strictObject({
  page,
  title: line(80),
  /** What stands behind the '?' of the page's address; empty: the page as it is. */
  query: z
    .string()
    .max(2_000)
    .regex(/^[^?#\p{Cc}]*$/u, 'must be what stands behind the ? of an address'),
  /** Whether everybody sees it. */
  shared: z.boolean(),
})
export type NewView = z.infer<typeof newViewBody>

export const viewSchema = z.object({
  id: z.string(),
  page: z.string(),
  title: z.string(),
  query: z.string(),
  shared: z.boolean(),
  /** Whether the caller made it. */
  mine: z.boolean(),
  /** Whether the caller may delete it. */
  mayDelete: z.boolean(),
})
export type View = z.infer<typeof viewSchema>
export const viewListSchema = z.object({ items: z.array(viewSchema) })
