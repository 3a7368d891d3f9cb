import { poissonDeviance } from '../../ml/math/deviance.ts'

export interface Accuracy {
  /** Sum of absolute errors over the sum of units; null where nothing was sold. */
  readonly wape: number | null
  /** Mean Poisson deviance of a row; less is better. */
  readonly deviance: number
}

/** A prediction of nothing is taken for this much, or one sale would weigh infinitely. */
const LEAST_MEAN = 1e-3

/** Adds up how far predictions lie from what came. */
export class AccuracySum {
  #rows = 0
  #units = 0
  #away = 0
  #deviance = 0

  get rows(): number {
    return this.#rows
  }

  add(units: number, predicted: number): void {
    const mean = Math.max(predicted, LEAST_MEAN)
    this.#rows++
    this.#units += units
    this.#away += Math.abs(units - predicted)
    this.#deviance += 2 * (units > 0 ? poissonDeviance(units, mean) : mean)
  }

  /** @throws RangeError  nothing was added */
  result(): Accuracy {
    if (this.#rows === 0) throw new RangeError('accuracy needs at least one prediction, got none')
    const deviance = Number((this.#deviance / this.#rows).toFixed(4))
    return { wape: this.#units === 0 ? null : Number((this.#away / this.#units).toFixed(4)), deviance }
  }
}
