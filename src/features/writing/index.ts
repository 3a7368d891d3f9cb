export type { writeBuiltIn } from './builtin/write.ts'
export { loadGroupWriter, loadWriter } from './load.ts'
export {
  groupRequestSchema,
  OVERLAP_BOUND,
  plainText,
  TONES,
  type Version,
  type WriteRequest,
  type WritingSubject,
  writeRequestSchema,
} from './schema.ts'
