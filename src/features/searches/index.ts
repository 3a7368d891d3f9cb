export { searchesInsight } from './routes.ts'
export { searchesStep } from './step.ts'
