export { cohortsStep } from './step.ts'
