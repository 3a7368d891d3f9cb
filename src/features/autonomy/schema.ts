/** How much each skill may do alone, and the stop for all of them. */
import { z } from 'zod'
import { ROLES } from '../../core/rights.ts'

const text = z.object({ de: z.string(), en: z.string() })
const instant = z.iso.datetime({ offset: true })
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM')

/** From nothing to everything: 'veto' acts after a delay unless stopped, 'auto' inside budgets and guardrails. */
export const LEVELS = ['off', 'on-request', 'suggest', 'veto', 'auto'] as const
const levelSchema = z.enum(LEVELS)
export type Level = z.infer<typeof levelSchema>

/** What people set for one skill. Budgets hold for what acts without a person; null: no limit. */
const settingsShape = z.strictObject({
  level: levelSchema,
  /** Actions a shop day. */
  dailyActions: z.number().int().min(0).max(100_000).nullable(),
  /** Money a shop day, cents. */
  dailyCents: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  /** Greatest change of one action, percent. */
  maxChangePercent: z.number().min(0).max(1_000).nullable(),
  /** How long 'veto' waits, minutes. */
  vetoMinutes: z.number().int().min(1).max(10_080),
  /** Shop time in which nothing acts by itself; both or neither. */
  quietFrom: timeOfDay.nullable(),
  quietUntil: timeOfDay.nullable(),
})

export const autonomySettingsSchema = settingsShape
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    path: ['quietUntil'],
    message: 'quiet hours have a beginning and an end, or neither',
  })
  .refine(({ quietFrom, quietUntil }) => quietFrom === null || quietFrom !== quietUntil, {
    path: ['quietUntil'],
    message: 'quiet hours end at another time than they begin; to have it act never by itself, choose another level',
  })
export type AutonomySettings = z.infer<typeof autonomySettingsSchema>

/** Decisions of the last 90 days, and the share that was changed, rejected or undone with its 95 % interval. */
const trackRecordSchema = z.object({
  decided: z.number().int(),
  edited: z.number().int(),
  rejected: z.number().int(),
  undone: z.number().int(),
  /** Done and not taken back. */
  applied: z.number().int(),
  /** Days looked back. */
  days: z.number().int(),
  /** Share of decisions that a person had to correct in any way; null: none decided. */
  correctionRate: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
})

export type TrackRecord = z.infer<typeof trackRecordSchema>

const recommendationSchema = z.object({
  level: levelSchema,
  direction: z.enum(['up', 'down', 'stay']),
  reason: text,
})

export type Recommendation = z.infer<typeof recommendationSchema>

export const skillAutonomySchema = z.object({
  skill: z.string(),
  title: text,
  about: text,
  role: z.enum(ROLES),
  settings: settingsShape,
  /** 0: nobody has changed it yet, these are the defaults. */
  version: z.number().int(),
  trackRecord: trackRecordSchema,
  /** What the drafts that were done would have taken a person by hand in those days, by the team's own figures; minutes. */
  savedMinutes: z.number(),
  recommendation: recommendationSchema,
  /** What it did by itself today, against its budgets. */
  today: z.object({ actions: z.number().int(), cents: z.number() }),
})
export type SkillAutonomy = z.infer<typeof skillAutonomySchema>

const PRESETS = ['human-first-same', 'human-first-transformed', 'ai-first-same', 'ai-first-transformed'] as const
export type PresetId = (typeof PRESETS)[number]

const presetSchema = z.object({
  id: z.enum(PRESETS),
  title: text,
  /** What it means for people, in plain words. */
  about: text,
  /** What each skill would be set to. */
  levels: z.array(z.object({ skill: z.string(), level: levelSchema })),
  active: z.boolean(),
})

export const stopSchema = z.object({
  active: z.boolean(),
  since: instant.nullable(),
  /** Who pressed it, by name. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** What was decided and waits, and what would have acted by itself by now. */
  held: z.number().int(),
})
export type Stop = z.infer<typeof stopSchema>

/** GET /api/v1/autonomy */
export const autonomySchema = z.object({
  skills: z.array(skillAutonomySchema),
  presets: z.array(presetSchema),
  stop: stopSchema,
})
export type Autonomy = z.infer<typeof autonomySchema>

/** POST /api/v1/autonomy/preset. `preview`: say what would change and change nothing. */
export const presetBody = z.strictObject({ preset: z.enum(PRESETS), preview: z.boolean().default(false) })
export const presetAnswer = z.object({
  preset: z.enum(PRESETS),
  applied: z.boolean(),
  changes: z.array(z.object({ skill: z.string(), title: text, from: levelSchema, to: levelSchema })),
})
export type PresetAnswer = z.infer<typeof presetAnswer>

/** PUT /api/v1/autonomy/stop */
export const stopBody = z.strictObject({ active: z.boolean(), reason: z.string().max(500).optional() })
