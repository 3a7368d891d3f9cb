import type { PriceQuestion } from './price-question.ts'

/** What one product's price does to another one's demand: per cent of `on`'s units for one per cent of `of`'s price. */
export interface CrossEffect {
  readonly of: number
  readonly on: number
  readonly elasticity: number
}

/** Products that are priced together, by their place in `questions`. */
export interface Assortment {
  readonly questions: readonly PriceQuestion[]
  /** Int32Array[n]: products of the same number of 0 or more have one price; -1 for a price of its own. */
  readonly sharedPrice: Int32Array
  /** `cheaper` never costs more than `dearer`: 500 ml and 1 l; where a gap is said, so much less at least. */
  readonly order: readonly { readonly cheaper: number; readonly dearer: number; readonly gapCents?: number }[]
  readonly cross: readonly CrossEffect[]
  /** Products that must keep their price, such as those of a running test. */
  readonly locked: ReadonlySet<number>
  /** Most products whose price may change now, >= 0; the most valuable changes come first. */
  readonly mostChanges: number
}

/** Throws a RangeError where a place is no product or the number of changes is negative. */
export function checkAssortment({ questions, sharedPrice, order, cross, mostChanges }: Assortment): void {
  const n = questions.length
  if (sharedPrice.length !== n) throw new RangeError(`sharedPrice has ${sharedPrice.length} entries for ${n} products`)
  if (!(mostChanges >= 0)) throw new RangeError(`mostChanges must be >= 0, got ${mostChanges}`)
  const places = [
    ...order.flatMap(({ cheaper, dearer }) => [cheaper, dearer]),
    ...cross.flatMap(({ of, on }) => [of, on]),
  ]
  const bad = places.find((place) => !(Number.isInteger(place) && place >= 0 && place < n))
  if (bad !== undefined) throw new RangeError(`there is no product ${bad} among ${n}`)
}
