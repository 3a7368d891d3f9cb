/** What writing and checking give, wherever they run. */
import type { Text } from '../../core/lang.ts'
import type { checkText, ProductFacts, TextFinding } from '../text-check/index.ts'
import type { CheckedVersion, GroupRequest, GroupSubject, WriteRequest } from '../writing/index.ts'

export type CheckContext = Parameters<typeof checkText>[1]
export type Brand = NonNullable<CheckContext['brand']>

export interface CheckedTexts {
  readonly versions: readonly CheckedVersion[]
  /** What has to be known before something can be written; null where something is. */
  readonly missing: Text | null
  /** Of a translation: what it leaves out. */
  readonly leftOut: readonly string[]
  /** Greatest overlap of two versions, 0 to 1. */
  readonly maxOverlap: number
}

/** Writes and checks for the shop whose voice it is. */
export interface TextWork {
  writeChecked(facts: ProductFacts, request: WriteRequest): Promise<CheckedTexts>
  writeGroupChecked(subject: GroupSubject, request: GroupRequest): Promise<CheckedTexts>
  checkText(text: string, context: Omit<CheckContext, 'speller' | 'brand'>): Promise<readonly TextFinding[]>
}

/** The same where the voice is handed in, for threads, which do not read the stores. */
export type TextKernels = {
  writeChecked(facts: ProductFacts, request: WriteRequest, brand: Brand): Promise<CheckedTexts>
  writeGroupChecked(subject: GroupSubject, request: GroupRequest, brand: Brand): Promise<CheckedTexts>
  /** The spelling is always looked at: the dictionaries are the thread's own. */
  checkText(text: string, context: Omit<CheckContext, 'speller'>): Promise<readonly TextFinding[]>
}

/** @param brand the shop's voice as it is when a text is written or checked */
export function textWork(kernels: TextKernels, brand: () => Promise<Brand>): TextWork {
  return {
    writeChecked: async (facts, request) => kernels.writeChecked(facts, request, await brand()),
    writeGroupChecked: async (subject, request) => kernels.writeGroupChecked(subject, request, await brand()),
    checkText: async (text, context) => kernels.checkText(text, { ...context, brand: await brand() }),
  }
}
