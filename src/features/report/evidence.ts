/** The rows a statement rests on, asked for anew: the query as it stands in the stored report, never one from outside. */
import { z } from 'zod'
import type { EventStore, QueryParams } from '../../stores/events/store.ts'
import type { Evidence } from '../findings/index.ts'
import type { EvidenceRows, Report } from './schema.ts'

const MOST_ROWS = 1_000

export function findEvidence(report: Report, id: string): Evidence | null {
  for (const { contribution } of report.sections) {
    const found = contribution.evidence.find((one) => one.id === id)
    if (found !== undefined) return found
  }
  return null
}

/** @throws what the event store throws where the query can no longer be run */
export async function runEvidence(events: EventStore, evidence: Evidence): Promise<EvidenceRows> {
  const { sql, title, params, columns, sample, rowCount } = evidence
  const shared = { title, sql, params, rowCount }
  if (sql === '') return { ...shared, columns, rows: sample, source: 'kept', cut: rowCount > sample.length }
  const rows = await events.query(
    `SELECT * FROM (\n${sql}\n) LIMIT ${MOST_ROWS + 1}`,
    paramsOf(evidence),
    z.record(z.string(), z.unknown()),
  )
  const names = rows[0] === undefined ? columns : Object.keys(rows[0])
  return {
    ...shared,
    columns: names,
    rows: rows.slice(0, MOST_ROWS).map((row) => names.map((name) => plain(row[name]))),
    source: 'again',
    cut: rows.length > MOST_ROWS,
  }
}

/** Lists stand in the report as one text, with commas between; the query says which parameters are lists. */
function paramsOf({ sql, params }: Evidence): QueryParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const type = new RegExp(`\\{${name}:\\s*Array\\((\\w+)\\)`).exec(sql)?.[1]
      if (type === undefined) return [name, value]
      const parts = String(value) === '' ? [] : String(value).split(',')
      return [name, type === 'String' ? parts : parts.map(Number)]
    }),
  )
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value)
}
