export { basketsStep } from './step.ts'
