export type { ShopTotals } from './schema.ts'
export { salesStep } from './step.ts'
export { readTotals } from './store.ts'
