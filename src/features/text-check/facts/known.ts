/** All that is known of a product, taken apart in the same way as the texts that are held against it. */
import type { ProductFacts, Words } from '../schema.ts'
import type { ColourClaim, FeatureClaim, MaterialClaim } from './claims.ts'
import type { Quantity } from './quantities.ts'
import type { AttributeName, Name } from './subjects.ts'

/** Where a fact stands; attributes and variants are stronger than title and description. */
export interface Source {
  readonly kind: 'attribute' | 'variant' | 'title' | 'description'
  /** Name of the attribute or option; empty for the others. */
  readonly name: string
}

export interface KnownQuantity {
  readonly source: Source
  readonly name: Name
  readonly quantity: Quantity
  /** As it is written there. */
  readonly written: string
}
export interface KnownMaterial {
  readonly source: Source
  readonly claim: MaterialClaim
  readonly written: Words
}
export interface KnownColour {
  readonly source: Source
  readonly claim: ColourClaim
  readonly written: Words
}
export interface KnownFeature {
  readonly source: Source
  readonly claim: FeatureClaim
}
export interface KnownText {
  readonly source: Source
  readonly name: AttributeName
  readonly stems: ReadonlySet<string>
  readonly written: Words
  /** Whether the data has it in both languages. */
  readonly isTranslated: boolean
}

/** What an attribute says is there or not. */
export interface Presence {
  /** Per word of its name, the stems of all words for it. */
  readonly words: readonly ReadonlySet<string>[]
  readonly isThere: boolean
  readonly source: Source
}

/** The members of a value that is a list, or of an option. */
export interface KnownList {
  readonly source: Source
  readonly stems: ReadonlySet<string>
  readonly written: Words
}

export interface Known {
  readonly facts: ProductFacts
  readonly quantities: readonly KnownQuantity[]
  /** Amounts that others are given for: 'pro 100 g'. */
  readonly references: readonly Quantity[]
  readonly materials: readonly KnownMaterial[]
  readonly colours: readonly KnownColour[]
  readonly features: readonly KnownFeature[]
  readonly origins: ReadonlyMap<string, Source>
  /** Attributes that say where something comes from. */
  readonly places: readonly Source[]
  readonly sizes: ReadonlySet<string>
  /** Attributes of words ('Geschmack: Vanille'). */
  readonly texts: readonly KnownText[]
  /** What the sources say is there and what is not, by stem of the noun; denied names by their stems together. */
  readonly present: ReadonlyMap<string, Source>
  readonly lists: readonly KnownList[]
  readonly presences: readonly Presence[]
  readonly absent: readonly { readonly stems: readonly string[]; readonly source: Source }[]
  /** Nouns that a name of an attribute takes away ('Gewicht ohne Akku'): a text may as well. */
  readonly excepted: ReadonlySet<string>
  /** 'IPX' -> '7', from 'IPX7'. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>
  /** Stems of the product's own names: title, brand, category, variants. */
  readonly ownNames: ReadonlySet<string>
  /** Every stem of every source: what a text may name without saying anything new. */
  readonly allStems: ReadonlySet<string>
}

/** The same while it is being read. */
export type Draft = {
  quantities: KnownQuantity[]
  references: Quantity[]
  materials: KnownMaterial[]
  colours: KnownColour[]
  features: KnownFeature[]
  origins: Map<string, Source>
  places: Source[]
  sizes: Set<string>
  texts: KnownText[]
  present: Map<string, Source>
  lists: KnownList[]
  presences: Presence[]
  absent: { stems: string[]; source: Source }[]
  excepted: Set<string>
  codes: Map<string, Set<string>>
  ownNames: Set<string>
  allStems: Set<string>
}
