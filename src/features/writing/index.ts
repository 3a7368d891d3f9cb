export { writeBuiltIn } from './builtin/write.ts'
export { plainText, TONES, writeRequestSchema } from './schema.ts'
