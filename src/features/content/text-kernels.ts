/** Writing and checking as they run in threads of their own: some 30 ms a version, for which nobody else has to wait. */
import type { checkText, ProductFacts, TextFinding } from '../text-check/index.ts'
import type { WriteRequest } from '../writing/index.ts'
import { textTools, withBrand } from './tools.ts'
import { type CheckedTexts, writeChecked } from './write.ts'

type CheckContext = Parameters<typeof checkText>[1]
type Brand = NonNullable<CheckContext['brand']>

export const TEXT_KERNELS = {
  async writeChecked(facts: ProductFacts, request: WriteRequest, brand: Brand): Promise<CheckedTexts> {
    return writeChecked(facts, request, withBrand(await textTools(), brand))
  },
  /** The spelling is always looked at: the dictionaries are the thread's own. */
  async checkText(text: string, context: Omit<CheckContext, 'speller'>): Promise<readonly TextFinding[]> {
    const { check, speller } = await textTools()
    return check(text, { ...context, speller })
  },
} as const

/** The same for the shop whose voice it is. */
export interface TextWork {
  writeChecked(facts: ProductFacts, request: WriteRequest): Promise<CheckedTexts>
  checkText(text: string, context: Omit<CheckContext, 'speller' | 'brand'>): Promise<readonly TextFinding[]>
}
