export { type CheckContext, checkText } from './check-text.ts'
export { type LengthRule, type PublishedText, publishedText } from './craft/craft.ts'
export { openSpeller, type Speller } from './craft/speller.ts'
export type { FactAttribute, FactVariant, ProductFacts, TextFinding } from './schema.ts'
