export type { writeGroup } from './builtin/group/write-group.ts'
export type { writeBuiltIn } from './builtin/write.ts'
export { loadGroupWriter, loadModelWriter, loadWriter } from './load.ts'
export type { ModelSettings } from './model/settings.ts'
export {
  type GroupRequest,
  type GroupSubject,
  groupRequestSchema,
  OVERLAP_BOUND,
  plainText,
  TONES,
  type Version,
  type WriteRequest,
  type Written,
  writeRequestSchema,
} from './schema.ts'
export { toldFacts } from './told-facts.ts'
export type { CheckedVersion, WriteOptions, Writer, WriterAnswer } from './writer.ts'
