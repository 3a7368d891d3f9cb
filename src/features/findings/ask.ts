/** Asks the event store and keeps what makes the answer checkable: the query, its parameters, the first rows. */
import { z } from 'zod'
import type { Text } from '../../core/lang.ts'
import type { EventStore, QueryParams } from '../../stores/events/store.ts'
import type { Evidence } from './schema.ts'

const SAMPLE_ROWS = 25

interface Question<R> {
  /** Unique within the step; the evidence's id becomes '<step>.<id>'. */
  readonly id: string
  readonly title: Text
  readonly sql: string
  readonly params: QueryParams
  readonly row: z.ZodType<R>
}

export interface Answer<R> {
  readonly rows: R[]
  readonly evidence: Evidence
}

export type Ask = <R>(question: Question<R>) => Promise<Answer<R>>

/** An `Ask` for one step of the night shift. */
export function createAsk(events: EventStore, step: string): Ask {
  return async (question) => {
    const raw = await events.query(question.sql, question.params, z.record(z.string(), z.unknown()))
    return {
      rows: raw.map((row) => question.row.parse(row)),
      evidence: evidenceOf(`${step}.${question.id}`, question, raw),
    }
  }
}

/** Evidence from rows that are at hand; `sql` is the query they came from. */
function evidenceOf(
  id: string,
  { title, sql, params }: { title: Text; sql: string; params: QueryParams },
  rows: readonly Readonly<Record<string, unknown>>[],
): Evidence {
  const columns = Object.keys(rows[0] ?? {})
  return {
    id,
    title,
    sql: dedent(sql),
    params: Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : plain(value)]),
    ),
    rowCount: rows.length,
    columns,
    sample: rows.slice(0, SAMPLE_ROWS).map((row) => columns.map((column) => cell(row[column]))),
  }
}

function plain(value: QueryParams[string]): string | number {
  return typeof value === 'number' ? value : String(value)
}

function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  return JSON.stringify(value)
}

/** The query without the indentation of the code it stood in. */
function dedent(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '')
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join('\n')
}
