export { checkText } from './check-text.ts'
export type { FactAttribute, FactVariant, ProductFacts, TextFinding } from './schema.ts'
