import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../core/errors.ts'
import type { ReadOptions } from './read.ts'
import { checkImport, readImport } from './read.ts'
import { fileOf, ordersOf, readAll } from './testing.ts'

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const ROW = '536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom'

async function faultOf(path: string, options: Partial<ReadOptions> = {}): Promise<AppError> {
  try {
    await readAll({ format: 'online-retail', path, ...options })
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('The file was read without a fault')
}

async function messageFor(
  content: string | Uint8Array,
  name?: string,
  options?: Partial<ReadOptions>,
): Promise<string> {
  const path = fileOf(content, name)
  const fault = await faultOf(path, options)
  expect(fault.code).toBe('input.invalid')
  expect(fault.message.startsWith(path)).toBe(true)
  return fault.message.slice(path.length)
}

describe('faults of a whole file', () => {
  it('names the column that is missing and those that were found', async () => {
    expect(await messageFor(`${HEADER.replace('UnitPrice', 'Cost')}\n${ROW}\n`)).toBe(
      ", line 1: the column 'UnitPrice' or 'Price' is missing; found 'InvoiceNo', 'StockCode', 'Description', 'Quantity', " +
        "'InvoiceDate', 'Cost', 'CustomerID', 'Country'. The first line must hold the column names; for another layout " +
        'use the format csv with a mapping file.',
    )
  })

  it('says which format a file looks like', async () => {
    const orders = 'Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price\n#1,a@b.de,2024-05-01,1,x,1\n'
    expect(await messageFor(orders)).toContain('This looks like shopify-orders')
  })

  it('says which delimiter a header seems to have when another was given', async () => {
    const text = `${HEADER.replaceAll(',', ';')}\n${ROW.replaceAll(',', ';')}\n`
    expect(await messageFor(text, 'file.csv', { delimiter: ',' })).toContain('separated by ";": give that delimiter')
  })

  it.each([
    ['an empty file', '', 'the file is empty'],
    ['an empty gzip', gzipSync(''), 'the file is empty'],
    ['a file of blank lines', '\n\n\r\n', 'the file holds no rows'],
    ['a header without rows', `${HEADER}\n`, 'there is a header but no row below it'],
    ['a gzip that is cut off', gzipSync(`${HEADER}\n${`${ROW}\n`.repeat(5000)}`).subarray(0, 400), 'ends too early'],
    ['a gzip that is damaged', damaged(gzipSync(`${HEADER}\n${ROW}\n`)), 'the gzip file is damaged'],
    ['binary data', Buffer.from([1, 2, 0, 4, 200, 0, 9, 8, 7, 3, 1]), 'the file is not text'],
    ['UTF-16 without a mark', Buffer.from(HEADER, 'utf16le'), 'UTF-16 without a byte order mark'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old .xls workbook or one with a password'],
    ['a zip in a gzip', gzipSync(Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaa')), 'unpack it first'],
    ['the start of a workbook', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'cut off'],
  ])('refuses %s', async (_, content, reason) => {
    expect(await messageFor(content)).toContain(reason)
  })

  it('refuses a file that is called .xlsx but is none', async () => {
    expect(await messageFor(`${HEADER}\n${ROW}\n`, 'orders.xlsx')).toContain('ends in .xlsx but this is no workbook')
  })

  it('says in which line a quote was opened that is never closed', async () => {
    const text = `${HEADER}\n${ROW}\n${ROW.replace('HEART', '"HEART')}\n${ROW}\n`
    expect(await messageFor(text)).toMatch(
      /^, line 3: a quote \("\) opened in this row is not closed to the end of the file/,
    )
  })

  it('refuses a path where nothing is, and a folder', async () => {
    const missing = await faultOf('/nowhere/orders.csv')
    expect([missing.code, missing.message]).toEqual([
      'input.not-found',
      '/nowhere/orders.csv: there is no such file; check the path.',
    ])
    expect((await faultOf(mkdtempSync(join(tmpdir(), 'dirigent-import-')))).message).toContain('this is a folder')
  })

  it('finds them before anything is read into records', async () => {
    const path = fileOf(`${HEADER}\n${`${ROW}\n`.repeat(30_000)}536366,"open\n`)
    await expect(checkImport({ format: 'online-retail', path, timeZone: 'UTC', currency: null })).rejects.toThrow(
      'line 30002',
    )
  })
})

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.fill(0xff, 12, 30)
  return copy
}

describe('encodings and delimiters', () => {
  const german = ROW.replace('HEART', 'Größe ß – „Ü“ 5 €')
  const text = `${HEADER}\n${german}\n`
  const windows = Buffer.from(
    text.replaceAll('–', '\x96').replaceAll('„', '\x84').replaceAll('“', '\x93').replaceAll('€', '\x80'),
    'latin1',
  )

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', windows],
    ['gzip under a plain name', gzipSync(text)],
    ['carriage returns alone', text.replaceAll('\n', '\r')],
  ])('reads %s', async (_, content) => {
    const reading = await readAll({ format: 'online-retail', path: fileOf(content) })
    expect(ordersOf(reading)[0]?.lines[0]?.title).toBe('Größe ß – „Ü“ 5 €')
    expect(reading.notices.some((notice) => notice.includes('Windows-1252'))).toBe(content === windows)
  })

  it.each([';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const lines = [HEADER, ROW].map((line) => line.replaceAll(',', delimiter))
    expect(ordersOf(await readAll({ format: 'online-retail', path: fileOf(lines.join('\r\n')) }))).toHaveLength(1)
  })

  it("heeds Excel's own line on the delimiter, and still counts it as a line", async () => {
    const text = `sep=|\n${HEADER.replaceAll(',', '|')}\n${ROW.replaceAll(',', '|').replace('|6|', '|six|')}\n`
    expect((await readAll({ format: 'online-retail', path: fileOf(text) })).rejected).toMatchObject([{ line: 3 }])
  })

  it('rejects rows with bytes that are not UTF-8 where the file began as UTF-8', async () => {
    const start = `${HEADER}\n${`${ROW}\n`.repeat(20_000)}`
    const path = fileOf(
      Buffer.concat([
        Buffer.from(start),
        Buffer.from(`${ROW.replace('HEART', 'Gr\xf6\xdfe')}\n`, 'latin1'),
        Buffer.from(`${german}\n`),
      ]),
    )
    const { rejected, records } = await readAll({ format: 'online-retail', path })
    expect(rejected).toHaveLength(1)
    expect(rejected[0]).toMatchObject({
      line: 20_002,
      fields: ['536365', '85123A', 'Gr\\xF6\\xDFe', '6', expect.any(String), '2.55', '17850.0', 'United Kingdom'],
    })
    expect(rejected[0]?.reason).toContain("Description 'Gr\\xF6\\xDFe' holds bytes that are not UTF-8")
    expect(ordersOf({ records, rejected, spans: [], nextRows: [], notices: [] })[0]?.lines.at(-1)?.title).toBe(
      'Größe ß – „Ü“ 5 €',
    )
  })

  it('keeps characters whole that lie across chunks', async () => {
    const path = fileOf(`${HEADER}\n${`${ROW.replace('HEART', 'ä€𝄞'.repeat(20))}\n`.repeat(12_000)}`)
    const [order] = ordersOf(await readAll({ format: 'online-retail', path }))
    expect(new Set(order?.lines.map((line) => line.title))).toEqual(new Set(['ä€𝄞'.repeat(20)]))
  })

  it('rejects a row with a NUL byte', async () => {
    const path = fileOf(`${HEADER}\n${`${ROW}\n`.repeat(2000)}${ROW.replace('HEART', 'HE\0RT')}\n`)
    expect((await readAll({ format: 'online-retail', path })).rejected).toMatchObject([
      { line: 2002, reason: 'Description holds a NUL byte.' },
    ])
  })
})

describe('readImport', () => {
  it('reports progress up to the whole file and every row', async () => {
    const path = fileOf(gzipSync(`${HEADER}\n${`${ROW}\n`.repeat(10)}`))
    const seen: number[][] = []
    await readAll({
      format: 'online-retail',
      path,
      onProgress: ({ bytesRead, bytesTotal, rows }) => seen.push([bytesRead, bytesTotal, rows]),
    })
    expect(seen.at(-1)).toEqual([seen[0]?.[1], seen[0]?.[1], 10])
  })

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort()
    expect((await faultOf(fileOf(`${HEADER}\n${ROW}\n`), { signal })).code).toBe('work.stopped')
  })

  it('goes on from any nextRow with exactly the rest', async () => {
    const invoices = Array.from({ length: 900 }, (_, at) =>
      Array.from({ length: 1 + (at % 40) }, (_, line) =>
        ROW.replace('536365', `${536_365 + at}`).replace(',6,', (at + line) % 97 === 0 ? ',x,' : ',6,'),
      ),
    )
    const path = fileOf(`${HEADER}\n${invoices.flat().join('\n')}\n`)
    const whole: Array<{ items: readonly unknown[]; nextRow: number }> = []
    for await (const batch of readImport({ format: 'online-retail', path, timeZone: 'UTC', currency: 'GBP' }))
      whole.push(batch)
    expect(whole.length).toBeGreaterThan(3)
    for (const [at, { nextRow }] of whole.entries()) {
      const rest: unknown[] = []
      for await (const { items } of readImport({
        format: 'online-retail',
        path,
        timeZone: 'UTC',
        currency: 'GBP',
        skipRows: nextRow,
      })) {
        rest.push(...items)
      }
      expect(rest).toEqual(whole.slice(at + 1).flatMap((batch) => batch.items))
    }
  })

  it('refuses archives that are no workbook, saying what they are', async () => {
    expect(await messageFor(zipOf('notes.txt', 'hello'))).toContain('this is a zip archive, no .xlsx workbook')
    expect(await messageFor(zipOf('word/document.xml', '<a/>'), 'orders.xlsx')).toContain('this is a Word document')
  })
})

function zipOf(name: string, content: string): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt16LE(name.length, 28)
  const start = 30 + name.length + packed.length
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}
