import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { openTestState, type TestState } from '../../../test/state-store.ts'
import { runInline } from '../../compute/index.ts'
import { addDays } from '../../core/time.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import { planPrices } from './plan.ts'
import { pricingRulesSchema } from './schema.ts'

const AS_OF = '2026-06-28'
const WEEKS = 60
const TRUE_ELASTICITY = -1.5
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const weekStart = (week: number) => addDays(AS_OF, -7 * (WEEKS - week) + 1)

/** Whenever a lamp is dear, every other week of it has no stock, as the shop tells. */
function makeShop(): ImportRecord[] {
  const random = randomSource(21)
  const records: ImportRecord[] = []
  for (let place = 0; place < 8; place++) {
    const name = `lamp ${place}`
    const article = (stock: number, day: string) =>
      product(name, {
        category: 'Lamps',
        // What is said twice in the same words counts once.
        variants: [variant(name, { title: day, priceCents: 1_999, costCents: 800, stock })],
        validFrom: at(day),
      })
    records.push(article(400, weekStart(0)))
    for (let week = 0; week < WEEKS; week++) {
      const isDear = (week + place) % 6 < 3 && week < WEEKS - 1
      const price = isDear ? 2_399 : 1_999
      if (isDear && week % 2 === 0) {
        records.push(article(0, weekStart(week)), article(400, addDays(weekStart(week), 7)))
        continue
      }
      const pieces = random.poisson(30 * (price / 1_999) ** TRUE_ELASTICITY)
      records.push(order(`${name} ${week}`, addDays(weekStart(week), 3), [[name, pieces, price]]))
    }
  }
  return records
}

let store: TestStore
let state: TestState

beforeAll(async () => {
  ;[store, state] = [await openTestStore(), await openTestState()]
  await store.fill(makeShop())
})
afterAll(async () => {
  await store.close()
  await state.close()
})

describe('weeks without stock', () => {
  it('are no answer to the price', async () => {
    const plans = await planPrices(
      {
        state,
        events: store.events,
        compute: runInline,
        asOf: AS_OF,
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        taxPercent: 19,
        signal: new AbortController().signal,
      },
      pricingRulesSchema.parse({}),
    )
    const found = plans.flatMap(({ demand }) => (demand.ok ? [demand.elasticity] : []))
    expect(found).toHaveLength(8)
    const mean = found.reduce((sum, elasticity) => sum + elasticity / found.length, 0)
    // Half of the dear weeks sold nothing: taken for an answer to the price it would be beyond -4.
    expect(Math.abs(mean - TRUE_ELASTICITY)).toBeLessThan(0.5)
  })
})
