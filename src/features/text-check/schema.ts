/** What a text about a product may say, and what a check of it finds. */
import type { Lang, Text } from '../../core/lang.ts'

/** A value in the languages the shop keeps it in; one language alone stands for both. */
export type Words = Readonly<Partial<Record<Lang, string>>>

export interface FactAttribute {
  /** As the shop names it: 'Obermaterial', 'weight_kg', 'Gewicht (g)'. */
  readonly name: string
  readonly value: Words | string | number | boolean
}

export interface FactVariant {
  readonly sku: string
  readonly title: string
  /** { Größe: 'M', Farbe: 'rot' } */
  readonly options: Readonly<Record<string, string>>
  readonly priceCents: number | null
  /** The strike price, cents; null: none. */
  readonly compareAtCents: number | null
  /** Lowest price of the 30 days before the present one, cents (PAngV, section 11); null: not known. */
  readonly lowestBeforeCents: number | null
  /** Pieces; null: not known. */
  readonly stock: number | null
}

/** All that is known of a product: what a writer writes from and a check holds a text against. */
export interface ProductFacts {
  readonly externalId: string
  readonly title: Words
  readonly brand: string
  /** Path from the root, joined by ' > '; empty: unknown. */
  readonly category: string
  readonly attributes: readonly FactAttribute[]
  /** The text that is live now; may hold HTML. A weaker source than attributes. */
  readonly description: Words
  readonly tags: readonly string[]
  readonly variants: readonly FactVariant[]
  readonly currency: string
}

type FindingKind = 'fact' | 'law' | 'brand' | 'craft'

/** What is wrong with a text, and where. */
export interface TextFinding {
  readonly kind: FindingKind
  /** 'facts.contradicted', 'facts.unproven', 'facts.unknown', 'facts.conflict', 'law.environment', 'craft.spelling', ... */
  readonly rule: string
  /** `error` blocks the text from going out, `warning` is shown. */
  readonly level: 'error' | 'warning' | 'hint'
  /** Place in the text, UTF-16 offsets; `end` exclusive. Both 0: about the whole, or about the data. */
  readonly start: number
  readonly end: number
  readonly reason: Text
  /** What could stand there instead; empty string: nothing; null: no proposal. */
  readonly mend: string | null
}
