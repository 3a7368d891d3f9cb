export { countPerson, erasePerson, readmitPerson } from './erase.ts'
export { exportPerson, writeExport } from './export.ts'
export { privacyJobs } from './jobs.ts'
export { privacyRoutes } from './routes.ts'
