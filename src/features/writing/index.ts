export type { writeBuiltIn } from './builtin/write.ts'
export { loadGroupWriter, loadModelWriter, loadWriter } from './load.ts'
export type { ModelSettings } from './model/settings.ts'
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
export { toldFacts } from './told-facts.ts'
export type { CheckedVersion, WriteOptions, Writer } from './writer.ts'
