export { salesStep } from './step.ts'
export { readTotals } from './store.ts'
