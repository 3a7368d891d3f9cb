/** Many questions at once, as worker threads take them; without curves, which are drawn for few. */
import { mix } from '../trees/mix.ts'
import type { Assortment } from './assortment.ts'
import { decidePrice, type PriceDecision } from './choose-price.ts'
import { choosePrices } from './choose-prices.ts'
import { type Exploration, explorePrice } from './explore-price.ts'
import type { PriceQuestion } from './price-question.ts'

/** `decidePrice` of each question. */
export function chooseEachPrice(questions: readonly PriceQuestion[]): readonly PriceDecision[] {
  return questions.map(decidePrice)
}

/** `choosePrices` of each assortment. */
export function chooseTogether(assortments: readonly Assortment[]): readonly (readonly PriceDecision[])[] {
  return assortments.map((assortment) => choosePrices(assortment).map(({ curve: _drawn, ...decision }) => decision))
}

export type Trial = Exploration extends infer Found ? (Found extends unknown ? Omit<Found, 'curve'> : never) : never

/**
 * `explorePrice` of each question, each with draws of its own.
 * @param seeds  Int32Array[n]; the same seed gives the same price
 */
export function exploreEachPrice(
  questions: readonly PriceQuestion[],
  { largestRegret, seeds }: { readonly largestRegret: number; readonly seeds: Int32Array },
): readonly Trial[] {
  return questions.map((question, place) => {
    let draws = 0
    const rng = () => mix(seeds[place] ?? 0, ++draws, 0)
    const { curve: _drawn, ...trial } = explorePrice(question, { largestRegret, rng })
    return trial
  })
}
