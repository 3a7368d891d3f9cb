export type { writeBuiltIn } from './builtin/write.ts'
export { loadWriter } from './load.ts'
export { OVERLAP_BOUND, plainText, TONES, type Version, type WriteRequest, writeRequestSchema } from './schema.ts'
