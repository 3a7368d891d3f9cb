export { pathsInsight } from './routes.ts'
export { pathsStep } from './step.ts'
