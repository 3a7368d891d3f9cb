/** What a text says in the product's own words: its attributes' names and values are the vocabulary of that very product. */
import type { Text } from '../../../core/lang.ts'
import type { ReadText } from '../text/tokens.ts'
import type { Place } from './claims.ts'
import type { Known } from './known.ts'
import { surplusMembers } from './listed.ts'
import { otherValues } from './named-values.ts'
import { contradictedPresences } from './presence.ts'
import { siblingValues } from './siblings.ts'
import { contradictedBy, wordingIn } from './wording.ts'

export interface Contradiction extends Place {
  readonly reason: Text
  /** As the data has it, in the language of the text; null: nothing to put there. */
  readonly mend: Text | null
}

/** Where a text gives a named attribute another value, names what is excluded by one, or says there is what is not. */
export function contradictedWords(text: ReadText, known: Known): readonly Contradiction[] {
  return [
    ...[...otherValues(text, known), ...siblingValues(text, known)].map(({ start, end, fact }) => {
      const mend = { de: wordingIn(fact.written, 'de'), en: wordingIn(fact.written, 'en') }
      return { start, end, reason: contradictedBy(fact.source, mend), mend }
    }),
    ...surplusMembers(text, known).map(({ start, end, list: { source, written } }) => {
      const words = { de: wordingIn(written, 'de'), en: wordingIn(written, 'en') }
      return { start, end, reason: contradictedBy(source, words), mend: null }
    }),
    ...contradictedPresences(text, known).map(({ start, end, presence: { source, isThere } }) => {
      const written = isThere ? { de: '„ja“', en: '‘yes’' } : { de: '„nein“', en: '‘no’' }
      return { start, end, reason: contradictedBy(source, written), mend: null }
    }),
  ]
}
