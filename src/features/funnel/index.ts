export { funnelInsight } from './routes.ts'
export { funnelStep } from './step.ts'
