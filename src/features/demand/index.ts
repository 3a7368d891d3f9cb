export { demandStep } from './step.ts'
