export { compiled } from './compiled.ts'
export type { Compute } from './pool.ts'
export { createPool, createThreads, runInline } from './pool.ts'
export { serveKernels } from './serve.ts'
