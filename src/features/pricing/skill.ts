/** Prices that bring more: chosen overnight within the guardrails, set in the shop when approved, measured afterwards. */
import { setPrices, takeBackPrices, whatBecameOf } from '../../channels/shop/index.ts'
import { enqueueFacts } from '../../ingest/write/outbox.ts'
import type {
  ApplyJob,
  DraftField,
  Effect,
  NewProposal,
  NewReceipt,
  Receipt,
  Skill,
  SkillNight,
} from '../desk/index.ts'
import { receiptText } from '../incidents/index.ts'
import { checkPrice } from './check.ts'
import { AHEAD_WEEKS, gainOf, marginOfOthers } from './decide.ts'
import { decisionFact } from './decision-fact.ts'
import { readLedger } from './ledger-store.ts'
import { readUnitWeeks } from './log-store.ts'
import { planPrices } from './plan.ts'
import { insertDecision, savePlans, undoDecision } from './plan-store.ts'
import { referenceFor } from './reduction.ts'
import { readRules } from './rules-store.ts'
import type { Decision, Plan, PricingRules } from './schema.ts'
import { MOST_VARIANTS, type PricingDeps, type PricingDraft, pricingDraftSchema } from './skill-draft.ts'
import { ABOUT, BASIS, LABELS, proposalTitle, reasonText, TITLE } from './texts.ts'

export function pricingSkill(deps: PricingDeps): Skill<PricingDraft> {
  const { shop } = deps
  return {
    name: 'pricing.change',
    title: TITLE,
    about: ABOUT,
    role: 'sales',
    routineMinutes: 15,
    draft: pricingDraftSchema,
    // Demand and competitors move on; the next nights know better.
    expiresAfterDays: 3,
    weight: ({ fromCents, toCents }) => ({ cents: null, changePercent: Math.abs(toCents / fromCents - 1) * 100 }),
    secondPair: () => false,
    acts: 'outside',
    night: (context) => night(deps, context),
    present: async (draft) => fieldsOf(draft),
    check: (draft) => checkPrice(deps, draft),
    apply: (job) => apply(deps, job),
    async settle(job) {
      const became = await whatBecameOf(shop, job.draft.refs, { ...job.draft, key: job.key })
      if (became.status !== 'done') return became
      // Nothing is left to change: this only notes what an earlier attempt did.
      return { status: 'done', receipt: await apply(deps, job) }
    },
    undo: (receipt, draft, key) => undo(deps, receipt, draft, key),
  }
}

async function* night(deps: PricingDeps, context: SkillNight): AsyncGenerator<NewProposal<PricingDraft>> {
  const { ask, asOf, signal } = context
  const { rules } = await readRules(deps.state)
  const plans = await planPrices({ ...context, state: deps.state }, rules)
  await savePlans(deps.state, asOf, plans)
  const changes = plans.filter(({ outcome, refs }) => outcome === 'change' && refs.length <= MOST_VARIANTS)
  for (const plan of changes.toSorted((a, b) => gainOf(b) - gainOf(a))) {
    signal.throwIfAborted()
    const draft = await draftOf(deps, plan, rules)
    if (draft === null) continue
    const skus = plan.refs.map(({ sku }) => sku)
    const { evidence } = await readUnitWeeks(ask, asOf, skus)
    yield {
      subject: { kind: 'product', key: plan.unit, label: plan.title },
      title: proposalTitle(plan.title, draft),
      reason: reasonText(plan),
      draft,
      effect: deskEffect(plan),
      evidence: [evidence],
      author: { kind: 'model', name: 'pricing.change', version: '1' },
    }
  }
}

async function draftOf(deps: PricingDeps, plan: Plan, rules: PricingRules): Promise<PricingDraft | null> {
  const { unit, title, category, refs, currency, toCents, effect, position } = plan
  const trial = plan.trial !== null
  const { costCents, taxPercent, fromCents } = position
  if (toCents === null || costCents === null) return null
  const compareAtCents = rules.strikePrices === 'lowest' ? await strikeFor(deps, plan, toCents) : null
  const keepStrike = rules.strikePrices === 'recommended'
  const prices = { fromCents, toCents, plannedCents: toCents, compareAtCents, keepStrike }
  const { testDays, heldOutPercent } = rules
  return {
    unit,
    title,
    category,
    refs,
    currency,
    ...prices,
    costCents,
    taxPercent,
    testDays,
    heldOutPercent,
    effect,
    trial,
  }
}

/** The lowest price of the 30 days before, where it is the same for all variants and above the new price. */
async function strikeFor(
  { state, clock, timeZone }: PricingDeps,
  { refs }: Plan,
  toCents: number,
): Promise<number | null> {
  const ledger = await readLedger(state, refs)
  const lows = new Set(
    ledger.map(({ steps }) => referenceFor(steps, { priceCents: toCents, at: clock.now() }, timeZone).lowestCents),
  )
  const [low = null] = lows
  return lows.size === 1 && low !== null && low > toCents ? low : null
}

function deskEffect({ effect, others }: Plan): Effect | null {
  if (effect === null) return null
  const { change, low, high } = effect.margin ?? effect.revenue
  const besides = marginOfOthers(others)
  return {
    cents: Math.round(change + besides),
    low: Math.round(low + besides),
    high: Math.round(high + besides),
    level: 0.9,
    periodDays: AHEAD_WEEKS * 7,
    n: null,
    basis: BASIS,
  }
}

function fieldsOf({ refs, fromCents, toCents, compareAtCents, keepStrike }: PricingDraft): DraftField[] {
  const strike: DraftField = {
    key: 'compareAtCents',
    label: LABELS.compareAtCents,
    kind: 'cents',
    value: compareAtCents,
    editable: true,
  }
  return [
    { key: 'toCents', label: LABELS.toCents, kind: 'cents', value: toCents, before: fromCents, editable: true },
    ...(keepStrike ? [] : [strike]),
    { key: 'skus', label: LABELS.skus, kind: 'lines', value: refs.map(({ sku }) => sku), editable: false },
  ]
}

async function apply(deps: PricingDeps, { draft, key, proposalId }: ApplyJob<PricingDraft>): Promise<NewReceipt> {
  const { shop } = deps
  const { refs, fromCents, toCents, currency, compareAtCents, keepStrike } = draft
  const strike = keepStrike ? {} : { compareAtCents }
  const { count, detail } = await setPrices(shop, refs, { fromCents, toCents, currency, key, ...strike })
  await noteDecision(deps, key, decisionOf(draft, proposalId))
  return {
    summary: receiptText(count, toCents, currency, shop.kind !== 'catalogue'),
    detail: { ...detail, decision: key },
  }
}

function decisionOf(draft: PricingDraft, proposalId: string): Decision {
  const { compareAtCents: _strike, keepStrike: _kept, plannedCents, ...said } = draft
  return { ...said, effect: draft.toCents === plannedCents ? draft.effect : null, proposalId }
}

/** Once for each key, with its fact for the log: what was said is there to be held against what comes. */
async function noteDecision({ state, clock }: PricingDeps, key: string, decision: Decision): Promise<void> {
  const at = clock.now()
  await state.transaction(async (client) => {
    if (!(await insertDecision(client, { key, decision, at }))) return
    await enqueueFacts(client, [decisionFact({ key, decision, decidedAt: at, undoneAt: null })])
  })
}

/** Sets the price back, as it was set: only where nobody has changed it since. */
async function undo(deps: PricingDeps, { detail }: Receipt, draft: PricingDraft, key: string): Promise<void> {
  const { refs, fromCents, toCents, currency } = draft
  await takeBackPrices(deps.shop, refs, { fromCents, toCents, currency, key }, detail)
  const { decision } = detail
  if (typeof decision !== 'string') return
  await deps.state.transaction(async (client) => {
    const undone = await undoDecision(client, decision, deps.clock.now())
    if (undone !== null) await enqueueFacts(client, [decisionFact(undone)])
  })
}
