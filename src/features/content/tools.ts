import { type checkText, loadChecks, type Speller } from '../text-check/index.ts'
import { loadGroupWriter, loadWriter, type writeBuiltIn, type writeGroup } from '../writing/index.ts'
import type { Brand } from './text-work.ts'

/** What texts are written and checked with. */
export interface TextTools {
  readonly write: typeof writeBuiltIn
  readonly writeGroup: typeof writeGroup
  readonly check: typeof checkText
  readonly speller: Speller
  /** The shop's voice; left out: none. */
  readonly brand?: Brand
}

let loaded: Promise<TextTools> | null = null

/** The same for a shop's voice: what is written keeps to it, and every text is held against it. */
export function withBrand(tools: TextTools, brand: Brand): TextTools {
  return { ...tools, brand, check: (text, context) => tools.check(text, { ...context, brand }) }
}

/** Loaded, with the dictionaries, when the first text is written or checked; then kept: one of each is enough for a thread. */
export function textTools(): Promise<TextTools> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<TextTools> {
  const [write, writeGroup, checks] = await Promise.all([loadWriter(), loadGroupWriter(), loadChecks()])
  return { write, writeGroup, check: checks.checkText, speller: await checks.openSpeller() }
}
