/** German pronouns: for a thing by its gender, and for the reader by how the shop speaks to people. */
import { type AdjectivePlace, article, type Column } from './article.ts'
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

/** How a shop speaks to its readers. */
export type Familiarity = 'du' | 'sie'

const READER: Readonly<Record<Familiarity, Readonly<Record<Exclude<Case, 'genitive'>, string>>>> = {
  du: { nominative: 'du', accusative: 'dich', dative: 'dir' },
  sie: { nominative: 'Sie', accusative: 'Sie', dative: 'Ihnen' },
}

/** 'du', 'dich', 'dir'; 'Sie', 'Sie', 'Ihnen'. */
export function reader(familiarity: Familiarity, grammaticalCase: Exclude<Case, 'genitive'>): string {
  return READER[familiarity][grammaticalCase]
}

/** 'dein', 'deiner', 'Ihre': goes like 'kein'. */
export function readersOwn(familiarity: Familiarity, place: Omit<AdjectivePlace, 'article'>): string {
  const ending = article('negative', place.column, place.case).slice('kein'.length)
  return (familiarity === 'du' ? 'dein' : 'Ihr') + ending
}
