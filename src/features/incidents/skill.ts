/** A wrong price goes back to the usual one: proposed overnight, set in the shop when it is approved. */
import { type ShopChannel, setPrices, takeBackPrices, whatBecameOf } from '../../channels/shop/index.ts'
import type { CheckFinding, DraftField, NewReceipt, Receipt, Skill } from '../desk/index.ts'
import { checkLive, type Say } from './live-price.ts'
import { type PriceDraft, type PriceSkillDeps, priceDraftSchema } from './skill-draft.ts'
import { priceNight } from './skill-night.ts'
import {
  ABOUT,
  belowCost,
  LABELS,
  largeChange,
  NO_SHOP_NOTE,
  receiptText,
  strikePrice,
  TITLE,
  UNKNOWN_PRICE,
} from './skill-texts.ts'

/** A larger change is worth a second look, even where it is right. */
const LARGE_CHANGE = 0.5

export function priceSkill(deps: PriceSkillDeps): Skill<PriceDraft> {
  const { shop } = deps
  return {
    name: 'prices.correct',
    title: TITLE,
    about: ABOUT,
    role: 'sales',
    routineMinutes: 10,
    draft: priceDraftSchema,
    // The price is read again before it is changed; after that long nobody remembers what it was about.
    expiresAfterDays: 3,
    weight: (draft) => ({ cents: null, changePercent: Math.abs(changeOf(draft)) * 100 }),
    secondPair: () => false,
    acts: 'outside',
    night: (context) => priceNight(deps, context),
    present: async (draft) => fieldsOf(draft),
    check: (draft) => check(deps, draft),
    apply: ({ draft, key }) => apply(shop, draft, key),
    async settle({ draft, key }) {
      const became = await whatBecameOf(shop, refsOf(draft), { ...draft, key })
      if (became.status !== 'done') return became
      // Nothing is left to change: this only notes what an earlier attempt did.
      return { status: 'done', receipt: await apply(shop, draft, key) }
    },
    undo: (receipt, draft, key) => undo(shop, receipt, draft, key),
  }
}

const refsOf = ({ skus, productId }: PriceDraft) => skus.map((sku) => ({ sku, productId }))

/** 0.5: half as much again. */
function changeOf({ fromCents, paidCents, toCents }: PriceDraft): number {
  return toCents / Math.max(1, fromCents ?? paidCents) - 1
}

function fieldsOf({ skus, fromCents, paidCents, toCents }: PriceDraft): DraftField[] {
  return [
    {
      key: 'toCents',
      label: LABELS.toCents,
      kind: 'cents',
      value: toCents,
      before: fromCents ?? paidCents,
      editable: true,
    },
    { key: 'skus', label: LABELS.skus, kind: 'lines', value: skus, editable: false },
  ]
}

async function check(deps: PriceSkillDeps, draft: PriceDraft): Promise<CheckFinding[]> {
  const { toCents, currency } = draft
  const found = new Map<string, CheckFinding>()
  const say: Say = (level, code, message) => {
    // Of several variants the first one says it for all.
    if (!found.has(code)) found.set(code, { level, code, message, field: level === 'note' ? null : 'toCents' })
  }
  const tax = await deps.taxPercent()
  for (const ref of refsOf(draft)) {
    const live = await checkLive(deps.shop, draft, ref, say)
    if (live?.priceCents === null) say('note', 'price.unknown', UNKNOWN_PRICE)
    if (typeof live?.compareAtCents === 'number') {
      const change = { fromCents: draft.fromCents ?? draft.paidCents, toCents, currency }
      say('note', 'price.strike', strikePrice(live.compareAtCents, change))
    }
    const cost = (await deps.catalogue.find(ref))?.costCents ?? null
    const net = Math.round(toCents / (1 + tax / 100))
    if (cost !== null && net < cost) say('error', 'price.below-cost', belowCost(toCents, net, cost, currency))
  }
  if (Math.abs(changeOf(draft)) > LARGE_CHANGE) say('warning', 'price.large-change', largeChange(changeOf(draft)))
  if (deps.shop.kind === 'catalogue') say('note', 'price.no-shop', NO_SHOP_NOTE)
  return [...found.values()]
}

async function apply(shop: ShopChannel, draft: PriceDraft, key: string): Promise<NewReceipt> {
  const { fromCents, toCents, currency } = draft
  const { count, detail } = await setPrices(shop, refsOf(draft), { fromCents, toCents, currency, key })
  return { summary: receiptText(count, toCents, currency, shop.kind !== 'catalogue'), detail }
}

async function undo(shop: ShopChannel, { detail }: Receipt, draft: PriceDraft, key: string): Promise<void> {
  const { fromCents, paidCents, toCents, currency } = draft
  await takeBackPrices(shop, refsOf(draft), { fromCents: fromCents ?? paidCents, toCents, currency, key }, detail)
}
