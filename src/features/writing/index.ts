export { writeBuiltIn } from './builtin/write.ts'
export { OVERLAP_BOUND, plainText, TONES, type Version, type WriteRequest, writeRequestSchema } from './schema.ts'
