/** Settings: what people set in the workbench, and everything that holds with where it was set. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'

const text = z.object({ de: z.string(), en: z.string() })

const MOST_READERS = 50
const MOST_MINUTES = 480

/** What can be set in the workbench. Each is the setting of the same name in `src/config.ts`, which comes first where it is set. */
export const SAID_NAMES = ['shopName', 'reportTo', 'language', 'nightAt'] as const
export type SaidName = (typeof SAID_NAMES)[number]

export const saidSchema = z.strictObject({
  shopName: z.string().trim().min(1).max(120).optional(),
  /** Who gets the morning report. */
  reportTo: z.array(z.email('is no mail address')).max(MOST_READERS).optional(),
  language: z.enum(LANGS).optional(),
  /** Shop time at which the night shift begins. */
  nightAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM, for example 02:00')
    .optional(),
  /** Minutes a person needs for one piece by hand, by skill; for the time that is saved. */
  routineMinutes: z.record(z.string().max(200), z.number().min(0).max(MOST_MINUTES)).optional(),
})
export type Said = z.infer<typeof saidSchema>

/** PUT /api/v1/settings. Left out: stays as it is. Null: what holds without it holds again. */
export const settingsBody = z
  .strictObject({
    shopName: saidSchema.shape.shopName.unwrap().nullable().optional(),
    reportTo: saidSchema.shape.reportTo.unwrap().nullable().optional(),
    language: saidSchema.shape.language.unwrap().nullable().optional(),
    nightAt: saidSchema.shape.nightAt.unwrap().nullable().optional(),
    routineMinutes: saidSchema.shape.routineMinutes.unwrap().nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'changes nothing')
export type SettingsChange = z.infer<typeof settingsBody>

/** 'workbench': set here; 'shop': an import or the demo said so; the others as in `src/config.ts`. */
const ORIGINS = ['line', 'environment', 'file', 'workbench', 'shop', 'default'] as const

export const settingsSchema = z.object({
  /** ETag. */
  version: z.number().int(),
  said: z.array(
    z.object({
      name: z.enum(SAID_NAMES),
      value: z.union([z.string(), z.array(z.string()), z.null()]),
      origin: z.enum(ORIGINS),
      /** Set outside, where it comes first; what is set here has no effect until it is taken out there. */
      locked: z.boolean(),
      env: z.string(),
    }),
  ),
  shop: z.object({ currency: z.string(), taxPercent: z.number(), timeZone: z.string(), holidays: z.string() }),
  /** Whether reports can be mailed at all. */
  hasMail: z.boolean(),
  routineMinutes: z.array(z.object({ skill: z.string(), title: text, minutes: z.number(), default: z.number() })),
  /** Every setting as it holds; secrets masked. */
  effective: z.array(
    z.object({
      name: z.string(),
      env: z.string(),
      value: z.union([z.string(), z.number(), z.null()]),
      about: z.string(),
      origin: z.enum(ORIGINS),
      secret: z.boolean(),
    }),
  ),
})
export type Settings = z.infer<typeof settingsSchema>
