/** Writing and checking as they run in threads of their own: some 30 ms a version, for which nobody else has to wait. */
import type { TextKernels } from './text-work.ts'
import { textTools, withBrand } from './tools.ts'
import { writeChecked, writeGroupChecked } from './write.ts'

export const TEXT_KERNELS: TextKernels = {
  async writeChecked(facts, request, brand) {
    return writeChecked(facts, request, withBrand(await textTools(), brand))
  },
  async writeGroupChecked(subject, request, brand) {
    return writeGroupChecked(subject, request, withBrand(await textTools(), brand))
  },
  async checkText(text, context) {
    const { check, speller } = await textTools()
    return check(text, { ...context, speller })
  },
}
