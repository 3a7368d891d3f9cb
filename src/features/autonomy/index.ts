export { autonomyRoutes } from './routes.ts'
export { autonomyRule } from './rule.ts'
export type { AutonomySettings, Level } from './schema.ts'
export type { AutonomyDeps } from './service.ts'
