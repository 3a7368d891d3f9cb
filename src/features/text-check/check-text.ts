/** The checks a text about a product passes before a person reads it. */
import type { Lang } from '../../core/lang.ts'
import { type BrandRules, checkBrand } from './brand/brand.ts'
import { checkCraft, type LengthRule, type PublishedText } from './craft/craft.ts'
import type { Speller } from './craft/speller.ts'
import { checkSpelling } from './craft/spelling.ts'
import { checkFacts } from './facts/check-facts.ts'
import { dataConflicts } from './facts/conflicts.ts'
import { checkLaw, placesOfOffers } from './law/law.ts'
import type { ProductFacts, TextFinding } from './schema.ts'
import { type ReadText, readText } from './text/tokens.ts'

export interface CheckContext {
  readonly lang: Lang
  /** Null: a text about no product (a category, a newsletter); nothing is held against data then. */
  readonly facts: ProductFacts | null
  /** Absent: spelling is not looked at. */
  readonly speller?: Speller
  /** Words that are names, besides those of the product: of products a text is about. */
  readonly names?: readonly string[]
  /** Whether words that are spelt wrong get a proposal; up to half a second a text, so only where a person waits for it. */
  readonly spellingProposals?: boolean
  readonly length?: LengthRule
  readonly keywords?: readonly string[]
  readonly published?: readonly PublishedText[]
  readonly competitors?: readonly string[]
  /** The shop's own voice; absent: not looked at. */
  readonly brand?: BrandRules
  readonly labels?: readonly ('advertising' | 'machine')[]
}

/** No text about a product is longer; what a writer returns beyond it is rubbish, and is not read. */
const LONGEST = 200_000

/**
 * What is wrong with a text, in order of place: facts, law and craft. Never throws, whatever the text is; takes time
 * in proportion to its length.
 */
export function checkText(text: string, context: CheckContext): readonly TextFinding[] {
  if (text.length > LONGEST) return [tooMuch(text.length)]
  const read = readText(text, context.lang)
  const law = checkLaw(read, context)
  const craft = checkCraft(text, read, context)
  const leftOver = craft.filter(({ rule }) => rule === 'craft.placeholder')
  const { facts, speller } = context
  const spelling =
    speller === undefined
      ? []
      : checkSpelling(read, {
          facts,
          names: context.names ?? [],
          speller,
          withProposals: context.spellingProposals === true,
        })
  const all = [
    ...(facts === null ? [] : factsBeside(read, facts, { lang: context.lang, law })),
    ...law,
    ...craft,
    ...(context.brand === undefined ? [] : checkBrand(read, context.brand)),
    // A placeholder is one slip, not two.
    ...spelling.filter((finding) => !leftOver.some((other) => overlaps(finding, other))),
  ]
  return all.sort((a, b) => a.start - b.start || a.end - b.end)
}

type Place = Pick<TextFinding, 'start' | 'end'>
const overlaps = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end

interface Beside {
  readonly lang: Lang
  readonly law: readonly TextFinding[]
}

/** The findings of the facts, but for what the law has decided already: offers, and what it forbids in any case. */
function factsBeside(text: ReadText, facts: ProductFacts, { lang, law }: Beside): readonly TextFinding[] {
  const offers = placesOfOffers(text)
  const said = checkFacts(text, facts, lang).filter((finding) => {
    if (offers.some((place) => overlaps(finding, place))) return false
    return finding.rule === 'facts.contradicted' || !law.some((other) => overlaps(finding, other))
  })
  return [...said, ...dataConflicts(facts)]
}

function tooMuch(length: number): TextFinding {
  return {
    kind: 'craft',
    rule: 'craft.too-long',
    level: 'error',
    start: 0,
    end: length,
    reason: {
      de: `Der Text hat ${length} Zeichen; mehr als ${LONGEST} werden nicht geprüft und nicht veröffentlicht.`,
      en: `The text has ${length} characters; more than ${LONGEST} are neither checked nor published.`,
    },
    mend: null,
  }
}
