import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { startShopify, type TestShop } from '../../../test/shops.ts'
import { randomSource } from '../../../test/simulate.ts'
import { nightOf, proposalsOf } from '../../../test/skill.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { openShopChannel, type ShopSettings } from '../../channels/shop/index.ts'
import { runInline } from '../../compute/index.ts'
import { addDays } from '../../core/time.ts'
import type { OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { lockPrices, readHeldPrice, recordPrice } from '../../ingest/write/held-price.ts'
import { relayOutbox } from '../../ingest/write/outbox.ts'
import { writeProducts } from '../../ingest/write/products.ts'
import type { NewProposal } from '../desk/index.ts'
import { countPlans, readDecisions } from './plan-store.ts'
import { measureResults } from './results.ts'
import { addRules } from './rules-store.ts'
import { type PricingRules, planQuery, pricingRulesSchema, reductionBody } from './schema.ts'
import {
  changeRules,
  checkReduction,
  listCompetitors,
  listPriced,
  showPriced,
  showRules,
  takeCompetitors,
} from './service.ts'
import { openSimulator } from './simulate.ts'
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
  // Two weeks in which a price may have been changed: the first product sells half as well, the others as before.
  for (let day = 1; day <= 15; day++) {
    for (const [place, name] of NAMES.entries())
      orders.push(order(`after${orders.length}`, addDays(AS_OF, day), [[name, place === 0 ? 2 : 4, 1_999]]))
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
      expect(reason.de).toContain('90-%-Spanne')
      expect(reason.de).not.toContain('enden')
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

  it('are tried to learn from where people allow it, and say so', async () => {
    await setRules({ heldOutPercent: 0, trials: { sharePercent: 20, largestStepPercent: 3, largestLossPercent: 5 } })
    const trials = (await propose()).filter(({ draft }) => draft.trial)
    expect(trials.length).toBeGreaterThan(0)
    expect(trials.length).toBeLessThanOrEqual(0.2 * NAMES.length)
    for (const { draft, title, reason } of trials) {
      expect(Math.abs(draft.toCents - draft.fromCents)).toBeLessThanOrEqual(0.03 * draft.fromCents)
      expect(title).toMatchObject({ de: expect.stringContaining('(Versuch)'), en: expect.stringContaining('(trial)') })
      expect(reason.en).toContain('This is a trial')
      expect(await codes(draft)).toEqual([])
    }
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

describe('the price desk', () => {
  const desk = () => ({
    state,
    events: store.events,
    clock: { now: () => NOW },
    timeZone: 'Europe/Berlin',
    compute: runInline,
  })

  it('lists what the night found, and shows a price with curve, room and history', async () => {
    await setRules({ heldOutPercent: 20 })
    await propose()
    const { items, next } = await listPriced(desk(), planQuery.parse({ limit: 5 }))
    expect(items.map(({ gain }) => gain?.change ?? 0)).toEqual(
      items.map(({ gain }) => gain?.change ?? 0).toSorted((a, b) => b - a),
    )
    const rest = await listPriced(desk(), planQuery.parse({ limit: 200, after: next ?? undefined }))
    expect(new Set([...items, ...rest.items].map(({ unit }) => unit)).size).toBe(NAMES.length)
    const found = await listPriced(desk(), planQuery.parse({ text: 'lampe p11' }))
    expect(found.items.map(({ unit }) => unit)).toEqual(['test/p11'])
    const shown = await showPriced(desk(), items[0]?.id ?? 0)
    expect(shown.band).toMatchObject({ highCents: 2_198, highBy: 'largest-step', lowBy: 'largest-step' })
    expect(shown.elasticity?.value).toBeGreaterThan(-2)
    expect(shown.elasticity?.value).toBeLessThan(-1)
    expect(shown.curve.length).toBeGreaterThan(10)
    expect(shown.history.at(-1)).toMatchObject({ priceCents: 1_999, lowestBeforeCents: 1_999 })
    await expect(showPriced(desk(), 999_999)).rejects.toMatchObject({ code: 'input.not-found' })
  })

  it('simulates a price, saying what stands against it, and other guardrails over the whole shop', async () => {
    await setRules({ heldOutPercent: 0 })
    await propose()
    const [first] = (await listPriced(desk(), planQuery.parse({}))).items
    const simulate = openSimulator(desk())
    const one = await simulate({ product: first?.id ?? 0, priceCents: 2_999 })
    expect(one.effect?.units.change).toBeLessThan(0)
    expect(one.refused.map(({ en }) => en)).toEqual([expect.stringContaining('largest step')])
    const wide = pricingRulesSchema.parse({
      heldOutPercent: 0,
      everywhere: { ...everywhere, largestStepPercent: 2, endings: [] },
    })
    const all = await simulate({ rules: wide })
    expect(all).toMatchObject({ changes: NAMES.length, products: NAMES.length })
    expect(all.items[0]?.toCents).toBe(2_038)
    expect(all.effect?.margin?.low ?? 0).toBeLessThan(all.effect?.margin?.change ?? 0)
    const paused = pricingRulesSchema.parse({ everywhere: { ...everywhere, paused: true } })
    expect(await simulate({ rules: paused })).toMatchObject({ changes: 0, effect: null })
  })

  it('says whether a price may be announced as reduced', async () => {
    await setRules({ heldOutPercent: 0 })
    await propose()
    const [first] = (await listPriced(desk(), planQuery.parse({}))).items
    const product = first?.id ?? 0
    const say = async (part: object) => {
      const { items } = await checkReduction(desk(), reductionBody.parse({ product, priceCents: 1_599, ...part }))
      return items.map(({ lowestCents, largestPercent, refusal }) => ({
        lowestCents,
        largestPercent,
        refused: refusal !== null,
      }))
    }
    expect(await say({ strikeCents: 1_999, percent: 20 })).toEqual([
      { lowestCents: 1_999, largestPercent: 20, refused: false },
    ])
    expect(await say({ percent: 21 })).toMatchObject([{ refused: true }])
    expect(await say({ priceCents: 1_999, highlight: true })).toMatchObject([{ largestPercent: 0, refused: true }])
  })

  it('keeps guardrails in versions, refused to whoever saw an older one', async () => {
    const rules = pricingRulesSchema.parse({ shopChangesPerWeek: 7 })
    expect(await showRules(desk())).toMatchObject({ version: 0, rules: { shopChangesPerWeek: 50 }, history: [] })
    await changeRules(desk(), rules, { expected: '0', actor: 'person:7' })
    await expect(changeRules(desk(), rules, { expected: '0', actor: 'person:8' })).rejects.toMatchObject({
      code: 'input.changed',
    })
    expect(await showRules(desk())).toMatchObject({
      version: 1,
      rules: { shopChangesPerWeek: 7 },
      history: [{ by: 'person:7' }],
    })
  })

  it('takes in what competitors ask, as a file or one by one, and holds prices against it', async () => {
    const csv =
      'SKU;Competitor;Price;Date\np0;Other;19,99;28.06.2026\np0;Third;abc;2026-06-28\n;x;1;2026-06-28\np1;Other;9,99;2026-02-30\n'
    expect(await takeCompetitors(desk(), { csv }, 'person:7')).toMatchObject({
      accepted: 1,
      changed: 1,
      rejected: 3,
      faults: [{ line: 3 }, { line: 4, reason: 'sku is empty.' }, { line: 5 }],
    })
    await expect(takeCompetitors(desk(), { csv: 'sku,price\n1,2' }, 'person:7')).rejects.toMatchObject({
      code: 'input.invalid',
    })
    const feed = { prices: [{ sku: 'p0', competitor: 'Third', priceCents: 2_001, date: '2026-06-27' }] }
    await takeCompetitors(desk(), feed, 'key:1')
    expect((await listCompetitors(desk(), 'p0')).items.map(({ priceCents }) => priceCents)).toEqual([1_999, 2_001])
    await setRules({
      heldOutPercent: 0,
      everywhere: { ...everywhere, competitorBand: { belowPercent: 5, abovePercent: 5 } },
    })
    const draft = (await propose()).find(({ draft: { unit } }) => unit === 'test/p0')?.draft
    expect(draft?.toCents).toBe(2_099)
    if (draft !== undefined)
      expect(await codes({ ...draft, toCents: 2_195 })).toEqual(['price.guardrail.competitor-high'])
  })

  it('says of each change what came, against prices that stayed, once the time of measuring is over', async () => {
    await setRules({ heldOutPercent: 0 })
    const draft = (await propose()).find(({ draft: { unit } }) => unit === 'test/p0')?.draft
    if (draft === undefined) throw new RangeError('nothing was proposed for p0')
    await outside(open()).apply(job(draft))
    await relayOutbox({ state, events: store.events, clock: { now: () => NOW } })
    const early = await measureResults(store.events, addDays(AS_OF, 3), 'Europe/Berlin')
    expect(early).toMatchObject({
      judged: 0,
      items: [{ came: null, fromCents: 1_999, said: { margin: draft.effect?.margin } }],
    })
    const [result] = (await measureResults(store.events, addDays(AS_OF, 17), 'Europe/Berlin')).items
    expect(result?.came).toMatchObject({ heldOut: false, controls: 5 })
    expect(result?.came?.factor).toBeGreaterThan(0.3)
    expect(result?.came?.factor).toBeLessThan(0.7)
    expect(result?.came?.marginCents).toBeLessThan(0)
  })
})
