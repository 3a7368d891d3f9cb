export { type DemandAhead, readDemandAhead } from './forecast-store.ts'
export { forecastRoutes } from './routes.ts'
export { demandStep } from './step.ts'
