/** German pronouns for a thing, by its gender. */
import type { Column } from './article.ts'
import type { Case } from './noun.ts'

const THIRD: Readonly<Record<Column, Readonly<Record<Exclude<Case, 'genitive'>, string>>>> = {
  m: { nominative: 'er', accusative: 'ihn', dative: 'ihm' },
  f: { nominative: 'sie', accusative: 'sie', dative: 'ihr' },
  n: { nominative: 'es', accusative: 'es', dative: 'ihm' },
  pl: { nominative: 'sie', accusative: 'sie', dative: 'ihnen' },
}

/** 'er', 'ihn', 'ihm'. */
export function thirdPerson(column: Column, grammaticalCase: Exclude<Case, 'genitive'>): string {
  return THIRD[column][grammaticalCase]
}
