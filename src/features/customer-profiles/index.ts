export { profileJobs } from './jobs.ts'
export { customerRoutes } from './routes.ts'
export { customerKind, orderKind } from './search.ts'
