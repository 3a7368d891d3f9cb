import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { ImportRecord, OrderRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { salesStep } from '../sales/index.ts'
import { buildSeries } from './series.ts'
import { anomaliesStep } from './step.ts'

const AS_OF = '2026-06-23'
const QUIET = addDays(AS_OF, -14)

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

const CATEGORIES = ['Zelte', 'Jacken', 'Schuhe']
const COUNTRIES = ['DE', 'DE', 'DE', 'AT', 'CH']

/** 200 days, closed on Sundays, with a weekly rhythm; on the last day five times as many tents, by one channel. */
function makeShop(): ImportRecord[] {
  const random = randomSource(5)
  const records: ImportRecord[] = CATEGORIES.map((category) =>
    product(category, { category, variants: [variant(category, { priceCents: 5000 })] }),
  )
  let serial = 0
  for (let back = 199; back >= 0; back--) {
    const day = addDays(AS_OF, -back)
    if (weekdayOf(day) === 7) continue
    for (const category of CATEGORIES) {
      const usual = 12 + 2 * weekdayOf(day)
      const extra = category === 'Zelte' && back === 0 ? 4 * usual : 0
      for (let n = random.poisson(usual) + extra; n > 0; n--) {
        const cents = 4000 + Math.floor(2000 * random.uniform())
        const country = COUNTRIES[Math.floor(5 * random.uniform())] ?? 'DE'
        records.push(
          order(`o${serial++}`, day, [[category, 1, cents]], {
            country,
            channel: n <= extra ? 'social' : random.uniform() < 0.5 ? 'direct' : 'social',
            cancelledAt: random.uniform() < 0.05 ? Date.parse(`${day}T16:00:00Z`) : null,
          }),
        )
      }
    }
  }
  return records
}

const shop = makeShop()
const orders = shop.filter((record): record is OrderRecord => record.type === 'order')
const on = (day: string, holds: (one: OrderRecord) => boolean = () => true) =>
  orders.filter((one) => new Date(one.placedAt).toISOString().startsWith(day) && holds(one))
const net = (some: readonly OrderRecord[]) =>
  some.reduce((sum, one) => sum + (one.cancelledAt === null ? (one.lines[0]?.totalCents ?? 0) : 0), 0)

describe('the search for days that stand out', () => {
  it('of an empty shop and of a young one says what is missing and from when it will work', async () => {
    const empty = await anomaliesStep.run(store.context('anomalies', { asOf: AS_OF }))
    expect(contributionSchema.parse(empty)).toEqual(empty)
    expect(empty.notEnoughData?.de).toContain('0 von 49 nötigen Tagen')
    await store.fill(shop)
    const young = await anomaliesStep.run(store.context('anomalies', { asOf: addDays(AS_OF, -180) }))
    expect(young.notEnoughData?.de).toContain('20 von 49')
    expect(young.notEnoughData?.de).toContain('23. Januar 2026')
  })

  it('gives each series the value of the day, as a sum by hand does', async () => {
    const said = await anomaliesStep.run(store.context('anomalies', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    const table = said.tables[0]
    const german = (cell: unknown) => z.object({ de: z.string() }).safeParse(cell).data?.de ?? ''
    const value = (scope: string, metric: string) =>
      table?.rows.find(
        ([a, b, day]) => german(a).startsWith(scope) && german(b).startsWith(metric) && day === AS_OF,
      )?.[3]
    const isSku = (sku: string) => (one: OrderRecord) => one.lines[0]?.sku === sku
    expect(value('Gesamt', 'Umsatz')).toBeCloseTo(net(on(AS_OF)) / 100, 6)
    expect(value('Gesamt', 'Bestellungen')).toBe(on(AS_OF).length)
    expect(value('Gesamt', 'Verkaufte')).toBe(on(AS_OF).length)
    expect(value('Gesamt', 'Stornierungen')).toBe(on(AS_OF, ({ cancelledAt }) => cancelledAt !== null).length)
    for (const category of CATEGORIES) {
      expect(value(`Kategorie: ${category}`, 'Umsatz')).toBeCloseTo(net(on(AS_OF, isSku(category))) / 100, 6)
    }
    expect(value('Land: Österreich', 'Bestellungen')).toBe(on(AS_OF, ({ country }) => country === 'AT').length)
    expect(value('Kanal: Direkt', 'Umsatz')).toBeCloseTo(net(on(AS_OF, ({ channel }) => channel === 'direct')) / 100, 6)
  })

  it('tells the whole, the part that made it, and the channel it came by as one matter with its money', async () => {
    const said = await anomaliesStep.run(store.context('anomalies', { asOf: AS_OF, previousAsOf: addDays(AS_OF, -1) }))
    expect(said.findings.map(({ id }) => id)).toEqual(['anomalies.total.revenueCents.high'])
    const [one] = said.findings
    expect(one?.direction).toBe('good')
    expect(one?.sentence.de).toContain('in der Kategorie „Zelte“')
    expect(one?.sentence.de).toContain('über den Kanal „Soziale Medien“')
    const expected = one?.figure.comparisons[0]?.value ?? 0
    expect(Math.abs((one?.stakeCents ?? 0) - (net(on(AS_OF)) - expected))).toBeLessThan(2)
    // Four times the usual 16 tents more, each about 50 euros.
    expect(one?.stakeCents).toBeGreaterThan(4 * 16 * 3500)
    expect(one?.stakeCents).toBeLessThan(4 * 16 * 7000)
    expect(one?.figure.interval?.high).toBeLessThan(one?.figure.value ?? 0)
    expect(one?.chart?.marks.map(({ x }) => x)).toEqual([AS_OF])
    const known = new Set(said.evidence.map(({ id }) => id))
    expect(one?.evidenceIds.every((id) => known.has(id))).toBe(true)
  })

  it('is about the same money as the headline of the day, so that the report tells one of them', async () => {
    const [odd] = (await anomaliesStep.run(store.context('anomalies', { asOf: AS_OF }))).findings
    const [headline] = (await salesStep.run(store.context('sales', { asOf: AS_OF }))).findings
    expect([odd?.about, headline?.about]).toEqual([`total ${AS_OF}`, `total ${AS_OF}`])
    expect(odd?.figure.interval?.level).toBeGreaterThan(headline?.figure.interval?.level ?? 1)
  })

  it('draws no band below what a figure can be: 0, or for revenue what is called off on a day', async () => {
    const said = await anomaliesStep.run(store.context('anomalies', { asOf: AS_OF }))
    const rows = said.tables[0]?.rows ?? []
    const low = said.tables[0]?.columns.findIndex(({ key }) => key === 'low') ?? -1
    const german = (cell: unknown) => z.object({ de: z.string() }).safeParse(cell).data?.de ?? cell
    const revenue = rows.filter(([, metric]) => german(metric) === 'Umsatz')
    const others = rows.filter(([, metric]) => german(metric) !== 'Umsatz')
    const calledOff = (day: string) => on(day).reduce((sum, one) => sum + (one.cancelledAt === null ? 0 : 1), 0)
    const most = Math.max(...Array.from({ length: 200 }, (_, back) => calledOff(addDays(AS_OF, -back))))
    expect(revenue.length).toBeGreaterThan(3)
    expect(revenue.filter((cells) => Number(cells[low]) < -60 * most)).toEqual([])
    expect(others.filter((cells) => Number(cells[low]) < 0)).toEqual([])
  })

  it('says of a part whose refunds exceed its sales on some days only what these take', () => {
    const days = Array.from({ length: 100 }, (_, t) => addDays(AS_OF, t - 99))
    const rows = days.map((day, t) => {
      const [gross, back] = [t % 3 === 0 ? 0 : 10_000 * (1 + (t % 5)), t % 3 === 0 ? 500 : 0]
      return {
        dimension: 'channel',
        key: 'phone',
        day,
        gross,
        revenue: gross - back,
        orders: gross === 0 ? 0 : 1,
      } as const
    })
    const whole = {
      from: days[0] ?? AS_OF,
      asOf: AS_OF,
      orders: new Float64Array(100).fill(9),
      revenueCents: new Float64Array(100),
      silentDays: 0,
    }
    const series = buildSeries({ totals: [], parts: rows, whole, evidence: { totals: 't', parts: 'p' } })
    const floors = series
      .filter(({ scopeId }) => scopeId === 'channel:phone')
      .map(({ metric, floor }) => [metric, floor])
    expect(floors).toEqual([
      ['revenueCents', -500],
      ['orders', 0],
    ])
  })

  it('raises no alarm in a usual week, closed Sunday included', async () => {
    const said = await anomaliesStep.run(store.context('anomalies', { asOf: QUIET }))
    expect(said.findings).toEqual([])
    expect(said.figures.find(({ id }) => id === 'anomalies.tested')?.value).toBeGreaterThan(10)
  })

  it('takes days for which nothing has arrived as unknown, not as a collapse', async () => {
    const said = await anomaliesStep.run(store.context('anomalies', { asOf: addDays(AS_OF, 6) }))
    expect(said.findings.filter(({ id }) => id.endsWith('.low'))).toEqual([])
    expect(said.tables[0]?.rows.filter(([, , day]) => String(day) > AS_OF)).toEqual([])
  })
})
