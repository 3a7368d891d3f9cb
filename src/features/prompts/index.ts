export { PROMPT_JOB, promptJobs } from './jobs.ts'
export { promptFor } from './library.ts'
export { libraryWriter } from './library-writer.ts'
export { promptRoutes } from './routes.ts'
