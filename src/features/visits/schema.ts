/** What all insights into visits are asked with: a period of shop days, filters and a breakdown. */
import { z } from 'zod'
import type { Day } from '../../core/time.ts'

/** Columns of `hits` by which visits can be told apart. */
const COLUMNS = ['device', 'browser', 'os', 'country', 'channel', 'first_channel'] as const
type Column = (typeof COLUMNS)[number]

/** A column, or 'property:<key>': what an event's properties say under that key. */
export type Dimension = Column | `property:${string}`

/** A key of properties: short, and without anything that could mean something to a query or to a filter's own spelling. */
const PROPERTY = /^property:[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/

function isDimension(text: string): text is Dimension {
  return COLUMNS.some((name) => name === text) || PROPERTY.test(text)
}

const DIMENSIONS_SAID = `${COLUMNS.join(', ')} or property:<key>`

export const dimensionSchema = z
  .string()
  .refine(isDimension, { error: ({ input }) => `'${String(input)}' is none of ${DIMENSIONS_SAID}` })

/** Hits are kept whose value is one of `values`. */
export interface Filter {
  readonly dimension: Dimension
  readonly values: readonly string[]
}

/** Shop days, both inclusive. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** Which hits an insight is about. */
export interface Scope {
  readonly period: Period
  /** All of them hold. */
  readonly filters: readonly Filter[]
}

const MOST_FILTERS = 12
const LONGEST_VALUE = 200

/** '<dimension>:<value>', as it stands in an address; the value may be empty: not known. */
const filterText = z.string().max(LONGEST_VALUE + 80)

/** The part of an insight's query string that all of them share. */
export const scopeQuerySchema = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  /** Given once or several times; filters of one dimension add up, those of several narrow down. */
  filter: z
    .union([filterText, z.array(filterText).max(MOST_FILTERS)])
    .optional()
    .transform((given): string[] => (given === undefined ? [] : typeof given === 'string' ? [given] : given)),
})
export type ScopeQuery = z.infer<typeof scopeQuerySchema>
