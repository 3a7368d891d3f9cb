export { checkText } from './check-text.ts'
export { openSpeller, type Speller } from './craft/speller.ts'
export type { FactAttribute, FactVariant, ProductFacts, TextFinding } from './schema.ts'
export { plainText as withoutMarkup } from './text/plain.ts'
