export type { writeGroup } from './builtin/group/write-group.ts'
export type { writeBuiltIn } from './builtin/write.ts'
export { loadGroupWriter, loadLedger, loadModelWriter, loadPrompts, loadRework, loadWriter } from './load.ts'
export type { Prompt } from './model/prompt.ts'
export { type ModelSettings, nameOfModel } from './model/settings.ts'
export {
  type GroupRequest,
  type GroupSubject,
  groupRequestSchema,
  LENGTHS,
  OVERLAP_BOUND,
  PROMPT_VARIABLES,
  plainText,
  REWORKS,
  type Rework,
  TEXT_KINDS,
  TONES,
  VARIABLE_PLACE,
  type Version,
  type WriteRequest,
  type Written,
  writeRequestSchema,
} from './schema.ts'
export { toldFacts } from './told-facts.ts'
export type { CheckedVersion, WriteOptions, Writer, WriterAnswer } from './writer.ts'
