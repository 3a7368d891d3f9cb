export { forecastRoutes } from './routes.ts'
export { demandStep } from './step.ts'
