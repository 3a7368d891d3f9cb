export type { FactAttribute, FactVariant, ProductFacts, Words } from './schema.ts'
