export { autonomyRoutes } from './routes.ts'
export { autonomyRule } from './rule.ts'
