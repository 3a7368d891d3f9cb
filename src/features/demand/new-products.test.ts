import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { openTestState } from '../../../test/state-store.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { findForecast, sumScores } from './forecast-store.ts'
import { demandStep } from './step.ts'

const AS_OF = '2026-09-27'
const WEEKS = 60
/** Pieces of a launch's first week; four fifths of it in each week after, down to a quarter. */
const LEVEL: Readonly<Record<string, number>> = { Tents: 40, Lamps: 6 }
const levelIn = (category: string, age: number) => (LEVEL[category] ?? 0) * Math.max(0.25, 0.8 ** age)

const random = randomSource(11)
const article = (name: string, category: string) =>
  product(name, { category, variants: [variant(name, { priceCents: 2_000 })] })

/** Sold from `began` weeks ago on, until `ended` weeks ago. */
function sales(name: string, category: string, { began, ended = -4 }: { began: number; ended?: number }) {
  const records: ImportRecord[] = [article(name, category)]
  for (let back = began - 1; back >= ended; back--) {
    const pieces = random.poisson(levelIn(category, began - 1 - back))
    const day: Day = addDays(AS_OF, -7 * back - 3)
    if (pieces > 0) records.push(order(`${name} ${back}`, day, [[name, pieces, 2_000]]))
  }
  return records
}

function makeShop(launches: number): ImportRecord[] {
  const old = Object.keys(LEVEL).flatMap((category) => sales(`${category} old`, category, { began: WEEKS }))
  const begun = Array.from({ length: launches }, (_, i) => {
    const category = i % 2 === 0 ? 'Tents' : 'Lamps'
    // Every third is not sold any more: what became of it counts all the same.
    return sales(`launch ${i}`, category, { began: 22 + i, ended: i % 3 === 0 ? 1 : -4 })
  })
  const fresh = [
    ...sales('tent 2', 'Tents', { began: 2 }),
    ...sales('lamp 1', 'Lamps', { began: 1 }),
    // Half a year ago as well as now: not new, and never sold enough.
    ...[25, 1].map((back) => order(`rare ${back}`, addDays(AS_OF, -7 * back), [['rare', 1, 900]])),
  ]
  return [...old, ...begun.flat(), article('rare', 'Lamps'), ...fresh]
}

let store: TestStore
let state: StateStore

const run = (asOf: Day = AS_OF) =>
  demandStep({ state, supply: { leadDays: 14, serviceLevel: 0.95 }, weather: null }).run(
    store.context('demand', { asOf }),
  )
async function forecastOf(name: string) {
  const found = await findForecast(state, 'product', `test/${name}`)
  if (found === null) throw new Error(`There is no forecast of ${name}.`)
  return found
}

beforeAll(async () => {
  ;[store, state] = [await openTestStore(), await openTestState()]
  await store.fill(makeShop(24))
  await run()
})
afterAll(async () => {
  await store.close()
  await state.close()
})

describe('products that are new', () => {
  it('sell as those like them did, and say so', async () => {
    for (const [name, category, age] of [
      ['tent 2', 'Tents', 2],
      ['lamp 1', 'Lamps', 1],
    ] as const) {
      const { month, weeks, method, too_little: short, weeks_low: low, weeks_high: high } = await forecastOf(name)
      const truth = [0, 1, 2, 3].reduce((sum, week) => sum + levelIn(category, age + week), 0)
      expect(month[0]).toBeGreaterThan(0.7 * truth)
      expect(month[0]).toBeLessThan(1.3 * truth)
      expect(month[1]).toBeLessThan(truth)
      expect(month[2]).toBeGreaterThan(truth)
      // They fade, as the others did.
      expect(weeks[3]).toBeLessThan(0.9 * (weeks[0] ?? 0))
      weeks.forEach((point, week) => {
        expect(low[week]).toBeLessThanOrEqual(point + 1e-3)
        expect(high[week]).toBeGreaterThanOrEqual(point - 1e-3)
      })
      expect(method).toBe('similar products')
      expect(short).toMatchObject({ needs: 8, has: age })
      expect(short?.similar?.products).toBeGreaterThan(4)
      expect(short?.similar?.most).toHaveLength(3)
    }
  })

  it('have a point at which to reorder', async () => {
    const { reorder_point: point, order_units: units } = await forecastOf('tent 2')
    expect(point).toBeGreaterThan(levelIn('Tents', 2) + levelIn('Tents', 3))
    expect(units).toBeGreaterThan(0)
  })

  it('are not those that sell seldom', async () => {
    expect((await forecastOf('rare')).method).not.toBe('similar products')
  })

  it('are held against what came apart from the others', async () => {
    await run(addDays(AS_OF, 7))
    const scores = await sumScores(state, addDays(AS_OF, 7), 28)
    const weeks = new Map(scores.filter(({ horizon }) => horizon === 'week').map((one) => [one.kind, one]))
    expect(weeks.get('new')?.series).toBe(2)
    expect(weeks.get('new')?.inside).toBe(2)
    expect(weeks.get('new')?.error).toBeLessThan(0.5 * (weeks.get('new')?.came ?? 0))
    expect(weeks.get('product')?.series).toBeGreaterThan(10)
    expect((await forecastOf('tent 2')).nights).toBe(1)
  })

  it('are carried over where too few others were ever launched', async () => {
    const young = await openTestState()
    const step = demandStep({ state: young, supply: { leadDays: 14, serviceLevel: 0.95 }, weather: null })
    await step.run(store.context('demand', { asOf: addDays(AS_OF, -7 * 30) }))
    const { rows } = await young.pool.query<{ method: string }>(
      "SELECT method FROM demand_forecasts WHERE kind = 'product' AND too_little IS NOT NULL",
    )
    await young.close()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ method }) => method === 'naive')).toBe(true)
  })
})
