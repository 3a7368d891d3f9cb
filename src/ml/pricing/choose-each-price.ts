/** Many questions at once, as worker threads take them. */
import { choosePrice, type PriceChoice } from './choose-price.ts'
import type { PriceQuestion } from './price-question.ts'

/** `choosePrice` of each question, without the curves: they are drawn for the one that is looked at. */
export function chooseEachPrice(questions: readonly PriceQuestion[]): readonly PriceChoice[] {
  return questions.map((question) => ({ ...choosePrice(question), curve: [] }))
}
