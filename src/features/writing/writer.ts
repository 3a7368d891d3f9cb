/** What every writer of texts stands behind: the built-in one and a language model. */
import type { Text } from '../../core/lang.ts'
import type { ProductFacts, TextFinding } from '../text-check/index.ts'
import type { FaultReason } from './model/fault.ts'
import type { Rework, Version, WriteRequest } from './schema.ts'

export interface CheckedVersion {
  readonly version: Version
  readonly text: string
  /** Warnings and hints; a text with an error is never given. */
  readonly findings: readonly TextFinding[]
}

/** Who wrote: the built-in writer, or a prompt in a version of it ('3 openai/gpt-5-mini'). */
interface WrittenBy {
  readonly kind: 'rule' | 'prompt'
  readonly name: string
  readonly version: string
}

export interface ModelUsage {
  /** Questions put to the model, those that failed among them. */
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Millionths of the currency the prices are in; 0 where no prices are set. */
  readonly costMicros: number
  readonly seconds: number
}

export interface WriterAnswer {
  readonly versions: readonly CheckedVersion[]
  /** What has to be known before something can be written; null where something is. */
  readonly missing: Text | null
  /** Of a translation: what it leaves out. */
  readonly leftOut?: readonly string[]
  /** Greatest overlap of two versions, 0 to 1. */
  readonly maxOverlap: number
  readonly author: WrittenBy
  /** What a reader should know of how it was written: why the built-in writer stood in, what was dropped. */
  readonly notes: readonly Text[]
  /** Why the built-in writer stood in for the language model; left out: it did not. */
  readonly standIn?: FaultReason
  /** Null: no model was asked. */
  readonly usage: ModelUsage | null
}

/** A version while it is written: whole sentences that nothing stands against, from its beginning. */
export interface GrowingText {
  /** 0 for the first. */
  readonly index: number
  readonly text: string
}

export interface WriteOptions {
  readonly signal?: AbortSignal | undefined
  /** Told whenever a version has grown; what it was told before may be taken back by a shorter text. */
  readonly onText?: ((growing: GrowingText) => void) | undefined
  /** This version of the prompt in place of the one that holds for the product. */
  readonly promptVersion?: number | undefined
  /** A text that is there already, to be written anew. */
  readonly rework?: Rework | undefined
}

export interface Writer {
  /** @throws the signal's reason where it is raised; whatever else goes wrong is in the answer */
  write(request: WriteRequest, facts: ProductFacts, options?: WriteOptions): Promise<WriterAnswer>
}
