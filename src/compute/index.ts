export type { Compute } from './pool.ts'
export { createPool, runInline } from './pool.ts'
