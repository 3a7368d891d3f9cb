export { retentionInsight } from './routes.ts'
export { retentionStep } from './step.ts'
