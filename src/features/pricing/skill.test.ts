import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { startShopify, type TestShop } from '../../../test/shops.ts'
import { randomSource } from '../../../test/simulate.ts'
import { nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openShopChannel, type ShopSettings } from '../../channels/shop/index.ts'
import { addDays } from '../../core/time.ts'
import type { OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { lockPrices, readHeldPrice, recordPrice } from '../../ingest/write/held-price.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import type { NewProposal } from '../desk/index.ts'
import { countPlans, readDecisions } from './plan-store.ts'
import { addRules } from './rules-store.ts'
import { type PricingRules, pricingRulesSchema } from './schema.ts'
import { pricingSkill } from './skill.ts'
import type { PricingDraft } from './skill-draft.ts'

const AS_OF = '2026-06-28'
const NOW = Date.parse('2026-06-29T03:00:00Z')
const WEEKS = 60
const NAMES = Array.from({ length: 12 }, (_, i) => `p${i}`)
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Sold at 20 € and 24 € in turn, mostly at 20 €; costs 8 € net; demand answers with -1.5, so that a higher price earns more. */
const priceIn = (week: number, place: number) => ((week + place) % 6 < 2 && week < WEEKS - 1 ? 2_399 : 1_999)

const catalogue = (day: string, cents: (place: number) => number): ProductRecord[] =>
  NAMES.map((name, place) =>
    product(name, {
      title: { de: `Lampe ${name}`, en: `Lamp ${name}` },
      category: place < 6 ? 'Lamps' : 'Lights',
      variants: [variant(name, { priceCents: cents(place), costCents: 800, stock: 400 })],
      validFrom: at(day),
    }),
  )

function makeOrders(): OrderRecord[] {
  const random = randomSource(7)
  const orders: OrderRecord[] = []
  for (let week = 0; week < WEEKS; week++) {
    for (const [place, name] of NAMES.entries()) {
      const price = priceIn(week, place)
      const mean = 30 * (price / 1_999) ** -1.5
      const pieces = Math.max(1, random.poisson(mean))
      orders.push(order(`o${orders.length}`, addDays(AS_OF, -7 * (WEEKS - 1 - week) - 3), [[name, pieces, price]]))
    }
  }
  return orders
}

let store: TestStore
let state: TestState
let shopify: TestShop | null = null

beforeAll(async () => {
  store = await openTestStore()
  await store.fill([...makeOrders(), ...catalogue(addDays(AS_OF, -7 * WEEKS), () => 1_999)])
})
afterAll(async () => {
  await store.close()
})
beforeEach(async () => {
  state = await openTestState()
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const products = catalogue(addDays(AS_OF, -7 * WEEKS), () => 1_999)
  await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: NOW }))
  return async () => {
    await state.close()
    await shopify?.close()
    shopify = null
  }
})

function open(settings: ShopSettings = { kind: 'catalogue' }, now = NOW) {
  const book = { read: readHeldPrice, lock: lockPrices, record: recordPrice }
  const clock = { now: () => now }
  const wire = { timeoutMs: 5_000, sleep: async () => undefined }
  const shop = openShopChannel(settings, { state, clock, book }, wire)
  return pricingSkill({ state, clock, timeZone: 'Europe/Berlin', shop, taxPercent: async () => 19 })
}

const setRules = (rules: Partial<PricingRules>, version = 1) =>
  addRules(state.pool, { version, rules: pricingRulesSchema.parse(rules), by: 'person:1', at: NOW })

const propose = (skill = open()) =>
  proposalsOf(skill, nightOf(store, 'pricing.change', { asOf: AS_OF, taxPercent: 19 }))

async function firstDraft(): Promise<PricingDraft> {
  const [first] = await propose()
  if (first === undefined) throw new RangeError('nothing was proposed')
  return first.draft
}

const job = (draft: PricingDraft, key = 'k1') => ({
  proposalId: 'p1',
  contentHash: 'h1',
  draft,
  key,
  lang: 'de' as const,
})

function outside(skill: ReturnType<typeof open>) {
  if (skill.acts !== 'outside') throw new RangeError('acts inside')
  return skill
}

const codes = async (draft: PricingDraft, skill = open()) =>
  (await skill.check(draft)).filter(({ level }) => level === 'error').map(({ code }) => code)

const everywhere = pricingRulesSchema.parse({}).everywhere

describe('prices that are proposed overnight', () => {
  it('go up where demand hardly minds, by the largest step, with what it is expected to bring', async () => {
    await setRules({ heldOutPercent: 0 })
    const found = await propose()
    expect(found).toHaveLength(NAMES.length)
    for (const { draft, effect, evidence, reason } of found) {
      expect(draft.toCents).toBe(2_195)
      expect(draft.effect?.units.change).toBeLessThan(0)
      expect(effect?.low ?? 0).toBeLessThan(effect?.cents ?? 0)
      expect(effect?.cents).toBeGreaterThan(0)
      expect(evidence[0]?.rowCount).toBe(WEEKS)
      expect(reason.de).toContain('größte erlaubte Schritt')
    }
    expect(await codes(found[0]?.draft ?? (await firstDraft()))).toEqual([])
  })

  it('leave the same products out as a control every night', async () => {
    await setRules({ heldOutPercent: 40 })
    const keys = (found: readonly NewProposal<PricingDraft>[]) => found.map(({ subject }) => subject.key).toSorted()
    const first = keys(await propose())
    expect(keys(await propose())).toEqual(first)
    const { counts } = await countPlans(state)
    expect(counts['held-out']).toBe(NAMES.length - first.length)
    expect(counts['held-out']).toBeGreaterThan(0)
  })

  it('are the most valuable ones of a week, and the others wait', async () => {
    await setRules({ heldOutPercent: 0, shopChangesPerWeek: 3 })
    expect(await propose()).toHaveLength(3)
    expect((await countPlans(state)).counts).toEqual({ change: 3, later: NAMES.length - 3 })
  })

  it('keep a family in order whatever is approved first', async () => {
    await setRules({
      heldOutPercent: 0,
      families: [{ name: 'sizes', order: 'rising', products: NAMES.slice(0, 3) }],
    })
    // They cost the same, so that none may move towards or past the other.
    expect((await propose()).map(({ draft }) => draft.unit)).not.toContain('test/p1')
  })

  it('price a family with one price as one', async () => {
    await setRules({ heldOutPercent: 0, families: [{ name: 'Duo', order: 'same', products: ['p0', 'test/p1'] }] })
    const found = (await propose()).find(({ draft }) => draft.unit === 'family Duo')
    expect(found?.draft.refs.map(({ sku }) => sku)).toEqual(['p0', 'p1'])
  })

  it('say nothing of a shop without a catalogue', async () => {
    const night = nightOf(store, 'pricing.change', { asOf: AS_OF, taxPercent: 19, currency: 'CHF' })
    expect(await proposalsOf(open(), night)).toEqual([])
  })
})

describe('a price that is acted on', () => {
  const start = async () => {
    await setRules({ heldOutPercent: 0 })
    const draft = await firstDraft()
    return { draft, ref: draft.refs[0] ?? { sku: '', productId: '' } }
  }

  it('is set once, noted with what was said, rests while it is measured, and can be taken back', async () => {
    const { draft, ref } = await start()
    const skill = outside(open())
    const receipt = { ...(await skill.apply(job(draft))), at: new Date(NOW).toISOString() }
    await skill.apply(job(draft))
    expect((await readHeldPrice(state.pool, ref))?.priceCents).toBe(draft.toCents)
    const decisions = await readDecisions(state, 0)
    expect(decisions).toHaveLength(1)
    expect(decisions[0]?.decision).toMatchObject({ proposalId: 'p1', toCents: draft.toCents, effect: draft.effect })
    const outbox = await state.pool.query("SELECT event FROM outbox WHERE event LIKE '%Price Decision Recorded%'")
    expect(outbox.rowCount).toBe(1)
    const next = { ...draft, fromCents: draft.toCents, toCents: draft.toCents + 100 }
    expect(await codes(next)).toEqual(['price.guardrail.running-test'])
    await skill.undo?.(receipt, draft, 'k1')
    expect((await readHeldPrice(state.pool, ref))?.priceCents).toBe(1_999)
    expect(await codes({ ...draft, toCents: 2_099 })).toEqual([])
    expect((await readDecisions(state, 0))[0]?.undoneAt).toBe(NOW)
  })

  it('is held against every guardrail again', async () => {
    const { draft } = await start()
    expect(await codes({ ...draft, toCents: 2_499 })).toEqual(['price.guardrail.largest-step'])
    expect(await codes({ ...draft, toCents: 2_150 })).toEqual(['price.guardrail.price-ending'])
    await setRules({ everywhere: { ...everywhere, ceilingCents: 2_100 } }, 2)
    expect(await codes(draft)).toEqual(['price.guardrail.ceiling'])
    await setRules({ everywhere: { ...everywhere, paused: true } }, 3)
    expect(await codes(draft)).toEqual(['price.guardrail.paused'])
  })

  it('is refused a strike price that was not the lowest of the 30 days', async () => {
    const { draft } = await start()
    const lower = { ...draft, toCents: 1_899 }
    expect(await codes({ ...lower, compareAtCents: 1_999 })).toEqual([])
    expect(await codes({ ...lower, compareAtCents: 2_499 })).toEqual(['price.law.strike-not-low'])
    expect(await codes({ ...draft, compareAtCents: 2_499 })).toEqual(['price.law.no-reduction'])
    expect(await codes({ ...lower, compareAtCents: 2_499, keepStrike: true })).toEqual([])
  })

  it('is set in a connected shop, and settled after a cut', async () => {
    const { draft, ref } = await start()
    shopify = await startShopify('shpat_1')
    shopify.articles.set(ref.sku, { price: 1_999, compareAt: 2_999 })
    const skill = outside(open({ kind: 'shopify', url: shopify.url, token: 'shpat_1', language: 'de' }))
    expect((await skill.settle(job(draft))).status).toBe('not-done')
    const receipt = { ...(await skill.apply(job(draft))), at: new Date(NOW).toISOString() }
    expect(shopify.articles.get(ref.sku)).toEqual({ price: draft.toCents, compareAt: null })
    expect((await skill.settle(job(draft))).status).toBe('done')
    await skill.undo?.(receipt, draft, 'k1')
    expect(shopify.articles.get(ref.sku)).toEqual({ price: 1_999, compareAt: 2_999 })
  })
})
