/** Which wrong prices are proposed to be corrected: those that still hold. */
import { AppError } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { daysBetween } from '../../core/time.ts'
import type { Effect, NewProposal, SkillNight } from '../desk/index.ts'
import { byUnit, readCatalogue } from './catalogue.ts'
import { findWrongPrices, priceGap, priceStatement, type WrongPrice } from './prices.ts'
import type { PriceDraft, PriceSkillDeps } from './skill-draft.ts'
import { BASIS, proposalTitle } from './skill-texts.ts'
import { type PriceRow, readPrices, readShifts } from './store.ts'

/** More than that at once are looked at in the report first. */
const MOST_PRODUCTS = 20
/** Nearer to the usual price than that, it has been corrected already. */
const CORRECTED = Math.log(1.1)

/** Variants of one product that have the same price and are to have the same one. */
interface Group {
  readonly skus: string[]
  readonly fromCents: number | null
  readonly paidCents: number
  readonly toCents: number
  readonly rows: PriceRow[]
}

export async function* priceNight(deps: PriceSkillDeps, night: SkillNight): AsyncGenerator<NewProposal<PriceDraft>> {
  const { ask, asOf, timeZone, taxPercent, currency, contributions, signal } = night
  // The analysis has said already where there is none, or too little to tell.
  if (!contributions.get('incidents')?.tables.some(({ id }) => id === 'incidents.prices')) return
  const prices = await readPrices(ask, asOf)
  const shifts = await readShifts(ask, asOf)
  const catalogue = await readCatalogue(ask, asOf, timeZone)
  const articles = byUnit(catalogue.rows)
  const found = findWrongPrices({ rows: prices.rows, shifts: shifts.rows, articles, taxPercent, asOf })
  for (const wrong of found.slice(0, MOST_PRODUCTS)) {
    signal.throwIfAborted()
    const groups = await groupsOf(deps, wrong, night)
    for (const [index, group] of groups.entries()) {
      const { skus, fromCents, paidCents, toCents, rows } = group
      const change = { fromCents: fromCents ?? paidCents, toCents, currency }
      const [first = ''] = skus
      const name: Text = groups.length === 1 ? wrong.name : withSku(wrong.name, first)
      yield {
        subject: { kind: 'product', key: index === 0 ? wrong.product : `${wrong.product}/${first}`, label: name },
        title: proposalTitle(name, change),
        reason: priceStatement(wrong, currency).sentence,
        draft: { productId: wrong.product, title: name, skus, fromCents, paidCents, toCents, currency },
        effect: effectOf(rows, daysBetween(wrong.since, asOf) + 1),
        evidence: [prices.evidence, shifts.evidence, catalogue.evidence],
        author: { kind: 'rule', name: 'prices.correct', version: '1' },
      }
    }
  }
}

const withSku = (name: Text, sku: string): Text => ({ de: `${name.de} (${sku})`, en: `${name.en} (${sku})` })

async function groupsOf(deps: PriceSkillDeps, { product, off }: WrongPrice, night: SkillNight): Promise<Group[]> {
  const groups = new Map<string, Group>()
  const bySku = new Map<string, PriceRow[]>()
  for (const row of off) bySku.set(row.sku, [...(bySku.get(row.sku) ?? []), row])
  for (const [sku, rows] of bySku) {
    const last = rows.at(-1)
    if (last === undefined) continue
    const toCents = Math.round(Math.exp(last.usual))
    const fromCents = await livePrice(deps, { sku, productId: product }, last.unit_cents, night)
    if (fromCents !== null && Math.abs(Math.log(Math.max(1, fromCents) / toCents)) < CORRECTED) continue
    const paidCents = fromCents ?? last.unit_cents
    const key = `${fromCents}/${paidCents}/${toCents}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { skus: [sku], fromCents, paidCents, toCents, rows: [...rows] })
    else {
      group.skus.push(sku)
      group.rows.push(...rows)
    }
  }
  for (const group of groups.values()) await addUnsold(deps, product, group, night)
  return [...groups.values()]
}

/** What is live; where the shop is away, what was paid last stands for it, and is checked before anything is changed. */
async function livePrice(
  { shop }: PriceSkillDeps,
  ref: { sku: string; productId: string },
  paidCents: number,
  { log }: SkillNight,
): Promise<number | null> {
  try {
    const live = await shop.readPrice(ref)
    return live === null ? paidCents : live.priceCents
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.warn({ err: error, sku: ref.sku }, 'the price in the shop could not be read')
    return paidCents
  }
}

/** Sizes nobody bought yet have the wrong price as well, where they came to it from the same price. */
async function addUnsold(deps: PriceSkillDeps, productId: string, group: Group, night: SkillNight): Promise<void> {
  const { skus, fromCents, toCents } = group
  const [sku = ''] = skus
  for (const other of await deps.catalogue.siblings({ sku, productId })) {
    if (other.priceCents !== fromCents || other.beforeCents !== toCents || skus.includes(other.sku)) continue
    // What the catalogue says may be older than what is live.
    const live = await livePrice(deps, { sku: other.sku, productId }, other.priceCents, night)
    if (live === fromCents) skus.push(other.sku)
  }
}

/** What the correction brings is what the wrong price cost, or took too much. */
function effectOf(rows: readonly PriceRow[], periodDays: number): Effect {
  const { differenceCents, interval } = priceGap(rows)
  return {
    cents: -differenceCents,
    low: interval === null ? null : -interval.high,
    high: interval === null ? null : -interval.low,
    level: interval?.level ?? 0.95,
    periodDays,
    n: rows.reduce((sum, { orders }) => sum + orders, 0),
    basis: BASIS,
  }
}
