/** Whether a price may be changed as it is proposed: what is live, every guardrail, and the law. Asked again before it acts. */
import { addDays, dayOf } from '../../core/time.ts'
import { readHeldPrice } from '../../ingest/write/held-price.ts'
import type { CheckFinding } from '../desk/index.ts'
import { checkLive, NO_SHOP_NOTE, type Say } from '../incidents/index.ts'
import { violationsOf } from './guardrails.ts'
import { readLedger, readNamedPrices } from './ledger-store.ts'
import { limitsFor } from './limits.ts'
import { findPlanOf, readDecisions } from './plan-store.ts'
import { positionOf, recentOf } from './position.ts'
import { referenceFor, refuseAnnouncement } from './reduction.ts'
import { readCompetitorPrices, readRules } from './rules-store.ts'
import type { Position, PricingRules } from './schema.ts'
import type { PricingDeps, PricingDraft } from './skill-draft.ts'
import { guardrailText, refusalText } from './texts.ts'
import { namesOf } from './units.ts'

export async function checkPrice(deps: PricingDeps, draft: PricingDraft): Promise<CheckFinding[]> {
  const found = new Map<string, CheckFinding>()
  const say: Say = (level, code, message) => {
    // Of several variants the first one says it for all.
    if (!found.has(code)) found.set(code, { level, code, message, field: fieldOf(code) })
  }
  for (const ref of draft.refs) await checkLive(deps.shop, draft, ref, say)
  await checkGuardrails(deps, draft, say)
  await checkLaw(deps, draft, say)
  if (deps.shop.kind === 'catalogue') say('note', 'price.no-shop', NO_SHOP_NOTE)
  return [...found.values()]
}

function fieldOf(code: string): string | null {
  if (code === 'price.no-shop') return null
  return code.startsWith('price.law') ? 'compareAtCents' : 'toCents'
}

async function checkGuardrails(deps: PricingDeps, draft: PricingDraft, say: Say): Promise<void> {
  const { rules } = await readRules(deps.state)
  const position = await positionNow(deps, draft, rules)
  const limits = limitsFor(rules, { category: draft.category, names: namesOf(draft) })
  for (const { guardrail, boundCents } of violationsOf(draft.toCents, position, limits)) {
    const message = guardrailText(guardrail, { boundCents, position, currency: draft.currency })
    say('error', `price.guardrail.${guardrail}`, message)
  }
}

/** Where the price stands now: cost and stock as the catalogue has them, changes and competitors as they are known. */
async function positionNow(deps: PricingDeps, draft: PricingDraft, rules: PricingRules): Promise<Position> {
  const { state, clock, timeZone } = deps
  const today = dayOf(clock.now(), timeZone)
  const skus = draft.refs.map(({ sku }) => sku)
  const since = clock.now() - (rules.testDays + 8) * 86_400_000
  const [held, decisions, competitors, plan, family, taxPercent] = await Promise.all([
    Promise.all(draft.refs.map((ref) => readHeldPrice(state.pool, ref))),
    readDecisions(state, since),
    readCompetitorPrices(state, { since: addDays(today, -rules.competitorDays), skus }),
    findPlanOf(state, draft.unit),
    familyNow(deps, draft, rules),
    deps.taxPercent(),
  ])
  const limits = limitsFor(rules, { category: draft.category, names: namesOf(draft) })
  return positionOf({
    skus,
    fromCents: draft.fromCents,
    costs: held.map((one) => one?.costCents ?? null),
    stocks: held.map((one) => one?.stock ?? null),
    perDay: plan?.plan.position.perDay ?? null,
    competitorCents: competitors.map(({ priceCents }) => priceCents),
    taxPercent: limits.taxPercent ?? taxPercent,
    recent: recentOf(decisions, { today, timeZone, testDays: rules.testDays }),
    shopChangesPerWeek: rules.shopChangesPerWeek,
    ...family,
  })
}

/** Prices of the neighbours in its family as they are now. */
async function familyNow(
  { state }: PricingDeps,
  draft: PricingDraft,
  { families }: PricingRules,
): Promise<Pick<Position, 'aboveCents' | 'belowCents' | 'familyMixed'>> {
  const names = new Set(namesOf(draft))
  const alone = { aboveCents: null, belowCents: null, familyMixed: false }
  const family = families.find(({ products }) => products.some((name) => names.has(name)))
  if (family === undefined) return alone
  const prices = await readNamedPrices(state, family.products)
  if (family.order === 'same') {
    return {
      ...alone,
      familyMixed: prices.some(({ priceCents }) => priceCents !== draft.fromCents && priceCents !== draft.toCents),
    }
  }
  const place = family.products.findIndex((name) => names.has(name))
  const placeOf = (name: string) => family.products.indexOf(name)
  const lower = prices.filter(({ name }) => placeOf(name) < place).map(({ priceCents }) => priceCents)
  const upper = prices.filter(({ name }) => placeOf(name) > place).map(({ priceCents }) => priceCents)
  return {
    aboveCents: lower.length === 0 ? null : Math.max(...lower),
    belowCents: upper.length === 0 ? null : Math.min(...upper),
    familyMixed: false,
  }
}

/** Each variant for itself: what is crossed out beside a price must be the lowest of its own 30 days before. */
async function checkLaw({ state, clock, timeZone }: PricingDeps, draft: PricingDraft, say: Say): Promise<void> {
  const { compareAtCents, toCents, keepStrike, currency } = draft
  if (keepStrike || compareAtCents === null) return
  const ledger = new Map((await readLedger(state, draft.refs)).map(({ sku, steps }) => [sku, steps]))
  for (const { sku } of draft.refs) {
    const reduction = { priceCents: toCents, at: clock.now() }
    const { lowestCents } = referenceFor(ledger.get(sku) ?? [], reduction, timeZone)
    const said = { priceCents: toCents, strikeCents: compareAtCents, percent: null, highlight: false }
    const refusal = refuseAnnouncement(said, { lowestCents })
    if (refusal !== null) say('error', `price.law.${refusal}`, refusalText(refusal, { lowestCents, currency }))
  }
}
