import { DEMAND_FORMS, type DemandForm } from './demand-curve.ts'

/** Products a prior counts for: the group's mixture when a product is asked, all products' when a group is. */
const PRIOR_PRODUCTS = 20
const ROUNDS = 50

export interface FormChoice {
  readonly form: DemandForm
  /** How likely each form is for this product, in the order of DEMAND_FORMS. */
  readonly chances: Float64Array
}

/**
 * The form of demand of each product: its own fits decide as far as they can tell the forms apart, the group's mixture of forms else.
 * All forms have the same number of coefficients, so that Akaike's criterion comes down to the deviance.
 * @param deviances  for each product the scaled deviance of each form (in the order of DEMAND_FORMS), or null where it has none
 * @param groups     Int32Array[n], the group of each product
 * @throws RangeError  lengths differ
 * Source: Burnham & Anderson (2002), "Model selection and multimodel inference", Akaike weights; mixture by EM (Dempster, Laird & Rubin 1977)
 */
export function chooseForms(deviances: readonly (Float64Array | null)[], groups: Int32Array): readonly FormChoice[] {
  if (groups.length !== deviances.length)
    throw new RangeError(`groups has ${groups.length} entries, deviances has ${deviances.length}`)
  const likelihoods = deviances.map((own) => (own === null ? null : likelihoodsOf(own)))
  const known = likelihoods.filter((own) => own !== null)
  const even = new Float64Array(DEMAND_FORMS.length).fill(1 / DEMAND_FORMS.length)
  const overall = mixtureOf(known, even)
  const byGroup = new Map<number, Float64Array[]>()
  likelihoods.forEach((own, i) => {
    const group = groups[i] ?? 0
    const members = byGroup.get(group) ?? []
    if (own !== null) members.push(own)
    byGroup.set(group, members)
  })
  const mixtures = new Map([...byGroup].map(([group, members]) => [group, mixtureOf(members, overall)]))
  return likelihoods.map((own, i) => {
    const mixture = mixtures.get(groups[i] ?? 0) ?? overall
    const chances = own === null ? mixture : chancesOf(own, mixture)
    const best = chances.indexOf(Math.max(...chances))
    return { form: DEMAND_FORMS[best] ?? 'constant-elasticity', chances }
  })
}

/** Relative to the best form; a form that could not be fitted has none. */
function likelihoodsOf(deviances: Float64Array): Float64Array {
  const best = Math.min(...deviances)
  return deviances.map((deviance) => (best < Infinity ? Math.exp(-0.5 * (deviance - best)) : 1))
}

function chancesOf(likelihoods: Float64Array, mixture: Float64Array): Float64Array {
  const weights = likelihoods.map((likelihood, k) => likelihood * (mixture[k] ?? 0))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** Shares of the forms among products, with a prior that counts for a few. */
function mixtureOf(products: readonly Float64Array[], prior: Float64Array): Float64Array {
  let mixture = prior
  for (let round = 0; round < ROUNDS; round++) {
    const counts = prior.map((share) => PRIOR_PRODUCTS * share)
    for (const likelihoods of products)
      chancesOf(likelihoods, mixture).forEach((chance, k) => {
        counts[k] = (counts[k] ?? 0) + chance
      })
    mixture = counts.map((count) => count / (products.length + PRIOR_PRODUCTS))
  }
  return mixture
}
