/** Small files and short ways to read them, for the tests of this folder. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportRecord, OrderRecord, ProductRecord, RejectedRow } from '../records.ts'
import { type ReadOptions, readImport } from './read.ts'

/** Writes a file into a new temporary folder and gives its path. */
export function fileOf(content: string | Uint8Array, name = 'file.csv'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dirigent-import-')), name)
  writeFileSync(path, content)
  return path
}

export interface Reading {
  readonly records: ImportRecord[]
  readonly rejected: RejectedRow[]
  /** [firstRow, lastRow] of each record. */
  readonly spans: Array<[number, number]>
  readonly nextRows: number[]
  readonly notices: string[]
}

/** Reads a whole file; time zone Europe/Berlin and the currency EUR unless told otherwise. */
export async function readAll(options: Partial<ReadOptions> & Pick<ReadOptions, 'format' | 'path'>): Promise<Reading> {
  const reading: Reading = { records: [], rejected: [], spans: [], nextRows: [], notices: [] }
  const onNotice = (sentence: string) => reading.notices.push(sentence)
  for await (const batch of readImport({ timeZone: 'Europe/Berlin', currency: 'EUR', onNotice, ...options })) {
    reading.nextRows.push(batch.nextRow)
    for (const item of batch.items) {
      if ('type' in item) reading.rejected.push(item)
      else {
        reading.records.push(item.record)
        reading.spans.push([item.firstRow, item.lastRow])
      }
    }
  }
  return reading
}

export function ordersOf(reading: Reading): OrderRecord[] {
  return reading.records.filter((record) => record.type === 'order')
}

export function productsOf(reading: Reading): ProductRecord[] {
  return reading.records.filter((record) => record.type === 'product')
}
