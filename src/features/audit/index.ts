export { exportAudit } from './export.ts'
export { auditRoutes } from './routes.ts'
export { auditVerdictSchema } from './schema.ts'
