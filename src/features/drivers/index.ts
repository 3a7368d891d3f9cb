export { driversStep } from './step.ts'
