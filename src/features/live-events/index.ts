export { liveEventRoutes } from './routes.ts'
