export { catalogueJobs, refreshProducts } from './jobs.ts'
export { catalogueRoutes } from './routes.ts'
export { productKind } from './search.ts'
