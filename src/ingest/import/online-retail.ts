import type { DocumentKind, LineKind, OrderLineRecord, OrderRecord } from '../records.ts'
import type { Adapter, AdapterContext } from './adapter.ts'
import { fieldAt } from './adapter.ts'
import { DateReader } from './dates.ts'
import { locate, ONLINE_RETAIL } from './formats.ts'
import { INT32_MAX, MoneyReader, parseWhole, quantityFault } from './numbers.ts'
import type { Sink } from './sink.ts'
import { TextPool } from './text-pool.ts'

/** Codes that stand for no product; PADS and DCGS... look like them but are sold. */
const KINDS: ReadonlyMap<string, LineKind> = new Map<string, LineKind>([
  ['POST', 'shipping'],
  ['DOT', 'shipping'],
  ['C2', 'shipping'],
  ['D', 'discount'],
  ['M', 'adjustment'],
  ['m', 'adjustment'],
  ['B', 'adjustment'],
  ['S', 'adjustment'],
  ['ADJUST', 'adjustment'],
  ['ADJUST2', 'adjustment'],
  ['BANK CHARGES', 'fee'],
  ['AMAZONFEE', 'fee'],
  ['CRUK', 'fee'],
])

interface OpenOrder {
  readonly invoice: string
  readonly placedAt: number
  readonly customer: string
  readonly country: string
  readonly lines: OrderLineRecord[]
  /** Every line so far takes goods out of stock at no price. */
  writeOff: boolean
  lastRow: number
}

/** The UCI data sets Online Retail and Online Retail II: one row per invoice line. */
export class OnlineRetailAdapter implements Adapter {
  readonly #at: Record<keyof typeof ONLINE_RETAIL, number>
  readonly #dates: DateReader
  readonly #money = new MoneyReader('auto')
  readonly #pool = new TextPool()
  readonly #currency: string
  #open: OpenOrder | null = null

  constructor(context: AdapterContext) {
    this.#at = locate(context.columns, ONLINE_RETAIL)
    this.#dates = new DateReader({ zone: context.zone, order: context.dateOrder, serials: context.excel })
    this.#currency = context.currency ?? 'GBP'
    if (context.currency === null) {
      context.notice(`${context.path}: the file names no currency; its prices are taken as GBP, as in the UCI data.`)
    }
  }

  take(fields: readonly string[], line: number, row: number, sink: Sink): void {
    const at = this.#at
    const invoice = fieldAt(fields, at.invoice)
    if (this.#open !== null && invoice !== this.#open.invoice && invoice !== '') this.finish(sink)
    const quantityText = fields[at.quantity] ?? ''
    const priceText = fields[at.price] ?? ''
    const quantity = parseWhole(quantityText)
    const placedAt = this.#dates.read(fields[at.date] ?? '')
    const money = this.#money
    const readable = money.read(priceText)
    const unitPriceCents = readable ? money.cents() : Number.NaN
    const totalCents = readable && Math.abs(quantity) <= INT32_MAX ? money.timesCents(quantity) : Number.NaN
    if (invoice === '' || Number.isNaN(placedAt) || Number.isNaN(unitPriceCents) || Number.isNaN(totalCents)) {
      sink.reject(line, this.#fault(invoice, fields), fields)
      return
    }
    const code = fieldAt(fields, at.code)
    if (code === '') {
      sink.reject(line, 'StockCode is empty; the line cannot be told apart from others.', fields)
      return
    }
    const open = this.#open ?? this.#begin(invoice, placedAt, fields, row, sink)
    open.lines.push({
      sku: this.#pool.own(code),
      title: this.#pool.own(fieldAt(fields, at.title)),
      kind: kindOf(code),
      quantity,
      unitPriceCents,
      totalCents,
    })
    open.lastRow = row
    if (quantity >= 0 || unitPriceCents !== 0 || totalCents !== 0) open.writeOff = false
  }

  finish(sink: Sink): void {
    if (this.#open === null) return
    const { invoice, placedAt, customer, country, lines, writeOff, lastRow } = this.#open
    this.#open = null
    const document = documentOf(invoice, writeOff)
    const order: OrderRecord = {
      type: 'order',
      externalId: invoice,
      document,
      placedAt,
      currency: this.#currency,
      customerExternalId: customer,
      customerEmail: '',
      country,
      channel: 'unknown',
      cancelledAt: null,
      lines: document === 'adjustment' ? lines.map((line) => ({ ...line, kind: 'adjustment' as const })) : lines,
      refunds: [],
    }
    sink.end(order, lastRow)
  }

  #begin(invoice: string, placedAt: number, fields: readonly string[], row: number, sink: Sink): OpenOrder {
    const customer = fieldAt(fields, this.#at.customer)
    this.#open = {
      invoice: this.#pool.own(invoice),
      placedAt,
      customer: this.#pool.own(customer.endsWith('.0') ? customer.slice(0, -2) : customer),
      country: this.#pool.own(fieldAt(fields, this.#at.country)),
      lines: [],
      writeOff: true,
      lastRow: row,
    }
    sink.begin(row)
    return this.#open
  }

  #fault(invoice: string, fields: readonly string[]): string {
    if (invoice === '') return 'InvoiceNo is empty; the line belongs to no invoice.'
    const quantityText = fields[this.#at.quantity] ?? ''
    const priceText = fields[this.#at.price] ?? ''
    return (
      this.#dates.fault('InvoiceDate', fields[this.#at.date] ?? '') ??
      quantityFault('Quantity', quantityText) ??
      this.#money.fault('UnitPrice', priceText) ??
      `Quantity '${quantityText}' times UnitPrice '${priceText}' is too large (at most 1,000,000,000).`
    )
  }
}

function kindOf(code: string): LineKind {
  return KINDS.get(code) ?? (code.startsWith('gift_0001_') ? 'voucher' : 'product')
}

function documentOf(invoice: string, writeOff: boolean): DocumentKind {
  const first = invoice.charCodeAt(0) & ~32
  if (first === 67) return 'cancellation'
  return first === 65 || writeOff ? 'adjustment' : 'order'
}
