export { writeBuiltIn } from './builtin/write.ts'
export { OVERLAP_BOUND, plainText, TONES, type Version, writeRequestSchema } from './schema.ts'
