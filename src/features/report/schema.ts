/**
 * The morning report as it is stored and handed to the renderings: what the night shift found about a shop up to one
 * day. Everything a rendering shows stands in here; no rendering asks a store.
 */
import { z } from 'zod'
import { claimSchema, contributionSchema, findingSchema } from '../findings/index.ts'

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
