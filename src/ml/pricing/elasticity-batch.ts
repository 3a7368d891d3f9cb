/** Many products at once, as worker threads take them. */
import { unitsAt } from './demand-curve.ts'
import { demandLevel, type OwnElasticity, ownElasticity, type PriceHistory } from './own-elasticity.ts'

/** `ownElasticity` of each product. */
export function ownElasticities(histories: readonly PriceHistory[]): readonly OwnElasticity[] {
  return histories.map((history) => ownElasticity(history))
}

/** A product with what was held out of its history. */
export interface HeldOutRows {
  readonly history: PriceHistory
  readonly elasticity: number
  /** Float64Array[m], > 0. */
  readonly price: Float64Array
  /** As many as the history has, each Float64Array[m]. */
  readonly controls: readonly Float64Array[]
}

/** Float64Array[m] each: units expected of the rows held out, from their price and without regard to it. */
export interface ExpectedRows {
  readonly withPrice: Float64Array
  readonly withoutPrice: Float64Array
}

/** Expects the rows that were held out; 0 where nothing was sold before. Errors as `demandLevel`. */
export function expectHeldOut(products: readonly HeldOutRows[]): readonly ExpectedRows[] {
  return products.map((product) => ({
    withPrice: expectRows(product, product.elasticity),
    withoutPrice: expectRows(product, 0),
  }))
}

function expectRows({ history, price, controls }: HeldOutRows, elasticity: number): Float64Array {
  const level = demandLevel(history, elasticity)
  if (level === null) return new Float64Array(price.length)
  const { referencePrice, expect } = level
  return price.map((asked, row) => {
    // The others' level of weeks to come is not known: trend and season have to carry the demand alone.
    const units = expect(
      controls.map((control) => control[row] ?? 0),
      0,
    )
    return unitsAt({ form: 'constant-elasticity', referencePrice, units, elasticity }, asked)
  })
}
