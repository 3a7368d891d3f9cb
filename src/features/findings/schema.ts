/**
 * What an analysis of the night shift says: findings, tables and charts, each resting on evidence that can be run again.
 * The report renders these and knows no analysis by name.
 */
import { z } from 'zod'

const text = z.object({ de: z.string(), en: z.string() })

/** How a number is written: money in cents of the shop's currency, ratios as 0..1 (shown in percent), the rest as they are. */
const UNITS = ['cents', 'count', 'number', 'ratio', 'factor', 'days', 'text', 'date', 'percent-points'] as const
export const unitSchema = z.enum(UNITS)
export type Unit = z.infer<typeof unitSchema>

/** The rows a statement rests on: the query with its parameters, how many rows it gave, and the first of them. */
export const evidenceSchema = z.object({
  id: z.string(),
  title: text,
  /** ClickHouse SQL over the event log's projections, with `{name:Type}` parameters; empty where rows come from elsewhere. */
  sql: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  rowCount: z.number().int(),
  columns: z.array(z.string()),
  /** At most 25 rows. */
  sample: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})
export type Evidence = z.infer<typeof evidenceSchema>

const interval = z.object({ low: z.number(), high: z.number(), level: z.number() })
export type Interval = z.infer<typeof interval>

/** One number with what makes it trustworthy. `value` null: not known, `missing` says what is missing. */
const figureSchema = z.object({
  id: z.string(),
  label: text,
  value: z.number().nullable(),
  unit: unitSchema,
  interval: interval.nullable(),
  n: z.number().int().nullable(),
  missing: text.nullable(),
  /** The same figure in other periods, oldest last: same weekday, previous period, year before. */
  comparisons: z.array(z.object({ label: text, value: z.number().nullable(), change: z.number().nullable() })),
  evidenceId: z.string(),
})
export type Figure = z.infer<typeof figureSchema>

/** What stands in a table: a number in its column's unit, a text of one language or of both, or nothing (not known). */
const cell = z.union([z.string(), z.number(), z.null(), text])
export type Cell = z.infer<typeof cell>

const tableSchema = z.object({
  id: z.string(),
  title: text,
  note: text.nullable(),
  columns: z.array(z.object({ key: z.string(), label: text, unit: unitSchema })),
  rows: z.array(z.array(cell)),
  /** Rows there are in all; more than `rows.length` where the table was cut. */
  rowCount: z.number().int(),
  evidenceId: z.string(),
})
export type Table = z.infer<typeof tableSchema>

const point = z.union([z.number(), z.null()])
const chartSchema = z.object({
  id: z.string(),
  /** A sentence that says what is to be seen. */
  title: text,
  kind: z.enum(['line', 'bar', 'waterfall', 'heatmap']),
  unit: unitSchema,
  /** Categories or days ('2026-11-22') along x. */
  x: z.array(z.string()),
  /** For a heatmap, one series per row. Roles: actual in ink, forecast dashed, comparison grey; low/high make a band. */
  series: z.array(
    z.object({
      name: text,
      role: z.enum(['actual', 'forecast', 'comparison', 'low', 'high', 'group']),
      values: z.array(point),
    }),
  ),
  /** Positions on x to point out, with a word. */
  marks: z.array(z.object({ x: z.string(), text })),
  evidenceId: z.string(),
})
export type Chart = z.infer<typeof chartSchema>

export const findingSchema = z.object({
  /** Stable across nights for the same matter ('movers.rising.sku.4711'). */
  id: z.string(),
  /** What it is about, for grouping: 'anomaly', 'mover', 'driver', 'customers', 'basket', 'data', 'forecast', 'price', 'stock'. */
  kind: z.string(),
  direction: z.enum(['good', 'bad', 'neutral']),
  /**
   * The part of the shop and the day whose revenue the stake counts ('total 2026-11-22'). Of several findings about the same,
   * the report tells one: money is not told twice. Left out: no other finding counts the same money.
   */
  about: z.string().optional(),
  /** Money at stake per `stakePeriodDays`, signed, in cents; null where it cannot be said. Findings are ordered by its size. */
  stakeCents: z.number().nullable(),
  stakePeriodDays: z.number().int(),
  title: text,
  /** One to three plain sentences. */
  sentence: text,
  figure: figureSchema,
  chart: chartSchema.nullable(),
  evidenceIds: z.array(z.string()),
  /** What one could do next, each a short imperative. */
  next: z.array(text),
})
export type Finding = z.infer<typeof findingSchema>

/** `about` of a finding on the revenue of one day; `part` is 'total', 'country:NL', ... */
export const revenueOn = (part: string, day: string): string => `${part} ${day}`

/** What was said about a day that had not come yet; held against what came on the next night. */
export const claimSchema = z.object({
  metric: z.enum(['revenueCents', 'orders']),
  /** Shop day, 'YYYY-MM-DD'. */
  day: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  level: z.number(),
  /** What the seasonal-naive forecast says for the same day; null: too little history. */
  naive: z.number().nullable(),
  method: z.string(),
})
export type Claim = z.infer<typeof claimSchema>

/** What one step of the night shift brings to the report. */
export const contributionSchema = z.object({
  /** Heading of the step's part of the report. */
  title: text,
  /** How it was reckoned, in a sentence: the test, the model, the level. */
  method: text,
  figures: z.array(figureSchema),
  findings: z.array(findingSchema),
  tables: z.array(tableSchema),
  charts: z.array(chartSchema),
  evidence: z.array(evidenceSchema),
  claims: z.array(claimSchema),
  /** Set where the step could say nothing yet, and what is missing for it. */
  notEnoughData: text.nullable(),
})
export type Contribution = z.infer<typeof contributionSchema>
