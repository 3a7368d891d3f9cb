/** Writes versions against which nothing stands: the writer's texts, held against data, law and spelling before anybody reads them. */
import type { ProductFacts, TextFinding } from '../text-check/index.ts'
import { plainText, toldFacts, type WriteRequest, type Writer } from '../writing/index.ts'
import type { CheckedTexts, TextWork } from './text-work.ts'
import type { TextTools } from './tools.ts'

/** @param facts what texts are held against */
export function writeChecked(facts: ProductFacts, request: WriteRequest, tools: TextTools): CheckedTexts {
  const context = { lang: request.lang, facts, speller: tools.speller }
  const checked = new Map<string, readonly TextFinding[]>()
  const findingsOf = (text: string) => {
    const known = checked.get(text)
    if (known !== undefined) return known
    const findings = tools.check(text, context)
    checked.set(text, findings)
    return findings
  }
  const written = tools.write(toldFacts(facts, request), request, {
    // What the shop does not say is said in other words.
    passes: (text) => findingsOf(text).every(({ level, rule }) => level !== 'error' && rule !== BRAND_WORD),
    // Of the old text only what is also spelt right is taken over.
    accepts: (sentence) =>
      findingsOf(sentence).every(({ level, rule }) => level !== 'error' && rule !== SPELLING && rule !== BRAND_WORD),
  })
  if (written.outcome === 'too-little') return { versions: [], missing: written.missing, leftOut: [], maxOverlap: 0 }
  const versions = written.versions.map((version) => {
    const text = plainText(version)
    return { version, text, findings: findingsOf(text) }
  })
  return { versions, missing: null, leftOut: written.leftOut ?? [], maxOverlap: written.maxOverlap }
}

const SPELLING = 'craft.spelling'
const BRAND_WORD = 'brand.word'

/** The built-in writer behind the interface of all writers. */
export function builtInWriter(write: TextWork['writeChecked']): Writer {
  return {
    async write(request, facts, { signal } = {}) {
      const written = await write(facts, request)
      signal?.throwIfAborted()
      return { ...written, author: BUILT_IN, notes: [], usage: null }
    },
  }
}

export const BUILT_IN = { kind: 'rule', name: 'built-in writer', version: '1' } as const
