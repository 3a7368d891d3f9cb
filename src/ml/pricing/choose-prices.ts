import { type Assortment, checkAssortment } from './assortment.ts'
import type { PriceChoice } from './choose-price.ts'
import { type Mover, PriceState } from './price-state.ts'

/** Sweeps over all products in which each answers the others' prices; prices settle after a few. */
const SWEEPS = 6

/**
 * Prices of products that depend on each other: shared prices, an order of prices, substitutes, a number of changes.
 * Each price in turn is set to what brings most with the others as they stand, until none moves; with too many changes, those that bring
 * most alone are kept and settle again. Every state on the way keeps to all limits, so that the result does.
 * @returns     one choice for each question
 * @throws RangeError  as `choosePrice`; a place that is no product; mostChanges below 0
 * Source: coordinate ascent, as in Federgruen & Hu (2015) for price competition; greedy selection under a cardinality limit
 */
export function choosePrices(assortment: Assortment): readonly PriceChoice[] {
  checkAssortment(assortment)
  const { questions, mostChanges } = assortment
  const state = new PriceState(assortment)
  const movers = state.movers()
  settle(state, movers)
  const moved = movers.filter((mover) => mover.some((i) => state.isMoved(i)))
  const ranked = moved
    .map((mover) => ({ mover, ...state.gainOf(mover) }))
    .sort((a, b) => (a.value === b.value ? 0 : b.value - a.value))
  const kept: Mover[] = []
  const dropped = new Map<number, number>()
  let left = mostChanges
  for (const { mover, share } of ranked) {
    if (mover.length <= left) {
      kept.push(mover)
      left -= mover.length
    } else for (const i of mover) dropped.set(i, share)
  }
  if (dropped.size > 0) {
    state.reset()
    settle(state, kept)
  }
  return questions.map((_question, i) => state.choiceOf(i, dropped.get(i) ?? null))
}

function settle(state: PriceState, movers: readonly Mover[]): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let hasMoved = false
    for (const mover of movers) if (state.improve(mover)) hasMoved = true
    if (!hasMoved) return
  }
}
