/** A wrong price goes back to the usual one: proposed overnight, set in the shop when it is approved. */
import { isTemporary } from '../../channels/fault.ts'
import { type PriceReceipt, priceChanged, type ShopChannel } from '../../channels/shop/index.ts'
import { AppError, faultText } from '../../core/errors.ts'
import type { CheckFinding, DraftField, NewReceipt, Receipt, Skill } from '../desk/index.ts'
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
      const refs = refsOf(draft)
      const known = await Promise.all(refs.map((ref) => shop.wasSet(ref, key)))
      const open = refs.filter((_, i) => known[i] === null)
      const live = await readAll(shop, open)
      if (live.every((price) => price === draft.toCents)) {
        // Nothing is left to change: this only notes what an earlier attempt did.
        return { status: 'done', receipt: await apply(shop, draft, key) }
      }
      const strange = live.find((price) => price !== draft.toCents && price !== draft.fromCents)
      if (strange === undefined) return { status: 'not-done' }
      const [{ sku } = { sku: '' }] = open
      const now = { priceCents: strange, compareAtCents: null, currency: draft.currency }
      return { status: 'unknown', message: priceChanged(sku, now, draft.fromCents) }
    },
    undo: (receipt, draft, key) => undo(shop, receipt, draft, key),
  }
}

const refsOf = ({ skus, productId }: PriceDraft) => skus.map((sku) => ({ sku, productId }))

/** 0.5: half as much again. */
function changeOf({ fromCents, paidCents, toCents }: PriceDraft): number {
  return toCents / Math.max(1, fromCents ?? paidCents) - 1
}

async function readAll(shop: ShopChannel, refs: ReturnType<typeof refsOf>): Promise<(number | null)[]> {
  const live: (number | null)[] = []
  for (const ref of refs) live.push((await shop.readPrice(ref))?.priceCents ?? null)
  return live
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
  const say = (level: CheckFinding['level'], code: string, message: CheckFinding['message']) => {
    // Of several variants the first one says it for all.
    if (!found.has(code)) found.set(code, { level, code, message, field: level === 'note' ? null : 'toCents' })
  }
  const tax = await deps.taxPercent()
  for (const ref of refsOf(draft)) {
    await checkLive(deps.shop, draft, ref, say)
    const cost = (await deps.catalogue.find(ref))?.costCents ?? null
    const net = Math.round(toCents / (1 + tax / 100))
    if (cost !== null && net < cost) say('error', 'price.below-cost', belowCost(toCents, net, cost, currency))
  }
  if (Math.abs(changeOf(draft)) > LARGE_CHANGE) say('warning', 'price.large-change', largeChange(changeOf(draft)))
  if (deps.shop.kind === 'catalogue') say('note', 'price.no-shop', NO_SHOP_NOTE)
  return [...found.values()]
}

async function checkLive(
  shop: ShopChannel,
  { fromCents, paidCents, toCents, currency }: PriceDraft,
  ref: { sku: string; productId: string },
  say: (level: CheckFinding['level'], code: string, message: CheckFinding['message']) => void,
): Promise<void> {
  try {
    const live = await shop.readPrice(ref)
    if (live === null) {
      say('error', 'price.no-article', {
        de: `Im Shop gibt es keinen Artikel mit der Nummer ${ref.sku}.`,
        en: `The shop has no article with the number ${ref.sku}.`,
      })
      return
    }
    if (live.currency !== currency) {
      say('error', 'price.currency', {
        de: `Der Shop führt die Preise in ${live.currency}, der Vorschlag ist in ${currency}.`,
        en: `The shop has its prices in ${live.currency}, the proposal is in ${currency}.`,
      })
    }
    // What an earlier attempt has done already is no reason not to go on.
    if (live.priceCents !== toCents && live.priceCents !== fromCents) {
      say('error', 'price.changed', priceChanged(ref.sku, live, fromCents))
    }
    if (live.priceCents === null) say('note', 'price.unknown', UNKNOWN_PRICE)
    if (live.compareAtCents !== null) {
      const change = { fromCents: fromCents ?? paidCents, toCents, currency }
      say('note', 'price.strike', strikePrice(live.compareAtCents, change))
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // A shop that is away for a moment is asked again before anything is changed.
    say(isTemporary(error) ? 'warning' : 'error', 'price.not-read', faultText(error))
  }
}

async function apply(shop: ShopChannel, draft: PriceDraft, key: string): Promise<NewReceipt> {
  const { fromCents, toCents, currency } = draft
  const done: [sku: string, receipt: PriceReceipt][] = []
  for (const ref of refsOf(draft)) {
    try {
      done.push([ref.sku, await shop.setPrice(ref, { fromCents, toCents, currency, key })])
    } catch (error) {
      throw withDone(error, done)
    }
  }
  const strikes = done.flatMap(([sku, { before }]) =>
    before.compareAtCents === null ? [] : [[strikeKey(sku), before.compareAtCents] as const],
  )
  const changed = done.filter(([, { outcome }]) => outcome === 'changed').length
  return {
    summary: receiptText(done.length, toCents, currency, shop.kind !== 'catalogue'),
    detail: { channel: shop.kind, changed, ...Object.fromEntries(strikes) },
  }
}

const strikeKey = (sku: string) => `strike price of ${sku}`

/** Of several variants some may be changed when the next one fails: whoever reads the fault has to know. */
function withDone(error: unknown, done: readonly (readonly [sku: string, receipt: PriceReceipt])[]): unknown {
  if (!(error instanceof AppError) || done.length === 0) return error
  const skus = done.map(([sku]) => sku).join(', ')
  const said = faultText(error)
  const text = { de: `${said.de} Schon geändert: ${skus}.`, en: `${said.en} Changed already: ${skus}.` }
  return new AppError(error.code, text.en, { ...error.details, text }, { cause: error })
}

/** Sets the price back, as `setPrice` does: only where nobody has changed it since. */
async function undo(shop: ShopChannel, { detail }: Receipt, draft: PriceDraft, key: string): Promise<void> {
  const { fromCents, paidCents, toCents, currency } = draft
  for (const ref of refsOf(draft)) {
    const strike = detail[strikeKey(ref.sku)]
    await shop.setPrice(ref, {
      fromCents: toCents,
      toCents: fromCents ?? paidCents,
      currency,
      key: `${key}/undo`,
      ...(typeof strike === 'number' ? { compareAtCents: strike } : {}),
    })
  }
}
