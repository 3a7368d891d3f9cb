import { type DocumentKind, LINE_KINDS, type LineKind, type OrderLineRecord, type OrderRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { DateReader } from './dates.ts'
import { decimalStyle, type MappedColumns } from './mapped-columns.ts'
import type { OrdersMapping } from './mapping.ts'
import { INT32_MAX, MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

const COLUMNS = [
  'order',
  'placedAt',
  'sku',
  'quantity',
  'unitPrice',
  'lineTotal',
  'title',
  'kind',
  'customer',
  'email',
  'country',
  'channel',
  'currency',
  'cancelledAt',
] as const
type Column = (typeof COLUMNS)[number]

interface Rule<T> {
  readonly column: number
  readonly test: (value: string) => boolean
  readonly result: T
}

interface OpenOrder {
  readonly order: Omit<OrderRecord, 'lines'>
  readonly lines: OrderLineRecord[]
  lastRow: number
}

/** Order lines of somebody's own CSV; the order's fields are those of its first row that can be read. */
export class MappedOrdersAdapter implements Adapter {
  readonly #mapping: OrdersMapping
  readonly #at: Record<Column, number>
  readonly #dates: DateReader
  readonly #money: MoneyReader
  readonly #pool = new TextPool()
  readonly #kinds: ReadonlyArray<Rule<LineKind>>
  readonly #documents: ReadonlyArray<Rule<DocumentKind>>
  readonly #currency: string
  #open: OpenOrder | null = null

  constructor(mapping: OrdersMapping, context: AdapterContext, columns: MappedColumns, firstCurrency: string | null) {
    this.#mapping = mapping
    this.#at = columns.all<Column>(mapping.columns, COLUMNS)
    const { zone, dateOrder: order, excel: serials } = context
    this.#dates = new DateReader({ zone, order, serials, format: mapping.dateFormat })
    this.#money = new MoneyReader(decimalStyle(mapping, context.excel))
    this.#kinds = mapping.lineKinds.map((rule) => ({
      column: columns.at(rule.column),
      test: testOf(rule),
      result: rule.kind,
    }))
    this.#documents = mapping.documents.map((rule) => ({
      column: columns.at(rule.column),
      test: testOf(rule),
      result: rule.document,
    }))
    this.#currency = context.currency ?? mapping.currency ?? firstCurrency ?? 'EUR'
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const key = this.#field(fields, 'order')
    if (this.#open !== null && key !== '' && key !== this.#open.order.externalId) this.finish(sink)
    const head = this.#headOf(key, fields)
    const orderLine = typeof head === 'string' ? head : this.#lineOf(fields)
    if (typeof head === 'string' || typeof orderLine === 'string') {
      sink.reject(line, String(orderLine), fields)
      return
    }
    if (this.#open === null) {
      this.#open = { order: this.#owned(head), lines: [], lastRow: row }
      sink.begin(row)
    }
    this.#open.lines.push(orderLine)
    this.#open.lastRow = row
  }

  finish(sink: Sink): void {
    if (this.#open === null) return
    const { order, lines, lastRow } = this.#open
    this.#open = null
    sink.end({ ...order, lines }, lastRow)
  }

  #field(fields: readonly string[], column: Column): string {
    return fieldAt(fields, this.#at[column])
  }

  #columnName(column: Column): string {
    return this.#mapping.columns[column] ?? column
  }

  #headOf(key: string, fields: readonly string[]): Omit<OrderRecord, 'lines'> | string {
    if (key === '') return `${this.#columnName('order')} is empty; the line belongs to no order.`
    const placedText = this.#field(fields, 'placedAt')
    const placedAt = this.#dates.read(placedText)
    if (Number.isNaN(placedAt))
      return this.#dates.fault(this.#columnName('placedAt'), placedText) ?? 'The date is not valid.'
    const cancelledText = this.#field(fields, 'cancelledAt')
    const cancelledFault =
      cancelledText === '' ? null : this.#dates.fault(this.#columnName('cancelledAt'), cancelledText)
    if (cancelledFault !== null) return cancelledFault
    const currency = this.#field(fields, 'currency').toUpperCase() || this.#currency
    if (currency !== this.#currency) {
      return `Mixed currencies: the line is in ${currency}, the shop's are in ${this.#currency}.`
    }
    return {
      type: 'order',
      externalId: key,
      document: this.#documents.find((rule) => rule.test(fieldAt(fields, rule.column)))?.result ?? 'order',
      placedAt,
      currency,
      customerExternalId: this.#field(fields, 'customer'),
      customerEmail: this.#field(fields, 'email').toLowerCase(),
      country: this.#field(fields, 'country'),
      channel: this.#field(fields, 'channel') || 'unknown',
      cancelledAt: cancelledText === '' ? null : this.#dates.read(cancelledText),
      refunds: [],
    }
  }

  #owned(order: Omit<OrderRecord, 'lines'>): Omit<OrderRecord, 'lines'> {
    const own = (text: string) => this.#pool.own(text)
    return {
      ...order,
      externalId: own(order.externalId),
      customerExternalId: own(order.customerExternalId),
      customerEmail: own(order.customerEmail),
      country: own(order.country),
      channel: own(order.channel),
    }
  }

  #lineOf(fields: readonly string[]): OrderLineRecord | string {
    const sku = this.#field(fields, 'sku')
    if (sku === '') return `${this.#columnName('sku')} is empty; the line names no product.`
    const quantityText = this.#field(fields, 'quantity')
    const fault = quantityFault(this.#columnName('quantity'), quantityText)
    if (fault !== null) return fault
    const quantity = parseWhole(quantityText)
    const amounts = this.#amountsOf(fields, quantity)
    if (typeof amounts === 'string') return amounts
    const kind = this.#kindOf(fields)
    if (kind === null) {
      return `${this.#columnName('kind')} '${this.#field(fields, 'kind')}' is no line kind; expected ${LINE_KINDS.join(', ')}.`
    }
    return { sku: this.#pool.own(sku), title: this.#pool.own(this.#field(fields, 'title')), kind, quantity, ...amounts }
  }

  #amountsOf(fields: readonly string[], quantity: number): { unitPriceCents: number; totalCents: number } | string {
    const priceText = this.#field(fields, 'unitPrice')
    const totalText = this.#field(fields, 'lineTotal')
    const money = this.#money
    let totalCents = Number.NaN
    if (this.#at.lineTotal !== -1) {
      const fault = money.fault(this.#columnName('lineTotal'), totalText)
      if (fault !== null) return fault
      totalCents = money.cents()
      if (this.#at.unitPrice === -1) {
        const each = quantity === 0 ? totalCents : Math.round(Math.abs(totalCents) / Math.abs(quantity))
        const sign = quantity !== 0 && totalCents < 0 !== quantity < 0 ? -1 : 1
        return { unitPriceCents: quantity === 0 ? each : each * sign, totalCents }
      }
    }
    const fault = money.fault(this.#columnName('unitPrice'), priceText)
    if (fault !== null) return fault
    if (this.#at.lineTotal === -1) totalCents = money.timesCents(quantity)
    if (Number.isNaN(totalCents) || Math.abs(quantity) > INT32_MAX)
      return `'${priceText}' times ${quantity} is too large.`
    return { unitPriceCents: money.cents(), totalCents }
  }

  /** The rules decide first, then the column; null: the column says something that is no kind. */
  #kindOf(fields: readonly string[]): LineKind | null {
    const ruled = this.#kinds.find((rule) => rule.test(fieldAt(fields, rule.column)))
    if (ruled !== undefined) return ruled.result
    const text = this.#field(fields, 'kind').toLowerCase()
    if (text === '') return 'product'
    return LINE_KINDS.find((kind) => kind === text) ?? null
  }
}

interface RuleTest {
  readonly equals?: readonly string[] | undefined
  readonly startsWith?: readonly string[] | undefined
  readonly contains?: readonly string[] | undefined
}

function testOf({ equals, startsWith, contains }: RuleTest): (value: string) => boolean {
  if (equals !== undefined) return (value) => equals.includes(value)
  if (startsWith !== undefined) return (value) => startsWith.some((start) => value.startsWith(start))
  return (value) => contains?.some((part) => value.includes(part)) ?? false
}
