export { writeBuiltIn } from './builtin/write.ts'
export { plainText } from './schema.ts'
