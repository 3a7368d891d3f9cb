import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readImport } from './read.ts'

const path = join(process.env.DIRIGENT_DATASETS ?? '../shared/data', 'online-retail.csv.gz')

it('reads the real Online Retail file without losing a row or a cent', async () => {
  expect(existsSync(path), `${path} is not there: set DIRIGENT_DATASETS to the folder of the data sets`).toBe(true)
  const invoices = new Set<string>()
  const customers = new Set<string>()
  const countries = new Set<string>()
  const lines = { order: 0, cancellation: 0, adjustment: 0 }
  let rejected = 0
  let totalCents = 0
  let runs = 0
  let nextRow = 0
  for await (const batch of readImport({ format: 'online-retail', path, timeZone: 'Europe/London', currency: 'GBP' })) {
    nextRow = batch.nextRow
    for (const item of batch.items) {
      if ('type' in item || item.record.type !== 'order') {
        rejected++
        continue
      }
      const { record } = item
      runs++
      invoices.add(record.externalId)
      if (record.customerExternalId !== '') customers.add(record.customerExternalId)
      countries.add(record.country)
      lines[record.document] += record.lines.length
      for (const line of record.lines) totalCents += line.totalCents
    }
  }
  expect({ rejected, nextRow, totalCents }).toEqual({ rejected: 0, nextRow: 541_909, totalCents: 974_774_793 })
  expect(lines.order + lines.cancellation + lines.adjustment).toBe(541_909)
  expect(lines.cancellation).toBe(9288)
  // One invoice is not contiguous: it comes as two records with the same key.
  expect({ invoices: invoices.size, runs }).toEqual({ invoices: 25_900, runs: 25_901 })
  expect({ customers: customers.size, countries: countries.size }).toEqual({ customers: 4372, countries: 38 })
})
