export { clvStep } from './step.ts'
