/** Many questions at once, as worker threads take them. */
import { decidePrice, type PriceDecision } from './choose-price.ts'
import type { PriceQuestion } from './price-question.ts'

/** `decidePrice` of each question. */
export function chooseEachPrice(questions: readonly PriceQuestion[]): readonly PriceDecision[] {
  return questions.map(decidePrice)
}
