export type { SearchKind } from './kind.ts'
export { searchRoutes } from './routes.ts'
