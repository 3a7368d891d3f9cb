import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineOf, openTestStore, order, product, type TestStore, variant } from '../../../test/event-store.ts'
import { randomSource } from '../../../test/simulate.ts'
import { addDays, weekdayOf } from '../../core/time.ts'
import type { OrderRecord } from '../../ingest/records.ts'
import { countryName } from '../../language/grammar/country.ts'
import { type Cell, type Contribution, contributionSchema } from '../findings/index.ts'
import { salesStep } from './step.ts'
import { readTotals } from './store.ts'

const AS_OF = '2026-11-22'
const TAX = 19
const COSTS: Record<string, number | null> = { A: 400, B: 900, C: null }
const PRICES: Record<string, number> = { A: 1000, B: 2500, C: 300 }

function makeShop(): OrderRecord[] {
  const next = randomSource(7).below
  const orders: OrderRecord[] = []
  for (let back = 450; back >= -3; back--) {
    const day = addDays(AS_OF, -back)
    if (weekdayOf(day) === 6) continue // closed on Saturdays
    for (let n = 0; n < 4 + next(3); n++) {
      const lines = Array.from({ length: 1 + next(2) }, () => {
        const sku = ['A', 'B', 'C'][next(3)] ?? 'A'
        return [sku, 1 + next(3), PRICES[sku] ?? 0] as const
      })
      const plain = order(`${back}-${n}`, day, lines, {
        country: ['DE', 'AT', ''][next(3)] ?? 'DE',
        channel: ['direct', 'newsletter'][next(2)] ?? 'direct',
        customerExternalId: next(5) === 0 ? '' : `c${next(300)}`,
        cancelledAt: next(10) === 0 ? Date.parse(`${addDays(day, next(2))}T15:00:00Z`) : null,
        refunds:
          next(9) === 0
            ? [
                {
                  externalId: 'r',
                  refundedAt: Date.parse(`${addDays(day, 3)}T10:00:00Z`),
                  amountCents: 250,
                  reason: '',
                },
              ]
            : [],
      })
      orders.push({ ...plain, lines: [...plain.lines, lineOf('shipping', 490), lineOf('fee', 150)] })
    }
  }
  const stock = order('stock', addDays(AS_OF, -1), [['A', -50, 1000]], { document: 'adjustment' })
  return [...orders, stock]
}

const products = Object.keys(PRICES).map((sku) =>
  product(`x${sku}`, {
    title: { de: `Produkt ${sku}`, en: `Product ${sku}` },
    category: sku === 'C' ? '' : 'Zelte',
    variants: [variant(sku, { costCents: COSTS[sku] ?? null })],
  }),
)

interface Line {
  order: string
  day: string
  document: string
  kind: string
  sku: string
  quantity: number
  cents: number
  country: string
  customer: string
}

/** What the orders come to, booked line by line as the shop would. */
function booked(orders: readonly OrderRecord[]): Line[] {
  const dayOf = (at: number) => new Date(at + 3_600_000).toISOString().slice(0, 10)
  return orders.flatMap((one): Line[] => {
    const base = { order: one.externalId, country: one.country, customer: one.customerExternalId }
    const sold = one.lines.map((line): Line => {
      const { kind, sku, quantity, totalCents } = line
      return { ...base, day: dayOf(one.placedAt), document: one.document, kind, sku, quantity, cents: totalCents }
    })
    const called = one.cancelledAt
    const back = (line: Line, at: number): Line => {
      return { ...line, day: dayOf(at), document: 'cancellation', quantity: -line.quantity, cents: -line.cents }
    }
    return [
      ...sold,
      ...(called === null ? [] : sold.map((line) => back(line, called))),
      ...one.refunds.map((refund): Line => {
        const booking = { document: 'refund', kind: 'refund', sku: '', quantity: 0, cents: -refund.amountCents }
        return { ...base, ...booking, day: dayOf(refund.refundedAt) }
      }),
    ]
  })
}

const orders = makeShop()
const lines = booked(orders)
const counts = ({ document, kind }: Line) => document !== 'adjustment' && kind !== 'fee'
const between = (from: string, to: string) => lines.filter(({ day }) => day >= from && day <= to)
const cents = (part: readonly Line[]) => part.reduce((sum, line) => sum + line.cents, 0)
const firstDays = new Map<string, string>()
for (const { customer, day, document } of lines) {
  if (customer !== '' && document === 'order' && day < (firstDays.get(customer) ?? '9999')) firstDays.set(customer, day)
}

/** The orders that were called off as a whole on the day they were placed. */
const takenBack = new Set(
  orders
    .filter(
      ({ placedAt, cancelledAt }) =>
        cancelledAt !== null && new Date(placedAt).getUTCDate() === new Date(cancelledAt).getUTCDate(),
    )
    .map(({ externalId }) => externalId),
)

/** Every figure of some days by the definitions, in plain TypeScript. */
function expectedOf(from: string, to: string) {
  const all = between(from, to)
  const ordered = all.filter((line) => line.document === 'order' && counts(line))
  const product = all.filter((line) => line.kind === 'product' && counts(line))
  const known = product.filter(({ sku }) => typeof COSTS[sku] === 'number')
  const net = cents(known) / (1 + TAX / 100)
  const cost = known.reduce((sum, { sku, quantity }) => sum + (COSTS[sku] ?? 0) * quantity, 0)
  const gross = cents(ordered)
  const orderCount = new Set(ordered.map(({ order: id }) => id)).size
  const standing = ordered.filter(({ order: id }) => !takenBack.has(id))
  const standingCount = new Set(standing.map(({ order: id }) => id)).size
  const buyers = [...new Set(ordered.map(({ customer }) => customer))].filter((customer) => customer !== '')
  return {
    revenue: cents(all.filter(counts)),
    gross,
    orders: orderCount,
    items: ordered.filter(({ kind }) => kind === 'product').reduce((sum, line) => sum + line.quantity, 0),
    averageOrder: standingCount === 0 ? null : Math.round(cents(standing) / standingCount),
    margin: net > 0 ? (net - cost) / net : null,
    marginAmount: known.length === 0 ? null : Math.round(net - cost),
    newCustomers: buyers.filter((customer) => (firstDays.get(customer) ?? '') >= from).length,
    returningCustomers: buyers.filter((customer) => (firstDays.get(customer) ?? '') < from).length,
    cancellations: 0 - cents(all.filter((line) => line.document === 'cancellation' && counts(line))),
    refunds: 0 - cents(all.filter((line) => line.document === 'refund')),
  }
}
type Expectation = ReturnType<typeof expectedOf>

let store: TestStore
let result: Contribution

beforeAll(async () => {
  store = await openTestStore()
  await store.fill([...products, ...orders])
  result = await salesStep.run(store.context('sales', { asOf: AS_OF, taxPercent: TAX }))
})
afterAll(() => store.close())

const figure = (id: string) => result.figures.find((one) => one.id === id)
const table = (id: string) => result.tables.find((one) => one.id === id)
const cellsOf = (id: string, row: readonly Cell[]) =>
  Object.fromEntries(table(id)?.columns.map(({ key }, i) => [key, row[i] ?? null]) ?? [])

function expectFigures(scope: string, expected: Expectation) {
  for (const [name, value] of Object.entries(expected)) {
    const got = figure(`sales.${scope}.${name}`)?.value
    if (value !== null && name === 'margin') expect(got).toBeCloseTo(value, 10)
    else expect([scope, name, got]).toEqual([scope, name, value])
  }
}

describe('the figures of the sales step', () => {
  it('have the agreed shape', () => {
    expect(() => contributionSchema.parse(result)).not.toThrow()
    expect(result.notEnoughData).toBeNull()
  })

  it.each([
    ['day', AS_OF, AS_OF],
    ['days7', addDays(AS_OF, -6), AS_OF],
    ['days28', addDays(AS_OF, -27), AS_OF],
    ['month', '2026-11-01', AS_OF],
  ])('are those of the definitions for %s', (scope, from, to) => {
    expectFigures(scope, expectedOf(from, to))
  })

  it.each([
    ['day', 0, AS_OF, -1, -1],
    ['day', 1, AS_OF, -7, -7],
    ['day', 3, AS_OF, -364, -364],
    ['day', 4, AS_OF, -365, -365],
    ['days7', 0, AS_OF, -13, -7],
    ['days7', 1, AS_OF, -370, -364],
    ['days28', 0, AS_OF, -55, -28],
    ['days28', 1, AS_OF, -391, -364],
    ['month', 0, '2026-10-22', -21, 0],
    ['month', 1, '2025-11-22', -21, 0],
  ])('are held against the right days (%s, %i)', (scope, at, end, from, to) => {
    const expected = expectedOf(addDays(end, from), addDays(end, to))
    for (const [name, value] of Object.entries(expected)) {
      const got = figure(`sales.${scope}.${name}`)?.comparisons[at]?.value ?? null
      if (value !== null && name === 'margin') expect(got).toBeCloseTo(value, 10)
      else expect([name, got]).toEqual([name, value])
    }
  })

  it('average the last four same weekdays', () => {
    const days = [7, 14, 21, 28].map((back) => expectedOf(addDays(AS_OF, -back), addDays(AS_OF, -back)))
    const mean = (pick: (one: Expectation) => number) => days.reduce((sum, one) => sum + pick(one), 0) / 4
    expect(figure('sales.day.revenue')?.comparisons[2]?.value).toBe(Math.round(mean(({ revenue }) => revenue)))
    expect(figure('sales.day.orders')?.comparisons[2]?.value).toBe(mean(({ orders: n }) => n))
    expect(figure('sales.day.newCustomers')?.comparisons[2]?.value).toBe(mean(({ newCustomers }) => newCustomers))
  })

  it('change relative to what they are held against, and not where that is nothing', () => {
    const revenue = figure('sales.days7.revenue')
    const before = revenue?.comparisons[0]
    expect(before?.change).toBeCloseTo((revenue?.value ?? 0) / (before?.value ?? 0) - 1, 12)
    // The day before is a Saturday, on which the shop is closed.
    expect(figure('sales.day.orders')?.comparisons[0]).toMatchObject({ value: 0, change: null })
  })
})

describe('the tables of the sales step', () => {
  it('list the last 60 days, closed days included, the latest first', () => {
    const days = table('sales.days')
    expect(days?.rows.length).toBe(60)
    for (const row of days?.rows ?? []) {
      const cells = cellsOf('sales.days', row)
      const {
        revenue,
        orders: n,
        items,
        averageOrder,
        cancellations,
        refunds,
      } = expectedOf(`${cells.start}`, `${cells.start}`)
      expect(cells).toMatchObject({ revenue, orders: n, items, averageOrder, cancellations, refunds })
    }
    expect(days?.rows[0]?.[0]).toBe(AS_OF)
  })

  it('list ISO weeks from Monday to Sunday', () => {
    const weeks = table('sales.weeks')
    expect(weeks?.rows.length).toBe(26)
    for (const row of weeks?.rows ?? []) {
      const cells = cellsOf('sales.weeks', row)
      expect(weekdayOf(`${cells.start}`)).toBe(1)
      const to = addDays(`${cells.start}`, 6)
      const { revenue, orders: n } = expectedOf(`${cells.start}`, to > AS_OF ? AS_OF : to)
      expect([cells.start, cells.revenue, cells.orders]).toEqual([cells.start, revenue, n])
    }
  })

  it('list every month, and leave out what came after the day of the report', () => {
    const rows = table('sales.months')?.rows ?? []
    expect(rows.map(([month]) => month)).toEqual(
      ['2025-08', '2025-09', '2025-10', '2025-11', '2025-12']
        .concat(Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`))
        .reverse(),
    )
    expect(rows[0]?.[1]).toBe(expectedOf('2026-11-01', AS_OF).revenue)
  })

  it('tell countries and channels apart, over all lines', () => {
    const from = addDays(AS_OF, -27)
    const isNamed = (country: string, cell: unknown) =>
      typeof cell === 'object' && cell !== null && 'de' in cell && cell.de === countryName(country, 'de')
    for (const [id, pick] of [['sales.country', (line: Line) => line.country]] as const) {
      const rows = table(id)?.rows ?? []
      expect(rows.length).toBe(3)
      for (const row of rows) {
        const own = between(from, AS_OF).filter((line) => counts(line) && isNamed(pick(line), row[0]))
        expect(own.length).toBeGreaterThan(0)
        expect(row[1]).toBe(cents(own))
      }
      expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(expectedOf(from, AS_OF).revenue)
    }
  })

  it('rank products by revenue, with their title and the periods before', () => {
    const rows = (table('sales.product')?.rows ?? []).map((row) => cellsOf('sales.product', row))
    const revenue = (sku: string, from: number, to: number) =>
      cents(
        between(addDays(AS_OF, from), addDays(AS_OF, to)).filter(
          (line) => counts(line) && line.kind === 'product' && line.sku === sku,
        ),
      )
    expect(rows.map(({ key }) => key)).toEqual(['A', 'B', 'C'].sort((a, b) => revenue(b, -27, 0) - revenue(a, -27, 0)))
    for (const row of rows) {
      const sku = `${row.key}`
      expect(row).toMatchObject({
        title: { de: `Produkt ${sku}`, en: `Product ${sku}` },
        revenue: revenue(sku, -27, 0),
        before: revenue(sku, -55, -28),
        year: revenue(sku, -391, -364),
        margin: COSTS[sku] === null ? null : expect.closeTo(1 - ((COSTS[sku] ?? 0) * 1.19) / (PRICES[sku] ?? 0), 10),
      })
    }
  })
})

describe('the findings of the sales step', () => {
  it('begin with the day against what was to be expected of it', () => {
    const [headline] = result.findings
    const { revenue } = expectedOf(AS_OF, AS_OF)
    expect(headline).toMatchObject({ id: 'sales.headline', figure: { value: revenue, unit: 'cents' } })
    const { low = 0, high = 0, level } = headline?.figure.interval ?? {}
    expect(level).toBe(0.8)
    expect(headline?.direction).toBe(revenue < low ? 'bad' : revenue > high ? 'good' : 'neutral')
    expect(headline?.sentence.de).toContain('Umsatz')
  })

  it('rest on evidence that is there', () => {
    const ids = new Set(result.evidence.map(({ id }) => id))
    const used = [...result.figures, ...result.tables, ...result.charts].map(({ evidenceId }) => evidenceId)
    expect(
      [...used, ...result.findings.flatMap(({ evidenceIds }) => evidenceIds)].filter((id) => !ids.has(id)),
    ).toEqual([])
    expect(ids.size).toBe(result.evidence.length)
  })
})

describe('readTotals', () => {
  it('counts every document, customer, country and line up to the day', async () => {
    const { totals, evidence } = await readTotals(store.context('sales', { asOf: AS_OF }).ask, AS_OF)
    const all = lines.filter(({ day }) => day <= AS_OF)
    expect(totals).toEqual({
      invoices: new Set(all.map(({ order: id }) => id)).size,
      customers: new Set(all.map(({ customer }) => customer).filter((customer) => customer !== '')).size,
      countries: 2,
      cancelledLines: all.filter(({ document }) => document === 'cancellation').length,
      lineTotalCents: cents(all),
    })
    expect(evidence.id).toBe('sales.totals')
  })
})

describe('a shop with little data', () => {
  it('is told from when there is more to say', async () => {
    const first = addDays(AS_OF, -450)
    const early = await salesStep.run(store.context('sales', { asOf: addDays(first, 3), taxPercent: TAX }))
    expect(early.notEnoughData?.de).toContain('3 von 14')
    expect(early.findings[0]?.figure.interval).toBeNull()
    expect(early.figures.find(({ id }) => id === 'sales.days28.revenue')?.comparisons[0]?.value).toBeNull()
  })

  it('is empty before its first order', async () => {
    const none = await salesStep.run(store.context('sales', { asOf: '2020-01-01' }))
    expect(none).toMatchObject({ figures: [], findings: [], tables: [], charts: [] })
    expect(none.notEnoughData?.en).toBe('There is no order yet.')
  })
})
