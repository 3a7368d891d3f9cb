import type { PriceRow } from './read-prices.ts'

/** Other products' rows in a week that weigh as much as the assumption that the week is like any other. */
const OTHERS_WEIGHT = 20

/** The level of all products in each week, from which a product's own sales can be taken away. */
export class WeekLevels {
  readonly #units = new Map<number, number>()
  readonly #rows = new Map<number, number>()
  #allUnits = 0
  #allRows = 0

  constructor(products: readonly (readonly PriceRow[])[]) {
    for (const rows of products) {
      const mean = rows.reduce((sum, { units }) => sum + units, 0) / rows.length
      if (!(mean > 0)) continue
      for (const { week, units } of rows) {
        if (week === null) continue
        // Each product counts relative to its own mean, or the largest would speak for all.
        this.#units.set(week, (this.#units.get(week) ?? 0) + units / mean)
        this.#rows.set(week, (this.#rows.get(week) ?? 0) + 1)
        this.#allUnits += units / mean
        this.#allRows++
      }
    }
  }

  /** Logarithm of the others' level in a row's week about their mean; drawn to 0 where they are few. */
  without(rows: readonly PriceRow[]): (row: PriceRow) => number {
    const mean = rows.reduce((sum, { units }) => sum + units, 0) / rows.length
    const ownUnits = new Map<number, number>()
    const ownRows = new Map<number, number>()
    for (const { week, units } of rows) {
      if (week === null || !(mean > 0)) continue
      ownUnits.set(week, (ownUnits.get(week) ?? 0) + units / mean)
      ownRows.set(week, (ownRows.get(week) ?? 0) + 1)
    }
    const known = rows.filter(({ week }) => week !== null).length
    const others = Math.max(0, this.#allUnits - (mean > 0 ? known : 0))
    const usual = this.#allRows > known ? others / (this.#allRows - known) : 1
    return ({ week }) => {
      if (week === null || !(usual > 0)) return 0
      const units = Math.max(0, (this.#units.get(week) ?? 0) - (ownUnits.get(week) ?? 0)) / usual
      const count = Math.max(0, (this.#rows.get(week) ?? 0) - (ownRows.get(week) ?? 0))
      return Math.log((units + OTHERS_WEIGHT) / (count + OTHERS_WEIGHT))
    }
  }
}
