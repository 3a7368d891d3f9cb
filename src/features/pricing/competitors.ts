/** A CSV file of competitors' prices, as their feeds and price comparers write it: sku, competitor, price, date. */
import { parse } from 'csv-parse/sync'
import { columnPlaces, headerHint, invalidFile } from '../../core/csv-file.ts'
import { messageOf } from '../../core/errors.ts'
import { MoneyReader } from '../../ingest/import/numbers.ts'
import type { CompetitorAnswer, CompetitorPrice } from './schema.ts'

const COLUMNS = ['sku', 'competitor', 'price', 'date'] as const
const FILE = 'competitors.csv'
const MOST_FAULTS = 50
const LONGEST = { sku: 500, competitor: 200 } as const
/** Beyond a million in the currency a price is a mistake. */
const MOST_CENTS = 100_000_000

interface ReadCompetitors {
  readonly prices: readonly CompetitorPrice[]
  readonly rejected: number
  readonly faults: CompetitorAnswer['faults']
}

/**
 * Prices of a file; rows that cannot be read are counted and the first of them told.
 * @throws AppError 'input.invalid' where it is no CSV or a column is missing
 */
export function readCompetitorCsv(text: string): ReadCompetitors {
  const [header = [], ...rows] = parseRows(text)
  const places = columnPlaces(header, COLUMNS, FILE)
  const missing = COLUMNS.find((column) => !places.has(column))
  if (missing !== undefined) {
    const message = `${FILE}, line 1: the column ${missing} is missing. ${headerHint(header)}`
    throw invalidFile(message, FILE, { line: 1, column: missing })
  }
  const money = new MoneyReader('auto')
  const prices: CompetitorPrice[] = []
  const faults: CompetitorAnswer['faults'] = []
  let rejected = 0
  for (const [index, row] of rows.entries()) {
    const field = (column: (typeof COLUMNS)[number]) => row[places.get(column) ?? -1] ?? ''
    const read = readRow(field, money)
    if (typeof read !== 'string') prices.push(read)
    else if (++rejected <= MOST_FAULTS) faults.push({ line: index + 2, reason: read })
  }
  return { prices, rejected, faults }
}

function readRow(field: (column: (typeof COLUMNS)[number]) => string, money: MoneyReader): CompetitorPrice | string {
  const [sku, competitor, price, date] = [field('sku'), field('competitor'), field('price'), dateOf(field('date'))]
  for (const [column, value] of Object.entries({ sku, competitor })) {
    if (value === '') return `${column} is empty.`
    if (value.length > LONGEST[column as keyof typeof LONGEST]) return `${column} is too long.` // its own keys
    if (value.includes('\0')) return `${column} holds a character of code 0.`
  }
  if (date === null) return `date '${field('date').slice(0, 40)}' is no day; write it as 2026-11-26 or 26.11.2026.`
  const fault = money.fault('price', price)
  if (fault !== null) return fault
  const priceCents = money.cents()
  if (priceCents <= 0 || priceCents > MOST_CENTS) return `price '${price.slice(0, 40)}' is no price of an article.`
  return { sku, competitor, priceCents, date }
}

/** '2026-11-26', with or without a time behind it, or '26.11.2026'; null: no day of the calendar. */
function dateOf(text: string): string | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text)
  const [year, month, day] = german === null ? (iso ?? []).slice(1) : german.slice(1).reverse()
  if (year === undefined || month === undefined || day === undefined) return null
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${written}T00:00:00Z`)
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(written)
  return exists && year >= '1970' && year < '2149' ? written : null
}

/** Separated by the comma, the semicolon or the tab, whichever the first line has most of. */
function parseRows(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  )
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    throw invalidFile(`${FILE} is no proper CSV: ${messageOf(error)}.`, FILE)
  }
}
