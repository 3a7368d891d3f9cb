import type { StateStore } from '../../stores/state/store.ts'
import { type checkText, loadChecks, type Speller } from '../text-check/index.ts'
import { readVoice } from '../voice/index.ts'
import { loadWriter, type writeBuiltIn } from '../writing/index.ts'
import type { Brand } from './text-work.ts'

/** What texts are written and checked with. */
export interface TextTools {
  readonly write: typeof writeBuiltIn
  readonly check: typeof checkText
  readonly speller: Speller
}

let loaded: Promise<TextTools> | null = null

/** The same, texts held against the shop's voice too, as it is when they are written. */
export function voicedTools(state: Pick<StateStore, 'pool'>): () => Promise<TextTools> {
  return async () => {
    const [tools, { profile: brand }] = await Promise.all([textTools(), readVoice(state)])
    return withBrand(tools, brand)
  }
}

export function withBrand(tools: TextTools, brand: Brand): TextTools {
  return { ...tools, check: (text, context) => tools.check(text, { ...context, brand }) }
}

/** Loaded, with the dictionaries, when the first text is written or checked; then kept: one of each is enough for the whole process. */
export function textTools(): Promise<TextTools> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<TextTools> {
  const [write, { checkText, openSpeller }] = await Promise.all([loadWriter(), loadChecks()])
  return { write, check: checkText, speller: await openSpeller() }
}
