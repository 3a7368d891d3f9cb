import { describe, expect, it } from 'vitest'
import type { ReadOptions } from './read.ts'
import { fileOf, ordersOf, readAll } from './testing.ts'

const COLUMNS = [
  'Name',
  'Email',
  'Financial Status',
  'Paid at',
  'Fulfillment Status',
  'Fulfilled at',
  'Accepts Marketing',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Discount Code',
  'Discount Amount',
  'Shipping Method',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem compare at price',
  'Lineitem sku',
  'Lineitem requires shipping',
  'Billing Country',
  'Shipping Country',
  'Cancelled at',
  'Refunded Amount',
  'Id',
  'Source',
  'Lineitem discount',
]

type Row = Readonly<Record<string, string>>
const FIRST: Row = {
  Name: '#1001',
  Email: 'Ada@Example.com',
  'Financial Status': 'paid',
  Currency: 'EUR',
  Subtotal: '95.00',
  Shipping: '4.90',
  Taxes: '15.95',
  Total: '99.90',
  'Shipping Method': 'DHL',
  'Created at': '2024-05-01 10:00:00 +0200',
  'Lineitem quantity': '2',
  'Lineitem name': 'Mug - Red',
  'Lineitem price': '50.00',
  'Lineitem sku': 'MUG-R',
  'Billing Country': 'de',
  'Shipping Country': 'AT',
  Source: 'web',
  'Discount Code': 'MAI',
  'Discount Amount': '5.00',
}
const FURTHER: Row = { Name: '#1001', 'Lineitem quantity': '1', 'Lineitem name': 'Sticker', 'Lineitem price': '0.00' }

function read(rows: readonly Row[], options: Partial<ReadOptions> = {}) {
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join(','))
  return readAll({ format: 'shopify-orders', path: fileOf([COLUMNS.join(','), ...lines].join('\n')), ...options })
}

describe('shopify-orders', () => {
  it('reads an order over several rows, with discount and shipping as lines', async () => {
    const reading = await read([FIRST, FURTHER, { Name: '#1001' }])
    expect(reading.rejected).toEqual([])
    expect(reading.spans).toEqual([[0, 2]])
    expect(reading.records).toEqual([
      {
        type: 'order',
        externalId: '#1001',
        document: 'order',
        placedAt: Date.UTC(2024, 4, 1, 8),
        currency: 'EUR',
        customerExternalId: '',
        customerEmail: 'ada@example.com',
        country: 'AT',
        channel: 'web',
        cancelledAt: null,
        lines: [
          { sku: 'MUG-R', title: 'Mug - Red', kind: 'product', quantity: 2, unitPriceCents: 5000, totalCents: 10_000 },
          { sku: 'Sticker', title: 'Sticker', kind: 'product', quantity: 1, unitPriceCents: 0, totalCents: 0 },
          { sku: 'discount', title: 'MAI', kind: 'discount', quantity: 1, unitPriceCents: -500, totalCents: -500 },
          { sku: 'shipping', title: 'DHL', kind: 'shipping', quantity: 1, unitPriceCents: 490, totalCents: 490 },
        ],
        refunds: [],
      },
    ])
  })

  it('takes the discount that leads to the subtotal', async () => {
    const discount = async (row: Row) =>
      ordersOf(await read([{ ...FIRST, ...row }]))[0]?.lines.find((line) => line.kind === 'discount')?.totalCents
    expect(await discount({ 'Lineitem discount': '5.00' })).toBe(-500)
    expect(await discount({ 'Lineitem discount': '3.00', Subtotal: '92.00' })).toBe(-800)
    expect(await discount({ 'Lineitem discount': '3.00', 'Discount Amount': '0.00', Subtotal: '97.00' })).toBe(-300)
    expect(await discount({ Subtotal: '100.00' })).toBeUndefined()
    expect(await discount({ Subtotal: '' })).toBe(-500)
  })

  it('reads cancellations, voided payments and refunds', async () => {
    const orders = ordersOf(
      await read([
        { ...FIRST, 'Cancelled at': '2024-05-02 09:00:00 +0200', 'Refunded Amount': '99.90' },
        { ...FIRST, Name: '#1002', 'Financial Status': 'voided' },
        {
          ...FIRST,
          Name: '#1003',
          'Paid at': '2024-05-03 09:00:00 +0200',
          'Refunded Amount': '10.00',
          'Shipping Country': '',
        },
      ]),
    )
    expect(orders.map((order) => order.cancelledAt)).toEqual([Date.UTC(2024, 4, 2, 7), Date.UTC(2024, 4, 1, 8), null])
    expect(orders.map((order) => order.refunds)).toEqual([
      [{ externalId: '#1001:refund', refundedAt: Date.UTC(2024, 4, 2, 7), amountCents: 9990, reason: '' }],
      [],
      [{ externalId: '#1003:refund', refundedAt: Date.UTC(2024, 4, 3, 7), amountCents: 1000, reason: '' }],
    ])
    expect(orders[2]?.country).toBe('DE')
  })

  it('tells gift cards and tips from products', async () => {
    const [order] = ordersOf(
      await read([
        { ...FIRST, 'Lineitem name': 'Gift Card - 50' },
        { ...FURTHER, 'Lineitem name': 'Tip', 'Lineitem price': '2' },
      ]),
    )
    expect(order?.lines.map((line) => line.kind).slice(0, 2)).toEqual(['voucher', 'fee'])
  })

  it('rejects every row of an order in another currency, naming both', async () => {
    const other = { ...FIRST, Name: '#1002', Currency: 'USD' }
    const reason = "Order #1002: mixed currencies; the order is in USD, the shop's are in EUR."
    const reading = await read([FIRST, other, { ...FURTHER, Name: '#1002' }], { currency: null })
    expect(reading.rejected.map((row) => [row.line, row.reason])).toEqual([
      [3, reason],
      [4, reason],
    ])
    expect(reading.records).toHaveLength(1)
    const resumed = await read([FIRST, other], { currency: null, skipRows: 1 })
    expect(resumed.rejected.map((row) => row.reason)).toEqual([reason])
  })

  it('rejects one bad line item, but all rows of an order whose date is unusable', async () => {
    const reading = await read([
      FIRST,
      { ...FURTHER, 'Lineitem quantity': '1.5' },
      { ...FIRST, Name: '#1002', 'Created at': '2024-02-30 10:00:00 +0100' },
      { ...FURTHER, Name: '#1002' },
    ])
    expect(ordersOf(reading).map((order) => order.externalId)).toEqual(['#1001'])
    expect(reading.rejected.map((row) => [row.line, row.reason])).toEqual([
      [3, "Lineitem quantity '1.5' is not a whole number."],
      [4, "Order #1002: Created at '2024-02-30 10:00:00 +0100' does not exist."],
      [5, "Order #1002: Created at '2024-02-30 10:00:00 +0100' does not exist."],
    ])
  })
})
