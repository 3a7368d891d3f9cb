export type { FactAttribute, FactVariant, ProductFacts } from './schema.ts'
