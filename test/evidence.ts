/** What stands in the report as evidence must give its rows again. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Evidence } from '../src/features/findings/index.ts'
import type { EventStore } from '../src/stores/events/store.ts'

const SAMPLE_ROWS = 25

export async function expectRerun(events: EventStore, evidence: readonly Evidence[]): Promise<void> {
  for (const { sql, params, rowCount, columns, sample } of evidence) {
    const rows = await events.query(sql, params, z.record(z.string(), z.unknown()))
    expect(rows).toHaveLength(rowCount)
    expect(rows.slice(0, SAMPLE_ROWS).map((row) => columns.map((column) => row[column] ?? null))).toEqual(sample)
  }
}
