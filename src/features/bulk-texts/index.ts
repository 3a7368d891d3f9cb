export { BULK_JOB, bulkTextJobs } from './jobs.ts'
export { bulkTextRoutes } from './routes.ts'
export type { BulkDeps } from './service.ts'
