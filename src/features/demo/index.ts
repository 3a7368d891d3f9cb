export { DEMO_FILES, TRUTH_FILE, writeDemo } from './write.ts'
