export { moversStep } from './step.ts'
