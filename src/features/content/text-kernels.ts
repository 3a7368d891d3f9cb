/** Writing and checking as they run in threads of their own: some 30 ms a version, for which nobody else has to wait. */
import type { checkText, ProductFacts, TextFinding } from '../text-check/index.ts'
import type { WriteRequest } from '../writing/index.ts'
import { textTools } from './tools.ts'
import { type CheckedTexts, writeChecked } from './write.ts'

type CheckContext = Parameters<typeof checkText>[1]

export const TEXT_KERNELS = {
  async writeChecked(facts: ProductFacts, request: WriteRequest): Promise<CheckedTexts> {
    return writeChecked(facts, request, await textTools())
  },
  /** The spelling is always looked at: the dictionaries are the thread's own. */
  async checkText(text: string, context: Omit<CheckContext, 'speller'>): Promise<readonly TextFinding[]> {
    const { check, speller } = await textTools()
    return check(text, { ...context, speller })
  },
} as const

/** The same, wherever it runs. */
export interface TextWork {
  readonly writeChecked: typeof TEXT_KERNELS.writeChecked
  readonly checkText: typeof TEXT_KERNELS.checkText
}
