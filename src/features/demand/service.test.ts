import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore } from '../../../test/event-store.ts'
import { openTestState } from '../../../test/state-store.ts'
import type { DayWeather } from '../../channels/weather/index.ts'
import { runInline } from '../../compute/index.ts'
import { addDays, type Day } from '../../core/time.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import type { StateStore } from '../../stores/state/store.ts'
import {
  accuracySchema,
  forecastListQuery,
  forecastListSchema,
  forecastSchema,
  whatIfBody,
  whatIfSchema,
} from './schema.ts'
import { answerWhatIf, type ForecastDeps, showAccuracy, showForecast, showForecasts } from './service.ts'
import { demandStep } from './step.ts'

const AS_OF = '2026-06-28'
const DAYS = 336
const TRUE_ELASTICITY = -2

function generator(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 16_807) % 2_147_483_647
    return at / 2_147_483_647
  }
}

const weather = new Map<Day, DayWeather>()
const next = generator(3)
let spell = 0
for (let back = DAYS; back >= -7; back--) {
  spell = 0.8 * spell + 8 * (next() - 0.5)
  weather.set(addDays(AS_OF, -back), { temperature: 10 + spell, rain: 0, sunshine: null })
}

/** Prices that change every third week, each product at other times; ice by the temperature; a product at one price. */
function makeShop(): ImportRecord[] {
  const chance = generator(17)
  const records: ImportRecord[] = [
    product('ICE', { category: 'Ice' }),
    product('FIXED', { category: 'Fixed' }),
    ...['P0', 'P1', 'P2', 'P3'].map((sku) => product(sku, { category: 'Priced' })),
  ]
  for (let back = DAYS - 1; back >= 0; back--) {
    const day = addDays(AS_OF, -back)
    const sell = (sku: string, mean: number, cents: number) => {
      const units = Math.max(0, Math.round(mean + Math.sqrt(mean) * (chance() + chance() + chance() - 1.5)))
      if (units > 0) records.push(order(`${sku}-${back}`, day, [[sku, units, cents]]))
    }
    for (const [i, sku] of ['P0', 'P1', 'P2', 'P3'].entries()) {
      const isCheap = Math.floor((back + 5 * i) / 21) % 2 === 0
      sell(sku, 20 * (isCheap ? 0.8 : 1) ** TRUE_ELASTICITY, isCheap ? 1_600 : 2_000)
    }
    sell('ICE', Math.max(0, 60 * (1 + 0.06 * ((weather.get(day)?.temperature ?? 10) - 10))), 300)
    sell('FIXED', 15, 5_000)
  }
  // Once somebody wanted a million.
  records.push(order('BULK', addDays(AS_OF, -140), [['FIXED', 1_000_000, 5_000]]))
  return records
}

let store: TestStore
let state: StateStore
let deps: ForecastDeps

beforeAll(async () => {
  ;[store, state] = [await openTestStore(), await openTestState()]
  await store.fill(makeShop())
  deps = {
    state,
    events: store.events,
    compute: runInline,
    holidays: 'DE',
    currency: async () => 'EUR',
    weather: async () => weather,
  }
  const supply = { leadDays: 10, serviceLevel: 0.95 }
  const step = demandStep({ state, supply, weather: async () => ({ days: weather, problem: null }) })
  await step.run(store.context('demand', { asOf: AS_OF }))
})
afterAll(async () => {
  await store.close()
  await state.close()
})

const ask = (body: object) => answerWhatIf(deps, whatIfBody.parse(body))

describe('forecasts for the workbench', () => {
  it('are listed by kind, category and change', async () => {
    const list = forecastListSchema.parse(await showForecasts(deps, forecastListQuery.parse({})))
    expect(list.asOf).toBe(AS_OF)
    expect(list.items).toHaveLength(6)
    const money = list.items.map(({ monthCents }) => monthCents)
    expect(money).toEqual([...money].sort((a, b) => b - a))
    const priced = await showForecasts(deps, forecastListQuery.parse({ category: 'Priced', sort: 'falling' }))
    expect(priced.items.map(({ category }) => category)).toEqual(['Priced', 'Priced', 'Priced', 'Priced'])
    const changes = priced.items.map(({ changeCents }) => changeCents)
    expect(changes).toEqual([...changes].sort((a, b) => a - b))
    const [shop] = (await showForecasts(deps, forecastListQuery.parse({ kind: 'shop' }))).items
    expect(shop?.id).toBe('all')
  })

  it('are shown one by one, week by week from the day after the night on', async () => {
    const one = forecastSchema.parse(await showForecast(deps, 'category', 'Ice'))
    expect(one.weeks.map(({ day }) => day).slice(0, 2)).toEqual([addDays(AS_OF, 1), addDays(AS_OF, 8)])
    expect(one.sold.at(-1)?.day).toBe(addDays(AS_OF, -6))
    expect(one.days).toHaveLength(28)
    expect(one.hasWeather).toBe(true)
    expect(one.lately).toBeNull()
  })

  it('do not carry a bulk order on, and name its week', async () => {
    const one = forecastSchema.parse(await showForecast(deps, 'product', 'test/FIXED'))
    expect(one.month.point).toBeGreaterThan(0.8 * 15 * 28)
    expect(one.month.point).toBeLessThan(1.2 * 15 * 28)
    expect(one.month.high).toBeLessThan(2 * 15 * 28)
    expect(one.spikes).toHaveLength(1)
    expect(one.spikes[0]).toMatchObject({ day: addDays(AS_OF, -146), units: expect.closeTo(1_000_105, -2) })
    expect(one.spikes[0]?.counted).toBeLessThan(200)
    const shop = await showForecast(deps, 'shop', 'all')
    expect(shop.month.high).toBeLessThan(2 * shop.monthBefore)
    expect(shop.quarter.high).toBeLessThan(8 * shop.monthBefore)
  })

  it('are not there of what is not sold', async () => {
    await expect(showForecast(deps, 'product', 'nothing')).rejects.toThrow(/no forecast of the product nothing/)
  })

  it('say from when on they can be held against what came', async () => {
    const accuracy = accuracySchema.parse(await showAccuracy(deps, 28))
    expect(accuracy.scores).toEqual([])
    expect(accuracy.firstDay).toBe(addDays(AS_OF, 7))
  })
})

describe('what if', () => {
  it('finds what a price does, from what prices did', async () => {
    const answer = whatIfSchema.parse(await ask({ kind: 'product', id: 'test/P1', price: 0.9, days: 14 }))
    const [effect] = answer.effects
    const truth = 0.9 ** TRUE_ELASTICITY
    expect(effect?.factor).toBeGreaterThan(0.93 * truth)
    expect(effect?.factor).toBeLessThan(1.07 * truth)
    expect(effect?.low).toBeLessThan(truth)
    expect(effect?.high).toBeGreaterThan(truth)
    expect(answer.after?.point).toBeCloseTo(answer.before.point * (effect?.factor ?? 0), 6)
    expect(answer.afterCents).toBeCloseTo(0.9 * (effect?.factor ?? 0) * (answer.beforeCents ?? 0), -2)
  })

  it('says that the data do not carry it where a price never changed', async () => {
    const answer = await ask({ kind: 'category', id: 'Fixed', price: 0.9 })
    expect(answer.after).toBeNull()
    expect(answer.effects[0]?.factor).toBeNull()
    expect(answer.effects[0]?.basis.de).toMatch(/Die Daten tragen es nicht/)
  })

  it('knows what warmth does where the weather is part of the forecast, and says so where it is not', async () => {
    const [warm] = (await ask({ kind: 'category', id: 'Ice', warmer: 5, days: 7 })).effects
    expect(warm?.factor).toBeGreaterThan(1.15)
    expect(warm?.factor).toBeLessThan(1.5)
    const [cold] = (await ask({ kind: 'product', id: 'test/ICE', warmer: -5, days: 7 })).effects
    expect(cold?.factor).toBeLessThan(0.9)
    expect((await ask({ kind: 'category', id: 'Fixed', warmer: 5 })).effects[0]?.factor).toBeNull()
    expect((await ask({ kind: 'category', id: 'Ice', rain: true })).effects[0]?.basis.en).toMatch(
      /nothing is known of rain/,
    )
  })

  it('takes several at once, and those alone that the data carry', async () => {
    const answer = await ask({ kind: 'product', id: 'test/P2', promotion: 0.2, warmer: 3 })
    const [promotion, heat] = answer.effects
    expect(heat?.factor).toBeNull()
    expect(answer.after?.point).toBeCloseTo(answer.before.point * (promotion?.factor ?? 0), 6)
  })

  it('refuses to be asked nothing', async () => {
    await expect(ask({ kind: 'shop', id: 'all' })).rejects.toThrow(/Say what would be different/)
  })
})
