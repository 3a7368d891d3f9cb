export { dataHealthStep } from './step.ts'
