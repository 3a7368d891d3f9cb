import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { expectRerun } from '../../../test/evidence.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { EventRecord, OrderRecord, VariantRecord } from '../../ingest/records.ts'
import { contributionSchema } from '../findings/index.ts'
import { freshnessOf } from './freshness.ts'
import { findGaps } from './gaps.ts'
import { dataHealthStep } from './step.ts'

const AS_OF = '2026-11-21'
/** A Wednesday, no holiday in Germany. */
const SILENT = '2026-11-11'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(async () => {
  await store.close()
})

/** Ten orders a day but on Sundays and one Wednesday, closed on Christmas. */
function makeOrders(): OrderRecord[] {
  const orders: OrderRecord[] = []
  for (let day = '2026-02-02', i = 0; day <= AS_OF; day = addDays(day, 1)) {
    if (weekdayOf(day) === 7 || day === SILENT) continue
    for (let k = 0; k < 10; k++, i++) {
      const sku = k === 0 ? 'unknown' : k < 4 ? 'no-cost' : 'known'
      orders.push(
        order(`o${i}`, day, [[sku, 1, 1000 + k]], {
          customerExternalId: k === 5 ? '' : `c${i}`,
          country: k === 6 ? '' : 'DE',
          currency: i === 17 ? 'USD' : 'EUR',
        }),
      )
    }
  }
  return orders
}

/** A price, a cost and three in stock, where nothing else is said. */
const stocked = (sku: string, part: Partial<VariantRecord> = {}) => ({
  variants: [variant(sku, { priceCents: 1000, costCents: 500, stock: 3, ...part })],
})

const products = [
  product('known', { title: { de: 'Zelt', en: 'Tent' }, category: 'Zelte', ...stocked('known') }),
  product('no-cost', { title: { de: 'Lampe' }, ...stocked('no-cost', { costCents: null, stock: null }) }),
  product('unsold', { title: {}, category: 'Zelte', ...stocked('unsold', { priceCents: null }) }),
]

/** Views every day; checkout steps that stop a week before the end. */
function makeEvents(): EventRecord[] {
  const events: EventRecord[] = []
  for (let offset = 60; offset >= 0; offset--) {
    const at = Date.parse(`${addDays(AS_OF, -offset)}T10:00:00Z`)
    const shared = {
      type: 'event',
      at,
      anonymousId: 'v',
      customerExternalId: '',
      sku: '',
      device: '',
      browser: '',
    } as const
    const rest = { country: '', channel: '', path: '', valueCents: 0, properties: {} }
    events.push({ ...shared, ...rest, messageId: `v${offset}`, name: 'Product Viewed' })
    if (offset >= 7) events.push({ ...shared, ...rest, messageId: `c${offset}`, name: 'Checkout Step Viewed' })
  }
  return events
}

describe('the state of the data', () => {
  it('of an empty shop says how to begin', async () => {
    const said = await dataHealthStep.run(store.context('data-health', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)
    expect(said.notEnoughData?.de).toContain('dirigent import')
    expect(said.findings.map(({ id }) => id)).toEqual(['data.shop-events'])
    expect(said.findings[0]?.sentence.de).toContain('noch keine Ereignisse')
  })

  it('of one order finds nothing but that there are no events', async () => {
    await store.fill([order('single', '2026-02-01', [['known', 1, 1000]], { customerExternalId: 'c' }), ...products])
    const said = await dataHealthStep.run(store.context('data-health', { asOf: '2026-02-01' }))
    expect(said.findings.map(({ id }) => id)).toEqual(['data.shop-events'])
    expect(said.notEnoughData).toBeNull()
  })

  it('counts each gap with the revenue it concerns as a count by hand does', async () => {
    const orders = [
      ...makeOrders(),
      // The same customer, day and content twice, once more called off: one copy too many.
      order('d1', '2026-11-20', [['known', 2, 700]], { customerExternalId: 'twice' }),
      order('d2', '2026-11-20', [['known', 2, 700]], { customerExternalId: 'twice' }),
      order('d3', '2026-11-20', [['known', 2, 700]], {
        customerExternalId: 'twice',
        cancelledAt: Date.parse('2026-11-20T18:00:00Z'),
      }),
      order('minus', '2026-11-19', [['known', 1, -400]], { customerExternalId: 'c1' }),
    ]
    await store.fill([...orders, ...makeEvents()])
    const said = await dataHealthStep.run(store.context('data-health', { asOf: AS_OF }))
    expect(contributionSchema.parse(said)).toEqual(said)

    await expectRerun(store.events, said.evidence)
    const all = [...orders, order('single', '2026-02-01', [['known', 1, 1000]], { customerExternalId: 'c' })]
    const live = all.filter(({ cancelledAt }) => cancelledAt === null)
    const sum = (some: readonly OrderRecord[]) =>
      some.flatMap(({ lines }) => lines).reduce((total, line) => total + line.totalCents, 0)
    const revenue = sum(live)
    const skuIs = (sku: string) => live.filter(({ lines }) => lines[0]?.sku === sku)
    const sales = said.tables.find(({ id }) => id === 'data-health.sales')
    const rowOf = (name: string) =>
      sales?.rows.find(([label]) => JSON.stringify(label).startsWith(`{"de":"${name}`))?.slice(1, 5)
    const guests = live.filter(({ customerExternalId }) => customerExternalId === '')
    expect(rowOf('Bestellungen ohne Kunden')).toEqual([guests.length, all.length, sum(guests), sum(guests) / revenue])
    const homeless = live.filter(({ country }) => country === '')
    expect(rowOf('Bestellungen ohne Land')).toEqual([
      homeless.length,
      all.length,
      sum(homeless),
      sum(homeless) / revenue,
    ])
    const dollars = live.filter(({ currency }) => currency === 'USD')
    expect(rowOf('Bestellungen in anderer')).toEqual([1, all.length, sum(dollars), sum(dollars) / revenue])
    const unmapped = sum(skuIs('unknown'))
    expect(rowOf('Verkaufte Artikel')).toEqual([1, 3, unmapped, unmapped / revenue])
    const noCost = unmapped + sum(skuIs('no-cost'))
    expect(rowOf('Umsatz ohne Einkaufspreis')).toEqual([2, 3, noCost, noCost / revenue])
    expect(rowOf('Verkäufe mit negativem')?.[0]).toBe(1)
    expect(rowOf('Verkäufe mit negativem')?.[2]).toBe(-400)

    const catalogue = said.tables.find(({ id }) => id === 'data-health.products')
    const lacking = (name: string) =>
      catalogue?.rows.find(([label]) => JSON.stringify(label).startsWith(`{"de":"${name}`))?.slice(1, 4)
    expect(lacking('Ohne Kategorie')).toEqual([1, 3, sum(skuIs('no-cost'))])
    expect(lacking('Ohne Bestand')).toEqual([1, 3, sum(skuIs('no-cost'))])
    expect(lacking('Ohne Preis')).toEqual([1, 3, 0])
    expect(lacking('Ohne Titel')).toEqual([1, 3, 0])
    expect(lacking('Titel nur in einer')).toEqual([1, 3, sum(skuIs('no-cost'))])

    const found = new Map(said.findings.map((one) => [one.id, one]))
    expect(said.findings).toHaveLength(5)
    expect(found.get('data.duplicates')?.stakeCents).toBe(-1400)
    expect(found.get('data.duplicates')?.figure.n).toBe(1)
    const silent = found.get('data.days-without-orders')
    expect(silent?.title.de).toBe('Keine Bestellungen: 11.11.2026')
    expect(silent?.stakeCents).toBe(-10 * 1000 - 45)
    expect(found.get('data.shop-events')?.sentence.de).toContain('„Checkout Step Viewed“ (zuletzt 14.11.2026)')
    const gaps = found.get('data.catalogue')
    expect(gaps?.figure.value).toBe(noCost)
    expect(gaps?.title.en).toBe(
      'Gaps in the catalogue: purchase cost, category, stock level and title in a second language',
    )
    expect(gaps?.next.map(({ en }) => en)).toContain('Import: dirigent import shopify-products <file>')
  })

  it('reports orders that have stopped coming, and events that never come again', async () => {
    const said = await dataHealthStep.run(store.context('data-health', { asOf: addDays(AS_OF, 6) }))
    const stale = said.findings.find(({ id }) => id === 'data.orders-stale')
    // Monday to Friday; Sunday is closed.
    expect(stale?.figure.n).toBe(5)
    expect(stale?.sentence.de).toContain('21. November 2026')
    const later = await dataHealthStep.run(store.context('data-health', { asOf: addDays(AS_OF, 400) }))
    expect(later.findings.map(({ id }) => id)).toContain('data.shop-events')
  })
})

describe('orders without a channel', () => {
  it('are told once, with what cannot be analysed for them', async () => {
    const days = Array.from({ length: 60 }, (_, back) => addDays('2028-06-01', -back))
    const part = { channel: 'unknown', customerExternalId: 'c' }
    await store.fill(days.map((day, i) => order(`no-channel-${i}`, day, [['known', 1, 1000 + i]], part)))
    const findings = async () => {
      const said = await dataHealthStep.run(store.context('data-health', { asOf: '2028-06-01' }))
      return said.findings.filter(({ sentence }) => sentence.de.includes('Kanal'))
    }
    const [all, ...others] = await findings()
    expect(all).toMatchObject({ id: 'data.no-channel', figure: { n: 60 } })
    expect(all?.sentence.de).toContain('Auswertungen nach Kanal gibt es deshalb nicht')
    expect(others).toEqual([])
    await store.fill([order('by-phone', '2028-06-01', [['known', 1, 5000]], { ...part, channel: 'phone' })])
    const [most] = await findings()
    expect(most?.sentence.de).toContain('erscheint dieser Anteil als „ohne Angabe“')
  })
})

describe('days without orders', () => {
  const daily = (skip: (day: string) => boolean) => {
    const days = []
    for (let day = '2025-06-01'; day <= '2026-01-31'; day = addDays(day, 1)) {
      if (!skip(day)) days.push({ day, orders: 20, cents: 100_000 })
    }
    return days
  }

  it('are nothing odd on public holidays and closed weekdays', () => {
    const days = daily((day) => day === '2025-12-25' || day === '2025-12-26' || weekdayOf(day) === 6)
    expect(findGaps(days, '2025-06-01', '2026-01-31', 'DE')).toEqual({ stale: null, inside: [] })
    expect(findGaps(days, '2025-06-01', '2026-01-31', 'US').inside).toHaveLength(1)
  })

  it('are nothing odd on the second day of a holiday of two', () => {
    // In Romania New Year is both 1 and 2 January.
    const days = daily((day) => day === '2026-01-01' || day === '2026-01-02')
    expect(findGaps(days, '2025-06-01', '2026-01-31', 'RO').inside).toEqual([])
    expect(findGaps(days, '2025-06-01', '2026-01-31', 'DE').inside).toMatchObject([{ from: '2026-01-02', days: 1 }])
  })

  it('are nothing odd where orders are rare or the history is short', () => {
    const rare = daily(() => false).map((row) => ({ ...row, orders: 1, cents: 5000 }))
    const missing = rare.filter(({ day }) => day !== '2026-01-14')
    expect(findGaps(missing, '2025-06-01', '2026-01-31', 'DE').inside).toEqual([])
    const short = daily((day) => day < '2026-01-01' || day === '2026-01-14')
    expect(findGaps(short, '2026-01-01', '2026-01-31', 'DE').inside).toEqual([])
    expect(findGaps([], '1970-01-01', '2026-01-31', 'DE')).toEqual({ stale: null, inside: [] })
  })

  it('in a row are one gap, whose money is what such days usually bring', () => {
    const days = daily((day) => day >= '2026-01-13' && day <= '2026-01-15')
    expect(findGaps(days, '2025-06-01', '2026-01-31', 'DE').inside).toEqual([
      { from: '2026-01-13', to: '2026-01-15', days: 3, expectedOrders: 60, expectedCents: 300_000 },
    ])
  })
})

describe('the freshness of events', () => {
  const seen = { type: 'T', events: 500, days: 100, longest_gap: 1 }

  it('judges each kind by its own gaps', () => {
    const stale = (part: object) => freshnessOf([{ ...seen, last_day: '2026-01-30', ...part }], '2026-01-31')[0]?.stale
    expect(stale({})).toBe(true)
    expect(stale({ last_day: '2026-01-31' })).toBe(false)
    expect(stale({ longest_gap: 4 })).toBe(false)
    expect(stale({ longest_gap: 4, last_day: '2026-01-24' })).toBe(true)
    expect(stale({ days: 5 })).toBe(false)
    expect(stale({ days: 0, longest_gap: 0, last_day: '2025-01-01' })).toBe(true)
  })
})
