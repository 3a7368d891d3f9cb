export type { DemoOptions } from './options.ts'
export { simulateShop } from './simulate.ts'
export { type Truth, truthSchema } from './truth.ts'
export { DEMO_FILES, TRUTH_FILE, type WriteDemoOptions, type WrittenDemo, writeDemo } from './write.ts'
