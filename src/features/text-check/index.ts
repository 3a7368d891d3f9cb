export { checkText } from './check-text.ts'
export { openSpeller } from './craft/speller.ts'
export type { ProductFacts } from './schema.ts'
