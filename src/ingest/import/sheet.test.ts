import { readFileSync, writeFileSync } from 'node:fs'
import exceljs from 'exceljs'
import { describe, expect, it } from 'vitest'
import { fileOf, ordersOf, readAll } from './testing.ts'
import { attribute, XmlScanner } from './xml.ts'

const HEADER = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]
type Cell = string | number | boolean | Date | null | exceljs.CellValue

async function workbookOf(
  sheets: Readonly<Record<string, readonly Cell[][]>>,
  change?: (book: exceljs.Workbook) => void,
): Promise<string> {
  const book = new exceljs.Workbook()
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]))
  change?.(book)
  return fileOf(new Uint8Array(await book.xlsx.writeBuffer()), 'orders.xlsx')
}

function read(path: string, sheet?: string) {
  return readAll({
    format: 'online-retail',
    path,
    timeZone: 'Europe/London',
    ...(sheet === undefined ? {} : { sheet }),
  })
}

const row = (
  invoice: number | string,
  date: Cell = new Date(Date.UTC(2010, 11, 1, 8, 26)),
  title: Cell = 'HEART',
): Cell[] => [invoice, '85123A', title, 6, date, 2.55, 17850, 'United Kingdom']

describe('xlsx', () => {
  it('reads the first sheet: numbers, dates and texts', async () => {
    const reading = await read(
      await workbookOf({
        Orders: [HEADER, row(536365), row('C536379', new Date(Date.UTC(2011, 6, 1, 9)), '  Größe & „Ü“ <b>  ')],
        Notes: [['x']],
      }),
    )
    expect(reading.rejected).toEqual([])
    expect(reading.notices).toEqual([
      expect.stringContaining("the sheet 'Orders' is read; the workbook has 'Orders', 'Notes'"),
    ])
    expect(ordersOf(reading)).toMatchObject([
      {
        externalId: '536365',
        placedAt: Date.UTC(2010, 11, 1, 8, 26),
        customerExternalId: '17850',
        lines: [{ sku: '85123A', quantity: 6, totalCents: 1530 }],
      },
      { externalId: 'C536379', placedAt: Date.UTC(2011, 6, 1, 8), lines: [{ title: 'Größe & „Ü“ <b>' }] },
    ])
  })

  it('reads a sheet by its name and says which there are', async () => {
    const path = await workbookOf({ Empty: [['x']], 'Year 2010-2011': [HEADER, row(1)] })
    expect(ordersOf(await read(path, 'Year 2010-2011'))).toHaveLength(1)
    await expect(read(path, 'Orders')).rejects.toThrow(
      "the workbook has no sheet 'Orders'; it has 'Empty', 'Year 2010-2011'.",
    )
  })

  it('reads rich text, formulas, links and cells that were left out', async () => {
    const rich = { richText: [{ text: 'WHITE ' }, { font: { bold: true }, text: 'HEART' }] }
    const path = await workbookOf({
      A: [
        HEADER,
        row(1, undefined, rich),
        [
          2,
          'A',
          { formula: 'UPPER("x")', result: 'X' },
          { formula: '1+1', result: 2 },
          new Date(Date.UTC(2011, 0, 3)),
          1.1,
        ],
        row(3, undefined, { text: 'Link', hyperlink: 'https://a.b' }),
      ],
    })
    const reading = await read(path)
    expect(ordersOf(reading).map((order) => order.lines[0])).toMatchObject([
      { title: 'WHITE HEART' },
      { title: 'X', quantity: 2, totalCents: 220 },
      { title: 'Link' },
    ])
  })

  it('counts the rows of the sheet, blank ones included', async () => {
    const path = await workbookOf({ A: [HEADER, row(1), [], [null, null], row(2, 'yesterday')] })
    expect((await read(path)).rejected).toMatchObject([
      { line: 5, reason: expect.stringContaining("InvoiceDate 'yesterday' is not a date") },
    ])
  })

  it('heeds the calendar that begins in 1904', async () => {
    const path = await workbookOf({ A: [HEADER, row(1)] }, (book) => {
      book.properties.date1904 = true
    })
    // exceljs writes such a workbook's day counts in that calendar: 1,462 fewer.
    expect(ordersOf(await read(path))[0]?.placedAt).toBe(Date.UTC(2010, 11, 1, 8, 26))
  })

  it('keeps every character of a large sheet written as a stream', async () => {
    const path = fileOf('', 'large.xlsx')
    const writer = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false })
    const sheet = writer.addWorksheet('A')
    for (const cells of [
      HEADER,
      ...Array.from({ length: 20_000 }, (_, at) => row(at, undefined, 'Größenübersicht ä€')),
    ])
      sheet.addRow(cells).commit()
    await writer.commit()
    const reading = await read(path)
    expect(reading.rejected).toEqual([])
    expect(new Set(ordersOf(reading).map((order) => order.lines[0]?.title))).toEqual(new Set(['Größenübersicht ä€']))
    expect(reading.nextRows.at(-1)).toBe(20_000)
  })

  it('refuses a workbook that is damaged or cut off', async () => {
    const bytes = readFileSync(await workbookOf({ A: [HEADER, ...Array.from({ length: 300 }, (_, at) => row(at))] }))
    await expect(read(fileOf(bytes.subarray(0, bytes.length - 200)))).rejects.toThrow(/cut off|damaged/)
    const name = bytes.indexOf('xl/worksheets/sheet1.xml')
    const broken = fileOf('')
    writeFileSync(broken, Buffer.from(bytes).fill(0xff, name + 40, name + 400))
    await expect(read(broken)).rejects.toThrow('the workbook is damaged (xl/worksheets/sheet1.xml')
  })
})

describe('XmlScanner', () => {
  it('does not take a whole file into memory for one tag that never ends', () => {
    const scanner = new XmlScanner({ open: () => 0, text: () => 0, close: () => 0 })
    scanner.push('<sheet name="')
    expect(() => scanner.push('x'.repeat(2_000_001))).toThrow(RangeError)
  })

  it('does not depend on where the text is cut', () => {
    const xml = '<?xml version="1.0"?><x:a b="1 > 0" c=\'"\'><!-- <no> --><b/>t &amp; &#x41;<![CDATA[<raw>]]></x:a>'
    const whole = eventsOf([xml])
    expect(whole).toEqual(['open a 1 > 0 "', 'open b null null', 'close b', 'text t & A', 'text <raw>', 'close a'])
    for (let cut = 1; cut < xml.length; cut++)
      expect(eventsOf([xml.slice(0, cut), xml.slice(cut)]), `cut at ${cut}`).toEqual(whole)
  })
})

function eventsOf(chunks: readonly string[]): string[] {
  const events: string[] = []
  const scanner = new XmlScanner({
    open: (name, attributes) => events.push(`open ${name} ${attribute(attributes, 'b')} ${attribute(attributes, 'c')}`),
    text: (text) => events.push(`text ${text}`),
    close: (name) => events.push(`close ${name}`),
  })
  for (const chunk of chunks) scanner.push(chunk)
  return events
}
