import type { Assortment } from '../../ml/pricing/assortment.ts'
import type { Trial } from '../../ml/pricing/choose-each-price.ts'
import type { PriceDecision } from '../../ml/pricing/choose-price.ts'
import type { PriceQuestion } from '../../ml/pricing/price-question.ts'

/** Answers questions about prices; where they are many, in worker threads. */
export interface Chooser {
  /** One choice for each. */
  each(questions: readonly PriceQuestion[]): Promise<readonly PriceDecision[]>
  /** One for each question of each assortment. */
  together(assortments: readonly Assortment[]): Promise<readonly (readonly PriceDecision[])[]>
  explore(
    questions: readonly PriceQuestion[],
    options: { readonly largestRegret: number; readonly seeds: Int32Array },
  ): Promise<readonly Trial[]>
}
