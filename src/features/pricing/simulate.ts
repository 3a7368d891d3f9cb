/** What other guardrails, or another price, would do: reckoned from what the last night worked out, and nothing is stored. */
import type { Compute } from '../../compute/index.ts'
import { AppError } from '../../core/errors.ts'
import { addDays } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Candidate, decidePrices, gainOf, questionOf, sumChanges } from './decide.ts'
import { violationsOf } from './guardrails.ts'
import { limitsFor } from './limits.ts'
import { chooseIn } from './plan.ts'
import { countPlans, readPlans } from './plan-store.ts'
import { rowOf } from './present.ts'
import { readRules } from './rules-store.ts'
import type { FigureChange, Plan, PricingRules, SimulateBody, Simulation } from './schema.ts'
import { requiredPlan } from './service.ts'
import { guardrailText } from './texts.ts'
import { namesOf } from './units.ts'

export interface SimulateDeps {
  readonly state: StateStore
  readonly compute: Compute
}

const MOST_SHOWN = 50

/** The threads also serve the night and the report: over the whole shop one simulation runs at a time. */
export function openSimulator(deps: SimulateDeps): (body: SimulateBody) => Promise<Simulation> {
  let isBusy = false
  return async (body) => {
    if (!('rules' in body)) return simulatePrice(deps, body)
    if (isBusy) throw new AppError('work.overloaded', 'Another simulation is running. Try again in a moment.')
    isBusy = true
    try {
      return await simulateRules(deps, body.rules)
    } finally {
      isBusy = false
    }
  }
}

/** One price, whatever the best one is: what it is expected to bring, and which guardrails it breaks. */
async function simulatePrice(
  { state, compute }: SimulateDeps,
  { product, priceCents }: { readonly product: number; readonly priceCents: number },
): Promise<Simulation> {
  const [{ plan }, { rules }] = await Promise.all([requiredPlan(state, product), readRules(state)])
  const { position, currency } = plan
  const limits = limitsFor(rules, { category: plan.category, names: namesOf(plan) })
  const refused = violationsOf(priceCents, position, limits).map(({ guardrail, boundCents }) =>
    guardrailText(guardrail, { boundCents, position, currency }),
  )
  // Only this price is left to choose, so that it is chosen; where it breaks a guardrail, that is said beside it.
  const band = { lowCents: priceCents, highCents: priceCents, lowBy: 'floor', highBy: 'ceiling' } as const
  const question = questionOf(plan, { ...limits, endings: [] }, band)
  const [choice] = await compute('chooseEachPrice', [
    { ...question, leastGain: 0, limits: { ...question.limits, largestReach: null } },
  ])
  const effect = choice?.ok === true ? choice.effect : null
  const simulated: Plan = {
    ...plan,
    outcome: effect === null ? plan.outcome : 'change',
    toCents: priceCents,
    effect,
    guardrails: [],
    trial: null,
    others: [],
  }
  const isChange = priceCents !== position.fromCents && effect !== null
  return {
    changes: isChange ? 1 : 0,
    products: 1,
    effect: totalOf(isChange ? [simulated] : []),
    refused,
    items: isChange ? [rowOf(product, simulated)] : [],
  }
}

/** All products of the last night under other guardrails; what was measured or changed lately counts as it does tonight. */
async function simulateRules({ state, compute }: SimulateDeps, rules: PricingRules): Promise<Simulation> {
  const candidates: Candidate[] = []
  for await (const plans of readPlans(state)) candidates.push(...plans.map((plan) => candidateOf(plan, rules)))
  const { asOf } = await countPlans(state)
  const chooser = chooseIn(compute, new AbortController().signal)
  const decided = await decidePrices(candidates, rules, { chooser, today: addDays(asOf ?? '1970-01-01', 1) })
  const changes = decided.filter(({ outcome }) => outcome === 'change').toSorted((a, b) => gainOf(b) - gainOf(a))
  return {
    changes: changes.length,
    products: decided.length,
    effect: totalOf(changes),
    refused: [],
    items: changes.slice(0, MOST_SHOWN).map((plan, index) => rowOf(index, plan)),
  }
}

/** Families are those of the night: which products belong together is laid out anew by the next one. */
function candidateOf(
  { unit, title, category, refs, currency, position, demand, cross }: Plan,
  rules: PricingRules,
): Candidate {
  const taxPercent = limitsFor(rules, { category, names: namesOf({ refs }) }).taxPercent ?? position.taxPercent
  return {
    unit: {
      key: unit,
      title,
      category,
      refs,
      fromCents: position.fromCents,
      family: null,
      familyMixed: position.familyMixed,
    },
    currency,
    position: { ...position, taxPercent, shopChangesPerWeek: rules.shopChangesPerWeek },
    demand,
    cross,
  }
}

function totalOf(plans: readonly Plan[]): Simulation['effect'] {
  const effects = plans.flatMap(({ effect }) => (effect === null ? [] : [effect]))
  if (effects.length === 0) return null
  const margins = effects.map(({ margin }) => margin)
  const known = margins.filter((margin): margin is FigureChange => margin !== null)
  return {
    units: sumChanges(effects.map(({ units }) => units)),
    revenue: sumChanges(effects.map(({ revenue }) => revenue)),
    margin: known.length === margins.length ? sumChanges(known) : null,
  }
}
