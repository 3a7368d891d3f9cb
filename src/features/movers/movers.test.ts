import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import type { ImportRecord, OrderRecord, ProductRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { findOnset } from './onset.ts'
import { learnSeason } from './season.ts'
import { moversStep } from './step.ts'

const AS_OF = '2026-11-22'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

function thing(key: string, stock: number | null): ProductRecord {
  return product(key, {
    title: { de: `Ding ${key}`, en: `Thing ${key}` },
    category: 'Dinge',
    variants: ['S', 'L'].map((size) => variant(`${key}-${size}`, { title: size, priceCents: 2000, stock })),
    validFrom: Date.parse(`${addDays(AS_OF, -5)}T00:00:00Z`),
  })
}

/** Orders per day by how far the day lies back; products 'P00' to 'P39' sell alike but for what is planted. */
function rateOf(p: number, back: number): number {
  if (p === 0) return back < 28 ? 3 : 1
  if (p === 1) return back < 28 ? 0.6 : 2
  if (p === 2) return back < 28 ? 0 : 1.5
  if (p === 3) return back < 12 ? 6 : 0
  if (p === 4) return back < 10 ? 6 : 0.5
  return 1
}

const keyOf = (p: number) => `P${String(p).padStart(2, '0')}`

function makeShop(): ImportRecord[] {
  const random = randomSource(11)
  const records: ImportRecord[] = [thing('P01', null), thing('P02', 0), thing('P04', 90)]
  let serial = 0
  for (let back = 199; back >= 0; back--) {
    for (let p = 0; p < 40; p++) {
      for (let n = random.poisson(rateOf(p, back)); n > 0; n--) {
        const size = p === 1 || p === 2 || p === 4 ? (random.uniform() < 0.5 ? '-S' : '-L') : ''
        const cancelled = random.uniform() < 0.05
        const day = addDays(AS_OF, -back)
        records.push(
          order(`o${serial++}`, day, [[`${keyOf(p)}${size}`, 1 + (serial % 3 === 0 ? 1 : 0), 2000]], {
            cancelledAt: cancelled ? Date.parse(`${day}T15:00:00Z`) : null,
          }),
        )
      }
    }
  }
  return records
}

const shop = makeShop()
const orders = shop.filter((record): record is OrderRecord => record.type === 'order')
const backOf = ({ placedAt }: OrderRecord) => daysBetween(new Date(placedAt).toISOString().slice(0, 10), AS_OF)
const within = (from: number, to: number, key = '') =>
  orders.filter((one) => backOf(one) >= from && backOf(one) <= to && (one.lines[0]?.sku ?? '').startsWith(key))
const net = (some: readonly OrderRecord[]) =>
  some.reduce((sum, one) => sum + (one.cancelledAt === null ? (one.lines[0]?.totalCents ?? 0) : 0), 0)

const told = (said: Awaited<ReturnType<typeof moversStep.run>>) => said.findings.map(({ id }) => id)

describe('the comparison of products', () => {
  it('of an empty shop and of a single order says what is missing', async () => {
    const empty = await moversStep.run(store.context('movers', { asOf: AS_OF }))
    expect(contributionSchema.parse(empty)).toEqual(empty)
    expect(empty.notEnoughData?.de).toContain('0 von 56 nötigen Tagen')
    await store.fill([order('first', addDays(AS_OF, -199), [['P39', 1, 100]])])
    const young = await moversStep.run(store.context('movers', { asOf: addDays(AS_OF, -198) }))
    expect(young.notEnoughData?.de).toContain('2 von 56')
    expect(young.findings).toEqual([])
  })

  it('counts orders, expectation and money as a count by hand does', async () => {
    await store.fill(shop)
    const said = await moversStep.run(store.context('movers', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData).toBeNull()
    const table = said.tables[0]
    expect(table?.rowCount).toBe(39)
    const odds = within(0, 27).length / within(28, 83).length
    for (const row of table?.rows ?? []) {
      const key = String(row[0]).replace('test/', '')
      const [before, after] = [within(28, 83, key), within(0, 27, key)]
      expect([row[2], row[4]]).toEqual([before.length, after.length])
      // Expectations are rounded to steps of one percent.
      expect(Number(row[3]) / before.length / odds).toBeGreaterThan(0.99)
      expect(Number(row[3]) / before.length / odds).toBeLessThan(1.01)
      if (after.length > 0) expect(Number(row[5])).toBeCloseTo(after.length / Number(row[3]), 9)
      const factor = Number(row[3]) / before.length
      expect(Math.abs(Number(row[9]) - (net(after) - factor * net(before)))).toBeLessThan(1)
      expect(row[10]).toBe(within(0, 6, key).length)
    }
  })

  it('tells riser, faller, new bestseller and what goes viral, and nothing of the others', async () => {
    const said = await moversStep.run(store.context('movers', { asOf: AS_OF }))
    expect(told(said).sort()).toEqual([
      'movers.falling.test/P01',
      'movers.new.P03',
      'movers.rising.P00',
      'movers.viral.test/P04',
    ])
    const stakes = said.findings.map(({ stakeCents }) => Math.abs(stakeCents ?? 0))
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a))
    const viral = said.findings.find(({ id }) => id === 'movers.viral.test/P04')
    expect(viral?.figure.value).toBe(within(0, 9, 'P04').length)
    expect(viral?.chart?.marks.map(({ x }) => x)).toEqual([addDays(AS_OF, -9)])
    expect(viral?.title.de).toContain('„Ding P04“ trendet')
    expect(viral?.sentence.de).toContain('Auf Lager sind')
    const fresh = said.findings.find(({ id }) => id === 'movers.new.P03')
    expect(fresh?.stakeCents).toBe(net(within(0, 27, 'P03')))
    const rising = said.findings.find(({ id }) => id === 'movers.rising.P00')
    expect(rising?.figure.interval?.low).toBeGreaterThan(1)
    expect(rising?.sentence.de).toContain('(39 Produkte geprüft)')
  })

  it('leaves to the faults what is sold out, though it fell', async () => {
    const said = await moversStep.run(store.context('movers', { asOf: AS_OF }))
    const row = said.tables[0]?.rows.find(([key]) => key === 'test/P02')
    expect(row?.[4]).toBe(0)
    expect(row?.[8]).toBeLessThan(0.05)
    expect(told(said).some((id) => id.includes('P02'))).toBe(false)
  })

  it('finds nothing before anything moved', async () => {
    const said = await moversStep.run(store.context('movers', { asOf: addDays(AS_OF, -28) }))
    expect(told(said)).toEqual([])
    expect(said.figures.map(({ value }) => value)).toEqual([39, 0, 0])
  })
})

describe('learnSeason', () => {
  const random = randomSource(3)
  const m = 200
  const category = Array.from({ length: m }, (_, i) => (i < 60 ? 'winter' : i < 120 ? 'summer' : `other${i % 8}`))
  const effect = (name: string) => (name === 'winter' ? 2 : name === 'summer' ? 0.5 : 1)
  const before = Float64Array.from(category, () => random.poisson(20))
  const draw = (strength: number) =>
    Float64Array.from(category, (name) => random.poisson(20 * effect(name) ** strength))
  const learn = (after: Float64Array, nowAfter: Float64Array) =>
    learnSeason({
      before,
      after,
      category,
      shopBefore: 1,
      shopAfter: 1,
      dispersion: new Float64Array(m),
      now: Float64Array.from(nowAfter, (count, i) => Math.log((count + 0.5) / ((before[i] ?? 0) + 0.5))),
      nowVariance: Float64Array.from(nowAfter, (count, i) => 1 / (count + 0.5) + 1 / ((before[i] ?? 0) + 0.5)),
    })

  it('expects again what happened to a category a year ago', () => {
    const { shift, trust } = learn(draw(1), draw(1))
    expect(trust).toBeGreaterThan(0.8)
    const mean = (name: string) => {
      const own = [...shift].filter((_, i) => category[i] === name)
      return own.reduce((sum, value) => sum + value, 0) / own.length
    }
    expect(Math.exp(mean('winter'))).toBeGreaterThan(1.6)
    expect(Math.exp(mean('winter'))).toBeLessThan(2.3)
    expect(Math.exp(mean('summer'))).toBeLessThan(0.65)
    expect(Math.abs(mean('other1'))).toBeLessThan(0.15)
  })

  it('is not trusted where this year goes another way', () => {
    const { shift, trust } = learn(draw(1), draw(-1))
    expect(trust).toBe(0)
    expect([...shift].every((value) => value === 0)).toBe(true)
  })
})

describe('findOnset', () => {
  const exposure = new Float64Array(84).fill(10)
  const ground = { exposure, from: 0, dispersion: 0.05, level: 0.95 }

  it('finds the day from which on the rate is another', () => {
    const orders = Float64Array.from(exposure, (_, t) => (t >= 75 ? 6 : 1))
    expect(findOnset({ ...ground, orders })).toMatchObject({ days: 9, orders: 54, expected: { mean: 9 } })
  })

  it('says nothing of a product without a past', () => {
    const orders = Float64Array.from(exposure, (_, t) => (t >= 75 ? 6 : 0))
    expect(findOnset({ ...ground, orders, from: 50 })).toBeNull()
  })

  it('gives the interval of the expected count, not of the one that came', () => {
    const orders = Float64Array.from(exposure, (_, t) => (t >= 77 ? 5 : 1))
    const onset = findOnset({ ...ground, orders })
    expect(onset?.expected.low).toBeLessThan(7)
    expect(onset?.expected.high).toBeGreaterThan(7)
    expect(onset?.expected.high).toBeLessThan(35)
  })
})
