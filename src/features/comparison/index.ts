export { comparisonInsight } from './routes.ts'
export { comparisonStep } from './step.ts'
