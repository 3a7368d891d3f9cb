import type { Report } from '../schema.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

// The store may give keys back in any order; in JSON the same report must be the same bytes. Keys are put in the order
// of the alphabet, but for the ones people read first and for the totals, whose order is part of the contract.
const FIRST = [
  'version',
  'shop',
  'asOf',
  'createdAt',
  'totals',
  'night',
  'findings',
  'claimsChecked',
  'claims',
  'sections',
]
const TOTALS = ['invoices', 'customers', 'countries', 'cancelledLines', 'lineTotalCents']

/** The report as JSON with two spaces of indent, keys in a stable order and a line break at the end. */
export function renderJson(report: Report): string {
  const { totals, ...rest } = report
  const ordered = pick(TOTALS, totals)
  return `${JSON.stringify(pick(FIRST, { ...rest, totals: ordered }), null, 2)}\n`
}

function pick(order: readonly string[], from: Readonly<Record<string, unknown>>): { readonly [key: string]: Json } {
  const keys = [
    ...order.filter((key) => key in from),
    ...Object.keys(from)
      .filter((key) => !order.includes(key))
      .sort(),
  ]
  return Object.fromEntries(keys.map((key) => [key, key === 'totals' ? raw(from[key]) : sorted(from[key])]))
}

function raw(value: unknown): Json {
  return plain(value, (entries) => entries)
}

function sorted(value: unknown): Json {
  return plain(value, (entries) => entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

type Entries = [string, unknown][]

/** JSON has no NaN and no infinity: what is no number is unknown. */
function plain(value: unknown, order: (entries: Entries) => Entries): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((entry) => plain(entry, order))
  if (typeof value === 'object') {
    return Object.fromEntries(order(Object.entries(value)).map(([key, entry]) => [key, plain(entry, order)]))
  }
  return String(value)
}
