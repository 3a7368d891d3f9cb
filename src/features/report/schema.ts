/**
 * The morning report as it is stored and handed to the renderings: what the night shift found about a shop up to one
 * day. Everything a rendering shows stands in here; no rendering asks a store.
 */
import { z } from 'zod'
import { claimSchema, contributionSchema, evidenceSchema, findingSchema, unitSchema } from '../findings/index.ts'

const text = z.object({ de: z.string(), en: z.string() })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day as YYYY-MM-DD')
const instant = z.iso.datetime({ offset: true })

/** How one step of the night shift ended. */
const nightStepSchema = z.object({
  name: z.string(),
  title: text,
  status: z.enum(['done', 'failed', 'skipped']),
  seconds: z.number().nonnegative(),
  /** Rows the step read. */
  rows: z.number().int().nonnegative(),
  /** Proposals it put on the desk, where it is a skill's. */
  proposals: z.number().int().nonnegative().optional(),
  /** What went wrong, in a sentence; null unless failed or skipped. */
  error: z.string().nullable(),
})
export type NightStep = z.infer<typeof nightStepSchema>

/** The whole stock of what was analysed; the keys stand in the order the JSON rendering keeps. */
const totalsSchema = z.object({
  invoices: z.number().int(),
  customers: z.number().int(),
  countries: z.number().int(),
  cancelledLines: z.number().int(),
  lineTotalCents: z.number().int(),
})

/** A claim of an earlier night beside what came. `actual` null: the day's figure is not known; so is `inBand` then. */
const checkedClaimSchema = z.object({
  claim: claimSchema,
  actual: z.number().nullable(),
  inBand: z.boolean().nullable(),
})
export type CheckedClaim = z.infer<typeof checkedClaimSchema>

const sectionSchema = z.object({ step: z.string(), contribution: contributionSchema })
export type ReportSection = z.infer<typeof sectionSchema>

export const reportSchema = z.object({
  version: z.literal(1),
  shop: z.object({ name: z.string(), currency: z.string().regex(/^[A-Z]{3}$/), timeZone: z.string() }),
  /** Last shop day analysed. */
  asOf: day,
  createdAt: instant,
  night: z.object({
    id: z.string(),
    startedAt: instant,
    finishedAt: instant,
    steps: z.array(nightStepSchema),
  }),
  totals: totalsSchema,
  /** Those of the sections, each matter once, ordered by money at stake, the greatest first. */
  findings: z.array(findingSchema),
  /** Claims of earlier nights whose day has come. */
  claimsChecked: z.array(checkedClaimSchema),
  /** What is said for the days to come. */
  claims: z.array(claimSchema),
  sections: z.array(sectionSchema),
})
export type Report = z.infer<typeof reportSchema>

/** A report in a list. */
const reportHeadSchema = z.object({
  nightId: z.int(),
  asOf: day,
  createdAt: instant,
  /** Null: not known, since another version wrote the report. */
  findings: z.int().nullable(),
})
export type ReportHead = z.infer<typeof reportHeadSchema>
export const reportListSchema = z.object({ items: z.array(reportHeadSchema) })

const figureOfDaySchema = z.object({
  id: z.string(),
  label: text,
  value: z.number().nullable(),
  unit: unitSchema,
  missing: text.nullable(),
  /** Against the same weekday a week before, or what the step compares with first where it has no such. */
  comparison: z.object({ label: text, change: z.number().nullable() }).nullable(),
  /** What had been said for the day before it came; null: nothing. */
  expected: z
    .object({ low: z.number(), high: z.number(), level: z.number(), inBand: z.boolean().nullable() })
    .nullable(),
  /** The last four weeks, the day itself last; empty where they are not known. */
  course: z.array(z.number().nullable()),
  evidenceId: z.string(),
})
export type FigureOfDay = z.infer<typeof figureOfDaySchema>

const agendaItemSchema = findingSchema
  .pick({ id: true, kind: true, direction: true, stakeCents: true, stakePeriodDays: true, title: true, sentence: true })
  .extend({
    next: z.array(text),
    /** The day in the report, and the step that found it. */
    step: z.string(),
    evidence: z.array(z.object({ id: z.string(), title: text, rowCount: z.number().int() })),
    /** Tables of the report that rest on the same rows. */
    tables: z.array(z.object({ id: z.string(), title: text })),
  })
export type AgendaItem = z.infer<typeof agendaItemSchema>

/** What the page Today shows of the newest report, without its tables and charts. */
const dayReportSchema = z.object({
  asOf: day,
  createdAt: instant,
  figures: z.array(figureOfDaySchema),
  findings: z.array(agendaItemSchema),
  night: z.object({ startedAt: instant, finishedAt: instant, steps: z.array(nightStepSchema) }),
  /** What was said for the day of the report and what came. */
  checked: z.array(checkedClaimSchema),
  /** How many claims of the last four weeks came to lie in their band. */
  held: z.object({ judged: z.number().int(), inBand: z.number().int() }),
  /** Steps that could say nothing yet, and what is missing for them. */
  waiting: z.array(z.object({ step: z.string(), title: text, missing: text })),
})
export type DayReport = z.infer<typeof dayReportSchema>

/** GET /api/v1/today. 'unreadable': another version wrote the newest report. */
export const todaySchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), report: dayReportSchema }),
  z.object({ status: z.literal('unreadable'), asOf: day }),
  z.object({ status: z.literal('none') }),
])
export type Today = z.infer<typeof todaySchema>

/** GET /api/v1/night: the newest night shift, for every page's head; null: none yet. */
export const nightNowSchema = z.object({
  /** When the next one begins, as the settings have it. */
  nextAt: instant,
  night: z
    .object({
      asOf: day,
      startedAt: instant,
      /** Null: it is running. */
      finishedAt: instant.nullable(),
      steps: z.number().int(),
      ended: z.number().int(),
      failed: z.number().int(),
    })
    .nullable(),
})
export type NightNow = z.infer<typeof nightNowSchema>

/** GET /api/v1/shop: in which money and by which clock everything is told. */
export const shopSchema = z.object({
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  /** The shop's today. */
  today: day,
})

/** GET /api/v1/reports/:day/evidence/:id: the rows a statement rests on, asked for anew. */
export const evidenceRowsSchema = z.object({
  title: text,
  sql: z.string(),
  params: evidenceSchema.shape.params,
  columns: z.array(z.string()),
  rows: evidenceSchema.shape.sample,
  /** Rows when the report was made. */
  rowCount: z.number().int(),
  /** 'again': the query was run now; 'kept': the first rows as they were kept, for there is no query, or it could not be run. */
  source: z.enum(['again', 'kept']),
  /** There are more rows than are given. */
  cut: z.boolean(),
})
export type EvidenceRows = z.infer<typeof evidenceRowsSchema>
