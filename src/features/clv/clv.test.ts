import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, type TestStore } from '../../../test/event-store.ts'
import { expectRerun } from '../../../test/evidence.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, daysBetween } from '../../core/time.ts'
import type { OrderRecord } from '../../ingest/records.ts'
import { fitBgNbd } from '../../ml/clv/bg-nbd.ts'
import { expectedPurchases, probabilityAlive } from '../../ml/clv/bg-nbd-predict.ts'
import { expectedPurchaseValue, fitGammaGamma } from '../../ml/clv/gamma-gamma.ts'
import { contributionSchema } from '../findings/index.ts'
import { showsLeaving } from './fit.ts'
import { backtestSpans, spreadOf } from './model.ts'
import { clvStep } from './step.ts'

const FIRST = '2025-01-01'
const AS_OF = '2026-11-22'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

/** 1,500 customers who buy at their own pace and leave after some purchase; with called-off, refunded and guest orders. */
function makeOrders(): OrderRecord[] {
  const random = randomSource(5).uniform
  const orders: OrderRecord[] = []
  for (let customer = 0; customer < 1500; customer++) {
    let day = addDays(FIRST, Math.floor(random() * 600))
    const pace = 20 + 160 * random()
    const leaves = 0.05 + 0.4 * random()
    const spend = 2000 + 6000 * random()
    for (let i = 0; day <= AS_OF; i++) {
      const cents = Math.round(spend * (0.5 + random()))
      orders.push(
        order(`o${customer}-${i}`, day, [['A', 1, cents]], {
          customerExternalId: customer % 50 === 0 ? '' : `c${String(customer).padStart(5, '0')}`,
          cancelledAt: random() < 0.03 ? Date.parse(`${addDays(day, 1)}T12:00:00Z`) : null,
          refunds:
            random() < 0.05
              ? [
                  {
                    externalId: 'r',
                    refundedAt: Date.parse(`${addDays(day, 5)}T12:00:00Z`),
                    amountCents: 500,
                    reason: '',
                  },
                ]
              : [],
        }),
      )
      if (random() < leaves) break
      day = addDays(day, Math.floor(-pace * Math.log(random())))
    }
  }
  return orders
}

interface Purchase {
  readonly day: string
  readonly cents: number
}

/** Purchases by customer and day, by what is left of the day's orders at `until` (later days: at `end`). */
function purchasesOf(orders: readonly OrderRecord[], until: string, end: string): [string, Purchase[]][] {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const customers = new Map<string, Map<string, number>>()
  for (const one of orders) {
    const day = dayOf(one.placedAt)
    if (one.customerExternalId === '' || day > end) continue
    const seen = day <= until ? until : end
    let cents = one.lines.reduce((sum, line) => sum + line.totalCents, 0)
    if (one.cancelledAt !== null && dayOf(one.cancelledAt) <= seen) cents -= cents
    for (const refund of one.refunds) if (dayOf(refund.refundedAt) <= seen) cents -= refund.amountCents
    const days = customers.get(one.customerExternalId) ?? new Map<string, number>()
    customers.set(one.customerExternalId, days)
    days.set(day, (days.get(day) ?? 0) + cents)
  }
  return [...customers]
    .map(([id, days]): [string, Purchase[]] => [
      `test/${id}`,
      [...days]
        .map(([day, cents]) => ({ day, cents }))
        .filter(({ cents }) => cents > 0)
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
    ])
    .filter(([, purchases]) => purchases.some(({ day }) => day <= until))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Net revenue of known customers by the day analysed. */
function netOf(orders: readonly OrderRecord[]): number {
  let cents = 0
  for (const one of orders) {
    if (one.customerExternalId === '') continue
    const total = one.lines.reduce((sum, line) => sum + line.totalCents, 0)
    const by = Date.parse(`${addDays(AS_OF, 1)}T00:00:00Z`)
    cents += total
    if (one.cancelledAt !== null && one.cancelledAt < by) cents -= total
    for (const refund of one.refunds) if (refund.refundedAt < by) cents -= refund.amountCents
  }
  return cents
}

function columnsOf(customers: readonly [string, Purchase[]][], until: string) {
  const known = customers.map(([, purchases]) => purchases.filter(({ day }) => day <= until))
  const first = (list: Purchase[]) => list[0]?.day ?? ''
  const last = (list: Purchase[]) => list.at(-1)?.day ?? ''
  const later = (list: Purchase[]) => list.slice(1).reduce((sum, { cents }) => sum + cents, 0)
  return {
    frequency: Float64Array.from(known, (list) => list.length - 1),
    recency: Float64Array.from(known, (list) => daysBetween(first(list), last(list)) / 7),
    age: Float64Array.from(known, (list) => daysBetween(first(list), until) / 7),
    value: Float64Array.from(known, (list) => (list.length > 1 ? later(list) / (list.length - 1) : 0)),
  }
}

describe('the lifetime analysis', () => {
  it('of an empty shop, of one order and of guests alone says what is missing', async () => {
    const empty = await clvStep.run(store.context('clv', { asOf: AS_OF }))
    expect(contributionSchema.parse(empty)).toEqual(empty)
    expect(empty.notEnoughData?.de).toBe('Keine Bestellung eines bekannten Kunden.')
    await store.fill([order('guest', '2026-11-01', [['A', 1, 100]])])
    expect((await clvStep.run(store.context('clv', { asOf: AS_OF }))).notEnoughData).toEqual(empty.notEnoughData)
    await store.fill([order('one', '2026-11-02', [['A', 1, 100]], { customerExternalId: 'c00001' })])
    const one = await clvStep.run(store.context('clv', { asOf: AS_OF }))
    expect(one.notEnoughData?.de).toContain('2. März 2027')
  })

  it('expects for each customer what the models say of its purchases, and checks itself against what came', async () => {
    const orders = [...makeOrders(), order('one', '2026-11-02', [['A', 1, 100]], { customerExternalId: 'c00001' })]
    await store.fill(orders)
    const said = await clvStep.run(store.context('clv', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    await expectRerun(store.events, said.evidence)
    expect(said.notEnoughData).toBeNull()
    const figure = (id: string) => said.figures.find((one) => one.id === `clv.${id}`)

    const customers = purchasesOf(orders, AS_OF, AS_OF)
    const { value, ...history } = columnsOf(customers, AS_OF)
    const spend = { frequency: history.frequency, value }
    const model = fitBgNbd(history)
    const values = fitGammaGamma(spend)
    if (!model.ok || !values.ok) throw new Error('the reference does not fit')
    const purchases = expectedPurchases(model, history, 365 / 7)
    const worth = expectedPurchaseValue(values, spend)
    const alive = probabilityAlive(model, history)
    const counted = customers.flatMap(([, list]) => list).reduce((total, one) => total + one.cents, 0)
    const kept = netOf(orders) / counted
    expect(kept).toBeLessThan(1)
    const cents = purchases.map((count, i) => count * (worth[i] ?? 0) * kept)
    const sum = (numbers: Float64Array) => numbers.reduce((total, one) => total + one, 0)
    expect(figure('purchases')?.value).toBeCloseTo(sum(purchases), 4)
    expect(figure('revenue')?.value).toBeCloseTo(sum(cents), 0)
    expect(figure('revenue')?.n).toBe(customers.length)
    const ranked = [...cents.keys()].sort((a, b) => (cents[b] ?? 0) - (cents[a] ?? 0))
    const top = ranked.filter((_, rank) => Math.floor((rank * 10) / ranked.length) === 0)
    expect(figure('top-share')?.value).toBeCloseTo(top.reduce((total, i) => total + (cents[i] ?? 0), 0) / sum(cents), 6)
    expect(figure('alive')?.value).toBe(alive.filter((p, i) => p > 0.5 && (history.frequency[i] ?? 0) > 0).length)
    const table = said.tables.find(({ id }) => id === 'clv.top')
    expect(table?.rows.map((row) => row[0])).toEqual(ranked.slice(0, 100).map((i) => customers[i]?.[0]))

    const backtests = said.tables.find(({ id }) => id === 'clv.backtests')
    expect(backtests?.rows).toHaveLength(3)
    for (const row of backtests?.rows ?? []) {
      const [until, end] = [String(row[0]), String(row[1])]
      const then = purchasesOf(orders, until, end)
      const future = then.flatMap(([, list]) => list.filter(({ day }) => day > until && day <= end))
      expect(row[2]).toBe(then.length)
      expect(row[4]).toBe(future.length)
      expect(row[11]).toBe(future.reduce((total, one) => total + one.cents, 0))
      // Simulated from the model's own kind: it must come close where the naive forecast does not have to.
      expect(Math.abs(Number(row[5]))).toBeLessThan(0.15)
    }
    const interval = figure('revenue')?.interval
    expect(interval?.low).toBeLessThan(figure('revenue')?.value ?? 0)
    expect(interval?.high).toBeGreaterThan(figure('revenue')?.value ?? 0)
  })

  it('names valuable customers whose chance of still being there has fallen below one half', async () => {
    const orders = makeOrders()
    const said = await clvStep.run(store.context('clv', { asOf: AS_OF, previousAsOf: addDays(AS_OF, -60) }))
    const found = said.findings.find(({ id }) => id === 'clv.slipping')
    const table = said.tables.find(({ id }) => id === 'clv.slipping')
    expect(found?.figure.n).toBeGreaterThan(0)
    expect(table?.rows).toHaveLength(found?.figure.n ?? -1)
    const lost = table?.rows.reduce((sum, row) => sum + Number(row[6]), 0) ?? 0
    expect(found?.stakeCents).toBeCloseTo(-lost, -1)
    const customers = new Map(purchasesOf(orders, AS_OF, AS_OF))
    for (const row of table?.rows ?? []) {
      expect(Number(row[4])).toBeGreaterThanOrEqual(0.5)
      expect(Number(row[5])).toBeLessThan(0.5)
      expect(customers.get(String(row[0]))?.at(-1)?.day).toBe(row[1])
      expect(String(row[1]) <= addDays(AS_OF, -60)).toBe(true)
    }
  })
})

describe('the fitted models', () => {
  it('say nothing about who has left where customers hardly ever leave', () => {
    const fit = fitBgNbd({
      frequency: Float64Array.of(1, 2, 3, 2),
      recency: Float64Array.of(5, 10, 30, 20),
      age: Float64Array.of(40, 40, 40, 40),
    })
    if (!fit.ok) throw new Error('the reference does not fit')
    expect(showsLeaving({ purchases: { ...fit, a: 0.79, b: 2.43 }, values: null })).toBe(true)
    expect(showsLeaving({ purchases: { ...fit, a: 0.003, b: 6.8 }, values: null })).toBe(false)
  })
})

describe('the back tests', () => {
  it('begin only where enough days lie before them and never look beyond the day analysed', () => {
    expect(backtestSpans('2026-01-01', '2026-05-01', 100)).toEqual([
      { until: '2026-04-07', end: '2026-05-01', every: 1 },
    ])
    expect(backtestSpans('2025-01-01', '2026-11-22', 500_000).map(({ every }) => every)).toEqual([17, 17, 17])
  })

  it('widen the interval with how far they were off, and give none from a single one', () => {
    expect(spreadOf([[100, 110]])).toBeNull()
    // t quantile 0.9 with 2 degrees of freedom: 1.885618.
    expect(
      spreadOf([
        [100, 110],
        [100, 100 / 1.1],
      ]),
    ).toBeCloseTo(1.1 ** 1.885618, 5)
  })
})
