export type { writeBuiltIn } from './builtin/write.ts'
export { loadWriter } from './load.ts'
export { type Ledger, openLedger, readSpend } from './model/ledger.ts'
export { openModelWriter } from './model/model-writer.ts'
export { defaultPrompt, PROMPT_VARIABLES, type Prompt, promptName, promptProblem } from './model/prompt.ts'
export { type ModelSettings, nameOfModel, PROVIDERS } from './model/settings.ts'
export {
  OVERLAP_BOUND,
  plainText,
  TEXT_KINDS,
  TONES,
  type Version,
  type WriteRequest,
  writeRequestSchema,
} from './schema.ts'
export { toldFacts } from './told-facts.ts'
export type { CheckedVersion, GrowingText, WriteOptions, Writer, WriterAnswer } from './writer.ts'
