/** Writing and checking as they run in threads of their own: some 30 ms a version, for which nobody else has to wait. */
import type { ProductFacts, TextFinding } from '../text-check/index.ts'
import type { GroupRequest, GroupSubject, WriteRequest } from '../writing/index.ts'
import type { Brand, CheckContext, CheckedTexts } from './text-work.ts'
import { textTools, withBrand } from './tools.ts'
import { writeChecked, writeGroupChecked } from './write.ts'

export const TEXT_KERNELS = {
  async writeChecked(facts: ProductFacts, request: WriteRequest, brand: Brand): Promise<CheckedTexts> {
    return writeChecked(facts, request, withBrand(await textTools(), brand))
  },
  async writeGroupChecked(subject: GroupSubject, request: GroupRequest, brand: Brand): Promise<CheckedTexts> {
    return writeGroupChecked(subject, request, withBrand(await textTools(), brand))
  },
  /** The spelling is always looked at: the dictionaries are the thread's own. */
  async checkText(text: string, context: Omit<CheckContext, 'speller'>): Promise<readonly TextFinding[]> {
    const { check, speller } = await textTools()
    return check(text, { ...context, speller })
  },
} as const
