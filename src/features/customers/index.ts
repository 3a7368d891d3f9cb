export { customersStep } from './step.ts'
