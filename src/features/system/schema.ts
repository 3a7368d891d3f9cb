/** How the workbench itself is: its stores, jobs, nights, imports, and what is wrong. */
import { z } from 'zod'
import { pageOf } from '../../api/page.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')

/** GET /api/v1/system */
export const systemSchema = z.object({
  version: z.string(),
  node: z.string(),
  startedAt: instant,
  /** Memory of the process, bytes. */
  memoryBytes: z.number(),
  /** Free room where the data folder lies, bytes; null: not known. */
  freeBytes: z.number().nullable(),
  dataDir: z.string(),
  state: z.object({ version: z.string(), embedded: z.boolean(), bytes: z.number() }),
  events: z.object({
    version: z.string(),
    embedded: z.boolean(),
    bytes: z.number(),
    /** The log alone. */
    logBytes: z.number(),
    logRows: z.number(),
  }),
  /** Facts on their way to the log. */
  outbox: z.number().int(),
})
export type System = z.infer<typeof systemSchema>

const jobSchema = z.object({
  /** 'night', 'outbox', ... */
  name: z.string(),
  /** In the shop's time zone; null: runs when asked for. */
  cron: z.string().nullable(),
  running: z.object({ since: instant }).nullable(),
  waiting: z.number().int(),
  last: z
    .object({
      at: instant,
      outcome: z.enum(['done', 'failed', 'called-off']),
      seconds: z.number().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  /** Null: it has no time, or one that is not reckoned here. */
  nextAt: instant.nullable(),
})
export type Job = z.infer<typeof jobSchema>
export const jobListSchema = z.object({ items: z.array(jobSchema) })

/** A job that was given up after all its attempts. */
const deadLetterSchema = z.object({
  id: z.string(),
  job: z.string(),
  data: z.unknown(),
  failedAt: z.string(),
  error: z.string(),
})
export type DeadLetter = z.infer<typeof deadLetterSchema>
export const deadLetterListSchema = z.object({ items: z.array(deadLetterSchema) })

/** POST /api/v1/nights. Left out: for the last day that is over. */
export const nightBody = z.strictObject({ asOf: day.optional() })
/** What the job of a night is told; a night by hand runs again where there is a report, and mails none. */
export const askedNightSchema = z.object({ asOf: day.optional(), byHand: z.boolean().default(false) })

const STEP_STATES = ['waiting', 'running', 'done', 'failed', 'skipped'] as const
export const nightStepSchema = z.object({
  name: z.string(),
  title: text,
  status: z.enum(STEP_STATES),
  attempts: z.number().int(),
  seconds: z.number().nullable(),
  rows: z.number().nullable(),
  error: z.string().nullable(),
})
export const nightSchema = z.object({
  id: z.number().int(),
  asOf: z.string(),
  /** 'stopped': cut off; it goes on with the next one that is asked for. */
  status: z.enum(['running', 'stopped', 'done']),
  startedAt: instant,
  finishedAt: instant.nullable(),
  mailedAt: instant.nullable(),
  steps: z.array(nightStepSchema),
})
export type Night = z.infer<typeof nightSchema>
export const nightListSchema = pageOf(nightSchema)

/** Whether a night was asked for and waits for its turn. */
export const askedSchema = z.object({ asked: z.boolean() })

const importSchema = z.object({
  id: z.number().int(),
  format: z.string(),
  source: z.string(),
  fileName: z.string(),
  status: z.enum(['running', 'done']),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  startedAt: instant,
  finishedAt: instant.nullable(),
})
export type Import = z.infer<typeof importSchema>
export const importListSchema = pageOf(importSchema)

const checkSchema = z.object({
  level: z.enum(['ok', 'note', 'fault']),
  /** 'mail', 'jobs', ... */
  name: z.string(),
  about: text,
  text,
})
export type Check = z.infer<typeof checkSchema>
export const checkListSchema = z.object({ items: z.array(checkSchema) })
