export { funnelInsight } from './routes.ts'
export { DEFAULT_STEPS, DEFAULT_WINDOW_HOURS } from './schema.ts'
export { funnelStep } from './step.ts'
