import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../../test/report-sample.ts'
import { reportSchema } from '../schema.ts'
import { renderJson } from './json.ts'

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  )
}

describe('renderJson', () => {
  it('is the report', () => {
    expect(reportSchema.parse(JSON.parse(renderJson(sampleReport())))).toEqual(sampleReport())
  })

  it('has the totals in their order', () => {
    const { totals } = JSON.parse(renderJson(sampleReport()))
    expect(JSON.stringify(totals)).toBe(
      '{"invoices":25900,"customers":4372,"countries":38,"cancelledLines":9288,"lineTotalCents":974774793}',
    )
  })

  it('gives the same bytes whatever the order of keys in the store', () => {
    const shuffled = reportSchema.parse(reversed(sampleReport()))
    expect(renderJson(shuffled)).toBe(renderJson(sampleReport()))
  })
})
