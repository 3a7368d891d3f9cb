export { trendingInsight } from './routes.ts'
export { trendingStep } from './step.ts'
