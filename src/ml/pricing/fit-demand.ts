import { chooseForms } from './choose-forms.ts'
import type { Demand } from './demand.ts'
import { DEMAND_FORMS } from './demand-curve.ts'
import { demandLevel, type FittedElasticity, LEAST_ROWS, ownElasticity, type PriceHistory } from './own-elasticity.ts'
import { type Pool, shrinkElasticities } from './shrink-elasticities.ts'

/** A product's history, and what is known of the periods that demand is wanted for. */
export interface DemandHistory extends PriceHistory {
  /** Float64Array[controls]: the controls in the periods to come. */
  readonly controlsAhead: Float64Array
  /** Logarithm of what demand will be multiplied by, as `level`. */
  readonly levelAhead: number
}

/** What has to be there before anything is said of a product's demand, and how much of it is. */
export interface DataShort {
  readonly ok: false
  readonly reason: 'rows' | 'units-sold'
  readonly needs: number
  readonly has: number
}

export type FittedDemand = ({ readonly ok: true } & Demand) | DataShort

/** A product that sold less has no level that could be told from chance. */
const LEAST_UNITS = 5
/**
 * Where no product ever had two prices: mean and standard deviation of 1,851 elasticities in studies of other markets.
 * Source: Bijmolt, van Heerde & Pieters (2005), "New empirical generalizations on the determinants of price elasticity"
 */
const LITERATURE = { elasticity: -2.62, error: 2.21 }

/**
 * Demand of many products: each one's form and elasticity as far as its own prices tell, its group's and all products' for the rest,
 * its level in the periods to come.
 * @param histories  one for each product; prices in one unit for all
 * @param groups     Int32Array[n], the group of each product (a category); all 0 for one group
 * @returns          for each product its demand in a period to come, or what is missing; `pool` is null where no product has an elasticity of its own
 * @throws RangeError  lengths differ, a price is not positive, units are negative
 * Source: as `ownElasticity`, `chooseForms` and `shrinkElasticities`
 */
export function fitDemand(
  histories: readonly DemandHistory[],
  groups: Int32Array,
): { readonly products: readonly FittedDemand[]; readonly pool: Pool | null } {
  const fits = histories.map((history) => DEMAND_FORMS.map((form) => fittedOrNull(history, form)))
  const deviances = fits.map((forms) =>
    forms.every((fit) => fit === null) ? null : Float64Array.from(forms, (fit) => fit?.scaledDeviance ?? Infinity),
  )
  const forms = chooseForms(deviances, groups)
  const chosen = fits.map((own, i) => own[DEMAND_FORMS.indexOf(forms[i]?.form ?? 'constant-elasticity')] ?? null)
  const shrunk = shrinkElasticities(chosen, groups)
  const products = histories.map((history, i): FittedDemand => {
    const short = shortOf(history)
    if (short !== null) return short
    const form = forms[i]?.form ?? 'constant-elasticity'
    const { elasticity, error } = shrunk?.products[i] ?? LITERATURE
    const level = demandLevel(history, elasticity, form)
    if (level === null) return { ok: false, reason: 'units-sold', needs: LEAST_UNITS, has: 0 }
    return {
      ok: true,
      form,
      formChances: Array.from(forms[i]?.chances ?? []),
      referencePrice: level.referencePrice,
      units: level.expect(history.controlsAhead, history.levelAhead),
      elasticity,
      logUnitsError: level.logErrorOf(history.controlsAhead),
      elasticityError: error,
      dispersion: level.dispersion,
      lowestSeen: history.price.reduce((low, price) => Math.min(low, price), Infinity),
      highestSeen: history.price.reduce((high, price) => Math.max(high, price), 0),
      basis: shrunk === null ? 'literature' : chosen[i] === null ? 'group' : 'own',
    }
  })
  return { products, pool: shrunk?.pool ?? null }
}

function fittedOrNull(history: PriceHistory, form: (typeof DEMAND_FORMS)[number]): FittedElasticity | null {
  const own = ownElasticity(history, form)
  return own.ok && own.error > 0 ? own : null
}

function shortOf({ units }: PriceHistory): DataShort | null {
  if (units.length < LEAST_ROWS) return { ok: false, reason: 'rows', needs: LEAST_ROWS, has: units.length }
  const sold = units.reduce((sum, count) => sum + count, 0)
  return sold < LEAST_UNITS ? { ok: false, reason: 'units-sold', needs: LEAST_UNITS, has: sold } : null
}
