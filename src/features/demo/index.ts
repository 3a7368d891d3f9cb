export { type Truth, truthSchema } from './truth.ts'
export { DEMO_FILES, TRUTH_FILE, writeDemo } from './write.ts'
