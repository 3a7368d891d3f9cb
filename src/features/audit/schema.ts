/** The audit log as the API gives it. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'
import { plainText } from '../../api/text.ts'

const instant = z.iso.datetime({ offset: true })

const auditEntrySchema = z.object({
  /** Its number in the log. */
  id: z.number().int(),
  at: instant,
  /** 'person:7', 'key:3', 'cli', 'autonomy', 'system', 'webhook:shopify'; the name is looked up when it is shown. */
  actor: z.object({ id: z.string(), name: z.string() }),
  /** '<subject kind>.<verb>' */
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
})
export type AuditEntryView = z.infer<typeof auditEntrySchema>

/** GET /api/v1/audit, the newest first. */
export const auditQuery = pageQuery.extend({
  actor: plainText(200).optional(),
  /** An action, or a kind of them: 'proposal'. */
  action: plainText(200).optional(),
  subject: plainText(500).optional(),
  /** From this instant on, and before that one. */
  from: instant.optional(),
  until: instant.optional(),
})
export const auditPage = pageOf(auditEntrySchema)

/** GET /api/v1/audit/verify */
export const auditVerdictSchema = z.object({
  entries: z.number().int(),
  /** Number of the first entry that is not as it was written, or whose predecessor is missing; null: the log is whole. */
  brokenAt: z.number().int().nullable(),
})
