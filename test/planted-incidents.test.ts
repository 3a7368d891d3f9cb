/**
 * The demo shop's planted faults, found by the night shift in a store filled with the shop, and none before they began; and
 * what the skills propose about them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runInline } from '../src/compute/index.ts'
import { loadConfig } from '../src/config.ts'
import { openLog } from '../src/core/log.ts'
import { addDays, daysBetween } from '../src/core/time.ts'
import { comparisonStep } from '../src/features/comparison/index.ts'
import { simulateShop } from '../src/features/demo/simulate.ts'
import type { Truth } from '../src/features/demo/truth.ts'
import { type Contribution, contributionSchema } from '../src/features/findings/index.ts'
import { incidentsStep } from '../src/features/incidents/index.ts'
import { moversStep } from '../src/features/movers/index.ts'
import type { EventRecord, ImportRecord, ProductRecord } from '../src/ingest/records.ts'
import { readHeldPrice } from '../src/ingest/write/held-price.ts'
import { writeProducts } from '../src/ingest/write/products.ts'
import { shopEvent } from '../src/ingest/write/to-events.ts'
import { openSkills } from '../src/skills.ts'
import { appendEvents } from '../src/stores/events/log.ts'
import { rebuildVisits } from '../src/stores/events/visits.ts'
import { openTestStore, type TestStore } from './event-store.ts'
import { proposalsOf, nightOf as skillNight } from './skill.ts'
import { openTestState, type TestState } from './state-store.ts'

const END = '2026-11-22'
/** Before the first incident began. */
const QUIET = addDays(END, -15)
const CHECKOUT = ['Product Added', 'Cart Viewed', 'Checkout Started', 'Checkout Step Viewed', 'Order Completed']
const BATCH = 60_000

let store: TestStore
let state: TestState
let truth: Truth
interface Night {
  readonly movers: Contribution
  readonly incidents: Contribution
  readonly comparison: Contribution
}
const nights = new Map<string, Night>()

/** Catalogue, all orders, the way to the order as visitors went it, and the views of the product that runs out. */
async function fillShop(): Promise<Truth> {
  const simulation = simulateShop({ seed: 1, endDay: END })
  const events = Date.parse(`${addDays(QUIET, -36)}T00:00:00Z`)
  const products: ProductRecord[] = []
  const views: EventRecord[] = []
  const visits: EventRecord[] = []
  let batch: ImportRecord[] = []
  let step = simulation.next()
  for (; step.done !== true; step = simulation.next()) {
    const record = step.value
    if (record.type === 'customer') continue
    if (record.type === 'product') products.push(record)
    if (record.type === 'event') {
      if (record.at < events) continue
      if (record.name === 'Product Viewed') views.push(record)
      else if (CHECKOUT.includes(record.name)) visits.push(record)
      continue
    }
    batch.push(record)
    if (batch.length < BATCH) continue
    await store.fill(batch)
    batch = []
  }
  await store.fill(batch)
  const counts = { added: 0, changed: 0, unchanged: 0 }
  await state.transaction((client) => writeProducts(client, { source: 'test', products, counts, now: 0 }))
  const shelf = new Set(step.value.incidents.stockOut.skus)
  visits.push(...views.filter(({ sku }) => shelf.has(sku)))
  for (let at = 0; at < visits.length; at += BATCH) {
    const block = visits.slice(at, at + BATCH).map((visit) => shopEvent('test', visit))
    await appendEvents(store.events, block, 0)
  }
  return step.value
}

beforeAll(async () => {
  store = await openTestStore()
  state = await openTestState()
  truth = await fillShop()
  await rebuildVisits(store.events, { timeZone: 'Europe/Berlin' })
  for (const asOf of [END, QUIET]) {
    const movers = await moversStep.run(store.context('movers', { asOf, taxPercent: 19 }))
    const incidents = await incidentsStep.run(store.context('incidents', { asOf, taxPercent: 19 }))
    const comparison = await comparisonStep.run(store.context('comparison', { asOf }))
    nights.set(asOf, { movers, incidents, comparison })
  }
}, 300_000)
afterAll(async () => {
  await store.close()
  await state.close()
})

function nightOf(asOf: string): Night {
  const night = nights.get(asOf)
  if (night === undefined) throw new RangeError(`no night for ${asOf}`)
  return night
}

function found(asOf: string, step: keyof Night, start: string) {
  return nightOf(asOf)[step].findings.filter(({ id }) => id.startsWith(start))
}

/** Within a factor of the truth, in both directions. */
function expectNear(value: number | null | undefined, expected: number, factor: number): void {
  expect(value).toBeGreaterThan(expected / factor)
  expect(value).toBeLessThan(expected * factor)
}

describe('the night after the planted incidents', () => {
  it('gives contributions that keep to the contract', () => {
    for (const night of nights.values()) {
      for (const said of [night.movers, night.incidents, night.comparison]) {
        expect(contributionSchema.parse(said)).toEqual(said)
        const known = new Set(said.evidence.map(({ id }) => id))
        const named = said.findings.flatMap(({ evidenceIds, figure, chart }) => [
          ...evidenceIds,
          figure.evidenceId,
          ...(chart === null ? [] : [chart.evidenceId]),
        ])
        expect([...named, ...said.tables.map(({ evidenceId }) => evidenceId)].filter((id) => !known.has(id))).toEqual(
          [],
        )
      }
    }
  })

  it('names the browser and the step whose checkout broke, since when, and what it costs', () => {
    const { browser, step, lostCents, lostOrders, from } = truth.incidents.checkout
    const breaks = found(END, 'comparison', '')
    expect(breaks.map(({ id }) => id)).toEqual([`comparison.break.${browser}.${step}`])
    const [one] = breaks
    expect(one?.direction).toBe('bad')
    expect(one?.title.de).toContain(browser)
    expectNear(-(one?.stakeCents ?? 0), lostCents, 1.3)
    expect(one?.chart?.marks.map(({ x }) => x)).toEqual([from])
    expect(one?.figure.n).toBeGreaterThan(lostOrders)
  })

  it('names the product that goes viral, since when, and the money beyond the usual', () => {
    const { productId, from, extraCents } = truth.incidents.viral
    const viral = found(END, 'movers', 'movers.viral.')
    expect(viral.map(({ id }) => id)).toEqual([`movers.viral.test/${productId}`])
    const [one] = viral
    expect(one?.direction).toBe('good')
    expectNear(one?.stakeCents, extraCents, 1.3)
    expect(Math.abs(daysBetween(from, one?.chart?.marks[0]?.x ?? ''))).toBeLessThanOrEqual(1)
  })

  it('names the product that ran out, and what it would have sold', () => {
    const { productId, lostCents, lostUnits, substitutedUnits, from } = truth.incidents.stockOut
    const stops = found(END, 'incidents', 'incidents.stock.')
    expect(stops.map(({ id }) => id)).toEqual([`incidents.stock.product.test/${productId}`])
    const [one] = stops
    // What buyers took instead was wished for too.
    const wished = (lostCents * (lostUnits + substitutedUnits)) / lostUnits
    expectNear((one?.figure.value ?? 0) * (daysBetween(from, END) + 1), wished, 2)
    expect(one?.figure.interval?.low).toBeLessThan(one?.figure.value ?? 0)
    expect(one?.sentence.de).toContain('Der Bestand ist 0.')
    expect(one?.sentence.de).toContain('-mal aufgerufen')
  })

  it('names the wrong price, since when, and exactly what it cost', () => {
    const { productId, shortfallCents, units, orders, from } = truth.incidents.wrongPrice
    const prices = found(END, 'incidents', 'incidents.price.')
    expect(prices.map(({ id }) => id)).toEqual([`incidents.price.test/${productId}`])
    const [one] = prices
    expect(one?.stakeCents).toBe(-shortfallCents)
    expect(one?.figure.n).toBe(orders)
    expect(one?.stakePeriodDays).toBe(daysBetween(from, END) + 1)
    expect(one?.sentence.de).toContain(`${units} Stück`)
    expect(one?.sentence.de).toContain('Der Einkauf kostet')
  })

  it('does not tell the bargain as a success nor the empty shelf as a fall', () => {
    const { wrongPrice, stockOut } = truth.incidents
    const told = nightOf(END).movers.findings.map(({ id }) => id)
    for (const { productId } of [wrongPrice, stockOut]) {
      expect(told.filter((id) => id.endsWith(`/${productId}`))).toEqual([])
    }
  })
})

describe('the night before the planted incidents', () => {
  it('raises none of their kinds', () => {
    expect(found(QUIET, 'comparison', '')).toEqual([])
    expect(found(QUIET, 'incidents', 'incidents.price.')).toEqual([])
    expect(found(QUIET, 'incidents', 'incidents.stock.')).toEqual([])
    expect(found(QUIET, 'movers', 'movers.viral.')).toEqual([])
  })

  it('had all the data it takes to raise them', () => {
    const { movers, incidents, comparison } = nightOf(QUIET)
    expect([movers, incidents, comparison].map(({ notEnoughData }) => notEnoughData)).toEqual([null, null, null])
    expect(movers.figures.find(({ id }) => id === 'movers.tested')?.value).toBeGreaterThan(250)
    expect(comparison.tables.find(({ id }) => id === 'comparison.cells')?.rowCount).toBeGreaterThan(30)
  })
})

describe('the skills on the night after the planted incidents', () => {
  const skills = () => {
    const config = loadConfig({ env: { DIRIGENT_TAX_PERCENT: '19', DIRIGENT_CURRENCY: 'EUR' }, cwd: '/' })
    const clock = { now: () => Date.parse(`${addDays(END, 1)}T03:00:00Z`) }
    return new Map(
      openSkills({ state, events: store.events, clock, config, log: openLog('silent'), compute: runInline }).map(
        (skill) => [skill.name, skill],
      ),
    )
  }
  const propose = async (name: string, asOf = END) => {
    const skill = skills().get(name)
    if (skill === undefined) throw new RangeError(`no skill ${name}`)
    const contributions = new Map(Object.entries(nightOf(asOf)))
    return proposalsOf(skill, skillNight(store, name, { asOf, taxPercent: 19, contributions }))
  }

  it('propose to set the wrong price back to the right one, and do it', async () => {
    const { productId, skus, rightCents, wrongCents, shortfallCents } = truth.incidents.wrongPrice
    const made = await propose('prices.correct')
    expect(made.map(({ draft }) => draft)).toEqual([
      expect.objectContaining({
        productId: `test/${productId}`,
        skus: expect.arrayContaining(skus),
        fromCents: wrongCents,
        toCents: rightCents,
      }),
    ])
    const [one] = made
    expect(one?.effect?.cents).toBe(shortfallCents)
    const skill = skills().get('prices.correct')
    expect((await skill?.check(one?.draft))?.filter(({ level }) => level === 'error')).toEqual([])
    if (skill?.acts !== 'outside') throw new RangeError('acts inside')
    await skill.apply({ proposalId: 'p', contentHash: 'h', draft: one?.draft, key: 'p/h', lang: 'de' })
    for (const sku of skus) {
      expect((await readHeldPrice(state.pool, { sku, productId: `test/${productId}` }))?.priceCents).toBe(rightCents)
    }
    expect(await propose('prices.correct')).toEqual([])
    expect(await propose('prices.correct', QUIET)).toEqual([])
  })

  it('ask for what ran out, every size of it', async () => {
    const { skus } = truth.incidents.stockOut
    const lines = JSON.stringify((await propose('stock.reorder')).map(({ draft }) => draft))
    for (const sku of skus) expect(lines).toContain(`"sku":"${sku}"`)
  })

  it('keep whom the broken checkout has hit, and make a task of it', async () => {
    const { browser, step } = truth.incidents.checkout
    const [audience] = await propose('audiences.keep')
    expect(audience?.draft).toMatchObject({
      definition: { rule: { steps: [`Checkout Step Viewed|step=${step}`, 'Order Completed'] } },
    })
    expect(JSON.stringify(audience?.draft)).toContain(browser)
    const tasks = await propose('tasks.follow-up')
    const keys = tasks.map(({ subject }) => subject.key)
    expect(keys).toContain(`comparison.break.${browser}.${step}`)
    expect(keys.filter((key) => key.startsWith('incidents.'))).toEqual([])
  })
})
