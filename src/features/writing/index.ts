export type { writeBuiltIn } from './builtin/write.ts'
export { loadGroupWriter, loadWriter } from './load.ts'
export { openLedger } from './model/ledger.ts'
export { openModelWriter } from './model/model-writer.ts'
export { defaultPrompt } from './model/prompt.ts'
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
