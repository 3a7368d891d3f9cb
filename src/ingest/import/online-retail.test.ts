import { describe, expect, it } from 'vitest'
import type { ReadOptions } from './read.ts'
import { fileOf, ordersOf, type Reading, readAll } from './testing.ts'

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

function read(rows: readonly string[], options: Partial<ReadOptions> = {}, header = HEADER): Promise<Reading> {
  const path = fileOf([header, ...rows, ''].join('\n'))
  return readAll({ format: 'online-retail', path, timeZone: 'Europe/London', currency: 'GBP', ...options })
}

describe('online-retail', () => {
  it('makes one order of the rows that follow one another', async () => {
    const reading = await read([
      '536365,85123A,WHITE HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
      '536365,71053,LANTERN,2,2010-12-01 08:27:00,3.39,17850.0,United Kingdom',
      '536366,85123a,"HEART, ""big""",1,2011-07-01 08:28:00,0.001,,France',
      '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18,17850.0,United Kingdom',
    ])
    expect(reading.rejected).toEqual([])
    expect(reading.spans).toEqual([
      [0, 1],
      [2, 2],
      [3, 3],
    ])
    expect(reading.records[0]).toEqual({
      type: 'order',
      externalId: '536365',
      document: 'order',
      placedAt: Date.UTC(2010, 11, 1, 8, 26),
      currency: 'GBP',
      customerExternalId: '17850',
      customerEmail: '',
      country: 'United Kingdom',
      channel: 'unknown',
      cancelledAt: null,
      lines: [
        { sku: '85123A', title: 'WHITE HEART', kind: 'product', quantity: 6, unitPriceCents: 255, totalCents: 1530 },
        { sku: '71053', title: 'LANTERN', kind: 'product', quantity: 2, unitPriceCents: 339, totalCents: 678 },
      ],
      refunds: [],
    })
    expect(reading.records[1]).toMatchObject({
      placedAt: Date.UTC(2011, 6, 1, 7, 28),
      customerExternalId: '',
      lines: [{ sku: '85123a', title: 'HEART, "big"', unitPriceCents: 0, totalCents: 0 }],
    })
  })

  it('tells the codes that are no products apart', async () => {
    const codes = [
      'POST',
      'DOT',
      'C2',
      'D',
      'M',
      'm',
      'B',
      'S',
      'BANK CHARGES',
      'AMAZONFEE',
      'CRUK',
      'gift_0001_20',
      'PADS',
      'DCGS0003',
    ]
    const [order] = ordersOf(await read(codes.map((code) => `536365,${code},x,1,2010-12-01 08:26:00,1,,UK`)))
    expect(order?.lines.map((line) => line.kind)).toEqual([
      ...['shipping', 'shipping', 'shipping', 'discount', 'adjustment', 'adjustment', 'adjustment', 'adjustment'],
      ...['fee', 'fee', 'fee', 'voucher', 'product', 'product'],
    ])
  })

  it('knows cancellations, bad debt and stock that was written off', async () => {
    const orders = ordersOf(
      await read([
        'C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527.0,UK',
        'A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,-11062.06,,UK',
        '536589,21777,,-10,2010-12-01 16:50:00,0.0,,UK',
        '536590,21777,HEART,-10,2010-12-01 16:50:00,0.0,,UK',
        '536590,21778,LAMP,1,2010-12-01 16:50:00,1.25,,UK',
      ]),
    )
    expect(orders.map((order) => order.document)).toEqual(['cancellation', 'adjustment', 'adjustment', 'order'])
    expect(orders.map((order) => order.lines.map((line) => line.kind))).toEqual([
      ['discount'],
      ['adjustment'],
      ['adjustment'],
      ['product', 'product'],
    ])
    expect(orders[1]?.lines[0]?.totalCents).toBe(-1_106_206)
  })

  it('reads the columns of Online Retail II', async () => {
    const header = 'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country'
    const [order] = ordersOf(await read(['489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,UK'], {}, header))
    expect(order).toMatchObject({ externalId: '489434', customerExternalId: '13085', lines: [{ totalCents: 8340 }] })
  })

  it('rejects only the bad row of an order, with line, reason and fields', async () => {
    const row = (quantity: string, price = '1', date = '2010-12-01 08:26:00') =>
      `536365,A,x,${quantity},${date},${price},,UK`
    const bad = [
      row('1e3'),
      row('12,5'),
      row('NaN'),
      row('3000000000'),
      row('1', 'free'),
      row('1', '9999999999'),
      row('1', '1', '2011-02-30'),
      ',A,x,1,2010-12-01,1,,UK',
      '536365,,x,1,2010-12-01,1,,UK',
      row('2000000000', '1000'),
    ]
    const reading = await read([row('1'), ...bad, row('2')])
    expect(ordersOf(reading).map((order) => order.lines.map((line) => line.quantity))).toEqual([[1, 2]])
    expect(reading.spans).toEqual([[0, 11]])
    expect(reading.rejected.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      "Quantity '1e3' is not a whole number.",
      'The row has 9 fields, the header has 8; check its delimiters and quotes.',
      "Quantity 'NaN' is not a whole number.",
      "Quantity '3000000000' is too large (at most 2147483647).",
      "UnitPrice 'free' is not an amount of money.",
      "UnitPrice '9999999999' is too large (at most 1,000,000,000).",
      "InvoiceDate '2011-02-30' does not exist.",
      'InvoiceNo is empty; the line belongs to no invoice.',
      'StockCode is empty; the line cannot be told apart from others.',
      "Quantity '2000000000' times UnitPrice '1000' is too large (at most 1,000,000,000).",
    ])
    expect(reading.rejected[0]?.fields).toEqual(['536365', 'A', 'x', '1e3', '2010-12-01 08:26:00', '1', '', 'UK'])
  })

  it('counts physical lines, also where a field goes over several and lines are blank', async () => {
    const reading = await read([
      '1,A,"a\nb\r\nc",1,2010-12-01,1,,UK',
      '',
      '2,A,x,?,2010-12-01,1,,UK',
      ',,,,,,,',
      '3,A,x,?,2010-12-01,1,,UK',
    ])
    expect(reading.rejected.map(({ line }) => line)).toEqual([6, 8])
    expect(reading.spans).toEqual([[0, 0]])
    expect(reading.nextRows.at(-1)).toBe(3)
  })

  it('takes a delimiter too many at the end of a row, but no field too few', async () => {
    const reading = await read(['1,A,x,1,2010-12-01,1,,UK,,', '2,A,x,1,2010-12-01,1'])
    expect(reading.records).toHaveLength(1)
    expect(reading.rejected.map(({ reason }) => reason)).toEqual([
      'The row has 6 fields, the header has 8; check its delimiters and quotes.',
    ])
  })

  it('finds out from the dates that can be only one whether the month comes first', async () => {
    const day = (text: string) => `536365,A,x,1,${text},1,,UK`
    const placed = async (dates: readonly string[], options?: Partial<ReadOptions>) => {
      const reading = await read(dates.map(day), { timeZone: 'UTC', ...options })
      return [new Date(ordersOf(reading)[0]?.placedAt ?? 0).toISOString().slice(0, 10), reading.notices.length]
    }
    expect(await placed(['12/1/2010 8:26', '12/13/2010 9:00'])).toEqual(['2010-12-01', 0])
    expect(await placed(['12/1/2010 8:26', '13/1/2010 9:00'])).toEqual(['2010-01-12', 0])
    expect(await placed(['12/1/2010 8:26'])).toEqual(['2010-01-12', 1])
    expect(await placed(['12/1/2010 8:26'], { timeZone: 'America/Chicago' })).toEqual(['2010-12-01', 1])
    const late = [...Array.from({ length: 20_000 }, () => '12/1/2010 8:26'), '1/31/2011 10:00']
    expect(await placed(late)).toEqual(['2010-12-01', 0])
  })

  it('says that prices are taken as GBP where the shop has no currency', async () => {
    const reading = await read(['1,A,x,1,2010-12-01,1,,UK'], { currency: null })
    expect(ordersOf(reading)[0]?.currency).toBe('GBP')
    expect(reading.notices).toHaveLength(1)
  })
})
