export type { SearchKind } from './kind.ts'
export { scoreText } from './model.ts'
export { searchRoutes } from './routes.ts'
