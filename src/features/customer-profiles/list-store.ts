/** The list of customers in the state store: one indexed walk for each order it can be in. */
import { z } from 'zod'
import { cursorOf, readCursor } from '../../api/page.ts'
import { wordsOf } from '../../core/fold.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Binder, containsSql, createBinder, resemblesSql } from '../../stores/state/text-match.ts'
import type { CustomerListQuery, CustomerRow, CustomerSummary } from './schema.ts'
import { segmentSchema } from './schema.ts'

type Pool = Pick<StateStore, 'pool'>

export const ROW = `key, name, email, country, city, order_count, spent_cents, last_order_at, segment, accepts_marketing, known_from`
export interface Row {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly city: string
  readonly order_count: number
  readonly spent_cents: number
  readonly last_order_at: Date | null
  readonly segment: string
  readonly accepts_marketing: boolean
  readonly known_from: 'feed' | 'orders'
}

export function toRow(row: Row): CustomerRow {
  const { key, name, email, country, city } = row
  return {
    key,
    name,
    email,
    country,
    city,
    orders: row.order_count,
    spentCents: row.spent_cents,
    lastOrderAt: row.last_order_at?.toISOString() ?? null,
    segment: segmentSchema.parse(row.segment),
    consent: row.accepts_marketing ? 'yes' : row.known_from === 'orders' ? 'unknown' : 'no',
  }
}

interface Order {
  /** The column or expression of the index. */
  readonly by: string
  readonly type: 'bigint' | 'timestamptz' | 'text'
  readonly direction: 'ASC' | 'DESC'
}

const ORDERS: Readonly<Record<CustomerListQuery['sort'], Order>> = {
  'last-order': { by: `coalesce(last_order_at, '-infinity')`, type: 'timestamptz', direction: 'DESC' },
  value: { by: 'spent_cents', type: 'bigint', direction: 'DESC' },
  name: { by: 'fold_text(name)', type: 'text', direction: 'ASC' },
}

const placeSchema = z.tuple([z.string(), z.string()])

/** A piece of the list. @throws AppError 'usage.invalid' where `after` is no place in it */
export async function listCustomers(
  { pool }: Pool,
  query: CustomerListQuery,
): Promise<{ items: CustomerRow[]; next: string | null }> {
  const { by, type, direction } = ORDERS[query.sort]
  const binder = createBinder()
  const conditions = conditionsOf(query, binder)
  const place = readCursor(query.after, placeSchema)
  if (place !== null) {
    const [value, key] = place.map((part) => binder.add(part))
    conditions.push(`(${by}, key) ${direction === 'ASC' ? '>' : '<'} (${value}::${type}, ${key})`)
  }
  const { rows } = await pool.query<Row & { place: string }>(
    `SELECT ${ROW}, (${by})::text AS place FROM customers
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY ${by} ${direction}, key ${direction} LIMIT ${binder.add(query.limit + 1)}`,
    binder.values,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = rows.length > query.limit && last !== undefined ? cursorOf(last.place, last.key) : null
  return { items: page.map(toRow), next }
}

function conditionsOf({ country, segment, consent, text }: CustomerListQuery, binder: Binder): string[] {
  const conditions: string[] = []
  if (country !== undefined) conditions.push(`country = ${binder.add(country)}`)
  if (segment !== undefined) conditions.push(`segment = ${binder.add(segment)}`)
  if (consent === 'yes') conditions.push('accepts_marketing')
  if (consent === 'no') conditions.push(`NOT accepts_marketing AND known_from = 'feed'`)
  if (consent === 'unknown') conditions.push(`NOT accepts_marketing AND known_from = 'orders'`)
  const words = wordsOf(text ?? '')
  if (words.length > 0) conditions.push(containsSql('search_text', words, binder))
  return conditions
}

export interface Found extends Row {
  readonly score: number
}

/** Customers whose name, mail address, key or city resembles the words, the best first. */
export async function findCustomers({ pool }: Pool, words: readonly string[], limit: number): Promise<Found[]> {
  const binder = createBinder()
  const { where, score } = resemblesSql('search_text', words, binder)
  const { rows } = await pool.query<Found>(
    `SELECT ${ROW}, ${score} AS score FROM customers WHERE ${where} ORDER BY score DESC, spent_cents DESC, key LIMIT ${binder.add(limit)}`,
    binder.values,
  )
  return rows
}

export async function summariseCustomers({ pool }: Pool): Promise<Omit<CustomerSummary, 'asOf'>> {
  const { rows } = await pool.query<{ country: string | null; segment: string | null; customers: number }>(
    'SELECT country, segment, count(*) AS customers FROM customers GROUP BY GROUPING SETS ((country), (segment)) ORDER BY customers DESC',
  )
  const segments = rows.flatMap(({ segment, customers }) =>
    segment === null ? [] : [{ segment: segmentSchema.parse(segment), customers }],
  )
  return {
    customers: segments.reduce((sum, { customers }) => sum + customers, 0),
    countries: rows.flatMap(({ country, customers }) => (country === null ? [] : [{ country, customers }])),
    segments,
  }
}
