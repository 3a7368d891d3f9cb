import { type checkText, loadChecks, type Speller } from '../text-check/index.ts'
import { loadWriter, type writeBuiltIn } from '../writing/index.ts'

/** What texts are written and checked with. */
export interface TextTools {
  readonly write: typeof writeBuiltIn
  readonly check: typeof checkText
  readonly speller: Speller
}

let loaded: Promise<TextTools> | null = null

/** Loaded, with the dictionaries, when the first text is written or checked; then kept: one of each is enough for the whole process. */
export function textTools(): Promise<TextTools> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<TextTools> {
  const [write, { checkText, openSpeller }] = await Promise.all([loadWriter(), loadChecks()])
  return { write, check: checkText, speller: await openSpeller() }
}
