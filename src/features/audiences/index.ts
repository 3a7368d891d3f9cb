export { audienceJobs } from './jobs.ts'
export { readSegmentKeys } from './people-store.ts'
export { audienceRoutes } from './routes.ts'
export {
  type Audience,
  type AudienceWithHistory,
  audienceListSchema,
  audienceWithHistorySchema,
  type Member,
  memberPageSchema,
  SEGMENTS,
} from './schema.ts'
export { audienceKind } from './search.ts'
export { openAudiences } from './service.ts'
export { audienceSkill } from './skill.ts'
