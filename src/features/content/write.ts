/** Writes versions against which nothing stands: the writer's texts, held against data, law and spelling before anybody reads them. */
import { type ProductFacts, spellNames, type TextFinding } from '../text-check/index.ts'
import {
  type GroupRequest,
  type GroupSubject,
  plainText,
  toldFacts,
  type WriteRequest,
  type Writer,
  type Written,
} from '../writing/index.ts'
import type { CheckContext, CheckedTexts, TextWork } from './text-work.ts'
import type { TextTools } from './tools.ts'

type FindingsOf = (text: string) => readonly TextFinding[]

/** @param facts what texts are held against */
export function writeChecked(facts: ProductFacts, request: WriteRequest, tools: TextTools): CheckedTexts {
  const findingsOf = findingsBy(tools, { lang: request.lang, facts, speller: tools.speller })
  const { use = [], names = [] } = tools.brand ?? {}
  const written = tools.write(spelt(toldFacts(facts, request), names), request, {
    likes: use,
    // What the shop does not say is said in other words.
    passes: (text) => findingsOf(text).every(({ level, rule }) => level !== 'error' && rule !== BRAND_WORD),
    // Of the old text only what is also spelt right is taken over.
    accepts: (sentence) =>
      findingsOf(sentence).every(({ level, rule }) => level !== 'error' && rule !== SPELLING && rule !== BRAND_WORD),
  })
  return checkedTexts(written, findingsOf)
}

/** Texts about several products are held against law, spelling and voice; what they say is counted from the products' data. */
export function writeGroupChecked(subject: GroupSubject, request: GroupRequest, tools: TextTools): CheckedTexts {
  const names = subject.products.flatMap(({ title, brand }) => [title.de ?? '', title.en ?? '', brand])
  const findingsOf = findingsBy(tools, { lang: request.lang, facts: null, speller: tools.speller, names })
  const isSound = (text: string) =>
    findingsOf(text).every(({ level, rule }) => level !== 'error' && rule !== BRAND_WORD)
  const { use = [], names: ownNames = [] } = tools.brand ?? {}
  const products = subject.products.map((one) => spelt(one, ownNames))
  const written = tools.writeGroup({ ...subject, products }, request, { passes: isSound, accepts: isSound, likes: use })
  return checkedTexts(written, findingsOf)
}

/** The product with the names in its words spelt as the shop spells them. */
function spelt(facts: ProductFacts, names: readonly string[]): ProductFacts {
  if (names.length === 0) return facts
  const wordsOf = (words: ProductFacts['title']) =>
    Object.fromEntries(Object.entries(words).map(([lang, text]) => [lang, spellNames(text, names)]))
  return {
    ...facts,
    title: wordsOf(facts.title),
    description: wordsOf(facts.description),
    brand: spellNames(facts.brand, names),
  }
}

/** Each text is checked once. */
function findingsBy({ check }: TextTools, context: CheckContext): FindingsOf {
  const checked = new Map<string, readonly TextFinding[]>()
  return (text) => {
    const findings = checked.get(text) ?? check(text, context)
    checked.set(text, findings)
    return findings
  }
}

function checkedTexts(written: Written, findingsOf: FindingsOf): CheckedTexts {
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
