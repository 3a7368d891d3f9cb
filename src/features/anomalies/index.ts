export { anomaliesStep } from './step.ts'
