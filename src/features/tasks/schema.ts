/** Tasks as the API gives and takes them. */
import { z } from 'zod'
import { LANGS } from '../../core/lang.ts'
import { ROLES } from '../../core/rights.ts'
import { parseDay } from '../../core/time.ts'

const instant = z.iso.datetime({ offset: true })
const day = z.string().refine((text) => {
  try {
    return parseDay(text, 'day') === text
  } catch {
    return false
  }
}, 'a day as YYYY-MM-DD')

export const LONGEST_TITLE = 300
export const LONGEST_NOTES = 10_000
const title = z.string().trim().min(1).max(LONGEST_TITLE)
const notes = z.string().max(LONGEST_NOTES)

/** `id` as in the audit log: 'person:7', 'key:3', 'cli', 'system'. */
const actorSchema = z.object({ id: z.string(), name: z.string() })
export type Actor = z.infer<typeof actorSchema>

export const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string(),
  role: z.enum(ROLES),
  state: z.enum(['open', 'done']),
  /** Null: nobody has taken it. */
  assignee: actorSchema.nullable(),
  dueDay: z.string().nullable(),
  /** What it came from. */
  finding: z.object({ id: z.string(), reportDay: z.string() }).nullable(),
  proposalId: z.string().nullable(),
  createdAt: instant,
  createdBy: actorSchema,
  doneAt: instant.nullable(),
  doneBy: actorSchema.nullable(),
  commentCount: z.number().int(),
  /** ETag: grows with each change but comments. */
  version: z.number().int(),
})
export type Task = z.infer<typeof taskSchema>

export const taskWithCommentsSchema = taskSchema.extend({
  comments: z.array(z.object({ id: z.number().int(), author: actorSchema, at: instant, text: z.string() })),
})
export type TaskWithComments = z.infer<typeof taskWithCommentsSchema>

/** 'mine': open ones I have taken, and those for my role that nobody has. */
export const VIEWS = ['mine', 'open', 'done', 'all'] as const
export type View = (typeof VIEWS)[number]

/** POST /api/v1/tasks: written by hand, or made from a finding, whose words are taken where none are given. */
export const newTaskBody = z
  .strictObject({
    title: title.optional(),
    notes: notes.optional(),
    role: z.enum(ROLES).optional(),
    /** 'person:7'; null or left out: nobody. */
    assignee: z.string().max(100).nullable().optional(),
    dueDay: day.nullable().optional(),
    findingId: z.string().max(500).optional(),
    reportDay: day.optional(),
    /** In which language a finding's words are taken. */
    lang: z.enum(LANGS).optional(),
  })
  .refine((task) => task.title !== undefined || task.findingId !== undefined, {
    path: ['title'],
    message: 'is needed where the task comes from no finding',
  })
  .refine((task) => (task.findingId === undefined) === (task.reportDay === undefined), {
    path: ['reportDay'],
    message: 'goes with findingId: which report the finding is in',
  })
export type NewTask = z.infer<typeof newTaskBody>

/** PATCH /api/v1/tasks/:id */
export const taskChangeBody = z
  .strictObject({
    title: title.optional(),
    notes: notes.optional(),
    role: z.enum(ROLES).optional(),
    dueDay: day.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
export type TaskChange = z.infer<typeof taskChangeBody>

/** PUT /api/v1/tasks/:id/assignee; null: nobody. */
export const assigneeBody = z.strictObject({ assignee: z.string().max(100).nullable() })
/** POST /api/v1/tasks/:id/comments */
export const commentBody = z.strictObject({ text: z.string().trim().min(1).max(5_000) })

/** What the skill drafts, in the shop's language. */
export const taskDraftSchema = z.strictObject({
  title,
  notes,
  role: z.enum(ROLES),
  dueDay: day,
  findingId: z.string().max(500),
  reportDay: day,
})
export type TaskDraft = z.infer<typeof taskDraftSchema>
