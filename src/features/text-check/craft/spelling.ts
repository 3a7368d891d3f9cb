import type { Lang } from '../../../core/lang.ts'
import type { ProductFacts, TextFinding } from '../schema.ts'
import { type ReadText, readText, type Token } from '../text/tokens.ts'
import type { Speller } from './speller.ts'

/** Finding what was meant takes long: of so many words of a text a proposal is made. */
const MOST_PROPOSALS = 5
/** A text with more unknown words than these is in no language there is a dictionary of. */
const MOST_FINDINGS = 200

interface SpellingContext {
  readonly facts: ProductFacts | null
  /** Further words that are names. */
  readonly names: readonly string[]
  readonly speller: Speller
  readonly withProposals: boolean
}

/** Words no dictionary has; names of the product, its brand and its variants are excepted. */
export function checkSpelling(
  text: ReadText,
  { facts, names: others, speller, withProposals }: SpellingContext,
): readonly TextFinding[] {
  const names = new Set([...(facts === null ? [] : namesOf(facts)), ...stemsOf(others.join(' '))])
  const found: TextFinding[] = []
  const asked = new Map<string, string | null>()
  for (const token of text.tokens) {
    const lang = text.langs[token.sentence] ?? 'de'
    if (found.length >= MOST_FINDINGS) break
    if (!isOrdinary(token, text.plain) || names.has(token.stem) || speller.isWord(token.text, lang)) continue
    // A word of the other language is no slip: 'Made in Germany', 'Slim Fit'.
    if (speller.isWord(token.text, otherLang(lang))) continue
    let mend = asked.get(token.text)
    if (mend === undefined) {
      mend = withProposals && asked.size < MOST_PROPOSALS ? (speller.suggest(token.text, lang)[0] ?? null) : null
      asked.set(token.text, mend)
    }
    found.push({
      kind: 'craft',
      rule: 'craft.spelling',
      level: 'warning',
      start: token.start,
      end: token.end,
      reason: { de: `„${token.text}“ steht in keinem Wörterbuch.`, en: `‘${token.text}’ is in no dictionary.` },
      mend,
    })
  }
  return found
}

const otherLang = (lang: Lang): Lang => (lang === 'de' ? 'en' : 'de')

/** No numbers, abbreviations, addresses and names with capitals within. */
function isOrdinary({ text, start, end }: Token, plain: string): boolean {
  if (text.length < 3 || text.length > 50 || /[\d.,]/.test(text) || /\p{L}\p{Lu}/u.test(text)) return false
  if (!/^[\p{Script=Latin}'’]+$/u.test(text)) return false
  return !/[@/#&.]/.test(plain.charAt(start - 1)) && !/^(?:@|\/|\.\p{L})/u.test(plain.slice(end, end + 2))
}

function namesOf({ title, brand, category, variants, attributes, tags }: ProductFacts): ReadonlySet<string> {
  const values = attributes.map(
    ({ name, value }) => `${name} ${typeof value === 'object' ? `${value.de ?? ''} ${value.en ?? ''}` : value}`,
  )
  const options = variants.flatMap((variant) => [variant.title, ...Object.values(variant.options)])
  const all = [title.de ?? '', title.en ?? '', brand, category, ...tags, ...options, ...values]
  return stemsOf(all.join(' ').slice(0, 20_000))
}

function stemsOf(words: string): ReadonlySet<string> {
  return new Set(readText(words, 'de').tokens.map(({ stem }) => stem))
}
