/**
 * The raw Online Retail file as a list of lines, read without the program under audit: own parsing, own arithmetic of
 * cents and days, own classification after the documented rules of the format.
 */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export interface Line {
  readonly invoice: string
  readonly document: 'order' | 'cancellation' | 'adjustment'
  readonly kind: 'product' | 'voucher' | 'shipping' | 'discount' | 'fee' | 'adjustment'
  /** Whether the line counts as revenue. */
  readonly counts: boolean
  readonly day: string
  readonly code: string
  readonly title: string
  readonly quantity: number
  /** Unit price in tenths of a cent. */
  readonly priceMills: number
  readonly cents: number
  /** False where the order was taken back as a whole on the day it was placed. */
  readonly stands: boolean
  /** As the report names customers; empty: not known. */
  readonly customer: string
  readonly country: string
}

export interface Ledger {
  readonly lines: readonly Line[]
  /** Lines of these days, both inclusive. */
  between(from: string, to: string): Line[]
  /** First day with an order that counts. */
  readonly first: string
  /** Day of each known customer's first order. */
  readonly firstDayOf: ReadonlyMap<string, string>
  /** The product's name: that of its first sale in the file; the code where it was never sold at a price. */
  titleOf(code: string): string
  /** Whether the catalogue made from the sales has this code. */
  isInCatalogue(code: string): boolean
}

/** @throws Error saying what to do where the data set is not there */
export function requireDataSet(path: string): void {
  if (existsSync(path)) return
  throw new Error(`The data set ${path} is not there: set DIRIGENT_DATASETS to the folder of the data sets.`)
}

export function openLedger(path: string): Ledger {
  const rows: string[][] = parse(gunzipSync(readFileSync(path)), { from_line: 2 })
  const writtenOff = findWriteOffs(rows)
  const read = rows.map((row) => toLine(row, writtenOff))
  const takenBack = findTakenBack(read)
  const lines = read.map((line): Line => ({ ...line, stands: !takenBack.has(line.invoice) }))
  const byDay = groupBy(lines, ({ day }) => day)
  const orders = lines.filter(({ document }) => document === 'order')
  const titles = new Map<string, string>()
  for (const { kind, code, title, priceMills } of lines) {
    if ((kind === 'product' || kind === 'voucher') && priceMills >= 5 && title !== '' && !titles.has(code)) {
      titles.set(code, title)
    }
  }
  return {
    lines,
    between: (from, to) => daysFrom(from, to).flatMap((day) => byDay.get(day) ?? []),
    first: least(orders.filter(({ counts }) => counts).map(({ day }) => day)),
    firstDayOf: new Map(
      [...groupBy(orders, ({ customer }) => customer)]
        .filter(([customer]) => customer !== '')
        .map(([customer, own]) => [customer, least(own.map(({ day }) => day))]),
    ),
    titleOf: (code) => titles.get(code) ?? code,
    isInCatalogue: (code) => titles.has(code),
  }
}

/** Invoices whose every line takes goods out of stock at no price. */
function findWriteOffs(rows: readonly string[][]): Set<string> {
  const off = new Map<string, boolean>()
  for (const [invoice = '', , , quantity, , price] of rows) {
    const own = Number(quantity) < 0 && Number(price) === 0
    off.set(invoice, own && off.get(invoice) !== false)
  }
  return new Set([...off].filter(([, own]) => own).map(([invoice]) => invoice))
}

/** Orders for which the same customer has a cancellation over the same amount on the same day, one for one. */
function findTakenBack(lines: readonly Omit<Line, 'stands'>[]): Set<string> {
  const documents = [
    ...groupBy(
      lines.filter(({ counts, customer }) => counts && customer !== ''),
      ({ day, customer, invoice }) => [day, customer, invoice].join('\t'),
    ).values(),
  ].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, cents: first.cents + sumOf(rest, ({ cents }) => cents) }],
  )
  const alike = groupBy(documents, ({ day, customer, cents }) => [day, customer, Math.abs(cents)].join('\t'))
  return new Set(
    [...alike.values()].flatMap((own) => {
      const orders = own.filter(({ document, cents }) => document === 'order' && cents > 0)
      const cancellations = own.filter(({ document, cents }) => document === 'cancellation' && cents < 0)
      return orders
        .map(({ invoice }) => invoice)
        .sort(byBytes)
        .slice(0, cancellations.length)
    }),
  )
}

const OTHER_CODES: Readonly<Record<string, Line['kind']>> = {
  POST: 'shipping',
  DOT: 'shipping',
  C2: 'shipping',
  D: 'discount',
  M: 'adjustment',
  m: 'adjustment',
  B: 'adjustment',
  S: 'adjustment',
  ADJUST: 'adjustment',
  ADJUST2: 'adjustment',
  'BANK CHARGES': 'fee',
  AMAZONFEE: 'fee',
  CRUK: 'fee',
}

const REVENUE: readonly Line['kind'][] = ['product', 'voucher', 'shipping', 'discount']

function toLine(row: readonly string[], writtenOff: ReadonlySet<string>): Omit<Line, 'stands'> {
  const [invoice = '', code = '', title = '', quantityText = '', date = '', price = '', customer = '', country = ''] =
    row.map((field) => field.trim())
  const document = documentOf(invoice, writtenOff)
  const sold = OTHER_CODES[code] ?? (code.startsWith('gift_0001_') ? 'voucher' : 'product')
  const kind = document === 'adjustment' ? 'adjustment' : sold
  const quantity = Number(quantityText)
  const priceMills = Math.round(Number(price) * 1000)
  return {
    invoice,
    document,
    kind,
    counts: document !== 'adjustment' && REVENUE.includes(kind),
    day: date.slice(0, 10),
    code,
    title,
    quantity,
    priceMills,
    cents: awayFromZero(quantity * priceMills, 10),
    customer: customer === '' ? '' : `online-retail/${customer.replace(/\.0$/, '')}`,
    country,
  }
}

function documentOf(invoice: string, writtenOff: ReadonlySet<string>): Line['document'] {
  if (/^c/i.test(invoice)) return 'cancellation'
  return /^a/i.test(invoice) || writtenOff.has(invoice) ? 'adjustment' : 'order'
}

function awayFromZero(value: number, divisor: number): number {
  const size = Math.floor((2 * Math.abs(value) + divisor) / (2 * divisor))
  return value < 0 && size > 0 ? -size : size
}

function least(days: readonly string[]): string {
  return days.reduce((first, day) => (day < first ? day : first), '9999-12-31')
}

const DAY_MS = 86_400_000
const toMs = (day: string) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

/** The day `days` later. */
export function shift(day: string, days: number): string {
  return new Date(toMs(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days from one to the other. */
export function distance(from: string, to: string): number {
  return (toMs(to) - toMs(from)) / DAY_MS
}

/** Every day from one to the other, both inclusive. */
export function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: distance(from, to) + 1 }, (_, i) => shift(from, i))
}

/** 'YYYY-MM', so many months later. */
export function shiftMonth(month: string, months: number): string {
  const date = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1))
  return date.toISOString().slice(0, 7)
}

/** Last day of a month. */
export function lastDayOf(month: string): string {
  return shift(`${shiftMonth(month, 1)}-01`, -1)
}

/** Monday of the week. */
export function mondayOf(day: string): string {
  return shift(day, -((new Date(toMs(day)).getUTCDay() + 6) % 7))
}

export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0)
}

/** The items of each key, in their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const own = groups.get(key)
    if (own === undefined) groups.set(key, [item])
    else own.push(item)
  }
  return groups
}

/** How many different non-empty values there are. */
export function countOf<T>(items: readonly T[], value: (item: T) => string): number {
  const seen = new Set(items.map(value))
  seen.delete('')
  return seen.size
}

/** Order of keys in the event store: by bytes of UTF-8. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
