/** What a language's sentence forms are kept in. */

/**
 * What can be said of a fact. `say`: a sentence. `predicate`: what follows the subject, so that two can be joined. `phrase`: what can be
 * put behind a noun ('aus Leder'). `lead`: a sentence that opens a text.
 */
export interface FactForms {
  readonly say?: readonly string[]
  readonly predicate?: readonly string[]
  readonly phrase?: readonly string[]
  readonly lead?: readonly string[]
}

export interface FormTable {
  /** By what a fact is about, then by its kind. */
  readonly facts: Readonly<Record<string, FactForms>>
  /** Openings that need no fact or take several: {mods} are phrases joined. */
  readonly openings: readonly string[]
  /** Around one predicate, and around two. */
  readonly one: readonly string[]
  readonly two: readonly string[]
  readonly closings: readonly string[]
  /** What asks a question, greets in a post, and stands over an advertisement or a search result. */
  readonly others: Readonly<Record<'question' | 'post' | 'headline', readonly string[]>>
}
